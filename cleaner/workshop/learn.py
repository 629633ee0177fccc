"""Learn plugins: from texts what their ends repeat, from pages what their elements agree on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.batch import beside_of
from cleaner.batch.outlet import outlet_of
from cleaner.errors import PageError
from cleaner.segment.charset import decode
from cleaner.segment.read import read_html
from cleaner.workshop.draft.plugin import site_of
from cleaner.workshop.learn_html import Lesson, Shelf, learn_sites
from cleaner.workshop.new import families_of
from cleaner.workshop.residues import Proposal, plugin_toml, propose, repeated_openings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cleaner.io.inputs import Input, Payload

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
class Gathered:
    """Texts by outlet and pages by site, and what gave neither."""

    by_outlet: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    shelf: Shelf = field(default_factory=Shelf)
    unread: list[str] = field(default_factory=list)
    """``input: reason`` of what could not be read."""


def collect(inputs: Iterable[Input]) -> Gathered:
    """Read all inputs; nothing is lost in silence."""
    found = Gathered()
    for one in inputs:
        try:
            payload = one.payload(one.raw())
            if payload.mode == "html":
                _shelve(found, one, payload)
                continue
            text = payload.source
            text = text if isinstance(text, str) else decode(text, payload.charset).text
        except PageError as error:
            found.unread.append(f"{one.id}: {error.message}")
            continue
        kept = found.by_outlet[outlet_of(one, payload)]
        if len(kept) < MAX_TEXTS:
            kept.append(text)
    return found


def _shelve(found: Gathered, one: Input, payload: Payload) -> None:
    beside, url = beside_of(one, payload), payload.url or one.url
    site = site_of(read_html(payload.source, url=url, beside=beside).host)
    if not site:
        found.unread.append(f"{one.id}: it does not say which site it is from")
    elif found.shelf.wants(site):
        found.shelf.add(site, one.id, payload.source, url, beside)


def learn(gathered: Gathered, output: Path) -> list[Learned]:
    """Propose rules for every outlet's texts, and write a plugin for each that has any.

    A file that exists is never written over.
    """
    results = []
    for outlet, kept in sorted(gathered.by_outlet.items()):
        result = Learned(outlet, len(kept), propose(kept), repeated_openings(kept)[0])
        results.append(result)
        if not result.proposals:
            result.left = "nothing repeats"
            continue
        target = output / f"{outlet.replace('.', '_').replace('/', '-')}.toml"
        if target.exists():
            result.left = f"{target} exists"
            continue
        _write(target, plugin_toml(outlet, result.proposals))
        result.written = target
    return results


def learn_pages(gathered: Gathered, output: Path, jobs: int = 1) -> list[Lesson]:
    """Learn a plugin for every site's pages, and write those that came of it; as above."""
    lessons = learn_sites(gathered.shelf, families_of(output), jobs)
    for lesson in lessons:
        target = output / f"{lesson.stem}.toml"
        if lesson.toml and target.exists():
            lesson.left = f"{target} exists"
        elif lesson.toml:
            _write(target, lesson.toml)
            lesson.written = target
    return lessons


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
