"""Which rules hold for a page, and where its article is: the site's, a family's, or nobody's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.label.generic import worth
from cleaner.segment.blocks import ELSEWHERE
from cleaner.segment.doubt import jsonld_doubt, link_doubt, size_doubt, worth_doubt
from cleaner.segment.root import matched_root, matching_families, place, says_no_article, uses_xpath
from cleaner.segment.tree import parse, utf8
from cleaner.sites.status import states_root, status

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from cleaner.model.block import Block, Mark, Piece
    from cleaner.model.page import Page
    from cleaner.model.site import Site
    from cleaner.sites.registry import SiteRegistry

    Trial = Callable[[Page], tuple[Sequence[Block], Sequence[Piece]]]
    """All blocks of a placed page, and the pieces that those in its roots come out as."""


class Placer:
    """Gives a page its rules, layout and roots.

    A plugin that nobody has seen right on a page must be: where the network of the generic path
    finds its article elsewhere, its rules are left out, and the next ones are tried.
    """

    def __init__(self, registry: SiteRegistry) -> None:
        self._registry = registry
        self._xpath: dict[str, bool] = {}

    def __call__(self, page: Page, trial: Trial) -> Page:
        """The page with its rules and roots; a warning names each plugin that was left out.

        ``trial`` tells how a placed page would come out.
        """
        site = page.site
        if site and self._needs_xpath(site):
            page = replace(page, tree=parse(utf8(page.source), xpath=True))
        left: list[str] = []
        while True:
            placed = place(page, self._rules(page, left))
            wrong, told = self._doubt(placed, left, trial)
            if not told:
                break
            left.append(wrong)
            told = f"{wrong}: {told}; its rules were left out"
            page = replace(page, warnings=(*page.warnings, told))
        if site is None or site.name not in left:
            return placed
        assert placed.rules is not None
        return replace(placed, rules=replace(placed.rules, name=site.name, file=site.file))

    def _needs_xpath(self, site: Site) -> bool:
        if site.file not in self._xpath:
            self._xpath[site.file] = uses_xpath(self._registry.resolve(site))
        return self._xpath[site.file]

    def _rules(self, page: Page, left: Collection[str]) -> Iterator[Site]:
        """Whose rules to try, strongest first: the site's, a family's its page proves, none's."""
        assert page.tree is not None
        site = page.site
        named = self._registry.family(site.family) if site and site.family else None
        if site and site.name in left:
            site = None
        if named and named.name in left:
            named, site = None, site and replace(site, family=None)
        if site or named:
            yield self._registry.resolve(site, named)
        for family in matching_families(page.tree, self._registry.families()):
            if family.name not in left:
                yield self._registry.resolve(site, family)
        yield self._registry.resolve(site)

    def _doubt(self, page: Page, left: Collection[str], trial: Trial) -> tuple[str, str]:
        """A plugin whose rules cannot be right for a placed page, and why; empty where none is."""
        site = page.site if page.site and page.site.name not in left else None
        level = page.root_level
        if site and states_root(site) and status(site) == "reported" and level != "site":
            of_its_family = level == "family" and site.family
            if not of_its_family and not says_no_article(page):
                return site.name, "no root of its layouts is on this page"
        author = self._author(page, site)
        if author is None:
            return "", ""
        of_the_site = site is not None and author.name.endswith(f"/{site.family}")
        reported = status(author) == "reported"
        if of_the_site and site and status(site) == "verified":
            reported = False
        told = jsonld_doubt(page)
        if reported and not told:
            told = _trial_doubt(*trial(page), page)
        return author.name, f"root {matched_root(page)!r}: {told}" if told else ""

    def _author(self, page: Page, site: Site | None) -> Site | None:
        """The plugin that gave the root: the site or a family; None where there is no root."""
        if page.root_level == "site":
            return site
        if page.root_level != "family":
            return None
        assert page.layout is not None
        return self._registry.family(page.layout.root[0].plugin.rpartition("/")[2])


def _trial_doubt(blocks: Sequence[Block], pieces: Sequence[Piece], page: Page) -> str:
    """Why a placed page cannot come out right; what rules take out in its roots is set aside."""
    main = {id(piece.block) for piece in pieces if piece.label == "main"}
    stays = [id(block) in main for block in blocks]
    taken = [block.in_root and not kept for block, kept in zip(blocks, stays, strict=True)]
    bare = [block._replace(mark=_anybodys(block.mark), in_root=False) for block in blocks]
    kept = [block for block in blocks if id(block) in main]
    weighed = link_doubt(kept) or worth_doubt(worth(bare, page, stays, taken))
    return weighed or size_doubt(kept)


def _anybodys(mark: Mark | None) -> Mark | None:
    """A mark, if the generic path would set it as well."""
    return mark if mark and mark.rule.level == "default" and mark is not ELSEWHERE else None
