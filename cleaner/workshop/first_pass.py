"""The first pass of ``clean --learn``: what the inputs of a run teach of each outlet.

Texts are read as they are, pages are cleaned first. Of both as many are kept as bounded memory
allows, the first ones in the order of the inputs, so a run learns the same with any ``--jobs``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.batch import Run, Tally, run
from cleaner.batch.outlet import outlet_of
from cleaner.errors import PageError
from cleaner.io.inputs import Refused
from cleaner.io.manifest import WITH_OUTPUT
from cleaner.io.outputs import Output
from cleaner.label.learned import LEARNED
from cleaner.model.site import Layout, Rule
from cleaner.segment.address import split_host
from cleaner.segment.charset import decode
from cleaner.workshop.learn import MAX_TEXTS
from cleaner.workshop.residues import Proposal, plugin_toml, propose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cleaner.io.inputs import Input
    from cleaner.io.manifest import Row

MAX_CHARS: Final = 100_000_000
"""Characters kept of all outlets together; what comes later teaches nothing."""


@dataclass(slots=True)
class Lessons:
    """What was learned: proposals by outlet, of those that have any."""

    by_outlet: dict[str, list[Proposal]] = field(default_factory=dict)
    outlets: int = 0
    """Outlets whose texts were looked at."""
    full: bool = False
    """There were more texts than are kept."""
    interrupted: bool = False

    @property
    def patterns(self) -> int:
        """How many patterns there are."""
        return sum(map(len, self.by_outlet.values()))

    def layouts(self) -> dict[str, Layout]:
        """The patterns as rules, by outlet."""
        return {outlet: layout_of(found) for outlet, found in self.by_outlet.items()}

    def told(self) -> dict[str, list[tuple[str, str, str]]]:
        """The patterns as plain data: outlet -> (table, label, pattern)."""
        return {
            outlet: [(one.table, one.label, one.pattern) for one in found]
            for outlet, found in self.by_outlet.items()
        }


class _Shelf(Output):
    """Keeps texts in memory; as an Output it takes those of cleaned pages."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {}
        self.full = False
        self._left = MAX_CHARS

    def add(self, outlet: str, text: str) -> None:
        kept = self.texts.setdefault(outlet, [])
        if len(text) > self._left or len(kept) >= MAX_TEXTS:
            self.full = True
            return
        self._left -= len(text)
        kept.append(text)

    def put(self, item: Input, row: Row, record: bytes, old: Row | None = None) -> None:
        if row.status in WITH_OUTPUT:
            article = json.loads(record)
            host, domain = split_host(article["url"] or "")
            if host:
                self.add(domain or host, article["text"])


def first_pass(inputs: Iterator[Input], how: Run) -> Lessons:
    """Learn from all inputs; ``how`` cleans pages, into JSON Lines.

    What cannot be read teaches nothing; the second pass says so. Raises RunError.
    """
    shelf, tally = _Shelf(), Tally()
    run(_pages(inputs, shelf), shelf, how, tally)
    lessons = Lessons(outlets=len(shelf.texts), full=shelf.full, interrupted=tally.interrupted)
    for outlet in sorted(shelf.texts):
        if found := propose(shelf.texts[outlet]):
            lessons.by_outlet[outlet] = found
    return lessons


def _pages(inputs: Iterator[Input], shelf: _Shelf) -> Iterator[Input]:
    """The inputs that are pages; texts go to the shelf."""
    for item in inputs:
        if isinstance(item, Refused):
            continue
        try:
            payload = item.payload(item.raw())
            if payload.mode != "text":
                yield item
                continue
            text = payload.source
            text = text if isinstance(text, str) else decode(text, payload.charset).text
        except PageError:
            continue
        shelf.add(outlet_of(item, payload), text)


def layout_of(proposals: Sequence[Proposal]) -> Layout:
    """Proposals as a layout that has nothing but line patterns."""
    tables: dict[str, dict[str, tuple[Rule, ...]]] = {"lines": {}, "head": {}, "tail": {}}
    for one in proposals:
        table = tables[one.table]
        rule = Rule(one.pattern, LEARNED, "family")
        table[one.label] = (*table.get(one.label, ()), rule)
    return Layout(LEARNED, lines=tables["lines"], head=tables["head"], tail=tables["tail"])


def write(lessons: Lessons, folder: Path) -> None:
    """Write what was learned as plugins, with counts and examples, in place of an earlier run's."""
    for old in folder.glob("*.toml"):
        old.unlink()
    for outlet, found in lessons.by_outlet.items():
        folder.mkdir(parents=True, exist_ok=True)
        name = outlet.replace(".", "_").replace("/", "-")
        (folder / f"{name}.toml").write_text(plugin_toml(outlet, found), "utf-8")
