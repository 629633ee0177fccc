"""A folded text in words, with what stands between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.profile.signals.persons import THAT, is_given, known

if TYPE_CHECKING:
    from cleaner.profile.reading import Reading

_ENDS: Final = frozenset(".:?!\n;")


class Line:
    """The words of a text by their indices, and what their neighbours make of them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.body.text
        self.words = reading.words.texts
        self.starts = reading.words.starts

    def gap(self, at: int) -> str:
        """What stands before a word, behind the word before."""
        return self._text[self.starts[at - 1] + len(self.words[at - 1]) : self.starts[at]]

    def joined(self, at: int) -> bool:
        """Whether nothing but blanks stands before a word."""
        gap = self.gap(at)
        return gap == " " or (gap.isspace() and "\n" not in gap)

    def ends(self, at: int) -> bool:
        """Whether a clause ends before a word; the point of «د.» ends none."""
        if at >= len(self.words):
            return True
        gap = self.gap(at)
        if gap == " " or _ENDS.isdisjoint(gap):
            return False
        return not self.abbreviated(at - 1)

    def abbreviated(self, at: int) -> bool:
        """Whether a word is a title cut short: «د.», «م/»."""
        if self.words[at] not in known().abbreviated or at + 1 >= len(self.words):
            return False
        return self.gap(at + 1).strip() in (".", "/")

    def title(self, at: int) -> int:
        """Where titles that begin at a word have ended."""
        titles = known().titles
        while at < len(self.words) and (self.words[at] in titles or self.abbreviated(at)):
            if at + 1 >= len(self.words) or self.ends(at + 1):
                break
            at += 1
        return at

    def is_on(self, at: int) -> bool:
        """Whether «علي» is «على»: something follows that is no surname."""
        if at + 1 >= len(self.words) or not (self.joined(at + 1) or '"' in self.gap(at + 1)):
            return False
        behind = self.words[at + 1]
        if behind == "بن" or is_given(behind):
            return False
        place = int(self._reading.body.offsets[self.starts[at] + 2])
        written = self._reading.article.text[place]
        return written == "ى" or not (behind.startswith("ال") or behind in THAT)
