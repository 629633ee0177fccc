"""JSON-LD: the schema.org nodes of a page, and what its article node says.

Facts as stated, text cleaned of entities and spare blanks, nothing judged: dates stay as written
(``cleaner.arabic.dates.normalise_iso`` reads them).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from cleaner.arabic.fold import fold
from cleaner.metadata.dirty_json import load_dirty

Node = Mapping[str, Any]

NEWS: Final = frozenset(
    {
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "LiveBlogPosting",
    }
)
ARTICLES: Final = NEWS | {
    "Article",
    "AdvertiserContentArticle",
    "BlogPosting",
    "Report",
    "SatiricalArticle",
    "ScholarlyArticle",
    "SocialMediaPosting",
    "TechArticle",
}
"""schema.org's types for a page that is one article."""

_ORGANISATIONS: Final = frozenset(
    {"Organization", "NewsMediaOrganization", "Corporation", "GovernmentOrganization", "WebSite"}
)
_LISTS: Final = re.compile(r"\s*[,،;؛|]\s*")
_SEPARATORS: Final = re.compile(r"\s*[|()/,]\s*|\s+-\s+")
_DEPTH: Final = 6


@dataclass(frozen=True, slots=True)
class ArticleData:
    """What the article node of a page states; None or empty is not stated.

    ``authors`` are persons, or names of unknown kind; an author that is an organisation, or has
    the publisher's name, stands in ``organisations``. ``published`` and ``modified`` are as
    written. ``page_types`` are the types of all nodes of the page (``CollectionPage`` …).
    """

    types: tuple[str, ...]
    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    section: str | None = None
    keywords: tuple[str, ...] = ()
    url: str | None = None
    publisher: str | None = None
    is_based_on: str | None = None
    article_body: str | None = None
    description: str | None = None
    language: str | None = None
    page_types: frozenset[str] = frozenset()


def read_jsonld(scripts: Iterable[str]) -> list[dict[str, Any]]:
    """The top-level nodes of a page's ``application/ld+json`` scripts, ``@graph`` laid open.

    Broken scripts are repaired (``cleaner.metadata.dirty_json``) or left out; never an error.
    """
    nodes: list[dict[str, Any]] = []
    for script in scripts:
        for value in load_dirty(script):
            nodes.extend(_flat(value, _DEPTH))
    return nodes


def _flat(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth < 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flat(item, depth - 1)
    elif isinstance(value, dict):
        if "@type" in value or "@graph" not in value:
            yield value
        yield from _flat(value.get("@graph"), depth - 1)


def types_of(node: object) -> tuple[str, ...]:
    """Type names of a node without their address (``http://schema.org/Article``: ``Article``)."""
    if not isinstance(node, Mapping):
        return ()
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return tuple(re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str) and name)


def page_types(nodes: Iterable[Node]) -> frozenset[str]:
    """Types of all top-level nodes, such as ``WebPage``, ``CollectionPage``, ``ItemList``."""
    return frozenset(name for node in nodes for name in types_of(node))


def article_node(nodes: list[dict[str, Any]], url: str | None = None) -> ArticleData | None:
    """The article the page is about, or None.

    Of several article nodes the one with the page's ``url`` counts, then the one of a news type,
    then the one with more of headline, date and text, then the first.
    """
    candidates = [*nodes, *(inner for node in nodes for inner in _main_entities(node))]
    articles = [node for node in candidates if not ARTICLES.isdisjoint(types_of(node))]
    if not articles:
        return None
    return _data(max(articles, key=lambda node: _rank(node, url)), nodes)


def _main_entities(node: Node) -> list[Node]:
    values = (_one(node.get(key)) for key in ("mainEntity", "mainEntityOfPage"))
    return [value for value in values if isinstance(value, Mapping)]


def _rank(node: Node, url: str | None) -> tuple[bool, bool, int]:
    fields = ("headline", "datePublished", "articleBody")
    return (
        bool(url) and _same_page(_url(node), url),
        not NEWS.isdisjoint(types_of(node)),
        sum(bool(node.get(field)) for field in fields),
    )


