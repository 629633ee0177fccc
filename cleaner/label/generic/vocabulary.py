"""Which of the vocabulary's groups a class name, an id or a short text belongs to, as bit masks."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_PART: Final = re.compile(r"[A-Z]?[a-z\u00df-\u00ff]+|[A-Z]+(?![a-z])")
_EDGE: Final = " \t.,:;!?…|»«›‹()[]{}\"'“”‘’•·-–—،؛؟#@/"
MIN_STEM: Final = 5
"""Shortest beginning or end of an unknown part that is looked up: shorter ones mislead."""
MAX_STEM: Final = 12


@cache
def _groups() -> tuple[tuple[str, ...], dict[str, int], tuple[str, ...], dict[str, int]]:
    source = resources.files("cleaner.label").joinpath("data/vocabulary.toml")
    table = tomllib.loads(source.read_text("utf-8"))
    names, words = table["names"], table["words"]
    return tuple(names), _masks(names), tuple(words), _masks(words)


def _masks(groups: dict[str, str]) -> dict[str, int]:
    masks: dict[str, int] = {}
    for bit, listed in enumerate(groups.values()):
        for word in listed.split():
            masks[word] = masks.get(word, 0) | 1 << bit
    return masks


def name_groups() -> tuple[str, ...]:
    """Names of the groups of class names and ids; bit ``i`` of :func:`of_token` is group ``i``."""
    return _groups()[0]


def word_groups() -> tuple[str, ...]:
    """Names of the groups of shown words; bit ``i`` of :func:`of_text` is group ``i``."""
    return _groups()[2]


@lru_cache(maxsize=20_000)
def of_token(token: str) -> int:
    """Groups of a class name or id (``#`` in front), as a mask; telling elements have none."""
    if token[:1] == "<":
        return 0
    mask = 0
    for part in _PART.findall(token):
        mask |= _of_part(part.lower())
    return mask


@lru_cache(maxsize=20_000)
def _of_part(part: str) -> int:
    """Groups of one word of a name; of an unknown one those of its beginning and end."""
    known = _groups()[1]
    mask = known.get(part)
    if mask is None:
        mask = 0
        for size in range(MIN_STEM, min(len(part), MAX_STEM)):
            mask |= known.get(part[:size], 0) | known.get(part[-size:], 0)
    return mask


def of_text(words: Iterable[str]) -> int:
    """Groups of the words of a short text."""
    known = _groups()[3]
    mask = 0
    for word in words:
        if word in known:
            mask |= known[word]
        elif not word.isalpha():
            mask |= known.get(word.strip(_EDGE), 0)
    return mask
