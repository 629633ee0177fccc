"""Where the article is on the samples: a family's root, or the element that fits best."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cleaner.model.site import Rule
from cleaner.segment.marks import split_union
from cleaner.segment.root import MIN_ROOT, find_root
from cleaner.workshop.draft.naming import names_of, own_selectors, parts, selectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.model.block import Block
    from cleaner.model.site import Patterns, Site
    from cleaner.workshop.draft.sample import Sample, State

_TELLING: Final = frozenset("article articlebody story content body text entry details".split())
_INNER: Final = frozenset("p h1 h2 h3 h4 h5 h6 a b i em strong ul ol li blockquote br".split())
ENOUGH: Final = 0.02
"""A root of the plugin's own must fit better than the family's by more than this."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well roots fit: the share of the article inside, and how much inside is no article."""

    found: float
    other: float
    pages: int

    @property
    def score(self) -> float:
        """Harmonic mean of the share found and the share that belongs."""
        both = self.found + (1 - self.other)
        return 2 * self.found * (1 - self.other) / both if both else 0.0


class Weights:
    """Characters of article and of junk below every element of a page."""

    def __init__(self, sample: Sample, blocks: Sequence[tuple[Block, State]]) -> None:
        self.sample = sample
        self.blocks = blocks
        self.wanted: Counter[str] = Counter()
        self.junk: Counter[str] = Counter()
        self._found: dict[str, list[str]] = {}
        self._paths = {sample.tree.key(node): path for path, node in sample.elements.items()}
        self._size: Counter[str] = Counter()
        for block, state in blocks:
            table = {"wanted": self.wanted, "junk": self.junk}.get(state)
            for path in above(block.path):
                self._size[path] += len(block.text)
                if table is not None:
                    table[path] += len(block.text)
        self._texts = {block.path for block, state in blocks if state == "wanted"}
        self.total = sum(len(block.text) for block, state in blocks if state == "wanted")

    def path(self, node: object) -> str:
        """The path of an element."""
        return self._paths.get(self.sample.tree.key(node), "")

    def spares(self, selector: str) -> bool:
        """Whether a selector takes no word of the article: no paragraph, and no part of one."""
        paths = [self.path(node) for node in self.sample.tree.select(selector)]
        return not any(self.wanted[path] or self._texts & set(above(path)) for path in paths)

    def size(self, path: str) -> int:
        """Characters below an element."""
        return self._size[path]

    def count(self, selector: str) -> int:
        """Elements with text that a selector finds, those inside another of them left out."""
        return len(self._find(selector))

    def roots(self, selectors: Sequence[str]) -> tuple[str, ...]:
        """Paths of the root that selectors find, as :func:`find_root` finds it."""
        for union in selectors:
            each = map(self._find, split_union(union))
            full = {max(found, key=self.size) for found in each if found}
            outer = sorted(one for one in full if not full & set(above(one.rpartition("/")[0])))
            if sum(map(self.size, outer)) >= MIN_ROOT:
                return tuple(outer)
        return ()

    def _find(self, selector: str) -> list[str]:
        if selector not in self._found:
            all_paths = dict.fromkeys(map(self.path, self.sample.tree.select(selector)))
            paths = [path for path in all_paths if self.size(path)]
            inner = {one for one in paths if all_paths.keys() & set(above(one.rpartition("/")[0]))}
            self._found[selector] = [one for one in paths if one not in inner]
        return self._found[selector]

    @cached_property
    def names(self) -> frozenset[str]:
        """Classes and ids that the article's own elements bear: they say nothing of the others."""
        found: set[str] = set()
        for path, node in self.sample.elements.items():
            if self.wanted[path] or self._texts & set(above(path)):
                found.update(names_of(self.sample.tree, node))
        return frozenset(found)

    def inside(self, patterns: Patterns) -> tuple[int, int]:
        """Characters of article and of junk in the root that patterns find."""
        paths = [self.path(node) for node in find_root(self.sample.tree, patterns)]
        return sum(self.wanted[path] for path in paths), sum(self.junk[path] for path in paths)


def above(path: str) -> Iterable[str]:
    """A path and those of all elements around it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def fit(pages: Sequence[Weights], patterns: Patterns) -> Fit:
    """How well the root that patterns find fits all pages, on the mean."""
    found = other = 0.0
    hits = 0
    for page in pages:
        wanted, junk = page.inside(patterns)
        hits += wanted > 0
        found += wanted / page.total if page.total else 0.0
        other += junk / (wanted + junk) if wanted + junk else 0.0
    count = max(len(pages), 1)
    return Fit(found / count, other / count, hits)


def family_fit(pages: Sequence[Weights], family: Site) -> Fit:
    """The fit of a family's own root."""
    return fit(pages, family.layouts[0].root if family.layouts else ())


def best_root(pages: Sequence[Weights]) -> tuple[str, Fit] | None:
    """The selector whose root fits best; of equals the most telling, then the shortest."""
    tried: dict[str, Fit] = {}
    for page in pages:
        for path, held in page.wanted.items():
            if held * 2 < page.total or path.count("/") < 3 or inner_tag(path):
                continue  # html and body are everything, a paragraph is too little
            for selector in selectors(page.sample.tree, page.sample.elements[path], depth=2):
                if selector not in tried:
                    tried[selector] = fit(pages, (Rule(selector),))
    good = {one: how for one, how in tried.items() if how.score > 0}
    if not good:
        return None
    top = max(how.score for how in good.values())
    near = [one for one, how in good.items() if how.score >= top - 0.005]
    best = min(near, key=rank)
    return best, good[best]


def inner_tag(path: str) -> bool:
    """Whether a path is that of an element too small to hold an article."""
    return path.rpartition("/")[2].partition("[")[0] in _INNER


def rank(selector: str) -> tuple[int, bool, int]:
    """Order of selectors that fit alike: plain ones first, then telling ones, then short ones."""
    steps = selector.count(" ")
    last = selector.split()[-1]
    return steps, not parts(last) & _TELLING, len(selector)


def missing(pages: Sequence[Weights], patterns: Patterns) -> list[tuple[str, str]]:
    """(opening, selector) of article blocks outside the root; ``""`` where nothing names them."""
    outside = []
    for page in pages:
        tree = page.sample.tree
        paths = {page.path(node) for node in find_root(tree, patterns)}
        for block, state in page.blocks:
            node = page.sample.elements.get(block.path)
            if state != "wanted" or node is None or paths & set(above(block.path)):
                continue
            own = (one for one in own_selectors(tree, node) if len(tree.select(one)) == 1)
            outside.append((block.text[:60], next(own, "")))
    return outside
