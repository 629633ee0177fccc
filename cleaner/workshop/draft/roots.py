"""The root that pages agree on: the one right for each by what the others teach."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.workshop.draft.agree import Agreement
from cleaner.workshop.draft.naming import selectors
from cleaner.workshop.draft.place import inner_tag, rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.workshop.draft.agree import Reading
    from cleaner.workshop.draft.place import Weights

NEAR: Final = 0.003
"""Roots whose fit differs by less are equally good."""
PRICE: Final = 0.05
"""What a root that holds nothing but what must be taken out would lose: rules for that are learned
from few pages, and the next may have more of it."""
UNITED: Final = 0.15
"""How much worse a root may fit that is then united with what stands beside it."""
POOR: Final = 0.8
"""A page on which a root fits worse than this may be of another layout."""
GAIN: Final = 0.02
"""What another layout's root must add to the mean fit of all pages."""


class _Line(NamedTuple):
    """A block with what the other pages say of it."""

    path: str
    words: int
    wanted: bool
    kept: bool
    never: str


def _lines(reading: Reading, page: Weights, others: Agreement) -> Iterator[_Line]:
    for at, (block, state) in enumerate(page.blocks):
        if state != "handled":
            kept, never = others.keeps(reading.chains[at])
            kept = kept and at not in reading.repeated
            yield _Line(block.path, reading.words[at], state == "wanted", kept, never)


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a root fits each page."""

    fits: tuple[float, ...]
    """F1 of the words that it and the other pages' verdicts would leave, page by page."""
    junk: float
    """Share of what it holds that is none of the article, mean of the pages."""
    pages: int
    """Pages that it is on."""

    @property
    def score(self) -> float:
        """Mean fit."""
        return sum(self.fits) / len(self.fits) if self.fits else 0.0


class Trials:
    """Tries roots on pages, each page with the verdict of all others."""

    def __init__(self, readings: Sequence[Reading], pages: Sequence[Weights]) -> None:
        self._pages = pages
        many = len(readings) > 1
        self._lines: list[list[_Line]] = []
        for reading, page in zip(readings, pages, strict=True):
            others = Agreement([one for one in readings if one is not reading or not many])
            self._lines.append(list(_lines(reading, page, others)))
        self._tried: dict[tuple[str, ...], Fitting] = {}
        self._fits: dict[tuple[int, tuple[str, ...]], tuple[float, float]] = {}

    def fitting(self, roots: tuple[str, ...]) -> Fitting:
        """How selectors fit, the first that matches on each page."""
        if roots not in self._tried:
            found = [page.roots(roots) for page in self._pages]
            both = [self._fit(at, paths) for at, paths in enumerate(found)]
            here = sum(map(bool, found))
            junk = sum(one for _, one in both) / max(here, 1)
            self._tried[roots] = Fitting(tuple(fit for fit, _ in both), junk, here)
        return self._tried[roots]

    def _fit(self, at: int, roots: tuple[str, ...]) -> tuple[float, float]:
        """F1 of what is left, and the share of junk in the roots at these paths."""
        if (at, roots) not in self._fits:
            left = right = inside = junk = 0
            wanted = sum(line.words for line in self._lines[at] if line.wanted)
            for line in self._lines[at]:
                root = next((one for one in roots if f"{line.path}/".startswith(f"{one}/")), None)
                if root is None:
                    continue
                inside += line.words
                junk += 0 if line.wanted else line.words
                if line.kept and len(line.never) <= len(root):
                    left += line.words
                    right += line.words if line.wanted else 0
            fit = 2 * right / (left + wanted) if left + wanted else 0.0
            self._fits[at, roots] = fit, junk / inside if inside else 0.0
        return self._fits[at, roots]

    def best(self) -> tuple[tuple[str, ...], Fitting] | None:
        """The root, with what stands beside it, and those of further layouts; None if none fits."""
        everything = range(len(self._pages))
        if (first := self._best(everything)) is None:
            return None
        chosen: tuple[str, ...] = (first,)
        poor = [at for at, fit in enumerate(self.fitting(chosen).fits) if fit < POOR]
        other = self._best(poor) if poor else None
        for tried in ((first, other), (other, first)) if other and other != first else ():
            if self.fitting(tried).score > self.fitting(chosen).score + GAIN:
                chosen = tried
        return chosen, self.fitting(chosen)

    def _best(self, wanted: Sequence[int]) -> str | None:
        """The selector that fits the pages at ``wanted`` best, with what stands beside it."""

        def worth(selector: str) -> float:
            how = self.fitting((selector,))
            return sum(how.fits[at] for at in wanted) / len(wanted) - PRICE * how.junk

        tried = dict.fromkeys(one for at in wanted for one in self._candidates(at))
        worths = {one: worth(one) for one in tried if self._once(one)}
        top = max(worths.values(), default=0.0)
        same: dict[tuple[tuple[str, ...], ...], str] = {}  # of selectors of one element, the best
        for one in sorted(worths, key=rank):
            if worths[one] >= top - UNITED > -UNITED:
                same.setdefault(tuple(page.roots((one,)) for page in self._pages), one)
        for one in list(same.values()):
            united = self._united(one)
            worths[united] = worth(united)
            same[tuple(page.roots((united,)) for page in self._pages)] = united
        top = max((worths[one] for one in same.values()), default=0.0)
        return min((o for o in same.values() if worths[o] >= top - NEAR), key=rank, default=None)

    def _once(self, selector: str) -> bool:
        """Whether no page has two elements of a kind: which one it is would be chance."""
        return all(page.count(selector) < 2 for page in self._pages)

    def _united(self, root: str) -> str:
        """The root and what of the article most pages have outside it: a standfirst, key points."""
        beside: Counter[str] = Counter()
        for page in self._pages:
            inside = page.roots((root,))
            for path in page.wanted:
                around = any(one.startswith(path) or path.startswith(f"{one}/") for one in inside)
                if inside and not around:
                    node = page.sample.elements[path]
                    named = selectors(page.sample.tree, node, depth=1)
                    beside.update(one for one in dict.fromkeys(named) if page.count(one) == 1)
        often = [one for one, pages in beside.items() if pages * 2 > len(self._pages)]
        for selector in sorted(often, key=lambda one: (-beside[one], rank(one))):
            united = f"{selector}, {root}"
            gain = self.fitting((united,)).score - self.fitting((root,)).score
            if self._once(selector) and gain > NEAR:
                root = united
        return root

    def _candidates(self, at: int) -> Iterator[str]:
        page = self._pages[at]
        for path, held in page.wanted.items():
            if held * 2 >= page.total and path.count("/") >= 3 and not inner_tag(path):
                sample = page.sample
                yield from selectors(sample.tree, sample.elements[path], depth=2)
