"""One site's pages to its plugin: read, choose, draft, prove on pages that were kept out."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold
from cleaner.errors import PageError, PluginError
from cleaner.sites.build import DEFAULT
from cleaner.sites.registry import SiteRegistry
from cleaner.sites.schema import parse_site
from cleaner.workshop.draft import Draft, Sample, draft, draft_toml
from cleaner.workshop.draft.plugin import domain_of, wanted_texts
from cleaner.workshop.draft.sample import Reader, cleaner_of
from cleaner.workshop.draft.text import Learning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.model.site import Site
    from cleaner.workshop.learn_html.shelf import SavedPage, Shelf

MIN_PAGES: Final = 4
"""Articles of one site that can teach: fewer share too little."""
MANY: Final = 8
"""From so many articles on, one in four is kept out of the learning, to prove it."""
NOTHING: Final = 0.6
"""Agreement below which nothing was learned."""
HIGH: Final = 0.97
MEDIUM: Final = 0.9
"""Agreement from which on a plugin's confidence is so."""


@dataclass(slots=True)
class Lesson:
    """What came of one site's pages."""

    site: str
    """The domain the plugin answers for."""
    pages: int
    """Pages that were looked at."""
    articles: int = 0
    """Distinct articles among them that the plugin was learned from."""
    proved_on: int = 0
    """Articles kept out of the learning; 0 where there were too few."""
    agreement: float = 0.0
    """Word F1 of what it leaves of articles it was not learned from, and what all agree on."""
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """(page, why it teaches nothing)."""
    toml: str = ""
    """The plugin; empty where nothing could be learned."""
    left: str = ""
    """Why there is none."""
    draft: Draft | None = None
    written: Path | None = None

    @property
    def confidence(self) -> str:
        """How sure the rules are, as their evidence states it."""
        if self.agreement >= HIGH and self.proved_on:
            return "high"
        return "medium" if self.agreement >= MEDIUM else "low"

    @property
    def stem(self) -> str:
        """Name of the plugin's file, without its suffix."""
        return self.site.replace(".", "_")

    def plugin(self, families: SiteRegistry) -> Site:
        """The plugin as the registry would read it. Raises PluginError."""
        return parse_site(self.toml, f"{self.stem}.toml", families=families.family_names())


def learn_site(site: str, pages: Sequence[SavedPage], families: SiteRegistry) -> Lesson:
    """Learn the plugin of one site; ``families`` has the families it may belong to, and no site."""
    lesson = Lesson(site, len(pages))
    samples = list(_articles(pages, site, Reader(families), lesson))
    if len(samples) < MIN_PAGES:
        found = f"{len(samples)} article{'s' * (len(samples) != 1)}"
        lesson.left = f"{found} among {len(pages)} pages, {MIN_PAGES} are needed"
        return lesson
    apart = samples[MANY // 2 - 1 :: MANY // 2] if len(samples) >= MANY else []
    taught = [one for one in samples if not any(one is other for other in apart)]
    drafted = lesson.draft = draft(taught, families)
    lesson.articles, lesson.proved_on = len(taught), len(apart)
    if "root" not in drafted.article and drafted.family is None:
        lesson.left = "no element holds the articles of these pages"
        return lesson
    try:
        lesson.agreement = drafted.fit
        if apart:
            lesson.agreement = _proof(_toml(lesson), samples, apart, families)
        lesson.toml = _toml(lesson)
        lesson.plugin(families)
    except PluginError as error:  # ours to mend, and no reason to lose the other sites
        lesson.toml, lesson.left = "", f"the plugin is not valid, please report it: {error}"
        return lesson
    if lesson.agreement < NOTHING:
        lesson.toml = ""
        lesson.left = (
            f"rules learned from some pages do not hold on others ({lesson.agreement:.0%})"
        )
    return lesson


def _articles(
    pages: Iterable[SavedPage], site: str, reader: Reader, lesson: Lesson
) -> Iterable[Sample]:
    """Distinct articles of the site; what else there is stands in ``lesson.skipped``."""
    seen: dict[str, str] = {}
    for page in pages:
        try:
            sample = reader(Path(page.id), page.raw, page.url, page.beside)
        except PageError as error:
            lesson.skipped.append((page.id, error.message))
            continue
        article = sample.article
        longest = fold(max(article.text.split("\n"), key=len, default=""))
        if domain_of(sample) != site:
            lesson.skipped.append((page.id, f"it is from {domain_of(sample) or 'nowhere known'}"))
        elif article.status in ("empty", "not-article"):
            lesson.skipped.append((page.id, article.reason))
        elif longest in seen:
            lesson.skipped.append((page.id, f"the same article as {seen[longest]}"))
        else:
            seen[longest] = page.id
            yield sample


def _toml(lesson: Lesson) -> str:
    assert lesson.draft is not None
    told = Learning(lesson.articles, lesson.proved_on, lesson.agreement, lesson.confidence)
    return draft_toml(lesson.draft, f"{lesson.stem}.toml", told)


def _proof(
    toml: str, samples: Sequence[Sample], apart: Sequence[Sample], families: SiteRegistry
) -> float:
    """Mean word F1 of what the plugin leaves of pages it has not seen, and what all agree on."""
    registry = SiteRegistry(cache=None)
    for family in (families.family(DEFAULT), *families.families()):
        if family is not None:
            registry.register(family)
    stem = domain_of(samples[0]).replace(".", "_")
    registry.register(parse_site(toml, f"{stem}.toml", families=families.family_names()))
    cleaner = cleaner_of(registry)
    wanted = dict(zip(map(id, samples), wanted_texts(samples, families), strict=True))
    found = [
        word_f1(cleaner.clean(one.raw, url=one.page.url).text, wanted[id(one)])
        for one in apart
        if wanted[id(one)]
    ]
    return fmean(found) if found else 0.0


def word_f1(one: str, other: str) -> float:
    """Overlap of the words of two texts, each counted as often as it stands there; 0 to 1."""
    ours, theirs = Counter(fold(one).split()), Counter(fold(other).split())
    both = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / both if both else 1.0


def learn_sites(shelf: Shelf, families: SiteRegistry, jobs: int = 1) -> list[Lesson]:
    """Learn the plugin of every site on a shelf, in the order of their names."""
    sites = sorted(shelf.sites)
    pages = [shelf.sites[site] for site in sites]
    if jobs == 1 or len(sites) < 2:
        return [learn_site(*both, families) for both in zip(sites, pages, strict=True)]
    with ProcessPoolExecutor(min(jobs, len(sites)), get_context("spawn")) as pool:
        return list(pool.map(learn_site, sites, pages, repeat(families)))
