"""Votes from a layout's rules: marks the walk has set, and line patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold
from cleaner.hookspecs import hookimpl
from cleaner.label.patterns import Hit, Place, compile_patterns
from cleaner.model.block import Block, Vote
from cleaner.segment.per_layout import PerLayout

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
        self._patterns = PerLayout(compile_patterns)

    @hookimpl
    def label_blocks(self, blocks: Sequence[Block], page: Page) -> list[Vote]:
        """Votes of the page's layout."""
        votes = list(_marked(blocks))
        if page.layout is not None:
            votes.extend(self.lines(blocks, page.layout))
        return votes

    def lines(self, blocks: Sequence[Block], layout: Layout) -> Iterator[Vote]:
        """Votes of a layout's line patterns."""
        patterns = self._patterns(layout)
        lines = _folded(blocks)
        whole = "\n".join(lines)
        if not any(one.may_match(whole) for one in patterns.values()):
            return
        ends = [i for i, block in enumerate(blocks) if block.mark is None]
        heads, tails = set(ends[:HEAD_BLOCKS]), set(ends[-TAIL_BLOCKS:])
        cut: Hit | None = None
        for index, (block, line) in enumerate(zip(blocks, lines, strict=True)):
            text = block.text
            if cut is None and block.mark is None:
                cut = patterns["cut"].match(text, line)
            if cut is not None:
                yield _vote(index, "cut", cut, text, "stands behind the line")
                continue
            if hit := patterns["lines"].match(text, line):
                yield _vote(index, "lines", hit, text, "the whole line is")
                continue
            if index in heads and (hit := patterns["head"].match(text, line)):
                whole_line = not text[hit.end :].strip()
                if whole_line or self._glued == "remove" or hit.label not in GLUED:
                    yield _vote(index, "head", hit, text, "the text begins with")
            if index in tails and (hit := patterns["tail"].match(text, line)):
                yield _vote(index, "tail", hit, text, "the text ends with")


def _folded(blocks: Sequence[Block]) -> list[str]:
    """The folded text of each block, all folded in one go."""
    lines = fold("\n".join([block.text for block in blocks])).split("\n")
    if len(lines) != len(blocks):  # a block with a line end inside
        return [fold(block.text) for block in blocks]
    return lines


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
