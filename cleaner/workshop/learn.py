"""Learn plugins from texts: those of each outlet apart, with what its repeated residues prove."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.batch.outlet import outlet_of
from cleaner.errors import PageError
from cleaner.segment.charset import decode
from cleaner.workshop.residues import Proposal, plugin_toml, propose, repeated_openings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cleaner.io.inputs import Input

MAX_TEXTS: Final = 3000
"""Texts kept of one outlet: more of them change no proposal, and memory stays bounded."""


@dataclass(slots=True)
class Learned:
    """What came of one outlet's texts."""

    outlet: str
    """Registrable domain, or the name the records give."""
    texts: int
    proposals: list[Proposal]
    repeated: int
    """Texts whose first line stands once more at the end; the grammar takes these out."""
    written: Path | None = None
    left: str = ""
    """Why no file was written; empty if one was."""


@dataclass(slots=True)
class Texts:
    """Texts by outlet, and how many inputs gave none."""

    by_outlet: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unread: list[str] = field(default_factory=list)
    """``input: reason`` of what could not be read."""


def collect(inputs: Iterable[Input]) -> Texts:
    """Read the texts of all inputs; nothing is lost in silence."""
    found = Texts()
    for one in inputs:
        try:
            payload = one.payload(one.raw())
            text = payload.source
            text = text if isinstance(text, str) else decode(text, payload.charset).text
        except PageError as error:
            found.unread.append(f"{one.id}: {error.message}")
            continue
        if payload.mode != "text":
            found.unread.append(f"{one.id}: a page, not a text")
            continue
        kept = found.by_outlet[outlet_of(one, payload)]
        if len(kept) < MAX_TEXTS:
            kept.append(text)
    return found


def learn(texts: Texts, output: Path) -> list[Learned]:
    """Propose rules for every outlet, and write a plugin for each that has any.

    A file that exists is never written over.
    """
    results = []
    for outlet, kept in sorted(texts.by_outlet.items()):
        result = Learned(outlet, len(kept), propose(kept), repeated_openings(kept)[0])
        results.append(result)
        if not result.proposals:
            result.left = "nothing repeats"
            continue
        target = output / f"{outlet.replace('.', '_').replace('/', '-')}.toml"
        if target.exists():
            result.left = f"{target} exists"
            continue
        output.mkdir(parents=True, exist_ok=True)
        target.write_text(plugin_toml(outlet, result.proposals), "utf-8")
        result.written = target
    return results
