"""Units: the lines the grammar works on. A block is one, a one-line document is cut into many."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import Folded, fold, fold_map
from cleaner.arabic.genre import genre

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model.block import Block

_WORD: Final = re.compile(r"\w+")
_NUMBERED: Final = re.compile(r"\W*(\d{1,2})\s*[.)/\-\]](?=\s+\S|[^\d\s])")
_FULL_STOP: Final = re.compile(r"(?<!\.)\.[\"')\]\s]*$")
_COLON: Final = re.compile(r"[:,;][\"'\s]*$")
_BREAK: Final = re.compile(r"(?<=\w\w)[\"')]?\.\s+(?=\S)")


_ACCOUNT: Final = re.compile(r"@\w|\w@")
_POST: Final = re.compile(r"-+ ?[^@]+\(@[\w-]+\)\W+\w+ \d{1,2}, \d{4}$")
_LONG: Final = 300
"""Characters no headline or line of furniture has."""


_LINKED: Final = 0.5
"""Share of characters inside links from which an HTML block counts as a link."""


@dataclass(slots=True)
class Unit:
    """``start:end`` of a block's text, with its folded form and what shape it has."""

    block: int
    start: int
    end: int
    raw: str
    text: str
    """``raw``, folded."""
    source: Block
    gap: bool = False
    """Set apart by a blank line (or, in HTML, any block)."""
    cut: bool = False
    """A piece of a longer line: its end is a guess, not a line end."""
    _words: list[str] | None = field(default=None, repr=False)
    _head: int = field(default=-1, repr=False)
    _folded: Folded | None = field(default=None, repr=False)

    @property
    def words(self) -> list[str]:
        """Folded words without punctuation."""
        if self._words is None:
            self._words = _WORD.findall(self.text)
        return self._words

    @property
    def head(self) -> int:
        """Index in ``text`` of the first letter or digit."""
        if self._head < 0:
            found = _WORD.search(self.text)
            self._head = found.start() if found else len(self.text)
        return self._head

    @property
    def spoken(self) -> bool:
        """It holds a letter or digit; a rule does not."""
        return self.head < len(self.text)

    @property
    def number(self) -> int:
        """The number an enumerated line opens with («3. …», «3- …»), else 0."""
        found = _NUMBERED.match(self.text)
        return int(found[1]) if found else 0

    @property
    def bullet(self) -> bool:
        """The line opens with a bullet."""
        return self.source.bullet if not self.cut else self.text[:1] in "•-*"

    @property
    def html(self) -> bool:
        """The block comes from a page, so links, kinds and levels are known."""
        return bool(self.source.path)

    @property
    def linked(self) -> bool:
        """Mostly link, or a list item with a link."""
        source = self.source
        return source.link_density >= _LINKED or (source.kind == "item" and source.link_chars > 0)

    @property
    def stopped(self) -> bool:
        """Ends in one full stop: a sentence, hardly a headline."""
        return _FULL_STOP.search(self.text) is not None

    @property
    def stamped(self) -> bool:
        """Begins or ends in a date or time stamp, as items of a list do."""
        tail = self.text[-48:]
        end = len(tail.rstrip(" )]}|-\"'"))
        return any(found.end() >= end for found in genre().stamp.finditer(tail)) or (
            genre().stamp.match(self.text, self.head) is not None
        )

    @property
    def paragraph(self) -> bool:
        """Running text: long, or a sentence with its full stop."""
        if len(self.text) > _LONG:
            return True
        count = len(self.words)
        return count > 32 or (count > 5 and self.stopped) or len(_BREAK.findall(self.text)) > 1

    @property
    def headline(self) -> bool:
        """Could be a headline: 2 to 28 words, no full stop, not left open by a colon."""
        if not 2 <= len(self.words) <= 28 or len(self.text) > 220:
            return False
        if self.stopped and not self.stamped:
            return False
        return _COLON.search(self.text) is None and not self.contact

    @property
    def contact(self) -> bool:
        """Holds an address of the net."""
        text = self.text
        if "http" in text or "www." in text:
            return True
        return "@" in text and _ACCOUNT.search(text) is not None

    @property
    def signed(self) -> bool:
        """The signature of an embedded post: «— name (@account) month day, year»."""
        return "@" in self.text and _POST.match(self.text) is not None

    @property
    def continues(self) -> bool:
        """Opens with a word that goes on with what stands before: «و…», «كما», «من جهته»."""
        return continues(self.words)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Span within the block's text of a span of ``text``."""
        if start == 0 and end == len(self.text):
            return self.start, self.end
        if self._folded is None:
            self._folded = fold_map(self.raw)
        begin, stop = self._folded.span(start, end)
        return self.start + begin, self.start + stop


def continues(words: Sequence[str]) -> bool:
    """These folded words open a sentence that goes on with what stands before."""
    if not words:
        return False
    known = genre()
    first = words[0]
    if first in known.continuation:
        return True
    bare = first[1:] if first[0] == "و" and len(first) > 2 else first
    if bare != first and first not in known.waw_words:
        return True
    return len(words) > 1 and f"{bare} {words[1]}" in known.continuation_pairs


def units_of(blocks: Sequence[Block]) -> list[Unit]:
    """One unit for each block, all folded in one go."""
    folded = fold("\n".join(block.text for block in blocks)).split("\n")
    if len(folded) != len(blocks):  # a block with a line end inside: HTML with <pre>
        folded = [fold(block.text).replace("\n", " ") for block in blocks]
    return [
        Unit(at, 0, len(block.text), block.text, text, block, block.blank_before or not at)
        for at, (block, text) in enumerate(zip(blocks, folded, strict=True))
    ]
