"""Votes from a layout's rules: marks the walk has set, and line patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.hookspecs import hookimpl
from cleaner.label.patterns import Hit, LinePatterns, Place, compile_patterns
from cleaner.model.block import Block, Vote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaner.model.page import Page
    from cleaner.model.site import Layout

STRENGTH: Final[Mapping[str, float]] = {"site": 100, "family": 80, "default": 75}
"""By whose rule it is; all above what the grammar (40-70) and generic voters (10-30) say."""

GLUED: Final = frozenset({"byline", "dateline", "source-credit"})
"""Labels that stay in the text where they share a line with the first sentence."""

HEAD_BLOCKS: Final = 3
TAIL_BLOCKS: Final = 4
"""How many blocks from either end ``[head]`` and ``[tail]`` patterns look at."""


class SiteRules:
    """The labeler of plugins' rules; one instance a Cleaner, which compiles each layout once."""

    def __init__(self, glued: str = "keep") -> None:
        self._glued = glued
        self._compiled: dict[int, tuple[Layout, Mapping[Place, LinePatterns]]] = {}

    def _patterns(self, layout: Layout) -> Mapping[Place, LinePatterns]:
        known = self._compiled.get(id(layout))
        if known is None:  # the layout is kept along, so that its id stays its own
            known = self._compiled[id(layout)] = (layout, compile_patterns(layout))
        return known[1]

    @hookimpl
    def label_blocks(self, blocks: Sequence[Block], page: Page) -> list[Vote]:
        """Votes of the page's layout."""
        votes = list(_marked(blocks))
        if page.layout is not None:
            votes.extend(self._lines(blocks, self._patterns(page.layout)))
        return votes

    def _lines(
        self, blocks: Sequence[Block], patterns: Mapping[Place, LinePatterns]
    ) -> Iterator[Vote]:
        cut: Hit | None = None
        ends = [i for i, block in enumerate(blocks) if block.mark is None]
        heads, tails = set(ends[:HEAD_BLOCKS]), set(ends[-TAIL_BLOCKS:])
        for index, block in enumerate(blocks):
            if cut is None and block.mark is None and patterns["cut"]:
                cut = patterns["cut"].match(block.text)
            if cut is not None:
                yield _vote(index, "cut", cut, block.text, "stands behind the line")
                continue
            if patterns["lines"] and (hit := patterns["lines"].match(block.text)):
                yield _vote(index, "lines", hit, block.text, "the whole line is")
                continue
            if index in heads and patterns["head"] and (hit := patterns["head"].match(block.text)):
                whole = not block.text[hit.end :].strip()
                if whole or self._glued == "remove" or hit.label not in GLUED:
                    yield _vote(index, "head", hit, block.text, "the text begins with")
            if index in tails and patterns["tail"] and (hit := patterns["tail"].match(block.text)):
                yield _vote(index, "tail", hit, block.text, "the text ends with")


def _vote(index: int, place: Place, hit: Hit, text: str, told: str) -> Vote:
    rule = hit.rule
    whole = place in ("lines", "cut")
    return Vote(
        index,
        hit.label,  # type: ignore[arg-type]  # the schema has checked the labels
        STRENGTH[rule.level],
        f"{place}.{hit.label}[{rule.pattern}]",
        rule.plugin,
        f"{told} «{rule.pattern}»",
        start=0 if whole else hit.start,
        end=None if whole or place == "tail" else hit.end,
    )


def _marked(blocks: Sequence[Block]) -> Iterator[Vote]:
    for index, block in enumerate(blocks):
        mark = block.mark
        if mark is not None:
            table = "keep" if mark.label == "main" else f"remove.{mark.label}"
            yield Vote(
                index,
                mark.label,
                STRENGTH[mark.rule.level],
                f"{table}[{mark.rule.pattern}]",
                mark.rule.plugin,
                f"lies in an element that {mark.rule.pattern} names",
            )
