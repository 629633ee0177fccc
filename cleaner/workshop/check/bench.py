"""The bench on which plugins are tried: the plugins, the corpus, and what comes of each page."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cleaner.batch import beside_of
from cleaner.errors import CleanerError
from cleaner.host import Cleaner
from cleaner.io import ReadOptions, Refused, inputs
from cleaner.segment.read import read_html, read_text
from cleaner.segment.root import matching_families
from cleaner.segment.tree import parse, utf8
from cleaner.sites.directories import plugin_directories
from cleaner.sites.registry import SiteRegistry
from cleaner.workshop.gold import Case, clean_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from cleaner.model.article import Article
    from cleaner.model.page import Page
    from cleaner.model.site import Site
    from cleaner.segment.tree import Tree
    from cleaner.sites.directories import PluginDir
    from cleaner.sites.index import SiteRef


class SomeSites(SiteRegistry):
    """A registry that knows only the plugins that ``wanted`` accepts."""

    def __init__(self, directories: Iterable[PluginDir], wanted: Callable[[SiteRef], bool]) -> None:
        self._wanted = wanted
        super().__init__(directories)

    def _enter(self, ref: SiteRef) -> None:
        if self._wanted(ref):
            super()._enter(ref)


class Bench:
    """``roots``: plugin folders, searched first; ``cases``: the pages of the corpus."""

    def __init__(self, roots: Sequence[Path], cases: Sequence[Case]) -> None:
        self.directories = plugin_directories(roots)
        self.cleaner = Cleaner(roots, entry_points=False)
        self.registry = self.cleaner.registry
        self.cases = cases
        self._pages: dict[str, Page | None] = {}
        self._articles: dict[str, Article] = {}
        self._trees: dict[str, Tree] = {}

    def page(self, case: Case) -> Page | None:
        """The page, read; None where it cannot be."""
        if case.name not in self._pages:
            self._pages[case.name] = _read(case)
        return self._pages[case.name]

    def tree(self, case: Case, *, xpath: bool) -> Tree | None:
        """The parsed page, by the parser that knows XPath if need be."""
        page = self.page(case)
        if page is None or page.tree is None:
            return None
        if not xpath:
            return page.tree
        if case.name not in self._trees:
            self._trees[case.name] = parse(utf8(page.source), xpath=True)
        return self._trees[case.name]

    def article(self, case: Case) -> Article:
        """What all plugins together make of a page."""
        if case.name not in self._articles:
            self._articles[case.name] = clean_case(self.cleaner, case)
        return self._articles[case.name]

    def owner(self, case: Case) -> SiteRef | None:
        """The plugin that answers for a page."""
        page = self.page(case)
        return self.registry.find(page.host) if page and page.host else None

    def pages_of(self, ref: SiteRef) -> list[Case]:
        """The pages on which a plugin counts: of its domains, or of its family."""
        if ref.kind == "site":
            return [case for case in self.cases if self.owner(case) == ref]
        if ref.name.endswith("_default"):
            return [case for case in self.cases if self.tree(case, xpath=False)]
        return [case for case in self.cases if ref.name in self._families(case)]

    def _families(self, case: Case) -> set[str]:
        page = self.page(case)
        if page is None or page.tree is None:
            return set()
        proved = {family.name for family in matching_families(page.tree, self._known)}
        owner = self.owner(case)
        site = self.registry.load(owner) if owner else None
        return proved | ({f"families/{site.family}"} if site and site.family else set())

    @cached_property
    def _known(self) -> list[Site]:
        return self.registry.families()

    def without(self, wanted: Callable[[SiteRef], bool]) -> Cleaner:
        """A Cleaner that has only the plugins ``wanted`` accepts."""
        cleaner = Cleaner(entry_points=False)
        cleaner.registry = SomeSites(self.directories, wanted)
        return cleaner


def _read(case: Case) -> Page | None:
    try:
        item = next(inputs([case.page], ReadOptions()))
        if isinstance(item, Refused):
            return None
        payload = item.payload(item.raw())
        if payload.mode == "text":
            return read_text(payload.source, url=(case.gold or {}).get("url") or item.url)
        return read_html(payload.source, beside=beside_of(item))
    except CleanerError:
        return None
