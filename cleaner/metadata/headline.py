"""The headline of an extracted text, where its first line is one and nobody gave another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS: Final = range(3, 21)
"""Words of a headline; Arabic ones have 6 to 14 as a rule."""
LONGER: Final = 2
"""The line behind a headline is a lead: at least so many times as long."""
_SENTENCE: Final = re.compile(r"[.،,:؛;…]$")


def first_line_headline(lines: Sequence[str]) -> str | None:
    """The first of the kept lines if it is a headline: short, unfinished, before a longer one."""
    if len(lines) < 2:
        return None
    first, second = lines[0].strip(), lines[1].strip()
    if len(first.split()) not in WORDS or _SENTENCE.search(first):
        return None
    return first if len(second) >= LONGER * len(first) else None
