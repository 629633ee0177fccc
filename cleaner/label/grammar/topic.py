"""Topic: which content words two stretches of text share. Only computed for real candidates."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cleaner.arabic.genre import genre

if TYPE_CHECKING:
    from collections.abc import Iterable


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without its commonest clitics and endings; empty for words without content."""
    if word in genre().stopwords or word.isdecimal():
        return ""
    for prefix in ("وال", "بال", "فال", "كال", "ولل", "لل", "ال", "و", "ب", "ل", "ف"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    for suffix in ("يين", "يه", "ين", "ون", "ات", "ان", "ها", "هم", "ه", "ي"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    return word if len(word) >= 3 and word not in genre().stopwords else ""


def content(words: Iterable[str]) -> set[str]:
    """The content stems of folded words."""
    stems = set(map(stem, words))
    stems.discard("")
    return stems


def share(part: set[str], of: set[str]) -> float:
    """Share of ``part`` that stands in ``of`` too, 0 to 1."""
    return len(part & of) / len(part) if part else 0.0
