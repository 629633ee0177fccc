"""Short strings folded and looked up again and again: names, labels, parts of lines."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold, fold_map

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEPT: Final = 8192
"""Pages of one site repeat their names; folding one costs more than all else done with it."""
_WORD: Final = re.compile(r"[^\W_]+")
_TATWEEL: Final = "ـ"


class _Letters(dict[str, str]):
    """What each character folds to, asked once; only tatweel depends on what stands beside it."""

    def __missing__(self, char: str) -> str:
        folded = self[char] = fold(char)
        return folded


_folded: Final = _Letters().__getitem__


@lru_cache(_KEPT)
def fold_short(text: str) -> str:
    """:func:`cleaner.arabic.fold.fold`, remembered, without the cost of its arrays."""
    return fold(text) if _TATWEEL in text else "".join(map(_folded, text))


def fold_line(text: str) -> tuple[str, Sequence[int]]:
    """:func:`cleaner.arabic.fold.fold_map` for a line: the folded text, and its places."""
    if _TATWEEL in text:
        mapped = fold_map(text)
        return mapped.text, mapped.offsets.tolist()
    letters = list(map(_folded, text))
    folded = "".join(letters)
    if len(folded) == len(text) and "" not in letters:  # character by character
        return folded, range(len(text) + 1)
    places = [place for place, letter in enumerate(letters) for _ in letter]
    return folded, [*places, len(text)]


@lru_cache(_KEPT)
def key(name: str) -> str:
    """:func:`cleaner.profile.names.key`, remembered."""
    return " ".join(_WORD.findall(fold_short(name)))
