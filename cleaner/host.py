"""The host: a :class:`Cleaner` loads plugins and runs the pipeline, one page at a time.

source → page → site → blocks → votes → pieces → article → decision: all that a page meets on its
way stands here, in this order.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import pluggy

from cleaner import hookspecs
from cleaner.arabic.language import detect_language
from cleaner.assemble import assemble
from cleaner.errors import BadOption, HookFailed
from cleaner.label.arbiter import arbitrate
from cleaner.label.generic import Trafilatura
from cleaner.label.sequence import Grammar
from cleaner.label.site_rules import SiteRules
from cleaner.label.structure import Structure
from cleaner.metadata.fields import read_fields
from cleaner.segment.blocks import Segmenter
from cleaner.segment.read import NOTHING, Beside, read_html, read_text
from cleaner.segment.root import matching_families, place, uses_xpath
from cleaner.segment.tree import parse, utf8
from cleaner.sites.directories import plugin_directories
from cleaner.sites.registry import SiteRegistry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from cleaner.model.article import Article, Decision
    from cleaner.model.block import Block, Piece, Vote
    from cleaner.model.page import Page
    from cleaner.model.site import Site

Audit = Literal["article", "page"]
Glued = Literal["keep", "remove"]

SEVERITY: Final = {"keep": 0, "flag": 1, "drop": 2}
"""Of several judgements the severest counts."""


class Cleaner:
    """Cleans HTML pages and already-extracted texts.

    ``plugins`` are directories searched before ``plugins/`` of the current directory and the
    bundled set. ``audit="page"`` records the removed blocks of the whole page, not only of the
    article's region. ``glued="remove"`` also takes out a dateline or byline that shares a line
    with the first sentence. Plugins that were refused stand in ``registry.refused``; the others
    work. A Cleaner can be pickled; it is made anew from its settings on the other side.
    """

    def __init__(
        self,
        plugins: Sequence[str | Path] | str | Path = (),
        *,
        audit: Audit = "article",
        glued: Glued = "keep",
        entry_points: bool = True,
    ) -> None:
        if audit not in ("article", "page") or glued not in ("keep", "remove"):
            told = f"audit={audit!r}, glued={glued!r}"
            raise BadOption(told, remedy="audit is article or page, glued is keep or remove")
        named = [plugins] if isinstance(plugins, str | Path) else plugins
        self._settings = ([str(path) for path in named], audit, glued, entry_points)
        self._segmenter = Segmenter(audit)
        self._generic = [SiteRules(glued), Structure(), Trafilatura(), Grammar(glued)]
        self.registry = SiteRegistry(plugin_directories(named))
        self.manager = self._new_manager()
        self.hook = self.manager.hook
        self.hook.register_sites(register=self.registry.register)
        self._lanes: dict[str, pluggy.HookRelay] = {}

    # -- the two ways in

    def clean(
        self,
        html: bytes | str,
        url: str | None = None,
        captured: date | None = None,
        *,
        beside: Beside = NOTHING,
    ) -> Article:
        """Clean an HTML page; ``beside`` is what else tells where the page comes from.

        Raises a :class:`cleaner.errors.PageError` for what is no page.
        """
        page = read_html(html, url=url, captured=captured, beside=beside)
        site = self._site(page)
        if site and uses_xpath(self.registry.resolve(site)):
            page = replace(page, tree=parse(utf8(page.source), xpath=True))
        return self._run(place(replace(page, site=site), self._rules(page, site)))

    def clean_text(
        self, text: bytes | str, url: str | None = None, title: str | None = None
    ) -> Article:
        """Clean already-extracted text; raises like :meth:`clean`."""
        page = read_text(text, url=url, title=title)
        site = self._site(page)
        rules = self.registry.resolve(site)
        return self._run(replace(page, site=site, rules=rules, layout=rules.layouts[0]))

    # -- the way of a page

    def _site(self, page: Page) -> Site | None:
        chosen: Site | None = self.hook.choose_site(page=page)
        return chosen or (self.registry.site(page.host) if page.host else None)

    def _rules(self, page: Page, site: Site | None) -> Iterator[Site]:
        """Whose rules to try, strongest first: the site's, a family's its page proves, none's."""
        if site:
            yield self.registry.resolve(site)
        assert page.tree is not None
        for family in matching_families(page.tree, self.registry.families()):
            yield self.registry.resolve(site, family)
        yield self.registry.resolve(site)

    def _run(self, page: Page) -> Article:
        hook = self._lane(page.site)
        fields = read_fields(page)
        blocks = self._segmenter.blocks(page, fields.used)
        page = replace(page, language=_language(page, blocks))
        article = assemble(page, _label(hook, page, blocks), fields)
        for edit in reversed(hook.edit_article.get_hookimpls()):
            values: dict[str, Any] = {"article": article, "page": page}
            edited: Article | None = edit.function(*(values[name] for name in edit.argnames))
            article = edited or article
        judged: list[Decision] = hook.judge(article=article, page=page)
        if judged:
            return replace(article, decision=max(judged, key=lambda one: SEVERITY[one.action]))
        return article

    # -- plugins with hooks

    def _new_manager(self, *more: object) -> pluggy.PluginManager:
        manager = pluggy.PluginManager("cleaner")
        manager.add_hookspecs(hookspecs)
        for plugin in (*self._generic, *more):
            manager.register(plugin)
        if self._settings[-1]:
            manager.load_setuptools_entrypoints("cleaner")
        manager.check_pending()
        return manager

    def _lane(self, site: Site | None) -> pluggy.HookRelay:
        """The hooks for a page: a site with hooks of its own gets a manager of its own, once."""
        if site is None or site.hooks is None:
            return self.hook
        if site.name not in self._lanes:
            try:
                self._lanes[site.name] = self._new_manager(site.hooks).hook
            except pluggy.PluginValidationError as error:
                refused = HookFailed(str(error), file=site.file, remedy="see cleaner.hookspecs")
                self.registry.refused.append(refused)
                self._lanes[site.name] = self.hook
        return self._lanes[site.name]

    def __reduce__(self) -> tuple[Callable[..., Cleaner], tuple[Any, ...]]:
        return _rebuilt, self._settings


def _rebuilt(plugins: list[str], audit: Audit, glued: Glued, entry_points: bool) -> Cleaner:
    return Cleaner(plugins, audit=audit, glued=glued, entry_points=entry_points)


def _language(page: Page, blocks: Sequence[Block]) -> str:
    facts = page.site.outlet if page.site else None
    declared = (facts and facts.language) or page.linked.get("lang", "")
    return detect_language(" ".join(block.text for block in blocks[:200]), declared)


def _label(hook: pluggy.HookRelay, page: Page, blocks: list[Block]) -> list[Piece]:
    """Votes on single blocks; then, on what is left, votes on their sequence; then the arbiter."""
    votes: list[Vote] = [v for cast in hook.label_blocks(blocks=blocks, page=page) for v in cast]
    main = {id(piece.block) for piece in arbitrate(blocks, votes) if piece.label == "main"}
    left = [index for index, block in enumerate(blocks) if id(block) in main]
    for cast in hook.label_sequence(blocks=[blocks[index] for index in left], page=page):
        votes += [replace(vote, block=left[vote.block]) for vote in cast]
    return arbitrate(blocks, votes)
