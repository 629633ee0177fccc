"""The labeler that reads blocks in order: the marker grammar of the page's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.hookspecs import hookimpl
from cleaner.label.grammar import label_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model.block import Block, Vote
    from cleaner.model.page import Page


class Grammar:
    """Hands the blocks that are left to :mod:`cleaner.label.grammar`."""

    def __init__(self, glued: str = "keep") -> None:
        self._glued = glued

    @hookimpl
    def label_sequence(self, blocks: Sequence[Block], page: Page) -> list[Vote]:
        """Votes of the grammar."""
        language = page.language or "ar"
        return label_blocks(blocks, language=language, title=page.title, glued=self._glued)
