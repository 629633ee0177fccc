"""The marker grammar: decides for each block of a news text whether it belongs to the article.

``label_blocks`` knows only blocks, so text lines and HTML blocks are judged alike; what HTML adds
(kind, link density) is further evidence. Every vote names its evidence in ``reason``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.arabic.lexicon import lexicon
from cleaner.label.grammar.ballot import Ballot
from cleaner.label.grammar.flat import cut_units
from cleaner.label.grammar.marks import find_marks
from cleaner.label.grammar.sequence import Walk
from cleaner.label.grammar.units import units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model.block import Block, Vote

__all__ = ["label_blocks"]


def label_blocks(
    blocks: Sequence[Block],
    *,
    language: str = "ar",
    title: str | None = None,
    glued: str = "keep",
) -> list[Vote]:
    """Votes for the blocks (or spans of them) that are not the main article.

    ``title`` is the headline, if known from elsewhere; ``glued="remove"`` also votes for a dateline
    or byline run into the first sentence.
    """
    if not blocks:
        return []
    words = lexicon(language)
    units, marks = cut_units(units_of(blocks), words)
    find_marks(units, words, marks)
    ballot = Ballot()
    Walk(units, marks, ballot, title, glued=glued == "remove").run()
    return ballot.votes
