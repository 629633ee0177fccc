"""Text mode: MB/s of UTF-8 on one core, and documents a second beside datatrove's quality filters.

    python benchmarks/text_speed.py SHARED/data/text-ar

All are measured in one run, on the same texts, in turns of some documents each, in CPU time of the
process, so that a busy machine slows all of them alike. The filters are datatrove's C4 and Gopher
quality filters with the settings of their papers and the tokenizer datatrove has for Arabic
(spaCy's blank ``ar``; C4 parts sentences with it, Gopher words); each is measured alone, and both
as a pipeline runs them: the second sees what the first lets through. They need the extra
``datatrove`` and spaCy; without them only our own speed is measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import Cleaner

if TYPE_CHECKING:
    from collections.abc import Callable

SETS = ("saudinewsnet-2015", "almayadeen-2023-2024", "maghreb-mixed")
ARABIC = "arb_Arab"
TURN = 50
"""Documents a turn."""

Document = dict[str, str]


def read(folder: Path, limit: int) -> list[Document]:
    """The texts of all sets, of each the first ``limit`` (0: all)."""
    found = []
    for name in SETS:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        found += [{**row, "set": name} for row in rows[: limit or None]]
    return found


def ours() -> Callable[[Document], object]:
    """Clean a text as ``cleaner clean --text`` does, into an Article."""
    cleaner = Cleaner()
    return lambda row: cleaner.clean_text(row["text"], url=row.get("url"), title=row.get("title"))


def filters() -> dict[str, Callable[[Document], object]]:
    """The filters of datatrove; empty where it is not installed."""
    try:
        from datatrove.data import Document as Page
        from datatrove.pipeline.filters import C4QualityFilter, GopherQualityFilter
    except ImportError:
        return {}
    c4, gopher = C4QualityFilter(language=ARABIC), GopherQualityFilter(language=ARABIC)

    def passed(one: object) -> bool:
        return one is True

    def both(row: Document) -> bool:
        page = Page(text=row["text"], id="")
        return passed(c4.filter(page)) and passed(gopher.filter(page))

    return {
        "C4": lambda row: c4.filter(Page(text=row["text"], id="")),
        "Gopher": lambda row: gopher.filter(Page(text=row["text"], id="")),
        "C4 + Gopher": both,
    }


def measure(
    rows: list[Document], contestants: dict[str, Callable[[Document], object]]
) -> dict[str, dict[str, float]]:
    """CPU seconds of each contestant for each set, after a first turn that is not counted."""
    for run in contestants.values():
        for row in rows[:TURN]:
            run(row)
    seconds = {name: dict.fromkeys(SETS, 0.0) for name in contestants}
    for start in range(0, len(rows), TURN):
        turn = rows[start : start + TURN]
        for name, run in contestants.items():
            for row in turn:
                began = time.process_time()
                run(row)
                seconds[name][row["set"]] += time.process_time() - began
    return seconds


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=0, help="documents of each set; 0 for all")
    args = parser.parse_args()
    rows = read(args.folder, args.limit)
    seconds = measure(rows, {"cleaner": ours(), **filters()})
    size = {
        name: [len(row["text"].encode()) for row in rows if row["set"] == name] for name in SETS
    }
    print(f"Python {platform.python_version()}, {len(rows)} documents")
    for name in SETS:
        own, sizes = seconds["cleaner"][name], size[name]
        print(
            f"cleaner, {name}: {sum(sizes) / 1e6:.1f} MB, {sum(sizes) / 1e6 / own:.1f} MB/s, "
            f"{len(sizes) / own:,.0f} documents/s, median {statistics.median(sizes):,.0f} bytes"
        )
    total = sum(map(sum, size.values())) / 1e6
    own = sum(seconds["cleaner"].values())
    for name, spent in seconds.items():
        spent_all = sum(spent.values())
        told = f"{total / spent_all:6.1f} MB/s {len(rows) / spent_all:8,.0f} documents/s"
        print(f"{name:12} {told}  cleaner is {spent_all / own:.1f} times as fast")


if __name__ == "__main__":
    main()
