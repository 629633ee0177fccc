"""What a removed block is called: by its own words where they are known, by the names around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from cleaner.arabic.lexicon import lexicon
from cleaner.label.generic.vocabulary import name_groups, of_token
from cleaner.label.grammar.marks import mark_of
from cleaner.label.grammar.units import units_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.label.generic.features import Shape
    from cleaner.label.grammar.marks import Mark
    from cleaner.model.block import Block
    from cleaner.model.labels import Label

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
_RIGHTS_HAVE: Final = ("©", "(c)", "copyr", "serv", "rechte", "dro", "sakl", "حقوق")
"""One of these stands in each of them; most blocks have none."""


class Names:
    """Labels for removed blocks of one page.

    ``at`` are the places of the blocks that were weighed, ``removed`` those of them that go.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        at: Sequence[int],
        removed: Sequence[int],
        shape: Shape,
        language: str,
    ) -> None:
        self._blocks, self._at = blocks, at
        self._linked = (shape.reading.counts["linked"] > LINKED).tolist()
        short = [
            at[here]
            for here in removed
            if not self._linked[here] and len(blocks[at[here]].text) <= LONGEST
        ]
        self._marks = _own_words([blocks[index] for index in short], short, language)
        self._listed: set[int] = set()
        for here in removed:
            before = at[here] - 1
            if self._linked[here] and (self.announces(before) or before in self._listed):
                self._listed.add(at[here])
        self._title = shape.title
        self._titles, self._names = shape.titles.tolist(), shape.names.tolist()

    def announces(self, index: int) -> bool:
        """Whether a block is a heading of other articles («Read also:»), by its words alone."""
        mark = self._marks.get(index)
        return mark is not None and mark.kind == "heading" and mark.sure

    def label(self, here: int) -> Label:
        """The label of a block that was weighed and goes; ``other`` where nothing tells."""
        index = self._at[here]
        if mark := self._marks.get(index):
            inline = mark.kind == "heading" and mark.label == "related-inline"
            return "related-block" if inline else cast("Label", mark.label)
        if index in self._listed:
            return "related-block"
        block = self._blocks[index]
        if _says_rights(block.text):
            return "copyright"
        if self._titles[here] or (block.level and block.text in self._title):
            return "title"
        return _named(self._names[here], linked=self._linked[here])


def _own_words(blocks: Sequence[Block], at: Sequence[int], language: str) -> Mapping[int, Mark]:
    """What blocks say of themselves, by their places ``at`` on the page."""
    words = lexicon(language or "ar")
    found = (
        (index, mark_of(unit, words)) for index, unit in zip(at, units_of(blocks), strict=True)
    )
    return {index: mark for index, mark in found if mark is not None}


def _says_rights(text: str) -> bool:
    if len(text) > 2 * LONGEST:
        return False
    low = text.lower()
    return any(part in low for part in _RIGHTS_HAVE) and _RIGHTS.search(text) is not None


def of_links(blocks: Sequence[Block], common: frozenset[str]) -> list[Label]:
    """The labels of short links, by the names around each that are not ``common``."""
    known: dict[frozenset[str], Label] = {}
    for tokens in {block.tokens for block in blocks}:
        names = 0
        for token in tokens - common:
            names |= of_token(token)
        label = _named(names, linked=True)
        known[tokens] = "nav" if label == "other" else label
    return [known[block.tokens] for block in blocks]


@lru_cache(maxsize=1000)
def _named(names: int, *, linked: bool) -> Label:
    """The label by the groups of the names around a block."""
    groups = name_groups()
    for name, label in BY_NAME:
        if names >> groups.index(name) & 1 and (label != "related-block" or linked):
            return label
    return "other"
