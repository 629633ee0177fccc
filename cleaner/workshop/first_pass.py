"""The first pass of ``clean --learn``: what the inputs of a run teach of each outlet.

Texts are read as they are, pages are cleaned first. Of both as many are kept as bounded memory
allows, the first ones in the order of the inputs, so a run learns the same with any ``--jobs``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold
from cleaner.batch import CleanInput, Run, Tally, beside_of, run
from cleaner.batch.outlet import outlet_of
from cleaner.errors import PageError
from cleaner.io.inputs import Refused
from cleaner.io.manifest import WITH_OUTPUT
from cleaner.io.outputs import Output
from cleaner.label.learned import LEARNED, SITE, Taught
from cleaner.label.samesite import Frame, Repeats, block_key
from cleaner.model.site import Layout, Rule
from cleaner.segment.address import split_host
from cleaner.segment.charset import decode
from cleaner.sites.schema import parse_site
from cleaner.workshop.draft.plugin import site_of
from cleaner.workshop.learn import MAX_TEXTS
from cleaner.workshop.learn_html import Lesson, Shelf, learn_sites
from cleaner.workshop.new import families_of
from cleaner.workshop.residues import Proposal, plugin_toml, propose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner import Article
    from cleaner.io.inputs import Input, Payload
    from cleaner.io.manifest import Row
    from cleaner.model.site import Site
    from cleaner.sites.registry import SiteRegistry

MAX_CHARS: Final = 100_000_000
"""Characters kept of all outlets together; what comes later teaches nothing."""


@dataclass(slots=True)
class Lessons:
    """What was learned."""

    by_outlet: dict[str, list[Proposal]] = field(default_factory=dict)
    """Line patterns by outlet, of those that have any."""
    sites: list[Lesson] = field(default_factory=list)
    """Of each site without a plugin whose pages were looked at, what came of it."""
    frames: dict[str, Frame] = field(default_factory=dict)
    """What the articles of a site share, by domain."""
    outlets: int = 0
    """Outlets whose texts were looked at."""
    full: bool = False
    """There were more texts than are kept."""
    interrupted: bool = False

    @property
    def patterns(self) -> int:
        """How many patterns there are."""
        return sum(map(len, self.by_outlet.values()))

    @property
    def plugins(self) -> list[Lesson]:
        """The sites for which a plugin was learned."""
        return [one for one in self.sites if one.toml]

    def taught(self) -> Taught:
        """All of it, ready for a Cleaner."""
        lines = {outlet: layout_of(found) for outlet, found in self.by_outlet.items()}
        return Taught(lines, tuple(map(_site, self.plugins)), self.frames)

    def told(self) -> dict[str, object]:
        """All of it as plain data, for the fingerprint of the run."""
        patterns = {
            outlet: [(one.table, one.label, one.pattern) for one in found]
            for outlet, found in self.by_outlet.items()
        }
        frames = {
            site: blake2b(json.dumps([f.articles, list(f.counts.items())]).encode()).hexdigest()
            for site, f in self.frames.items()
        }
        return {"lines": patterns, "sites": [one.toml for one in self.plugins], "frames": frames}


def _site(lesson: Lesson) -> Site:
    """A learned plugin under a name that says so."""
    stated = f'domains = ["{lesson.site}"]\n{lesson.toml}'
    return parse_site(stated, f"{SITE}{lesson.stem}.toml")


@dataclass(slots=True)
class _Pupil(CleanInput):
    """Cleans a page and tells what it teaches, in place of the article itself."""

    def render(self, article: Article, item: Input, payload: Payload) -> bytes:
        """Text, address, and the keys of all blocks."""
        spans = [(span.text, span.path) for span in article.kept]
        spans += [(span.text, span.path) for span in article.removed]
        keys = dict.fromkeys(block_key(text, path) for text, path in spans)
        told = {"url": article.url, "text": article.text, "blocks": list(keys)}
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


class _Desk(Output):
    """Keeps in memory what inputs teach; as an Output it takes what :class:`_Pupil` tells."""

    def __init__(self, known: SiteRegistry | None) -> None:
        self.texts: dict[str, list[str]] = {}
        self.shelf = Shelf()
        self.repeats = Repeats()
        self.full = False
        self._known = known
        self._left = MAX_CHARS

    def add(self, outlet: str, text: str) -> None:
        kept = self.texts.setdefault(outlet, [])
        if len(text) > self._left or len(kept) >= MAX_TEXTS:
            self.full = True
            return
        self._left -= len(text)
        kept.append(text)

    def put(self, item: Input, row: Row, record: bytes, old: Row | None = None) -> None:
        if row.status not in WITH_OUTPUT:
            return
        told = json.loads(record)
        host, domain = split_host(told["url"] or "")
        if not host:
            return
        self.add(domain or host, told["text"])
        longest = fold(max(told["text"].split("\n"), key=len))[:160]
        copy = int.from_bytes(blake2b(longest.encode(), digest_size=8).digest(), "big")
        self.repeats.add(domain or host, copy, told["blocks"])
        site = site_of(host)
        if (self._known is None or self._known.find(host) is None) and self.shelf.wants(site):
            payload = item.payload(item.raw())
            url = payload.url or item.url
            self.shelf.add(site, item.id, payload.source, url, beside_of(item, payload))


def first_pass(inputs: Iterator[Input], how: Run) -> Lessons:
    """Learn from all inputs; ``how`` cleans pages.

    What cannot be read teaches nothing; the second pass says so. Raises RunError.
    """
    cleaner = how.work.cleaner
    desk, tally = _Desk(cleaner.registry if cleaner.knows_sites else None), Tally()
    pupil = _Pupil(cleaner, how.work.format, how.work.run)
    run(_pages(inputs, desk), desk, replace(how, work=pupil), tally)
    lessons = Lessons(outlets=len(desk.texts), interrupted=tally.interrupted)
    if lessons.interrupted:
        return lessons
    lessons.full = desk.full or desk.shelf.full
    for outlet in sorted(desk.texts):
        if found := propose(desk.texts[outlet]):
            lessons.by_outlet[outlet] = found
    lessons.frames = desk.repeats.frames()
    lessons.sites = learn_sites(desk.shelf, families_of(Path("plugins")), how.jobs)
    return lessons


def _pages(inputs: Iterator[Input], desk: _Desk) -> Iterator[Input]:
    """The inputs that are pages; texts go to the desk."""
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
        desk.add(outlet_of(item, payload), text)


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
    for old in (*folder.glob("*.toml"), *folder.glob("lines/*.toml")):
        old.unlink()
    for one in lessons.plugins:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{one.stem}.toml").write_text(one.toml, "utf-8")
    for outlet, found in lessons.by_outlet.items():
        name = outlet.replace(".", "_").replace("/", "-")
        path = folder / f"{name}.toml"
        if path.exists():  # its pages gave a plugin; the lines of their texts stand beside it
            path = folder / "lines" / path.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plugin_toml(outlet, found), "utf-8")
