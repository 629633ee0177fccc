"""Segmenting extracted text: one block for each non-blank line."""

from __future__ import annotations

import re
from typing import Final

from cleaner.model.block import Block

_LINE: Final = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BULLET: Final = re.compile(
    r"[•‣∙·⁃\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]|[-–—*+oـ»›](?=\s)"
)
"""A sign that is only ever a bullet (arrows, boxes, emoji), or a dash or star before a blank."""


def segment_text(text: str) -> list[Block]:
    """Lines of ``text`` as blocks: ``block.text == text[block.start:block.end]``.

    White space around a line belongs to no block, blank lines neither; ``blank_before`` tells
    that the line is set apart. Numbered lines are not bullets: a headline may open with a number.
    """
    blocks: list[Block] = []
    last_end = 0
    for match in _LINE.finditer(text):
        line = match[0]
        stripped = line.strip()
        if not stripped:
            continue
        start = match.start()
        if len(stripped) != len(line):
            start += len(line) - len(line.lstrip())
        end = start + len(stripped)
        blocks.append(
            Block(
                stripped,
                start,
                end,
                bullet=_BULLET.match(stripped) is not None,
                blank_before=bool(blocks) and _blank_line(text[last_end:start]),
            )
        )
        last_end = end
    return blocks


def _blank_line(gap: str) -> bool:
    """Whether more than one line ends between two blocks."""
    return gap != "\n" and len(gap.replace("\r\n", "\n").strip(" \t\xa0").splitlines()) > 1
