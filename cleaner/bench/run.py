"""A benchmark run: every peer over every page, scored; a table and JSON."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from cleaner.bench.data import find_sets, read_set
from cleaner.bench.peers import serving
from cleaner.bench.score import PageScore, SetScore, score_page, score_set
from cleaner.segment.charset import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from cleaner.bench.data import Case
    from cleaner.bench.peers import Peer

    Extract = Callable[[str, str | None], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Result:
    """One peer on one set."""

    set: str
    peer: str
    score: SetScore
    ms: float
    """CPU time a page, in milliseconds; depends on the machine."""
    parses: float
    """The same in bare lxml parses of the same pages in the same process: compare by this."""
    errors: int

    def to_dict(self) -> dict[str, Any]:
        """Flat and JSON-safe."""
        row = {"set": self.set, "peer": self.peer, **asdict(self.score)}
        row |= {"ms": self.ms, "lxml_parses": self.parses, "errors": self.errors}
        return {k: round(v, 4) if isinstance(v, float) else v for k, v in row.items()}


def run_peer(name: str, peer: str, cases: Sequence[Case], extract: Extract) -> Result:
    """Score one extractor on the cases of one set."""
    pages: list[PageScore] = []
    seconds = parse = 0.0
    errors = 0
    for case in cases[:1]:  # what a peer loads on its first page is no part of a page's price
        extract(_text(case), case.url)
    for case in cases:
        answer = extract(_text(case), case.url)
        pages.append(score_page(case, answer["text"]))
        errors += answer["error"] is not None
        if not math.isnan(answer["parse"]):
            seconds += answer["seconds"]
            parse += answer["parse"]
    ms = 1000 * seconds / max(len(cases), 1)
    return Result(name, peer, score_set(pages), ms, seconds / parse if parse else 0.0, errors)


def _text(case: Case) -> str:
    return case.html if isinstance(case.html, str) else decode(case.html, None).text


def results_of(
    data: Path, peers: Sequence[Peer], folder: Path, sample: int | None = None
) -> Iterator[Result]:
    """All peers on all sets of a folder; ``sample`` takes the first pages of each set only."""
    for name, path in find_sets(data).items():
        cases = list(read_set(path))[:sample]
        for peer in peers:
            with serving(peer, folder) as extract:
                yield run_peer(name, peer.name, cases, extract)


def means(results: Sequence[Result]) -> dict[str, float]:
    """Mean of each peer's main figure (bag F1, or snippet F1) over the sets."""
    figures: dict[str, list[float]] = {}
    for result in results:
        if result.score.main is not None:
            figures.setdefault(result.peer, []).append(result.score.main)
    return {peer: sum(values) / len(values) for peer, values in figures.items()}
