"""Title, authors, dates, section and tags of a page: site selectors, JSON-LD, meta, in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cleaner.arabic.dates import date_from_url, normalise_iso, parse_date
from cleaner.arabic.fold import fold
from cleaner.metadata.jsonld import ArticleData
from cleaner.metadata.names import clean_names
from cleaner.model.site import Layout, OutletFacts, Patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.model.page import Page
    from cleaner.segment.tree import Node, Tree

_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "publishdate",
    "pubdate",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
)
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "last-modified")
_TIME_ATTRIBUTES = ("datetime", "content", "data-date", "data-time")
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " / ")


@dataclass(frozen=True, slots=True)
class Fields:
    """Metadata of one page; None or empty is: not found."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    credit: str | None = None
    used: dict[object, str] = field(default_factory=dict)
    """Elements the values were read from -> label, so that they leave the text."""


class FieldReader:
    """Reads the fields of one HTML page with the page's layout."""

    def __init__(self, page: Page) -> None:
        assert page.tree is not None
        self._page = page
        self._tree: Tree = page.tree
        self._layout = page.layout or Layout()
        self._meta: dict[str, str] = page.linked.get("meta", {})
        self._facts = (page.site.outlet if page.site else None) or OutletFacts()
        self._used: dict[object, str] = {}

    def read(self) -> Fields:
        """All fields."""
        title = self._title()
        published = self._published()
        modified = self._modified()
        return Fields(
            title=title,
            authors=self._authors(),
            published=published,
            modified=modified,
            section=self._first_text(self._layout.section)
            or self._data.section
            or self._meta.get("article:section"),
            tags=self._tags(),
            credit=self._first_text(self._layout.credit, "source-credit"),
            used=self._used,
        )

    @cached_property
    def _data(self) -> ArticleData:
        return self._page.linked.get("article") or ArticleData(())

    def _matches(self, patterns: Patterns) -> Iterator[tuple[Node, str]]:
        """Elements with text, of the first selector that gives any."""
        for rule in patterns:
            found = [(node, self._shown(node)) for node in self._tree.select(rule.pattern)]
            if any(text for _, text in found):
                yield from ((node, text) for node, text in found if text)
                return

    def _shown(self, node: Node) -> str:
        return self._tree.text(node) or self._tree.attributes(node).get("content") or ""

    def _first_text(self, patterns: Patterns, label: str = "") -> str | None:
        for node, text in self._matches(patterns):
            if label:
                self._used[self._tree.key(node)] = label
            return text
        return None

    # -- title ------------------------------------------------------------------------------

    def _title(self) -> str | None:
        if shown := self._first_text(self._layout.title, "title"):
            return shown
        heads = [(node, self._tree.text(node)) for node in self._tree.select("h1")]
        heads = [(node, text) for node, text in heads if fold(text).strip()]
        told = self._data.headline or self._meta.get("og:title") or self._document_title()
        told = self._without_site_name(told) if told else None
        for node, text in heads:
            if told and _same_headline(text, told):
                self._used[self._tree.key(node)] = "title"
                return text
        if told:
            return told
        return heads[0][1] if len(heads) == 1 else None

    def _document_title(self) -> str | None:
        return " ".join(self._page.linked.get("title", "").split()) or None

    def _without_site_name(self, title: str) -> str:
        names = {fold(name) for name in (self._meta.get("og:site_name"), *self._names()) if name}
        domain = self._page.domain
        for separator in _SEPARATORS:
            head, found, tail = title.rpartition(separator)
            known = fold(tail).strip() in names or (domain and domain in tail.lower())
            if found and head.strip() and known:
                return head.strip()
        return title

    def _names(self) -> tuple[str, ...]:
        return (*self._facts.names.values(), *self._facts.aliases)

    # -- authors ----------------------------------------------------------------------------

    def _authors(self) -> tuple[str, ...]:
        if self._layout.no_byline:
            return ()
        own = [*self._names(), self._meta.get("og:site_name") or "", self._data.publisher or ""]
        own += [self._page.host, self._page.domain or ""]
        found = list(self._matches(self._layout.byline))
        for node, _ in found:
            self._used[self._tree.key(node)] = "byline"
        if found:
            return clean_names((text for _, text in found), own)
        # nobody knows where it stands: only names that the reader of the page sees as well
        told = self._data.authors
        if not told:
            return ()
        shown = self._tree.text(self._tree.root)
        if any(name not in shown for name in told):
            folded = fold(shown)
            told = tuple(name for name in told if fold(name) in folded)
        return clean_names(told, own)

    # -- dates ------------------------------------------------------------------------------

    def _published(self) -> str | None:
        url = self._page.url
        if self._layout.date_from_url:
            return date_from_url(url) if url else None
        return (
            self._shown_date(self._layout.date)
            or self._machine(self._data.published)
            or self._from_meta(_PUBLISHED)
            or self._itemprop_date()
            or (date_from_url(url) if url else None)
        )

    def _modified(self) -> str | None:
        return (
            self._shown_date(self._layout.modified, updates=True)
            or self._machine(self._data.modified)
            or self._from_meta(_MODIFIED)
        )

    def _machine(self, value: str | None) -> str | None:
        if not value:
            return None
        facts = self._facts
        return normalise_iso(value, country=facts.country, zone=facts.timezone)

    def _from_meta(self, names: tuple[str, ...]) -> str | None:
        return next((iso for name in names if (iso := self._machine(self._meta.get(name)))), None)

    def _itemprop_date(self) -> str | None:
        for selector in ("[itemprop=datePublished]", "time[pubdate]", "article time[datetime]"):
            for node in self._tree.select(selector)[:1]:
                if iso := self._node_date(node):
                    return iso
        return None

    def _shown_date(self, patterns: Patterns, *, updates: bool = False) -> str | None:
        for rule in patterns:
            for node in self._tree.select(rule.pattern):
                if iso := self._node_date(node, updates=updates):
                    self._used[self._tree.key(node)] = "dateline"
                    return iso
        return None

    def _node_date(self, node: Node, *, updates: bool = False) -> str | None:
        """A date an element holds; one of an update («آخر تحديث») only where that is asked for."""
        attributes = self._tree.attributes(node)
        for name in _TIME_ATTRIBUTES:
            if iso := self._machine(attributes.get(name)):
                return iso
        language = self._facts.language or self._page.language or "ar"
        parsed = parse_date(
            self._tree.text(node),
            country=self._facts.country,
            language=language,
            zone=self._facts.timezone,
        )
        return parsed.iso if parsed and (updates or not parsed.updated) else None

    # -- tags -------------------------------------------------------------------------------

    def _tags(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for node, text in self._matches(self._layout.tags):
            links = [self._tree.text(link) for link in self._tree.select("a", node)]
            for tag in [link for link in links if link] or [text]:
                if tag.strip(" #،,"):
                    found.setdefault(tag.strip(" #،,"), None)
            self._used[self._tree.key(node)] = "tags"
        return tuple(found)


def _same_headline(shown: str, told: str) -> bool:
    """Whether an ``h1`` is the headline the page's head tells, perhaps longer or cut short.

    A logo is often an ``h1`` too, and its words may stand in the headline.
    """
    one, other = fold(shown).strip(), fold(told).strip()
    if not one or not other:
        return False
    return other in one or (one in other and 2 * len(one) >= len(other))


def read_fields(page: Page) -> Fields:
    """The fields of a page that has been placed; empty for text input, which has no markup."""
    return Fields() if page.tree is None else FieldReader(page).read()
