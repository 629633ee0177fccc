"""How large a plugin's rules are: the file without the facts of the outlet and the evidence."""

from __future__ import annotations

import re
from typing import Final

LIMIT: Final = 600
"""Bytes that the median plugin's rules should stay below."""
_FACTS: Final = re.compile(r"\[\[?\s*(?:outlet|evidence)\b")
_HEADER: Final = re.compile(r"\[")


def rule_part(text: str) -> str:
    r"""The text of a plugin file without its ``[outlet]`` and ``[[evidence]]`` tables.

    >>> rule_part('family = "jnews"\n\n[outlet]\ncountry = "EG"\n\n[remove]\nad = [".x"]\n')
    'family = "jnews"\n\n[remove]\nad = [".x"]\n'
    """
    kept: list[str] = []
    inside = False
    for row in text.splitlines(keepends=True):
        if _HEADER.match(row):
            inside = bool(_FACTS.match(row))
        if not inside:
            kept.append(row)
    return "".join(kept)


def rule_bytes(text: str) -> int:
    """Size of the rule part in UTF-8, white space at its ends left out."""
    return len(rule_part(text).strip().encode())