def _same_page(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    try:
        first, second = urlsplit(html.unescape(one)), urlsplit(other)
    except ValueError:
        return False
    return first.path.rstrip("/") == second.path.rstrip("/") and first.query == second.query


def _data(node: Node, nodes: list[dict[str, Any]]) -> ArticleData:
    by_id = {known["@id"]: known for known in nodes if isinstance(known.get("@id"), str)}
    publisher = _names(node.get("publisher"), by_id)
    persons: list[str] = []
    organisations: list[str] = []
    for name, is_organisation in _people(node.get("author"), by_id):
        # «(City - Newspaper)» is a dateline in the author's field
        apart = is_organisation or not _parts(*publisher).isdisjoint(_parts(name))
        (organisations if apart else persons).append(name)
    return ArticleData(
        types=types_of(node),
        headline=_text(node.get("headline")) or _text(node.get("name")),
        published=_text(node.get("datePublished")),
        modified=_text(node.get("dateModified")),
        authors=tuple(dict.fromkeys(persons)),
        organisations=tuple(dict.fromkeys(organisations)),
        section=_text(node.get("articleSection")),
        keywords=_keywords(node.get("keywords")),
        url=_url(node),
        publisher=next(iter(publisher), None),
        is_based_on=_link(node.get("isBasedOn")) or _link(node.get("isBasedOnUrl")),
        article_body=_text(node.get("articleBody"), lines=True),
        description=_text(node.get("description")),
        language=_text(node.get("inLanguage")),
        page_types=page_types(nodes),
    )


def _one(value: object) -> object:
    """The value, or the first of a list."""
    return next(iter(value), None) if isinstance(value, list) else value


def _text(value: object, *, lines: bool = False) -> str | None:
    """Plain text of a value: entities read (also doubly written ones), white space collapsed."""
    value = _one(value)
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return None
    text = html.unescape(html.unescape(value))
    if lines:
        return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip() or None
    return " ".join(text.split()) or None


def _link(value: object) -> str | None:
    value = _one(value)
    if isinstance(value, Mapping):
        value = value.get("url") or value.get("@id")
    return value.strip() or None if isinstance(value, str) else None


def _url(node: Node) -> str | None:
    for key in ("url", "mainEntityOfPage", "@id"):
        link = _link(node.get(key))
        if link and link.startswith(("http://", "https://", "//", "/")):
            return link
    return None


def _keywords(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    words = [word for item in values for word in _LISTS.split(_text(item) or "")]
    return tuple(dict.fromkeys(word for word in words if word))


def _people(value: object, by_id: Mapping[str, Node]) -> Iterator[tuple[str, bool]]:
    """Name of each author, and whether it is an organisation; addresses are no names."""
    for item in value if isinstance(value, list) else [value]:
        person = _resolved(item, by_id)
        if isinstance(person, Mapping) and isinstance(person.get("name"), list):
            kind = person.get("@type")
            yield from _people([{"@type": kind, "name": name} for name in person["name"]], by_id)
            continue
        name = _text(person)
        if name and "://" not in name and "@" not in name:
            yield name, not _ORGANISATIONS.isdisjoint(types_of(person))


def _parts(*names: str) -> set[str]:
    """Each name, and what stands between dashes, bars and brackets in it; folded."""
    folded = [fold(name).strip() for name in names]
    return {part for name in folded for part in (name, *_SEPARATORS.split(name)) if part}


def _names(value: object, by_id: Mapping[str, Node]) -> list[str]:
    return [name for name, _ in _people(value, by_id)]


def _resolved(value: object, by_id: Mapping[str, Node]) -> object:
    """The node a reference ``{"@id": …}`` points to."""
    if isinstance(value, Mapping) and "name" not in value:
        return by_id.get(str(value.get("@id")), value)
    return value
