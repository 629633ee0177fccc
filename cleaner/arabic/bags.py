"""Bags: kinds of short lines told by their vocabulary, in whatever order the words stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PREFIXES: Final = ("وال", "بال", "ولل", "وب", "ول", "لل", "ال", "و", "ف", "ب", "ل")
_SUFFIXES: Final = ("كما", "نا", "كن", "ها", "هم", "وا", "ك", "ي")
_STEM: Final = 3
_KNOWN_TO_SPARE: Final = 3
"""Words of a line for each one that the vocabulary need not know."""
_FREE: Final = frozenset(
    fold("و في من على الى عن مع عبر هذا هذه او أو ثم أن ان the a of on for and لـ ل ب").split()
)


@dataclass(frozen=True, slots=True)
class Bag:
    """A kind of line told by its vocabulary; the sets hold folded words and their bare forms."""

    id: str
    label: str
    max: int
    spare: int
    first: frozenset[str]
    any: frozenset[str]
    words: frozenset[str]

    def prefix(self, words: Sequence[str], spare: int) -> int:
        """How many words, from the first on, it takes; 0 if its key word is not among them."""
        count = 0
        key = False
        for word in words:
            if word in self.any or unprefixed(word) in self.any:
                key = True
            elif not (
                word in self.words
                or bare(word) in self.words
                or word in _FREE
                or word in self.first
                or word.isdecimal()
            ):
                if spare == 0:
                    break
                spare -= 1
            count += 1
        return count if key else 0

    def run(self, words: Sequence[str]) -> int:
        """How many words it takes where no line ends: none that leave off at a preposition."""
        count = self.prefix(words[: self.max], 0)
        return 0 if count and words[count - 1] in _FREE else count

    def takes(self, words: Sequence[str], *, stopped: bool = False) -> bool:
        """The whole line is of this kind; one that ends in a full stop has no word to spare."""
        if len(words) > self.max or not (words[0] in self.first or bare(words[0]) in self.first):
            return False
        spare = 0 if stopped else min(self.spare, (len(words) - 1) // _KNOWN_TO_SPARE)
        return self.prefix(words, spare) == len(words)


@lru_cache(maxsize=16384)
def unprefixed(word: str) -> str:
    """A folded word without conjunction, preposition and article, «كم» behind it as «ك»."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _STEM:
            word = word[len(prefix) :]
            break
    return word[:-1] if len(word) > _STEM + 1 and word.endswith("كم") else word


@lru_cache(maxsize=16384)
def bare(word: str) -> str:
    """A folded word without its clitics: «وقناتنا», «القناه» and «قناتكم» are «قناه»."""
    word = unprefixed(word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _STEM:
            word = word[: -len(suffix)]
            return word[:-1] + "ه" if len(word) > _STEM and word[-1] == "ت" else word
    return word


def vocabulary(phrases: Iterable[str], *, exact: bool = False) -> frozenset[str]:
    """The words of folded phrases, each also without its clitics (``exact``: only those before)."""
    words = {word for phrase in phrases for word in re.findall(r"\w+", phrase)}
    return frozenset(words | set(map(unprefixed if exact else bare, words)))
