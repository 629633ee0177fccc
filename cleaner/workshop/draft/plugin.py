"""From samples of one outlet to a draft of its plugin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold
from cleaner.label.patterns import expression
from cleaner.segment.root import matching_families
from cleaner.sites.values import COUNTRIES
from cleaner.workshop.draft import fields
from cleaner.workshop.draft.agree import Agreement, Reading, mark_repeated
from cleaner.workshop.draft.fields import Found
from cleaner.workshop.draft.lines import Line, repeated_lines
from cleaner.workshop.draft.place import ENOUGH, Weights, best_root, family_fit, missing
from cleaner.workshop.draft.removals import Removal, as_root, labels_of_lines, removals
from cleaner.workshop.draft.roots import Trials
from cleaner.workshop.draft.tags import tags
from cleaner.workshop.draft.text import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model.site import Layout, Rule, Site
    from cleaner.sites.registry import SiteRegistry
    from cleaner.workshop.draft.sample import Sample

_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_ARABIC_SCRIPT: Final = frozenset("ar fa prs ur ps ckb ug sd".split())
_COMMON_HOSTS: Final = ("www.", "m.", "mobile.", "amp.")
ENOUGH_PAGES: Final = 4
"""From so many pages on they are decided together: what they share is seen, and errors of one are
outvoted."""
LONGEST_LINE: Final = 80
"""Characters of a line that is shown to the author."""
_ANYBODYS: Final = frozenset("TV ME CO IO AI CC FM LA WS GG VC SC NU TO".split())
"""Country endings that outlets of all countries use."""
_OTHER_ENDINGS: Final = {"UK": "GB"}


@dataclass
class Draft:
    """What a plugin could say, each line with its reason."""

    domain: str
    names: dict[str, Found] = field(default_factory=dict)
    """Language code -> name (in ``selector``) and where it stood."""
    country: Found | None = None
    family: Found | None = None
    article: dict[str, Found] = field(default_factory=dict)
    remove: dict[str, list[Removal]] = field(default_factory=dict)
    repeated: dict[str, list[Line]] = field(default_factory=dict)
    """Label -> patterns of lines that several pages show."""
    lines: list[tuple[str, str]] = field(default_factory=list)
    """(label, line): left to the author, as comments."""
    fit: float = 0.0
    """How well the root fits pages it was not learned from, 0 to 1; 0 where there were few."""
    evidence: list[tuple[str, str]] = field(default_factory=list)
    """(address, day or ``""``) of each page."""
    notes: list[str] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """Name of the file, without its suffix."""
        return self.domain.replace(".", "_")

    @property
    def folder(self) -> str:
        """Sub-folder for the country, ``""`` where it is unknown."""
        return self.country.selector.lower() if self.country else ""


def domain_of(sample: Sample) -> str:
    """The host a plugin for the page answers for: without www and its like; ``""`` if unknown."""
    return site_of(sample.page.host)


def site_of(host: str) -> str:
    """A host without www and its like."""
    for prefix in _COMMON_HOSTS:
        host = host.removeprefix(prefix)
    return host


def country_of(domain: str) -> str | None:
    """The country whose ending a domain has, unless outlets of all countries use it."""
    ending = domain.rpartition(".")[2].upper()
    ending = _OTHER_ENDINGS.get(ending, ending)
    return ending if ending in COUNTRIES and ending not in _ANYBODYS else None


def draft(samples: Sequence[Sample], registry: SiteRegistry) -> Draft:
    """The draft for pages of one outlet; ``registry`` has the families to choose from."""
    out = Draft(domain_of(samples[0]))
    out.names = _names(samples)
    out.country = _country(samples, out.domain)
    country = out.country.selector if out.country else None
    family, pages = _family(samples, registry, out)
    rules = registry.resolve(None, family)
    good = [page for page in pages if page.total]
    readings: list[Reading] = []
    if len(good) >= ENOUGH_PAGES:
        readings, good = agreed(good)
    if not good:
        out.notes.append("the generic path finds no article on these pages: name the root yourself")
    else:
        _article(out, good, family, readings)
        _fields(out, good, rules.layouts[0] if family else None, country)
        root = as_root(out.article["root"].all) if "root" in out.article else _root(family)
        _removals(out, good, root)
    for sample in samples:
        found = fields.machine_date(sample, country) or _shown_date(out, sample, country)
        out.evidence.append((sample.page.url or sample.path.name, found[:10]))
    return out


def _shown_date(out: Draft, sample: Sample, country: str | None) -> str:
    """The date that the drafted selector shows, else the one found without any."""
    nodes = sample.tree.select(out.article["date"].selector) if "date" in out.article else ()
    shown = (fields.shown_date(sample, node, country) for node in nodes)
    return next((iso for iso in shown if iso), sample.article.published or "")


def _names(samples: Sequence[Sample]) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for sample in samples:
        stated = {
            "og:site_name": sample.meta.get("og:site_name"),
            "the publisher in JSON-LD": sample.data.publisher,
            "application-name": sample.meta.get("application-name"),
            "the document's title": _title_rest(sample),
        }
        for where, name in stated.items():
            if name and 1 < len(name.strip()) < 60:
                spoken = sample.article.language.partition("-")[0] or "ar"
                code = spoken if bool(_ARABIC.search(name)) == (spoken in _ARABIC_SCRIPT) else ""
                code = code or ("ar" if _ARABIC.search(name) else "en")
                found.setdefault(code, Found(" ".join(name.split()), where))
    return found


def _title_rest(sample: Sample) -> str | None:
    """What the document's title says beside the headline, before or behind it."""
    shown = " ".join(fields.document_title(sample).split())
    headline = " ".join((sample.data.headline or sample.article.title or "").split())
    if headline and shown.endswith(headline) and shown != headline:
        head = shown.removesuffix(headline).rstrip()
        return head.rstrip("|-–:» ") if head.endswith(tuple("|-–:»")) else None
    head, parted, tail = max(
        (shown.rpartition(sign) for sign in (" | ", " - ", " – ", " :: ", " » ")),
        key=lambda parts: len(parts[0]),
    )
    return tail if parted and len(head) > len(tail) else None


