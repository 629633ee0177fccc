"""What a removed block is called: by its own words where they are known, by the names around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from cleaner.arabic.lexicon import lexicon
from cleaner.label.generic.certain import head_title
from cleaner.label.grammar.marks import mark_of
from cleaner.label.grammar.units import units_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from cleaner.label.grammar.marks import Mark
    from cleaner.model.block import Block
    from cleaner.model.labels import Label
    from cleaner.model.page import Page

BY_NAME: Final[tuple[tuple[str, Label], ...]] = (
    ("comment", "comments"),
    ("share", "share"),
    ("crumb", "breadcrumb"),
    ("ad", "ad"),
    ("subscribe", "subscribe"),
    ("nav", "nav"),
    ("related", "related-block"),
)
"""Groups of the names around a block that the text's own frame has not."""
LINKED: Final = 0.5
"""Share of link in a block that other articles' names make one of them."""
LONGEST: Final = 120
"""Characters of a block that is asked for its own words: headings, rights, credits are short."""

_RIGHTS: Final = re.compile(
    r"©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b|(?:all )?rights reserved|حقوق\w* محفوظ|alle rechte vorb"
    r"|tous droits r|derechos reservados|direitos reservados|diritti riservati|hakları saklıdır"
    r"|تمامی? حقوق|کلیه حقوق",
    re.IGNORECASE,
)
"""Words of a rights line, which may stand anywhere in it; in prose they would prove nothing."""


class Names:
    """Labels for the removed blocks of one page; ``x`` are the values of ``columns``."""

    def __init__(
        self,
        blocks: Sequence[Block],
        removed: Sequence[int],
        columns: Sequence[str],
        x: NDArray[np.float32],
        page: Page,
    ) -> None:
        self._blocks = blocks
        self._marks = _own_words(blocks, removed, page.language)
        self._listed: set[int] = set()
        for index in removed:
            if blocks[index].link_density > LINKED and (
                self.announces(index - 1) or index - 1 in self._listed
            ):
                self._listed.add(index)
        self._head = head_title(page)
        names = ["title", *(f"own name.{name}" for name, _ in BY_NAME)]
        self._told = (x[:, [columns.index(name) for name in names]] > 0).tolist()

    def announces(self, index: int) -> bool:
        """Whether a block is a heading of other articles («Read also:»), by its words alone."""
        mark = self._marks.get(index)
        return mark is not None and mark.kind == "heading" and mark.sure

    def label(self, index: int) -> Label:
        """The label of a removed block; ``other`` where nothing tells."""
        if mark := self._marks.get(index):
            inline = mark.kind == "heading" and mark.label == "related-inline"
            return "related-block" if inline else cast("Label", mark.label)
        if index in self._listed:
            return "related-block"
        text = self._blocks[index].text
        if len(text) <= 2 * LONGEST and _RIGHTS.search(text):
            return "copyright"
        is_title, *named = self._told[index]
        if is_title or (self._blocks[index].level and text in self._head):
            return "title"
        linked = self._blocks[index].link_density > LINKED
        for (_, label), is_so in zip(BY_NAME, named, strict=True):
            if is_so and (label != "related-block" or linked):
                return label
        return "other"


def _own_words(
    blocks: Sequence[Block], removed: Sequence[int], language: str
) -> Mapping[int, Mark]:
    short = [
        index
        for index in removed
        if len(blocks[index].text) <= LONGEST and blocks[index].link_density <= LINKED
    ]
    words = lexicon(language or "ar")
    units = units_of([blocks[index] for index in short])
    found = ((index, mark_of(unit, words)) for index, unit in zip(short, units, strict=True))
    return {index: mark for index, mark in found if mark is not None}
