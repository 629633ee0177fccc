"""Blocks whose part the page itself tells, whatever the networks make of their looks.

The headline is a heading that the title of the page holds; a short line right over it is a
kicker; listings of a program between two paragraphs are part of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.segment.tree import collapse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.label.generic.labeler import Weighed
    from cleaner.model.block import Block
    from cleaner.model.page import Page

    Flags = NDArray[np.bool_]

KICKER: Final = 14
"""Words of the longest kicker."""
SHORTEST: Final = 8
"""Characters of a headline: a shorter heading may begin a title by chance."""
REASONS: Final = {
    "title": "the headline, as the title of the page has it",
    "kicker": "a short line right over the headline",
}


def certain(blocks: Sequence[Block], page: Page, seen: Weighed) -> tuple[Flags, dict[int, str]]:
    """The choice of blocks put right, and which of those taken out are a title or a kicker."""
    keep = seen.keep.copy()
    chosen = np.flatnonzero(keep)
    if len(chosen) < 2:
        return keep, {}
    inside = slice(chosen[0], chosen[-1] + 1)
    keep[inside] |= (_column(seen, "pre")[inside] > 0) & (seen.free[inside] > 0)
    final = _column(seen, "final")
    told: dict[int, str] = {}
    for index in headlines(blocks, page, _column(seen, "title") > 0):
        told[index] = "title"
        over = index - 1
        if over >= 0 and seen.words[over] <= KICKER and not final[over] and not blocks[over].level:
            told[over] = "kicker"
    told = {index: what for index, what in told.items() if keep[index]}
    keep[list(told)] = False
    return keep, told


def headlines(blocks: Sequence[Block], page: Page, named: Flags) -> list[int]:
    """Headings that are the headline; ``named`` are blocks the metadata's headline begins with."""
    head = head_title(page)
    return [
        index
        for index, block in enumerate(blocks)
        if block.level
        and len(block.text) >= SHORTEST
        and (named[index] or (block.level == 1 and block.text in head))
    ]


def head_title(page: Page) -> str:
    """The ``<title>`` of a page, which holds its headline."""
    found = page.tree.select("title") if page.tree is not None else []
    return collapse(page.tree.raw_text(found[0])) if page.tree is not None and found else ""


def _column(seen: Weighed, name: str) -> NDArray[np.float32]:
    return seen.x[:, seen.network.columns.index(name)]