def _country(samples: Sequence[Sample], domain: str) -> Found | None:
    if code := country_of(domain):
        return Found(code, "by the ending of the domain")
    for sample in samples:
        language, _, region = sample.meta.get("og:locale", "").upper().partition("_")
        if language in ("AR", "TR") and region in COUNTRIES and region != "AR":
            return Found(region, f"og:locale is {sample.meta['og:locale']}")
    return None


def _family(
    samples: Sequence[Sample], registry: SiteRegistry, out: Draft
) -> tuple[Site | None, list[Weights]]:
    """The family whose fingerprint is on most pages and whose root fits best."""
    proved: dict[str, list[Sample]] = {}
    by_name = {family.name: family for family in registry.families()}
    for sample in samples:
        for family in matching_families(sample.tree, by_name.values()):
            proved.setdefault(family.name, []).append(sample)
    best: tuple[float, Site, list[Weights]] | None = None
    for name, on in proved.items():
        family = by_name[name]
        pages = [Weights(one, one.blocks(registry.resolve(None, family))) for one in samples]
        score = family_fit([page for page in pages if page.total], family).score
        if len(on) * 2 > len(samples) and (best is None or score > best[0]):
            best = (score, family, pages)
    if best is None or best[0] < 0.5:
        plain = registry.resolve(None)
        return None, [Weights(one, one.blocks(plain)) for one in samples]
    _, family, pages = best
    mark = next(r.pattern for r in family.fingerprint if samples[0].tree.select(r.pattern))
    on = proved[family.name]
    out.family = Found(
        family.name.rpartition("/")[2], f"by {mark}; {len(on)} of {len(samples)} pages"
    )
    return family, pages


def _root(family: Site | None) -> tuple[Rule, ...]:
    return family.layouts[0].root if family else ()


def agreed(pages: Sequence[Weights]) -> tuple[list[Reading], list[Weights]]:
    """Pages of one site, their blocks decided together."""
    readings = [Reading(page.sample, page.blocks) for page in pages]
    mark_repeated(readings)
    agreement = Agreement(readings)
    found = [Weights(one.sample, agreement.states(one)) for one in readings]
    both = [(one, page) for one, page in zip(readings, found, strict=True) if page.total]
    return [one for one, _ in both], [page for _, page in both]


