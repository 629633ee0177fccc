"""Texts as lines of folded words, with the numbers taken out of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGITS: Final = re.compile(r"\d+")
_ADDRESS: Final = re.compile(r"^[^\s@]+@")
_DOTS: Final = re.compile(r"\s*\.{3,}\s*")

NUMBER: Final = "#"
HEAD_LINES: Final = 3
TAIL_LINES: Final = 5
MAX_WORDS: Final = 30
"""Longer lines are paragraphs: only their ends are looked at."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: ``words`` are folded, runs of digits written ``#``."""

    words: tuple[str, ...]
    raw: str
    folded: str
    head: bool
    tail: bool


def words_of(text: str) -> tuple[str, ...]:
    """Folded words of a line; digits become ``#``, the name before an ``@`` becomes ``*``."""
    spaced = _DOTS.sub(" ... ", fold(text))
    words = (_ADDRESS.sub("*@", word) for word in spaced.split())
    return tuple(word if "@" in word else _DIGITS.sub(NUMBER, word) for word in words)


def plain(word: str) -> bool:
    """Whether a folded word holds nothing that was taken out of it."""
    return NUMBER not in word and "*" not in word


def lines_of(text: str) -> list[Line]:
    """The non-blank lines of a text; head and tail overlap in a short one."""
    raw = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        Line(words_of(line), line, fold(line).strip(), i < HEAD_LINES, i >= len(raw) - TAIL_LINES)
        for i, line in enumerate(raw)
    ]


def distinct(texts: Iterable[str]) -> list[list[Line]]:
    """The texts as lines, copies of one text left out: they would repeat all their sentences."""
    seen: set[str] = set()
    found = []
    for text in texts:
        lines = lines_of(text)
        longest = max((line.raw for line in lines), key=len, default="")
        key = fold(longest)[:160]
        if lines and key not in seen:
            seen.add(key)
            found.append(lines)
    return found
