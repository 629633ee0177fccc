"""What a choice of blocks, somebody else's, is worth in the eyes of the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.label.generic.labeler import weigh
from cleaner.label.generic.model import decode
from cleaner.label.generic.sieve import sift

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model.block import Block
    from cleaner.model.page import Page

PARAGRAPH: Final = 12
"""Words from which on a block is one: bylines and lines of date and place have fewer."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Expectations over the probabilities of the blocks, weighed by their words; all 0 to 1."""

    f1: float
    """Of the choice."""
    best: float
    """F1 of the best choice there is: what the generic path would take."""
    recall: float
    """Share of the article that is in the choice."""
    precision: float
    """Share of the choice that is article."""
    lost: float
    """Share of the best choice in whole paragraphs that the choice has not."""
    aside: float
    """Share of the article that was not weighed."""


def worth(
    blocks: Sequence[Block], page: Page, chosen: Sequence[bool], aside: Sequence[bool]
) -> Worth:
    """The worth of the ``chosen`` of all ``blocks`` of a page, those set ``aside`` not weighed.

    Where the network is unsure, all choices are worth much the same.
    """
    at, _ = sift(blocks)
    if not at:
        return Worth(0, 0, 0, 0, 0, 0)
    seen = weigh([blocks[index] for index in at], page)
    chance = seen.look.probability * seen.free
    weighed = ~np.array(aside, dtype=np.bool_)[at]
    kept = np.array(chosen, dtype=np.bool_)[at] & weighed
    words = seen.shape.words * weighed
    mass = chance * words
    _, best = decode(chance, words)
    overlap, size, article = float(mass[kept].sum()), float(words[kept].sum()), float(mass.sum())
    everything = float((chance * seen.shape.words).sum())
    return Worth(
        f1=2 * overlap / max(size + article, 1e-6),
        best=best,
        recall=overlap / max(article, 1e-6),
        precision=overlap / max(size, 1e-6),
        lost=float(mass[seen.keep & ~kept & (words >= PARAGRAPH)].sum())
        / max(float(mass[seen.keep].sum()), 1e-6),
        aside=1 - article / max(everything, 1e-6),
    )
