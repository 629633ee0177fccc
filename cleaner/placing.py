"""Which rules hold for a page, and where its article is: the site's, a family's, or nobody's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.label.generic import extract
from cleaner.segment.doubt import jsonld_doubt, rule_doubt
from cleaner.segment.root import matching_families, place, says_no_article, uses_xpath
from cleaner.segment.tree import parse, utf8
from cleaner.sites.status import states_root, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.model.page import Page
    from cleaner.model.site import Site
    from cleaner.sites.registry import SiteRegistry


class Placer:
    """Gives a page its rules, layout and roots."""

    def __init__(self, registry: SiteRegistry) -> None:
        self._registry = registry
        self._xpath: dict[str, bool] = {}

    def __call__(self, page: Page) -> Page:
        """The page with its root; the rules of a site whose root is doubted are left out."""
        site = page.site
        if site and self._needs_xpath(site):
            page = replace(page, tree=parse(utf8(page.source), xpath=True))
        placed = place(page, self._rules(page, site))
        if site is None or not states_root(site) or not (told := self._doubt(placed, site)):
            return placed
        told = f"{site.name}: {told}; its rules were left out"
        page = replace(page, warnings=(*page.warnings, told))
        placed = place(page, self._rules_of_others(page, site))
        assert placed.rules is not None
        return replace(placed, rules=replace(placed.rules, name=site.name, file=site.file))

    def _needs_xpath(self, site: Site) -> bool:
        if site.file not in self._xpath:
            self._xpath[site.file] = uses_xpath(self._registry.resolve(site))
        return self._xpath[site.file]

    def _rules(self, page: Page, site: Site | None) -> Iterator[Site]:
        """Whose rules to try, strongest first: the site's, a family's its page proves, none's."""
        if site:
            yield self._registry.resolve(site)
        assert page.tree is not None
        for family in matching_families(page.tree, self._registry.families()):
            yield self._registry.resolve(site, family)
        yield self._registry.resolve(site)

    def _rules_of_others(self, page: Page, site: Site) -> Iterator[Site]:
        """Whose rules to try where the site's own do not hold."""
        if site.family:
            yield self._registry.resolve(None, self._registry.family(site.family))
        yield from self._rules(page, None)

    def _doubt(self, page: Page, site: Site) -> str:
        """Why a site's rules cannot be right for a placed page; a reported one's must prove so."""
        reported = status(site) == "reported"
        if page.root_level != "site":
            expected = not reported or says_no_article(page)
            return "" if expected else "no root of its layouts is on this page"
        if (told := jsonld_doubt(page)) or not reported:
            return told
        assert page.tree is not None
        families = matching_families(page.tree, self._registry.families())
        return rule_doubt(page, families, lambda: extract(page.source))
