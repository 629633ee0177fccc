"""JSON as it stands on pages: parsed strictly first, repaired only where that fails."""

from __future__ import annotations

import html
import json
import re
from typing import Any, Final

_WRAPPERS: Final = re.compile(
    r"^(?:<!--|(?://|/\*)?\s{0,9}<!\[CDATA\[(?:\s{0,9}\*/)?)"
    r"|(?:-->|(?://|/\*)?\s{0,9}\]\]>(?:\s{0,9}\*/)?)$"
)
_OPENING: Final = frozenset("{[")
_CLOSING: Final = frozenset("}]")
_STRING: Final = re.compile(
    r'"((?:\\.|[^"\\]|"(?!\s*(?:[:}\]]|,\s*["{}\[\]\dtfn-]|$)))*+)(?:"|$)', re.S
)
"""A string; a quotation mark inside it that no delimiter follows does not end it."""
_INNER_QUOTE: Final = re.compile(r'(\\.)|"', re.S)
_BAD_ESCAPE: Final = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.?))', re.S)
_SPARE_COMMA: Final = re.compile(r",\s*(?=[}\]])")
_REPAIRABLE: Final = 1_000_000
"""Characters up to which repair is tried; an honest script of that size is a catalogue."""

_decoder: Final = json.JSONDecoder(strict=False)  # raw line ends and tabs in strings are taken


def load_dirty(text: str) -> list[Any]:
    """The JSON values in ``text``, one after another; what cannot be repaired is left out.

    Repaired: comment and CDATA wrappers, raw control characters in strings, trailing commas,
    markup written as HTML entities, unknown escapes, quotation marks left bare inside a string,
    several values in a row, a closing semicolon.
    """
    text = text.strip().lstrip("\ufeff")
    if not (text[:1] in _OPENING and text[-1:] in _CLOSING):
        for _ in range(2):  # a comment may hold a CDATA section
            text = _WRAPPERS.sub("", text).strip().rstrip(";")
    if not text:
        return []
    values, rest = _values(text)
    if not rest or len(text) > _REPAIRABLE:
        return values
    if not text.lstrip("[{ \t\r\n").startswith('"') and "&quot;" in text:
        return _values(_repair(html.unescape(text)))[0] or values
    return _values(_repair(text))[0] or values


def _values(text: str) -> tuple[list[Any], str]:
    """Values read from the front, and what is left when no further one can be read."""
    values = []
    while text:
        try:
            value, end = _decoder.raw_decode(text)
        except (ValueError, RecursionError):
            break
        values.append(value)
        text = text[end:].lstrip(" \t\r\n,;")
    return values, text


def _repair(text: str) -> str:
    """Strings made valid, spare commas between them taken out."""
    pieces = []
    done = 0
    for match in _STRING.finditer(text):
        pieces.append(_SPARE_COMMA.sub("", text[done : match.start()]))
        inner = _INNER_QUOTE.sub(lambda found: found[1] or '\\"', match[1])
        pieces.append('"' + _BAD_ESCAPE.sub(_escape, inner) + '"')
        done = match.end()
    pieces.append(_SPARE_COMMA.sub("", text[done:]))
    return "".join(pieces)


def _escape(match: re.Match[str]) -> str:
    if match[1]:
        return match[0]
    return match[2] if match[2] == "'" else "\\\\" + match[2]
