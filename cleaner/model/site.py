"""Site: the rules and facts of one outlet, as its TOML file or Python class states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import datetime
    from datetime import date

Level = Literal["site", "family", "default"]
"""Whose a rule is: the site's own, its family's, or one that holds everywhere."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector or line pattern, and the plugin that states it."""

    pattern: str
    plugin: str = ""
    """``Site.name`` of the plugin, e.g. ``youm7_com`` or ``families/jnews``."""
    level: Level = "site"


Patterns = tuple[Rule, ...]
"""In order of precedence: the site's, then its family's, then the defaults'."""

Rules = Mapping[str, Patterns]
"""label -> selectors or line patterns."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a plugin's rules or facts rest on (``[[evidence]]``)."""

    source: str
    date: date | None = None
    fields: tuple[str, ...] = ()
    confidence: str = "unknown"
    """``high``, ``medium``, ``low`` or ``unknown``."""
    kind: str = "document"
    """``real-page`` (seen in a saved page), ``reported`` (by others), ``document``, ``text``,
    ``learned`` (by ``cleaner learn``, from pages)."""
    note: str = ""
    method: str = ""
    """How it is known: ``declared``, ``observed``, ``third-party``, ``inferred``; else by kind."""
    licence: str = ""
    says: Mapping[str, Any] = field(default_factory=dict)
    """Key of ``[outlet]`` -> the source's own value, where it differs from what stands there."""
    since: datetime.date | None = None
    until: datetime.date | None = None
    """When what it says was true."""
    status: str = "active"
    """``active``, ``superseded``, ``disputed``, ``withdrawn``."""
    reply: str = ""
    """What the outlet answers to it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are on one version of a site's template, and what to take out.

    Selectors are CSS, or XPath if they start with ``/``. Of ``root``, ``title``, ``date`` … the
    first that matches counts. ``lines``, ``cut``, ``head`` and ``tail`` hold folded line patterns
    with ``*`` for anything: a whole line; a line from which on everything goes; the beginning of a
    document's first line; the end of a document's last line.
    """

    name: str = ""
    root: Patterns = ()
    title: Patterns = ()
    date: Patterns = ()
    modified: Patterns = ()
    byline: Patterns = ()
    section: Patterns = ()
    tags: Patterns = ()
    credit: Patterns = ()
    date_from_url: bool = False
    """The page shows no publication date, its URL does."""
    no_byline: bool = False
    """The outlet's author field never holds a person."""
    remove: Rules = field(default_factory=dict)
    keep: Patterns = ()
    """Selectors inside the root that stay, whatever family or defaults say."""
    lines: Rules = field(default_factory=dict)
    cut: Rules = field(default_factory=dict)
    head: Rules = field(default_factory=dict)
    tail: Rules = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edition:
    """A part of an outlet's site with a name of its own, told by host or first path segments."""

    at: str
    """``arabic.example.com`` or ``example.com/arabic``."""
    names: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutletFacts:
    """Identity facts of an outlet as its plugin states them; None or empty is unknown."""

    names: Mapping[str, str] = field(default_factory=dict)
    """language code -> name."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code of where the outlet is based."""
    type: str | None = None
    owner: str | None = None
    founded: int | None = None
    language: str | None = None
    timezone: str | None = None
    """IANA name, where the country's own would be wrong."""
    aliases: tuple[str, ...] = ()
    """Further names and credit-line spellings."""
    ownership: str | None = None
    """``state``, ``state-linked``, ``public``, ``party``, ``non-profit``, ``private``."""
    parent: str | None = None
    seat: str | None = None
    closed: int | None = None
    """Year it ceased to appear."""
    languages: tuple[str, ...] = ()
    wikidata: str | None = None
    website: str | None = None
    network: str | None = None
    """Family of sites under one roof, e.g. of re-publishers."""
    satire: bool | None = None
    legal: tuple[str, ...] = ()
    """Acts of law that name the outlet."""
    jti: str | None = None
    ifcn: str | None = None
    afcn: str | None = None
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """``former``, ``alias``, ``hijacked``, ``lookalike`` -> domains; the rest are canonical."""
    editions: tuple[Edition, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """Rules and facts of one outlet, or of a family of sites (then ``domains`` is empty)."""

    name: str
    """File stem, e.g. ``youm7_com``; families: ``families/jnews``."""
    file: str
    """The plugin file, for messages."""
    domains: tuple[str, ...] = ()
    family: str | None = None
    outlet: OutletFacts | None = None
    layouts: tuple[Layout, ...] = ()
    """Newest first."""
    evidence: tuple[Evidence, ...] = ()
    fingerprint: Patterns = ()
    """Family only: selectors, each of which proves the family."""
    not_article: Patterns = ()
    """Selectors that only pages without an article have (listings, home pages)."""
    hooks: object | None = None
    """Instance with hook implementations (Python plugins), else None."""
