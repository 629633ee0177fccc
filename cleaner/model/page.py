"""Page: one input, decoded, with where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cleaner.model.site import Layout, Level, Site
    from cleaner.segment.tree import Tree

UrlBasis = Literal[
    "given",
    "sidecar",
    "warc",
    "saver",
    "canonical",
    "og:url",
    "json-ld",
    "base",
    "directory",
    "none",
]


@dataclass(frozen=True, slots=True)
class Page:
    """One input to be cleaned.

    ``source`` is the decoded HTML, or the extracted text itself. ``domain`` is the registrable
    domain in lower case, ``host`` the full host name; both are empty where no URL is known.
    """

    source: str
    mode: Literal["html", "text"]
    url: str | None = None
    url_basis: UrlBasis = "none"
    host: str = ""
    domain: str = ""
    outlet: str = ""
    """Name the caller has for the outlet, where no address need tell it (text input)."""
    captured: date | None = None
    charset: str = "utf-8"
    title: str | None = None
    """Headline given by the caller (text input)."""
    language: str = ""
    """BCP 47 code, ``""`` while unknown."""
    tree: Tree | None = None
    linked: Mapping[str, Any] = field(default_factory=dict)
    """HTML: what the page says of itself: ``title``, ``meta`` (name -> content), ``canonical``,
    ``jsonld``, of this the ``article`` …"""
    declared: tuple[tuple[str, str], ...] = ()
    """(address, text) of files in which the page's site declares things: ``ads.txt`` …"""
    site: Site | None = None
    """The site that answers the page's host."""
    rules: Site | None = None
    """Whose layout is used: the site, a family, or the defaults."""
    layout: Layout | None = None
    """The rules that hold for the page."""
    roots: tuple[Any, ...] = ()
    """Elements of the article root; empty on the generic path."""
    warnings: tuple[str, ...] = field(default=())

    @property
    def root_level(self) -> Level | Literal[""]:
        """Whose rule gave the article root; ``""`` on the generic path and for text input."""
        return self.layout.root[0].level if self.roots and self.layout else ""
