"""What a page of an unknown site costs, against trafilatura, and which parts cost it.

    python benchmarks/generic_cost.py DATA [--sample 40]

DATA holds sets of pages as ``cleaner bench`` reads them; of each as many pages are taken as told,
spread evenly. Each page is cleaned by this project with all plugins for sites left out, and
extracted by ``trafilatura.extract`` without comments, in turns, in one process. Figures are CPU
time, of two turns the shorter (so that what is loaded once does not count): compare the ratios, as
the milliseconds are the machine's. The parts are timed in a further turn.
"""

from __future__ import annotations

import argparse
import functools
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import trafilatura

import cleaner.assemble
import cleaner.host
import cleaner.label.generic.labeler
import cleaner.label.generic.model
import cleaner.label.sequence
import cleaner.placing
import cleaner.segment.blocks
from cleaner import Cleaner
from cleaner.bench.data import find_sets, read_set
from cleaner.segment.charset import decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner.bench.data import Case

VOTE = "trafilatura's vote"
PARTS: dict[str, tuple[Any, str]] = {
    "reading and parsing": (cleaner.host, "read_html"),
    "rules and roots": (cleaner.placing.Placer, "__call__"),
    "metadata": (cleaner.host, "read_fields"),
    "segmenting": (cleaner.segment.blocks, "segment_html"),
    "columns": (cleaner.label.generic.labeler, "features"),
    "network": (cleaner.label.generic.model.Network, "look"),
    VOTE: (cleaner.label.generic.labeler, "ask"),
    "labels and reasons": (cleaner.label.generic.labeler, "_votes"),
    "grammar": (cleaner.label.sequence, "label_blocks"),
    "arbiter": (cleaner.host.Hearing, "hear"),
    "assembling": (cleaner.host, "assemble"),
    "profile": (cleaner.host, "profiler"),
}


class Timers:
    """CPU time of functions, without that of other timed functions they call."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self._inside = [0.0]

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed under a name."""

        @functools.wraps(function)
        def timed(*args: object, **kwargs: object) -> object:
            started = time.process_time()
            self._inside.append(0.0)
            try:
                return function(*args, **kwargs)
            finally:
                whole = time.process_time() - started
                self.seconds[name] += whole - self._inside.pop()
                self.calls[name] += 1
                self._inside[-1] += whole

        return timed


def seconds(function: Callable[[], object]) -> float:
    """CPU time of one call."""
    started = time.process_time()
    function()
    return time.process_time() - started


def both(ours: Cleaner, case: Case) -> tuple[float, float]:
    """Seconds of this project and of trafilatura for a page, of two turns the shorter."""
    html = case.html if isinstance(case.html, str) else decode(case.html, None).text
    turns = [
        (
            seconds(lambda: ours.clean(html, case.url)),
            seconds(lambda: trafilatura.extract(html, url=case.url, include_comments=False)),
        )
        for _ in range(2)
    ]
    return min(turn[0] for turn in turns), min(turn[1] for turn in turns)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--sample", type=int, default=40, help="pages of each set")
    options = parser.parse_args()
    pages: list[Case] = []
    ours, total = Cleaner(entry_points=False, sites=False), [0.0, 0.0]
    for name, path in find_sets(options.data).items():
        cases = list(read_set(path))
        cases = cases[:: max(1, len(cases) // options.sample)][: options.sample]
        mine, theirs = map(sum, zip(*(both(ours, case) for case in cases), strict=True))
        total = [total[0] + mine, total[1] + theirs]
        pages += cases
        print(f"{name:20} {len(cases):4} pages {mine / theirs:.2f}", flush=True)
    print(f"{'all':20} {len(pages):4} pages {total[0] / total[1]:.2f}")
    timers = Timers()
    for part, (holder, attribute) in PARTS.items():
        setattr(holder, attribute, timers.around(part, getattr(holder, attribute)))
    clean = timers.around("the rest", Cleaner(entry_points=False, sites=False).clean)
    for case in pages:
        clean(case.html, case.url)
    whole = sum(timers.seconds.values())
    for part, spent in sorted(timers.seconds.items(), key=lambda item: -item[1]):
        calls = timers.calls[part] / len(pages)
        print(f"{part:27} {spent / whole:6.1%} {calls:6.2f} calls a page")


if __name__ == "__main__":
    main()
