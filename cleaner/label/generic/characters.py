"""Counts of the characters and words of many texts at once, by a table of kinds of characters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from cleaner.arabic.fold import code_points

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Index = NDArray[np.int64]

_COMMAS: Final = ",;،؛、，；"
_STOPS: Final = "。！？؟۔।"
_BEFORE: Final = {" ": ".!?…", '"': ".!?", "”": ".!?", "»": "."}
"""What ends a sentence in front of each of these."""
_CJK: Final = ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7AF))
_CJK_WORD: Final = 1.6
"""Characters of a word where a script does not part words."""
LOOKED_AT: Final = 300
"""Characters of a text whose punctuation is counted."""
KEY: Final = 80
"""Characters of a text that make its key."""

_COMMA, _STOP, _BLANK, _WIDE, _LETTER = (1 << bit for bit in range(5))
_BEHIND, _END = 5, 9
"""Four bits each: which of ``_BEFORE`` a character is, and which of them it stands in front of
where it ends a sentence."""
_LAST: Final = 0x34000
"""Code points from here on are neither letters nor digits."""


@cache
def that(test: Callable[[str], bool]) -> NDArray[np.bool_]:
    """For each code point whether a test of letters or digits, such as ``str.isupper``, holds."""
    table = np.zeros(0x110000, dtype=np.bool_)
    table[:_LAST] = np.fromiter(map(test, map(chr, range(_LAST))), np.bool_, _LAST)
    return table


@cache
def _kinds() -> NDArray[np.uint16]:
    """For each code point its kinds, one bit each."""
    table = np.zeros(0x110000, dtype=np.uint16)
    for kind, characters in (
        (_COMMA, _COMMAS),
        (_STOP, _STOPS),
        (_BLANK, " \n"),
    ):
        table[[ord(one) for one in characters]] |= kind
    for first, last in _CJK:
        table[first : last + 1] |= _WIDE
    for bit, (behind, ends) in enumerate(_BEFORE.items()):
        table[ord(behind)] |= 1 << (_BEHIND + bit)
        table[[ord(one) for one in ends]] |= 1 << (_END + bit)
    table[that(str.isalnum)] |= _LETTER
    return table


class Texts:
    """``n`` texts that are not empty, their white space collapsed to single blanks, as codes."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._codes = code_points("\n".join((*texts, "")))
        self._kinds = _kinds().take(self._codes)
        self.lengths: Index = np.fromiter(map(len, texts), np.int64, len(texts))
        self._ends = np.cumsum(self.lengths + 1) - 1
        self._starts = self._ends - self.lengths

    def counted(self) -> Counted:
        """All counts."""
        kinds = self._kinds
        heads = np.minimum(self._starts + LOOKED_AT, self._ends)
        behind = kinds >> _BEHIND & 15
        behind[heads] = 0  # what stands behind a beginning is not looked at
        stops = kinds & _STOP != 0
        stops[:-1] |= kinds[:-1] >> _END & behind[1:] != 0
        blanks = _sums(kinds & _BLANK != 0, self._starts, self._ends)
        wide = _sums(kinds & _WIDE != 0, self._starts, self._ends)
        return Counted(
            blanks + 1 + wide / _CJK_WORD,
            _sums(kinds & _COMMA != 0, self._starts, heads),
            _sums(stops, self._starts, heads),
        )

    def keys(self) -> list[str]:
        """The beginning of each text, by :func:`squeezed`."""
        letters = self._kinds & _LETTER != 0
        at = np.flatnonzero(letters)
        text = _spelled(self._codes.take(at))
        low = np.searchsorted(at, self._starts).tolist()
        high = np.searchsorted(at, np.minimum(self._starts + KEY, self._ends)).tolist()
        return [text[a:b].lower() for a, b in zip(low, high, strict=True)]


class Counted(NamedTuple):
    """Figures of ``n`` texts, each an array (n,); punctuation of their beginnings."""

    sizes: NDArray[np.float64]
    """Words; characters of Chinese, Japanese and Korean by their usual number in a word."""
    commas: Index
    stops: Index
    """Ends of sentences."""


def _sums(flags: NDArray[np.bool_], low: Index, high: Index) -> Index:
    """How many flags are set from each ``low`` to below its ``high``."""
    at = np.flatnonzero(flags)
    return np.searchsorted(at, high) - np.searchsorted(at, low)


def squeezed(text: str) -> str:
    """Letters and digits in lower case."""
    codes = code_points(text)
    return _spelled(codes[_kinds().take(codes) & _LETTER != 0]).lower()


def _spelled(codes: Codes) -> str:
    return codes.tobytes().decode("utf-32-le")
