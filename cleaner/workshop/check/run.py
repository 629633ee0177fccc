"""All checks of some plugins, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from cleaner.errors import BadOption
from cleaner.sites.build import DEFAULT
from cleaner.sites.directories import bundled_directory
from cleaner.sites.domains import normal_host
from cleaner.sites.index import SUFFIXES
from cleaner.sites.lines import line_numbers
from cleaner.sites.schema import FAMILIES
from cleaner.sites.status import status
from cleaner.workshop.check.bench import Bench
from cleaner.workshop.check.covered import Covered, covered
from cleaner.workshop.check.facts import facts
from cleaner.workshop.check.finding import Finding, of_error
from cleaner.workshop.check.others import effects
from cleaner.workshop.check.size import LIMIT, rule_bytes
from cleaner.workshop.check.tidy import tidy, without
from cleaner.workshop.check.tried import entries, tried
from cleaner.workshop.gold import DRAFT, Case, cases, differences
from cleaner.workshop.readable import readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model.site import Site
    from cleaner.sites.index import SiteRef


@dataclass
class Report:
    """What was found, and what it was found on."""

    findings: list[Finding] = field(default_factory=list)
    plugins: int = 0
    pages: int = 0
    sizes: list[int] = field(default_factory=list)
    """Bytes of the rule part of each site that has one."""
    fixed: list[str] = field(default_factory=list)

    @property
    def problems(self) -> int:
        """How many findings have to be mended."""
        return sum(one.level == "problem" for one in self.findings)

    @property
    def median_size(self) -> float:
        """Of the rule parts, in bytes."""
        return median(self.sizes) if self.sizes else 0.0


def check(
    named: Sequence[str],
    roots: Sequence[Path] = (),
    pages: Path | None = None,
    gold: Path | None = None,
    *,
    fix: bool = False,
) -> Report:
    """Check plugins named by file, folder, domain or name; all of ``plugins/`` if none is.

    ``pages`` and ``gold``: folders of the corpus, else ``corpus`` beside the plugin folder. With
    ``fix`` the files are put in order first. Raises BadOption for what cannot be found.
    """
    folders = _folders(named, roots)
    bench = Bench(folders, _cases(folders, pages, gold))
    refs = _refs(named, folders, bench)
    report = Report(plugins=len(refs), pages=len(bench.cases))
    if fix:
        for ref in refs:
            report.fixed += _fix(ref, bench)
        if report.fixed:
            bench = Bench(folders, bench.cases)
            refs = _refs(named, folders, bench)
    files = {ref.file for ref in refs}
    for ref in refs:
        report.findings += _one(ref, bench, report)
    meant = [Path(name).resolve() for name in named if Path(name).exists()] or folders
    report.findings += [
        one
        for error in bench.registry.refused
        for one in of_error(error)
        if one.file in files or any(_below(one.file, place) for place in meant)
    ]
    report.findings += effects(bench, refs)
    return report


def _folders(named: Sequence[str], roots: Sequence[Path]) -> list[Path]:
    """The plugin folders to search: those given, then those of the files named."""
    found = list(roots)
    for name in named:
        path = Path(name)
        if path.is_dir():
            found.append(path.parent if _is_part(path) else path)
        elif path.suffix in SUFFIXES and path.exists():
            found.append(path.parent.parent if _is_part(path.parent) else path.parent)
    if not found:
        found.append(Path("plugins") if Path("plugins").is_dir() else bundled_directory())
    return list(dict.fromkeys(path.resolve() for path in found))


def _is_part(folder: Path) -> bool:
    """A sub-folder of a plugin folder: families, intl, or a country."""
    name = folder.resolve().name
    return name in (FAMILIES, "intl") or (len(name) == 2 and name.isalpha())


def _cases(folders: Sequence[Path], pages: Path | None, gold: Path | None) -> list[Case]:
    if pages is not None:
        beside = pages.parent / "gold"
        return cases(pages, gold or (beside if beside.is_dir() else pages))
    found: dict[str, Case] = {}
    for folder in folders:
        corpus = folder.parent / "corpus"
        if (corpus / "pages").is_dir() and (corpus / "gold").is_dir():
            found |= {one.name: one for one in cases(corpus / "pages", gold or corpus / "gold")}
    return list(found.values())


def _refs(named: Sequence[str], folders: Sequence[Path], bench: Bench) -> list[SiteRef]:
    known = bench.registry.refs()
    bad = {error.file for error in bench.registry.refused}
    if not named:
        return [ref for ref in known if any(_below(ref.file, folder) for folder in folders)]
    found: list[SiteRef] = []
    for name in named:
        path = Path(name)
        if path.exists():
            one = [ref for ref in known if _below(ref.file, path.resolve())]
            if not one and str(path.resolve()) not in bad:
                raise BadOption(
                    "no plugin", file=name, remedy="name a .toml or .py file, or a folder"
                )
        else:
            host = normal_host(name)
            one = [ref for ref in known if ref.name == name or (host and host in ref.domains)]
            if not one:
                raise BadOption("no such plugin, file or domain", file=name)
        found += one
    return list(dict.fromkeys(found))


def _below(file: str, place: Path) -> bool:
    return Path(file).is_relative_to(place)


def _one(ref: SiteRef, bench: Bench, report: Report) -> Iterator[Finding]:
    """Findings about one plugin; what the schema says stands in ``registry.refused``."""
    site = bench.registry.load(ref)
    if site is None:
        return
    own = bench.pages_of(ref)
    text = Path(ref.file).read_text("utf-8-sig") if ref.file.endswith(".toml") else ""
    lines = line_numbers(text)
    if text:
        yield from _order(site, text, bench)
        size = rule_bytes(text)
        if ref.kind == "site" and _has_rules(site):
            report.sizes.append(size)
            if size > LIMIT:
                told = f"{size} bytes of rules, where {LIMIT} are usual"
                yield Finding("note", ref.file, told, remedy="can the family say some of it?")
    for winner, loser in bench.registry.overrides:
        if winner == ref:
            yield Finding("note", ref.file, f"overrides {loser.file}")
    if not own and _has_rules(site):
        told = "no page of the corpus is its own: the rules could not be tried"
        yield Finding("note", ref.file, told, remedy="cleaner new PAGE…")
    kinds = {one.kind for one in site.evidence}
    seen_only = ref.kind == "site" and kinds <= {"real-page"} and status(site) != "reported"
    yield from tried(site, own, bench, lines, seen_only=seen_only)
    if own and ref.kind == "site":
        yield from _root(site, own, bench)
        yield from facts(site, own, bench, lines)
        yield from _gold(own, bench)


def _order(site: Site, text: str, bench: Bench) -> Iterator[Finding]:
    """Formatting, and entries that others cover."""
    if tidy(text) != text:
        told = "white space out of order"
        yield Finding("problem", site.file, told, remedy="run cleaner check --fix", fixable=True)
    lines = line_numbers(text)
    for one in _covered(site, bench):
        told = f"{'.'.join(map(str, one.at[:2]))} {one.text!r} is said by {one.by} already"
        yield Finding("problem", site.file, told, lines.get(one.at), _FIX, fixable=True)


_FIX = "take it out, or run cleaner check --fix"


def _covered(site: Site, bench: Bench) -> Iterator[Covered]:
    registry = bench.registry
    family = registry.family(site.family) if site.family else None
    default = registry.family(DEFAULT) if site.name != f"{FAMILIES}/{DEFAULT}" else None
    seen = set()
    for one in covered(site, family, default):
        if one.at not in seen:
            seen.add(one.at)
            yield one


def _fix(ref: SiteRef, bench: Bench) -> Iterator[str]:
    site = bench.registry.load(ref)
    if site is None or not ref.file.endswith(".toml"):
        return
    file = Path(ref.file)
    raw = file.read_bytes()
    text = raw.decode("utf-8-sig")
    gone = list(_covered(site, bench))
    new = without(tidy(text), [one.at for one in gone]) if gone else tidy(text)
    if new.encode() != raw:
        file.write_bytes(new.encode())
        yield f"{ref.file}: " + (
            "; ".join(f"{one.text!r} is said by {one.by}" for one in gone) or "white space"
        )


def _has_rules(site: Site) -> bool:
    return any(True for _ in entries(site))


def _root(site: Site, own: Sequence[Case], bench: Bench) -> Iterator[Finding]:
    """No page has the root, though pages of articles are there."""
    articles = [case for case in own if (case.gold or {}).get("body")]
    if not any(layout.root for layout in site.layouts):
        return
    missed = [case.name for case in articles if bench.article(case).root != "site"]
    if missed and len(missed) == len(articles):
        told = f"article.root is on none of its {len(articles)} pages: {', '.join(missed[:3])}"
        yield Finding("problem", site.file, told)


def _gold(own: Sequence[Case], bench: Bench) -> Iterator[Finding]:
    """Every page of a plugin against its gold."""
    for case in own:
        file = str(case.gold_file)
        accept = f"look at it, then: cleaner corpus accept {case.name}"
        if case.gold is None:
            yield Finding("problem", str(case.page), "has no gold", remedy=accept)
            continue
        found = list(differences(case.gold, bench.article(case)))
        if case.gold.get(DRAFT):
            fields = ", ".join(dict.fromkeys(one.field.partition(" ")[0] for one in found))
            told = f"is a draft; now other in: {fields}" if fields else "is a draft"
            yield Finding("problem", file, told, remedy=accept)
            continue
        for one in found:
            yield Finding("problem", file, readable(one))
