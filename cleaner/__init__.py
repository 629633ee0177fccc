"""cleaner: the Arabic-first news cleaner.

It strips boilerplate from Arabic news pages and texts, keeps the main article, and tags it with
the outlet that published it. ``import cleaner`` loads neither trafilatura nor requests and makes
no network call::

    import cleaner

    article = cleaner.clean(html, url="https://www.example.com/news/1")
    article = cleaner.clean_text(text)
    print(article.title, article.text, article.removed)
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cleaner.errors import CleanerError, PageError, PluginError, RunError
from cleaner.hookspecs import hookimpl
from cleaner.host import Cleaner
from cleaner.model.article import Article, Decision, ExtraArticle, Kept, Outlet, Related, Removed
from cleaner.model.block import Block, Vote
from cleaner.model.labels import LABELS, Label
from cleaner.model.page import Page
from cleaner.model.profile import Claim, Hop, Judgement, Origin, Profile, Signal
from cleaner.model.site import Evidence, Layout, OutletFacts, Rule, Site
from cleaner.profile.ratings import RaterForm
from cleaner.segment.read import Beside
from cleaner.sites.python import SitePlugin

if TYPE_CHECKING:
    from datetime import date

__version__ = "0.1.0"

__all__ = [
    "LABELS",
    "Article",
    "Beside",
    "Block",
    "Claim",
    "Cleaner",
    "CleanerError",
    "Decision",
    "Evidence",
    "ExtraArticle",
    "Hop",
    "Judgement",
    "Kept",
    "Label",
    "Layout",
    "Origin",
    "Outlet",
    "OutletFacts",
    "Page",
    "PageError",
    "PluginError",
    "Profile",
    "RaterForm",
    "Related",
    "Removed",
    "Rule",
    "RunError",
    "Signal",
    "Site",
    "SitePlugin",
    "Vote",
    "clean",
    "clean_text",
    "hookimpl",
]


@cache
def _default() -> Cleaner:
    return Cleaner()


def clean(html: bytes | str, url: str | None = None, captured: date | None = None) -> Article:
    """Clean an HTML page with a shared :class:`Cleaner` of default settings."""
    return _default().clean(html, url=url, captured=captured)


def clean_text(text: bytes | str, url: str | None = None, title: str | None = None) -> Article:
    """Clean already-extracted text with a shared :class:`Cleaner` of default settings."""
    return _default().clean_text(text, url=url, title=title)
