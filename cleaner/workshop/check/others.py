"""Whether plugins leave the pages of other outlets alone: the corpus with and without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.workshop.check.finding import Finding
from cleaner.workshop.gold import clean_case

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from cleaner.model.article import Article
    from cleaner.sites.index import SiteRef
    from cleaner.workshop.check.bench import Bench


def effects(bench: Bench, checked: Collection[SiteRef]) -> Iterator[Finding]:
    """Pages of other outlets that come out otherwise where the ``checked`` sites are absent.

    Each page is cleaned once with all plugins and once without those checked, its own left in.
    Families are meant to count for many outlets; what they do shows in the gold.
    """
    sites = {ref for ref in checked if ref.kind == "site"}
    if not sites:
        return
    cleaners = {}
    for case in bench.cases:
        own = bench.owner(case)
        absent = frozenset(sites - {own})
        if not absent or case.gold is None:
            continue
        if absent not in cleaners:
            cleaners = {absent: bench.without(_but(absent))}  # of one outlet all pages in a row
        alone = clean_case(cleaners[absent], case)
        if fields := differing(bench.article(case), alone):
            names = ", ".join(sorted(ref.name for ref in absent)) if len(absent) < 4 else "others"
            told = f"{case.name} comes out otherwise without {names}: {', '.join(fields)}"
            file = next(iter(absent)).file if len(absent) == 1 else str(case.page)
            yield Finding("problem", file, told, remedy="a plugin may change its own pages only")


def _but(absent: Collection[SiteRef]) -> Callable[[SiteRef], bool]:
    files = {ref.file for ref in absent}
    return lambda ref: ref.file not in files


def differing(one: Article, other: Article) -> list[str]:
    """Names of the fields in which two articles differ."""
    left, right = one.to_dict(), other.to_dict()
    return [name for name in left if left[name] != right[name]]
