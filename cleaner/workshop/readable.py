"""Differences between gold and a page, as lines for people."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.workshop.gold import Difference


def readable(difference: Difference) -> str:
    """What gold says and what the page gives; of paragraphs only those that differ."""
    wanted, got = difference.gold, difference.got
    if difference.field == "body" and isinstance(wanted, list) and isinstance(got, list):
        lines = difflib.unified_diff(wanted, got, "gold", "now", lineterm="", n=0)
        shown = (line for line in list(lines)[2:] if not line.startswith("@@"))
        return "body (- gold, + now)\n" + "\n".join(f"    {line}" for line in shown)
    if difference.field == "excluded":
        return f"leak: «{got}» stands in the text"
    return f"{difference.field}: gold {_shown(wanted)}, now {_shown(got)}"


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f"«{value}»" if value else "nothing"
    if isinstance(value, list | tuple):
        return "، ".join(f"«{one}»" for one in value) or "nothing"
    return "nothing" if value is None else str(value)
