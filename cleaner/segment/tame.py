"""Defuse markup that makes the HTML5 tree-building algorithm quadratic.

Unclosed formatting elements are reopened in every following paragraph, and every close tag walks
the stack of open ones: 2,000 unclosed ``<b>`` with differing attributes took lexbor 4 s, 8,000
``<font>`` 54 s, 8,000 nested ``<li>`` 0.4 s, each growing with the square. Formatting carries
nothing a cleaner needs, so the tags go and the text stays; of block elements only the nesting goes.
"""

from __future__ import annotations

import re

# without attributes the algorithm keeps at most three alike open, and <a> closes itself
_WITH_ATTRIBUTES = re.compile(  # the letters first: most tags are others
    rb"<(?=[bcefinstu])(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\s", re.I
)
# a name ends at white space, a slash or the bracket: <i-amphtml-sizer> is no <i>; PHP writes the
# closing tags within JSON as <\/a>
_FORMATTING = re.compile(
    rb"<\\?/?(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.I
)
_NESTING = re.compile(
    rb"<\\?/?(?:div|ul|ol|li|dl|table|section|article|blockquote|center)(?=[\s/>])", re.I
)
# to the next bracket of either kind, or a thousand unclosed tags are read to the end each
_REST_OF_TAG = rb"[^<>]*>?"
_FORMATTING_TAG = re.compile(_FORMATTING.pattern + _REST_OF_TAG, re.I)
_NESTING_TAG = re.compile(_NESTING.pattern + _REST_OF_TAG, re.I)

MAX_UNCLOSED = 300
"""Formatting elements open at once; real pages have had fewer than 40."""
MAX_DEPTH = 3000
"""Block elements open at once."""
MANY_TAGS = 12_000
"""A page with fewer tags is parsed in well under a second however they are nested."""


def _peak(pattern: re.Pattern[bytes], source: bytes) -> int:
    depth = peak = 0
    for match in pattern.finditer(source):
        depth = max(0, depth - 1) if source[match.start() + 1] in b"/\\" else depth + 1
        peak = max(peak, depth)
    return peak


def tame(source: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return UTF-8 HTML with explosive nesting flattened, and a warning for each intervention.

    Ordinary pages are passed through after two counts; only suspects are scanned.
    """
    warnings: list[str] = []
    suspects = len(_WITH_ATTRIBUTES.findall(source))
    if suspects > MAX_UNCLOSED and _peak(_FORMATTING, source) > MAX_UNCLOSED:
        source = _FORMATTING_TAG.sub(b" ", source)
        warnings.append("hundreds of unclosed formatting tags: the tags were ignored")
    if source.count(b"<") > MANY_TAGS and _peak(_NESTING, source) > MAX_DEPTH:
        source = _NESTING_TAG.sub(b"<p>", source)
        warnings.append(f"nested deeper than {MAX_DEPTH} levels: the nesting was ignored")
    return source, tuple(warnings)
