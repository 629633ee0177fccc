"""Proposals as the TOML of a plugin, each with its count and examples for people to judge."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.workshop.residues.propose import Proposal


def plugin_toml(domain: str, proposals: Sequence[Proposal]) -> str:
    """A plugin file with the proposals as ``[lines]``, ``[head]`` and ``[tail]``.

    Counts and examples stand in comments; nothing else is stated about the outlet.
    """
    parts = [f"# Learned from texts of {domain}: read the examples, mend the labels, then keep."]
    parts.append(f"domains = [{_quoted(domain)}]\n")
    for table in ("lines", "head", "tail"):
        rows = [one for one in proposals if one.table == table]
        if not rows:
            continue
        parts.append(f"[{table}]")
        for label in dict.fromkeys(one.label for one in rows):
            parts.append(f"{label} = [")
            for one in (one for one in rows if one.label == label):
                parts.append(f"  # {one.count} of {one.texts} texts ({one.share:.0%})")
                parts.extend(f"  #   {' '.join(example.split())}" for example in one.examples)
                parts.append(f"  {_quoted(one.pattern)},")
            parts.append("]")
        parts.append("")
    texts = max((one.texts for one in proposals), default=0)
    parts += [
        "[[evidence]]",
        'kind = "text"',
        f'source = "{texts} texts of {domain}"',
        'fields = ["rules"]',
        'confidence = "medium"',
    ]
    return "\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
