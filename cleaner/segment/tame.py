"""Defuse markup that makes the HTML5 tree-building algorithm quadratic.

Unclosed formatting elements are reopened in every following paragraph, and every close tag walks
the stack of open ones: 8,000 unclosed ``<font>`` with differing attributes took lexbor 54 s, 8,000
nested ``<div>`` 0.1 s (growing with the square). Formatting carries nothing a cleaner needs, so the
tags go and the text stays; with block elements only the nesting goes.
"""

from __future__ import annotations

import re

_FORMATTING = re.compile(r"</?(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b", re.I)
_FORMATTING_TAG = re.compile(_FORMATTING.pattern + r"[^>]*>", re.I)
_NESTING = re.compile(r"</?(?:div|ul|ol|li|dl|table|section|article|blockquote|center)\b", re.I)
_NESTING_TAG = re.compile(_NESTING.pattern + r"[^>]*>", re.I)

MAX_UNCLOSED = 300
"""Formatting elements open at once; real pages have had fewer than 40."""
MAX_DEPTH = 3000
"""Block elements open at once."""


def _peak(pattern: re.Pattern[str], source: str) -> int:
    depth = peak = 0
    for match in pattern.finditer(source):
        depth = max(0, depth - 1) if source[match.start() + 1] == "/" else depth + 1
        peak = max(peak, depth)
    return peak


def tame(source: str) -> tuple[str, tuple[str, ...]]:
    """Return the source with explosive nesting flattened, and a warning for each intervention.

    A page with few tags is passed through after two counts; only suspects are scanned.
    """
    warnings: list[str] = []
    if source.count("<") > MAX_UNCLOSED:
        openings = sum(source.count(tag) for tag in ("<font", "<b", "<i", "<a", "<s", "<e", "<u"))
        if openings > MAX_UNCLOSED and _peak(_FORMATTING, source) > MAX_UNCLOSED:
            source = _FORMATTING_TAG.sub(" ", source)
            warnings.append("hundreds of unclosed formatting tags: the tags were ignored")
    nesting = sum(source.count(tag) for tag in ("<div", "<li", "<table", "<ul", "<ol", "<s"))
    if nesting > MAX_DEPTH // 2 and _peak(_NESTING, source) > MAX_DEPTH:
        source = _NESTING_TAG.sub("<p>", source)
        warnings.append(f"nested deeper than {MAX_DEPTH} levels: the nesting was ignored")
    return source, tuple(warnings)
