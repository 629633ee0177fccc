"""Short strings folded and looked up again and again: names, labels, parts of lines."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from cleaner.arabic.fold import fold
from cleaner.profile.names import key as name_key

_KEPT: Final = 8192
"""Pages of one site repeat their names; folding one costs more than all else done with it."""


@lru_cache(_KEPT)
def fold_short(text: str) -> str:
    """:func:`cleaner.arabic.fold.fold`, remembered."""
    return fold(text)


@lru_cache(_KEPT)
def key(name: str) -> str:
    """:func:`cleaner.profile.names.key`, remembered."""
    return name_key(name)
