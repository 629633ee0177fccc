"""How large a plugin's rules are: the file without facts of the outlet, evidence and comments."""

from __future__ import annotations

import re
from typing import Final

LIMIT: Final = 600
"""Bytes that the median plugin's rules should stay below."""
_FACTS: Final = re.compile(r"\[\[?\s*(?:outlet|evidence)\b")
_HEADER: Final = re.compile(r"\[")
_COMMENT: Final = re.compile(r"^((?:[^#\"']|\"(?:\\.|[^\"\\])*\"|'[^']*')*)#.*", re.DOTALL)


def rule_part(text: str) -> str:
    """The text of a plugin file without comments, ``[outlet]`` and ``[[evidence]]`` tables."""
    kept: list[str] = []
    inside = False
    for row in text.splitlines(keepends=True):
        if _HEADER.match(row):
            inside = bool(_FACTS.match(row))
        bare = _COMMENT.sub(r"\1", row).rstrip()
        if bare and not inside:
            kept.append(f"{bare}\n")
    return "".join(kept)


def rule_bytes(text: str) -> int:
    """Size of the rule part in UTF-8, empty lines left out."""
    return len(rule_part(text).strip().encode())
