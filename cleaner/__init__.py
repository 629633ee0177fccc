"""cleaner: the Arabic-first news cleaner.

It strips boilerplate from Arabic news pages and texts, keeps the main article, and tags it with
the outlet that published it. ``import cleaner`` loads the vocabulary alone; the pipeline comes
with the first use of ``Cleaner``, and trafilatura with the first page that needs it. Nothing here
makes a network call::

    import cleaner

    article = cleaner.clean(html, url="https://www.example.com/news/1")
    article = cleaner.clean_text(text)
    print(article.title, article.text, article.removed)
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from cleaner.errors import CleanerError, PageError, PluginError, RunError
from cleaner.model.article import Article, Decision, ExtraArticle, Kept, Outlet, Related, Removed
from cleaner.model.block import Block, Vote
from cleaner.model.labels import LABELS, Label
from cleaner.model.page import Page
from cleaner.model.profile import Claim, Hop, Judgement, Origin, Profile, Signal
from cleaner.model.site import Evidence, Layout, OutletFacts, Rule, Site

if TYPE_CHECKING:
    from datetime import date

    from cleaner.hookspecs import hookimpl
    from cleaner.host import Cleaner
    from cleaner.profile.ratings import RaterForm
    from cleaner.segment.read import Beside
    from cleaner.sites.python import SitePlugin

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

_ON_FIRST_USE: Final = {
    "Beside": "cleaner.segment.read",
    "Cleaner": "cleaner.host",
    "RaterForm": "cleaner.profile.ratings",
    "SitePlugin": "cleaner.sites.python",
    "hookimpl": "cleaner.hookspecs",
}
"""Public name -> its module, for what costs more to import than a program may want to pay."""


def __getattr__(name: str) -> object:
    if name not in _ON_FIRST_USE:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    return getattr(import_module(_ON_FIRST_USE[name]), name)


@cache
def _default() -> Cleaner:
    from cleaner.host import Cleaner

    return Cleaner()


def clean(html: bytes | str, url: str | None = None, captured: date | None = None) -> Article:
    """Clean an HTML page with a shared :class:`Cleaner` of default settings."""
    return _default().clean(html, url=url, captured=captured)


def clean_text(text: bytes | str, url: str | None = None, title: str | None = None) -> Article:
    """Clean already-extracted text with a shared :class:`Cleaner` of default settings."""
    return _default().clean_text(text, url=url, title=title)
