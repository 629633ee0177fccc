"""Spans of quoted speech: what stands inside is said by the one quoted, not by the article."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

SPEECH: Final = 45
"""Shortest quotation, in characters, taken for speech; shorter ones are names and terms."""
_LONGEST: Final = 3000
_PAIRED: Final = re.compile(r"«([^«»]*)»|“([^“”]*)”", re.DOTALL)
_STRAIGHT: Final = re.compile('"')
_PARAGRAPH: Final = re.compile(r"[^\n]+")


def speech_spans(text: str) -> list[tuple[int, int]]:
    """Spans of quotations long enough to be speech, in order.

    Straight quotation marks are paired within a paragraph, where their number is even.
    """
    paired = "«" in text or "“" in text
    spans = [match.span() for match in _PAIRED.finditer(text)] if paired else []
    for paragraph in _PARAGRAPH.finditer(text) if '"' in text else ():
        marks = [mark.start() for mark in _STRAIGHT.finditer(text, *paragraph.span())]
        if len(marks) % 2 == 0:
            spans += [
                (left, right + 1) for left, right in zip(marks[::2], marks[1::2], strict=True)
            ]
    return sorted(span for span in spans if SPEECH <= span[1] - span[0] <= _LONGEST)


def inside(spans: list[tuple[int, int]], place: int) -> bool:
    """Whether a place lies within one of the spans."""
    at = bisect_right(spans, (place, _LONGEST * 10**6)) - 1
    return at >= 0 and spans[at][0] < place < spans[at][1]
