"""Article: what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cleaner.model.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cleaner.model.labels import Label
    from cleaner.model.site import OutletFacts

Status = Literal["ok", "generic", "empty", "not-article"]

SCHEMA_VERSION = 1
"""Version of :meth:`Article.to_dict`; grows when a field changes its meaning or goes."""


class Kept(NamedTuple):
    """A span of the input that stayed: ``source[start:end]`` of a text, or ``path`` in HTML."""

    text: str
    start: int = -1
    end: int = -1
    path: str = ""


class Removed(NamedTuple):
    """A span of the input that was taken out, and what took it out."""

    label: Label
    text: str
    start: int
    end: int
    path: str
    rule: str
    plugin: str
    reason: str


class Related(NamedTuple):
    """A headline the page points to; ``url`` is None where the input has none."""

    title: str
    url: str | None = None


class ExtraArticle(NamedTuple):
    """A second article found behind the main one, cleaned itself."""

    title: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with an article, and why."""

    action: Literal["keep", "drop", "flag"] = "keep"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """The outlet whose site a page is from: the plugin's facts."""

    id: str
    """Name of the plugin, e.g. ``youm7_com``."""
    domain: str
    facts: OutletFacts


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned page: main content, metadata, and everything that was taken out.

    ``text`` joins paragraphs by a blank line (HTML) or keeps the input's own line ends (text).
    ``published`` and ``modified`` are ISO 8601: a day, or a time with its zone where one is known.
    """

    status: Status
    reason: str = ""
    """Why there is no article; empty for ``ok`` and ``generic``."""
    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str = ""
    direction: Literal["rtl", "ltr", ""] = ""
    section: str | None = None
    tags: tuple[str, ...] = ()
    url: str | None = None
    domain: str = ""
    dateline: str | None = None
    credit: str | None = None
    related: tuple[Related, ...] = ()
    extra_articles: tuple[ExtraArticle, ...] = ()
    kept: tuple[Kept, ...] = ()
    removed: tuple[Removed, ...] = ()
    outlet: Outlet | None = None
    plugin: str = ""
    layout: str = ""
    root: Literal["site", "family", "default", ""] = ""
    """Whose rule gave the article root; ``""`` on the generic path and for text input."""
    url_basis: str = "none"
    warnings: tuple[str, ...] = ()
    decision: Decision = field(default_factory=Decision)
    profiler: Callable[[Article], Profile] | None = field(default=None, repr=False, compare=False)
    """Makes the profile when it is first asked for; None where there is nothing to make it from."""
    _profile: Profile | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def profile(self) -> Profile:
        """What is known of the article's reliability; made on first access, then kept."""
        if self._profile is None:
            made = self.profiler(self) if self.profiler else Profile()
            object.__setattr__(self, "_profile", made)  # a cache: the value stays what it was
        return self._profile or Profile()

    def __reduce__(self) -> tuple[Callable[..., Article], tuple[Mapping[str, Any], Profile]]:
        """Pickled with its profile: the handle to make it stays behind."""
        stays = ("profiler", "_profile")
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return _restored, ({k: v for k, v in values.items() if k not in stays}, self.profile)

    def to_dict(self) -> dict[str, Any]:
        """Flat, JSON-safe form of the article (schema: ``cleaner/model/article.schema.json``).

        ``kept`` and ``root`` stay out: the one is the text once more, the other for manifests. So
        do the claims of the profile, which are the same for every article of an outlet.
        """
        outlet = self.outlet
        return {
            "schema_version": SCHEMA_VERSION,
            "status": self.status,
            "reason": self.reason,
            "text": self.text,
            "title": self.title,
            "authors": list(self.authors),
            "published": self.published,
            "modified": self.modified,
            "language": self.language,
            "direction": self.direction,
            "section": self.section,
            "tags": list(self.tags),
            "url": self.url,
            "url_basis": self.url_basis,
            "domain": self.domain,
            "dateline": self.dateline,
            "credit": self.credit,
            "related": [item._asdict() for item in self.related],
            "extra_articles": [item._asdict() for item in self.extra_articles],
            "removed": [item._asdict() for item in self.removed],
            "outlet": None
            if outlet is None
            else {
                "id": outlet.id,
                "domain": outlet.domain,
                "name": dict(outlet.facts.names),
                "country": outlet.facts.country,
                "type": outlet.facts.type,
            },
            "plugin": self.plugin,
            "layout": self.layout,
            "warnings": list(self.warnings),
            "decision": self.decision.action,
            "decision_reasons": list(self.decision.reasons),
            "profile": self.profile.to_dict(),
        }


def _restored(values: Mapping[str, Any], profile: Profile) -> Article:
    article = Article(**values)
    object.__setattr__(article, "_profile", profile)
    return article