def wanted_texts(samples: Sequence[Sample], registry: SiteRegistry) -> list[str]:
    """What all pages together take for the article of each; ``""`` where there is none."""
    _, pages = _family(samples, registry, Draft(""))
    _, good = agreed([page for page in pages if page.total])
    texts = {
        id(page.sample): "\n".join(block.text for block, state in page.blocks if state == "wanted")
        for page in good
    }
    return [texts.get(id(sample), "") for sample in samples]


def _agreed_root(
    out: Draft, pages: Sequence[Weights], family: Site | None, readings: Sequence[Reading]
) -> None:
    """The root that fits each page by what the others teach, where the family's is not as good."""
    trials = Trials(readings, pages)
    theirs = trials.fitting(tuple(rule.pattern for rule in _root(family))) if family else None
    best = trials.best()
    out.fit = max(theirs.score if theirs else 0.0, best[1].score if best else 0.0)
    if best is None or (theirs and theirs.score >= best[1].score - ENOUGH):
        return
    selectors, how = best
    told = f"fits {how.score:.0%} on pages it was not learned from; {how.pages} of {len(pages)}"
    out.article["root"] = Found(selectors[0], f"{told} pages", selectors[1:])


def _article(
    out: Draft, pages: Sequence[Weights], family: Site | None, readings: Sequence[Reading]
) -> None:
    """The root, where the family's is not as good."""
    if readings:
        _agreed_root(out, pages, family, readings)
        return
    theirs = family_fit(pages, family).score if family else 0.0
    best = best_root(pages)
    if best is not None and best[1].score > theirs + ENOUGH:
        selector, how = best
        told = f"holds {how.found:.0%} of the article, {how.other:.0%} of it is something else"
        out.article["root"] = Found(selector, f"{told}; {how.pages} of {len(pages)} pages")
        root = as_root([selector])
    else:
        root = _root(family)
        if not root:
            out.notes.append("no element could be named that holds the article: name the root")
    for opening, named in missing(pages, root)[:3] if root else ():
        told = f"outside the root, and perhaps of the article: «{opening}»"
        if named:
            told += f": then root = [{quoted(', '.join((named, root[0].pattern)))}]"
        out.notes.append(told)


def _fields(
    out: Draft, pages: Sequence[Weights], known: Layout | None, country: str | None
) -> None:
    """Selectors for the fields that the family does not find already."""
    names = [one.selector for one in out.names.values()]
    found = {
        "title": fields.title(pages),
        "date": fields.date(pages, country),
        "byline": fields.byline(pages, names),
        "tags": tags(pages),
    }
    for key, one in found.items():
        if one is None or (known and _gives_the_same(pages, getattr(known, key), one.selector)):
            continue
        out.article[key] = one


def _gives_the_same(pages: Sequence[Weights], rules: Sequence[Rule], selector: str) -> bool:
    """The family's selectors show on every page what ours would show."""

    def shown(page: Weights, patterns: Sequence[str]) -> list[str]:
        tree = page.sample.tree
        for pattern in patterns:
            if texts := [text for node in tree.select(pattern) if (text := tree.text(node))]:
                return texts
        return []

    ours = [shown(page, [selector]) for page in pages]
    return ours == [shown(page, [rule.pattern for rule in rules]) for page in pages]


def _removals(out: Draft, pages: Sequence[Weights], root: tuple[Rule, ...]) -> None:
    named = out.article.get("tags")
    got = removals(pages, root, named.selector if named else "")
    for one in sorted(got.found.values(), key=lambda one: -one.pages):
        out.remove.setdefault(one.label, []).append(one)
    for selector, opening in list(got.unsure.items())[:3]:
        told = f"inside the root, and perhaps of the article: «{opening}»"
        out.notes.append(f"{told}: if it is not, remove.other = [{quoted(selector)}]")
    labels = labels_of_lines(pages)
    if len(pages) >= ENOUGH_PAGES:
        out.repeated = repeated_lines(got.unnamed, pages, labels)
    known = [line for lines in out.repeated.values() for line in lines]
    fits = [re.compile(expression(line.pattern), re.DOTALL) for line in known]
    rest = [text for text in got.unnamed if len(text) <= LONGEST_LINE]
    rest = [text for text in rest if not any(one.fullmatch(fold(text)) for one in fits)]
    out.lines = [(labels.get(text, "other"), text) for text in rest]
