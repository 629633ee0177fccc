"""The host: a :class:`Cleaner` loads plugins and runs the pipeline, one page at a time.

source → page → site → blocks → votes → pieces → article → decision: all that a page meets on its
way stands here, in this order.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cleaner.arabic.language import detect_language
from cleaner.assemble import assemble
from cleaner.errors import BadOption
from cleaner.label.arbiter import Hearing
from cleaner.label.generic import Generic
from cleaner.label.learned import LEARNED, Learned, Taught
from cleaner.label.samesite import SAMESITE, SameSite
from cleaner.label.sequence import Grammar
from cleaner.label.site_rules import SiteRules
from cleaner.label.structure import Structure
from cleaner.metadata.fields import read_fields
from cleaner.placing import Placer
from cleaner.profile.build import Sources, profiler
from cleaner.relay import SEVERITY, FailedHere, Lanes, Relay
from cleaner.segment.blocks import Segmenter
from cleaner.segment.read import NOTHING, Beside, read_html, read_text
from cleaner.sites.directories import plugin_directories
from cleaner.sites.registry import SiteRegistry

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from cleaner.metadata.fields import Fields
    from cleaner.model.article import Article, Decision
    from cleaner.model.block import Block, Piece
    from cleaner.model.page import Page
    from cleaner.model.site import Site
    from cleaner.profile.policy import Policy

Audit = Literal["article", "page"]
Glued = Literal["keep", "remove"]


class Cleaner:
    """Cleans HTML pages and already-extracted texts.

    ``plugins`` are directories searched before ``plugins/`` of the current directory and the
    bundled set. ``audit="page"`` records the removed blocks of the whole page, not only of the
    article's region. ``glued="remove"`` also takes out a dateline or byline that shares a line
    with the first sentence. ``ratings`` are files of outside ratings, ``policy`` is a file of
    rules that decide on each article; what is wrong with one of them is raised. ``learned`` is
    what the inputs of a run taught, on top of the plugins (see ``clean --learn``). Plugins that
    were refused stand in ``registry.refused``; the others work. Where a hook fails on a page,
    the page is cleaned without that plugin's hooks, and a warning says so. ``sites=False`` takes
    every page for one of a site nobody knows. A Cleaner can be pickled; it is made anew from its
    settings on the other side.
    """

    def __init__(
        self,
        plugins: Sequence[str | Path] | str | Path = (),
        *,
        audit: Audit = "article",
        glued: Glued = "keep",
        entry_points: bool = True,
        ratings: Sequence[str | Path] | str | Path = (),
        policy: str | Path | None = None,
        learned: Taught | None = None,
        sites: bool = True,
    ) -> None:
        if audit not in ("article", "page") or glued not in ("keep", "remove"):
            told = f"audit={audit!r}, glued={glued!r}"
            raise BadOption(told, remedy="audit is article or page, glued is keep or remove")
        named = [plugins] if isinstance(plugins, str | Path) else plugins
        rated = [ratings] if isinstance(ratings, str | Path) else ratings
        self._settings = (
            [str(path) for path in named],
            {
                "audit": audit,
                "glued": glued,
                "entry_points": entry_points,
                "ratings": [str(path) for path in rated],
                "policy": str(policy) if policy is not None else None,
                "sites": sites,
                "learned": learned,
            },
        )
        self._sites = sites
        self._whole = Segmenter("page")
        self._segmenter = self._whole if audit == "page" else Segmenter(audit)
        self.registry = SiteRegistry(plugin_directories(named))
        self._place = Placer(self.registry)
        site_rules = SiteRules(glued)
        self.learned = learned or Taught()
        self._learned_sites = SiteRegistry(cache=None)
        for site in self.learned.sites:
            self._learned_sites.register(site)
        self._relay = Relay(
            {
                "site-rules": site_rules,
                **({LEARNED: Learned(self.learned.lines, site_rules)} if learned else {}),
                **({SAMESITE: SameSite(self.learned.frames)} if learned else {}),
                "structure": Structure(),
                "generic": Generic(),
                "grammar": Grammar(glued),
            }
        )
        if entry_points:
            self._relay.load_installed()
        self.registry.refused += self._relay.refused
        self.manager = self._relay.manager
        self._lanes = Lanes(self._relay, self.registry.refused)
        self._told: set[tuple[str, str]] = set()
        failures: list[FailedHere] = []
        list(self._relay.ask("register_sites", {"register": self.registry.register}, (), failures))
        self.sources = Sources(self.registry)
        for hook, register in (
            ("register_signals", self.sources.register_signals),
            ("register_raters", self.sources.raters.register),
        ):
            list(self._relay.ask(hook, {"register": register}, (), failures))
        self.registry.refused += [failure.error for failure in failures]
        self.sources.raters.load(rated)
        self.policy: Policy | None = None
        if policy is not None:
            from cleaner.profile.policy import read_policy  # laying out its fields takes time

            self.policy = read_policy(policy, others=bool(self.sources.measures))

    @property
    def knows_sites(self) -> bool:
        """Whether plugins of sites are asked."""
        return self._sites

    def use(self, registry: SiteRegistry) -> None:
        """Answer with these plugins and no others."""
        self.registry = registry
        self._place = Placer(registry)

    def taught(self, learned: Taught) -> Cleaner:
        """A Cleaner like this one that knows what the inputs of a run taught as well."""
        plugins, settings = self._settings
        return _rebuilt(plugins, {**settings, "learned": learned})

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
        return self._surviving(page, self._clean_html)

    def clean_text(
        self,
        text: bytes | str,
        url: str | None = None,
        title: str | None = None,
        *,
        outlet: str = "",
    ) -> Article:
        """Clean already-extracted text; raises like :meth:`clean`.

        ``outlet`` is the name under which ``learned`` has its patterns, if it is not the domain.
        """
        page = read_text(text, url=url, title=title, outlet=outlet)
        return self._surviving(page, self._clean_text)

    # -- the way of a page

    def _surviving(self, page: Page, way: Callable[[Page, Collection[str]], Article]) -> Article:
        """Clean a page; where a plugin's hook fails, once more without that plugin."""
        without: set[str] = set()
        while True:
            try:
                return way(page, without)
            except FailedHere as failure:
                without.add(failure.plugin)
                self._refuse(failure)
                told = f"{failure.plugin}: {failure.error.message}; cleaned without its hooks"
                page = replace(page, warnings=(*page.warnings, told))

    def _clean_html(self, page: Page, without: Collection[str]) -> Article:
        tried: list[tuple[Page, _Labelled]] = []

        def trial(placed: Page) -> tuple[list[Block], list[Piece]]:
            """All blocks of a page, and the pieces that those in its roots come out as."""
            fields = read_fields(placed)
            blocks = self._whole.blocks(placed, fields.used)
            inside = [block for block in blocks if block.in_root]
            tried.append((placed, self._labelled(placed, fields, inside, without)))
            return blocks, tried[-1][1].pieces

        page = self._place(replace(page, site=self._site(page, without)), trial)
        if tried and tried[-1][0] is page and self._segmenter is not self._whole:
            return self._finished(tried[-1][1], without)  # as it has come out on trial
        return self._run(page, without)

    def _clean_text(self, page: Page, without: Collection[str]) -> Article:
        site = self._site(page, without)
        rules = self.registry.resolve(site)
        return self._run(replace(page, site=site, rules=rules, layout=rules.layouts[0]), without)

    def _site(self, page: Page, without: Collection[str]) -> Site | None:
        chosen: Site | None = None
        if self._sites:
            chosen = next(self._relay.ask("choose_site", {"page": page}, without), None)
            chosen = chosen or (self.registry.site(page.host) if page.host else None)
        return chosen or (self._learned_sites.site(page.host) if page.host else None)

    def _run(self, page: Page, without: Collection[str]) -> Article:
        fields = read_fields(page)
        blocks = self._segmenter.blocks(page, fields.used)
        return self._finished(self._labelled(page, fields, blocks, without), without)

    def _labelled(
        self, page: Page, fields: Fields, blocks: list[Block], without: Collection[str]
    ) -> _Labelled:
        page = replace(page, language=_language(page, blocks))
        return _Labelled(page, fields, _label(self._lanes.of(page.site), page, blocks, without))

    def _finished(self, done: _Labelled, without: Collection[str]) -> Article:
        page, relay = done.page, self._lanes.of(done.page.site)
        values: dict[str, Any] = {"page": page}
        values["article"] = assemble(page, done.pieces, done.fields)
        for edited in relay.ask("edit_article", values, without):
            values["article"] = edited
        article: Article = replace(values["article"], profiler=profiler(page, self.sources))
        values["article"] = article
        judged: list[Decision] = list(relay.ask("judge", values, without))
        if self.policy:
            judged.append(self.policy.decide(article.to_dict()))
        if judged:
            return replace(article, decision=max(judged, key=lambda one: SEVERITY[one.action]))
        return article

    # -- plugins with hooks

    def _refuse(self, failure: FailedHere) -> None:
        if (failure.plugin, failure.hook) not in self._told:
            self._told.add((failure.plugin, failure.hook))
            self.registry.refused.append(failure.error)

    def __reduce__(self) -> tuple[Callable[..., Cleaner], tuple[Any, ...]]:
        return _rebuilt, self._settings


class _Labelled(NamedTuple):
    """A page in its language, what it says of itself, and its pieces."""

    page: Page
    fields: Fields
    pieces: list[Piece]


def _rebuilt(plugins: list[str], settings: dict[str, Any]) -> Cleaner:
    return Cleaner(plugins, **settings)


def _language(page: Page, blocks: Sequence[Block]) -> str:
    facts = page.site.outlet if page.site else None
    declared = (facts and facts.language) or page.linked.get("lang", "")
    return detect_language(" ".join(block.text for block in blocks[:200]), declared)


def _label(relay: Relay, page: Page, blocks: list[Block], without: Collection[str]) -> list[Piece]:
    """Votes on single blocks; then, on what is left, votes on their sequence; then the arbiter."""
    values: dict[str, Any] = {"blocks": blocks, "page": page}
    hearing = Hearing(blocks)
    hearing.hear(vote for cast in relay.ask("label_blocks", values, without) for vote in cast)
    left = hearing.main()
    values["blocks"] = [blocks[index] for index in left]
    for cast in relay.ask("label_sequence", values, without):
        hearing.hear(vote._replace(block=left[vote.block]) for vote in cast)
    return hearing.pieces()
