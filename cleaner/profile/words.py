"""A folded text in words: each with its place, and those that somebody looks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from codecs import utf_32_le_decode
from collections import defaultdict
from functools import cache
from itertools import compress, count
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner.arabic.fold import code_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LAST: Final = 0xFFFF
_BLANK: Final = ord(" ")


class Word(NamedTuple):
    """A folded word; ``[start:end]`` is its place in a text."""

    text: str
    start: int
    end: int


class Words:
    """The words of a folded text, runs of letters and digits; ``starts`` are their places."""

    __slots__ = ("starts", "texts")

    def __init__(self, folded: str) -> None:
        text = f" {folded}"  # so that the first word begins behind a blank, as all do
        codes = code_points(text)
        apart = _spaced().take(codes, mode="clip")
        spaced = utf_32_le_decode(apart.data, "surrogatepass")[0]
        if chr(_LAST) in spaced:
            for at in (apart == _LAST).nonzero()[0].tolist():
                apart[at] = codes[at] if text[at].isalnum() else _BLANK
            spaced = utf_32_le_decode(apart.data, "surrogatepass")[0]
        within = apart != _BLANK
        self.texts: list[str] = spaced.split()
        self.starts: list[int] = (within[1:] > within[:-1]).nonzero()[0].tolist()

    def since(self, place: int) -> int:
        """The index of the first word that begins at a place of the text or behind it."""
        return bisect_left(self.starts, place)

    def cut(self, first: int, behind: int) -> list[Word]:
        """Some of the words, each with its place."""
        texts, starts = self.texts[first:behind], self.starts[first:behind]
        return [
            Word(text, start, start + len(text)) for text, start in zip(texts, starts, strict=True)
        ]

    def end(self, at: int) -> int:
        """Where a word ends."""
        return self.starts[at] + len(self.texts[at])


@cache
def _spaced() -> npt.NDArray[np.uint32]:
    """Each character of the basic plane that is part of words; blanks for all others.

    The last stands for all that lie beyond the plane.
    """
    table = np.full(_LAST + 1, _BLANK, dtype=np.uint32)
    for run in re.finditer(r"\w+", "".join(map(chr, range(_LAST + 1)))):
        table[run.start() : run.end()] = np.arange(*run.span())
    table[_LAST] = _LAST
    return table


class Vocabulary:
    """Words that are looked for in one go, in groups; a word may be of several."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._groups: dict[str, tuple[str, ...]] = {}
        for group, words in groups.items():
            for word in words:
                self._groups[word] = (*self._groups.get(word, ()), group)
        self._all = frozenset(self._groups)
        """A set is asked faster than a dict: most words are of no group."""

    def find(self, words: Sequence[str]) -> dict[str, list[int]]:
        """Group -> the indices of its words, in order; none of a group that is not there."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        groups = self._groups
        for at in compress(count(), map(self._all.__contains__, words)):
            for group in groups[words[at]]:
                found[group].append(at)
        return found
