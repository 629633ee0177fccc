"""Blocks whose part the page itself tells, whatever the network makes of their looks.

The headline is a heading that the title of the page holds; a short line right over it is a
kicker; listings of a program between two paragraphs are part of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.label.generic.features import Shape
    from cleaner.label.generic.labeler import Weighed
    from cleaner.model.block import Block

    Flags = NDArray[np.bool_]

KICKER: Final = 14
"""Words of the longest kicker."""
SHORTEST: Final = 8
"""Characters of a headline: a shorter heading may begin a title by chance."""
REASONS: Final = {
    "title": "the headline, as the title of the page has it",
    "kicker": "a short line right over the headline",
}


def certain(blocks: Sequence[Block], seen: Weighed) -> tuple[Flags, dict[int, str]]:
    """The choice of blocks put right, and which of those taken out are a title or a kicker."""
    keep = seen.keep.copy()
    chosen = np.flatnonzero(keep)
    if len(chosen) < 2:
        return keep, {}
    counts = seen.shape.reading.counts
    inside = slice(chosen[0], chosen[-1] + 1)
    keep[inside] |= (counts["pre"][inside] > 0) & (seen.free[inside] > 0)
    short = (counts["words"] <= KICKER) & (counts["final"] == 0)
    told: dict[int, str] = {}
    for index in headlines(blocks, seen.shape):
        told[index] = "title"
        over = index - 1
        if over >= 0 and short[over] and not blocks[over].level:
            told[over] = "kicker"
    told = {index: what for index, what in told.items() if keep[index]}
    keep[list(told)] = False
    return keep, told


def headlines(blocks: Sequence[Block], shape: Shape) -> list[int]:
    """Headings that are the headline: the metadata's begins with them, or the title has them."""
    return [
        index
        for index in np.flatnonzero(shape.reading.counts["heading"]).tolist()
        if len(text := blocks[index].text) >= SHORTEST
        and (shape.titles[index] or (blocks[index].level == 1 and text in shape.title))
    ]
