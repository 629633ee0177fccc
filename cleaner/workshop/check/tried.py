"""Every rule of a plugin, tried on the pages it is for: which hit nothing, which hit too much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from cleaner.arabic.fold import fold
from cleaner.segment.root import find_root
from cleaner.sites.build import FIELDS, RULES
from cleaner.workshop.check.finding import Finding
from cleaner.workshop.draft.naming import is_generated
from cleaner.workshop.gold import DRAFT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model.article import Article
    from cleaner.model.site import Layout, Rule, Site
    from cleaner.sites.lines import Path
    from cleaner.workshop.check.bench import Bench
    from cleaner.workshop.gold import Case

_SELECTORS: Final = (*FIELDS, "remove")
_LONG: Final = 40
_NAMES: Final = ".#"


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule and where it stands in its file."""

    table: str
    """``article.root``, ``remove.share``, ``lines.follow`` …"""
    rule: Rule
    at: Path

    @property
    def is_selector(self) -> bool:
        """A selector; else a line pattern."""
        return self.table.partition(".")[0] in ("article", "remove", "page", "fingerprint")


def entries(site: Site) -> Iterator[Entry]:
    """All rules of a plugin's own, in the order of the schema."""
    for number, layout in enumerate(site.layouts):
        prefix: Path = ("layout", number - 1) if number else ()
        yield from _entries(layout, prefix)
    for index, rule in enumerate(site.not_article):
        yield Entry("page.not-article", rule, ("page", "not-article", index))
    for index, rule in enumerate(site.fingerprint):
        yield Entry("fingerprint.any", rule, ("fingerprint", "any", index))


def _entries(layout: Layout, prefix: Path) -> Iterator[Entry]:
    for name in FIELDS:
        for index, rule in enumerate(getattr(layout, name)):
            yield Entry(f"article.{name}", rule, (*prefix, "article", name, index))
    for table in RULES:
        for label, rules in getattr(layout, table).items():
            for index, rule in enumerate(rules):
                yield Entry(f"{table}.{label}", rule, (*prefix, table, label, index))


def tried(
    site: Site, pages: Sequence[Case], bench: Bench, lines: dict[Path, int], *, seen_only: bool
) -> Iterator[Finding]:
    """Findings about single rules.

    A selector that hits nothing is a problem where every rule is said to be seen on a real page
    (``seen_only``), else a note: others have reported it for a page that is not in the corpus.
    Line patterns are noted: what a line says differs from page to page.
    """
    articles = [bench.article(case) for case in pages]
    fired = {span.rule for article in articles for span in article.removed}
    for entry in entries(site):
        line = lines.get(entry.at)
        told = f"{entry.table} {entry.rule.pattern!r}"
        if entry.is_selector and (made := _generated(entry.rule.pattern)):
            note = f"{told}: {made!r} looks made by a machine"
            yield Finding("note", site.file, note, line, "it may change with the next release")
        hits = _hits(entry, pages, bench, fired)
        if pages and not hits:
            said = seen_only and entry.is_selector and entry.table != "page.not-article"
            level: Literal["problem", "note"] = "problem" if said else "note"
            count = f"{len(pages)} page{'s' * (len(pages) > 1)}"
            yield Finding(level, site.file, f"{told} matches nothing on {count}", line, _REMEDY)
        if entry.table.startswith("remove."):
            yield from _too_much(entry, site, pages, bench, line)
    yield from _in_gold(site, list(zip(pages, articles, strict=True)), lines)


_REMEDY: Final = "mend it, take it out, or add a page that has it"


def _hits(entry: Entry, pages: Sequence[Case], bench: Bench, fired: set[str]) -> int:
    pattern = entry.rule.pattern
    if not entry.is_selector:
        return f"{entry.table}[{pattern}]" in fired
    count = 0
    for case in pages:
        tree = bench.tree(case, xpath=pattern.startswith("/"))
        count += bool(tree and tree.select(pattern))
    return count


def _generated(selector: str) -> str:
    """The first class or id of a selector that a machine made."""
    if selector.startswith("/") or not any(sign in selector for sign in _NAMES):
        return ""
    bare = selector.replace(">", " ").replace(",", " ").replace(":", " ").split("[")[0]
    names = [name for part in bare.split() for name in part.replace("#", ".").split(".")[1:]]
    return next((name for name in names if is_generated(name)), "")


def _too_much(
    entry: Entry, site: Site, pages: Sequence[Case], bench: Bench, line: int | None
) -> Iterator[Finding]:
    """A removal that takes most of the root of an article."""
    for case in (case for case in pages if case.gold is None or case.gold.get("body")):
        tree = bench.tree(case, xpath=entry.rule.pattern.startswith("/"))
        if tree is None:
            continue
        roots = [n for layout in site.layouts for n in find_root(tree, layout.root)][:1]
        whole = sum(len(tree.text(node)) for node in roots or [tree.root])
        spared = {tree.key(node) for node in roots}
        found = tree.select(entry.rule.pattern, roots[0] if roots else None)
        taken = max((len(tree.text(n)) for n in found if tree.key(n) not in spared), default=0)
        if whole and taken > whole * 2 / 3:
            where = "the article's root" if roots else "the page"
            told = f"{entry.table} {entry.rule.pattern!r} takes {taken} of the {whole} characters"
            yield Finding("problem", site.file, f"{told} of {where} on {case.name}", line)
            return


def _in_gold(
    site: Site, pages: Sequence[tuple[Case, Article]], lines: dict[Path, int]
) -> Iterator[Finding]:
    """Rules that take out what gold keeps."""
    places = {f"{one.table}[{one.rule.pattern}]": lines.get(one.at) for one in entries(site)}
    for case, article in pages:
        gold = case.gold if case.gold and not case.gold.get(DRAFT) else {}
        body = {fold(text) for text in gold.get("body", ())}
        for span in article.removed:
            if span.plugin == site.name and len(span.text) >= _LONG and fold(span.text) in body:
                told = f"{span.rule} takes «{span.text[:60]}…» out of {case.name}, which gold keeps"
                yield Finding("problem", site.file, told, places.get(span.rule))
