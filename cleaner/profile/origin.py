"""Where a report is from: what a page, its credit lines and its slug say of that, and what wins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.model.profile import Confidence, Origin
from cleaner.profile.short import fold_short, key
from cleaner.profile.slugs import labelled
from cleaner.segment.address import split_host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.model.profile import Party, Span
    from cleaner.profile.media import Media, Medium
    from cleaner.profile.reading import Reading, Segment
    from cleaner.profile.slugs import Own, Slugs

_RIGHTS: Final = re.compile(
    r"(?:جميع|كافه|كل)?\s*(?:ال)?حقوق(?: النشر| الملكيه)? محفوظه"
    r"\s*(?:ل|لدي|لصالح)?\s*(?P<who>[^.|\d©]{3,50})"
)
_COPY: Final = re.compile(
    r"(?:الخبر|المقال|المحتوي|الموضوع) (?:منقول|مقتبس) (?:من|عن)\s+(?P<who>[^.\n]{3,50})"
)
COPIED: Final = 0.8
"""Share of word runs from which an earlier text is taken for the origin."""
_LABEL: Final = 30
"""Characters of the longest label before a credit's colon."""
_LEAD: Final = re.compile(r"[*\s\-–—]*(?:نقل[اً]* عن|منقول (?:من|عن)|خدمة|ترجمة عن)\s+")
_LINK_BACK: Final = re.compile(r"(?:رابط|لينك|الرابط) (?:الخبر|المقال|الموضوع|التقرير)")
_IN_QUOTES: Final = re.compile(r"[«“\"]([^«»“”\"]{2,40})[»”\"]")


class Candidate(NamedTuple):
    """What one place on the page says of the origin."""

    basis: str
    name: str
    domain: str = ""
    medium: Medium | None = None
    span: Span | None = None
    confidence: Confidence = "medium"


def choose_origin(said: list[Candidate], publisher: Party, vague: bool) -> Origin:
    """The origin by the first candidate; ``vague`` says that others are credited, but not who."""
    for one in said[:1]:
        outlet = one.medium.outlet if one.medium else None
        known = one.medium.known if one.medium else ()
        ours = outlet is not None and not outlet.id.startswith("media:")
        return Origin(
            domain=one.domain or (outlet.domain if outlet else ""),
            name=one.name,
            basis=one.basis,
            confidence=one.confidence,
            outlet=outlet.id if outlet and ours else "",
            country=outlet.country if outlet else None,
            span=one.span,
            kind=(outlet.type or "") if outlet and ours else "",
            ownership=outlet.ownership if outlet and ours else None,
            candidates=tuple(each.id for each in known) if len(known) > 1 else (),
        )
    if vague or not publisher.domain:
        return Origin()
    return Origin(
        domain=publisher.domain,
        name=publisher.name,
        basis="default",
        confidence="low",
        outlet=publisher.outlet,
        country=publisher.country,
        kind=publisher.kind,
        ownership=publisher.ownership,
    )


def origin_by_copy(origin: Origin, earlier: Party, share: float) -> Origin:
    """The origin of a text that an outlet printed earlier, where the page itself names nobody.

    ``share`` is the part of the text's word runs that the earlier one has
    (:mod:`cleaner.profile.corpus_signals`).
    """
    if origin.basis not in ("default", "unknown") or share < COPIED:
        return origin
    return Origin(
        earlier.domain,
        earlier.name,
        "copy-ratio",
        "low",
        outlet=earlier.outlet,
        country=earlier.country,
    )


def of_head(reading: Reading, own: Own) -> Iterator[Candidate]:
    """Canonical address elsewhere, then what JSON-LD says of source and rights."""
    head, here = reading.head, own.publisher.domain
    for address in (head.canonical, head.meta.get("og:url", "")):
        domain = _domain(address) if address != reading.article.url else here
        if here and domain and domain != here:
            yield Candidate("canonical", domain, domain, confidence="high")
            break
    for node in head.jsonld:
        for said in ("isBasedOn", "isBasedOnUrl", "sourceOrganization", "copyrightHolder"):
            name, domain = _stated(node.get(said))
            if (name or domain) and domain != here and not (name and own(name)):
                yield Candidate("json-ld", name or domain, domain, confidence="high")


def _domain(address: str) -> str:
    return split_host(address)[1] if "://" in address else ""


def _stated(value: object) -> tuple[str, str]:
    """(name, domain) of a JSON-LD value: an address, a name, or a node with either."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        name, address = value.get("name"), value.get("url") or value.get("@id")
        named = name if isinstance(name, str) else ""
        return named, _domain(address) if isinstance(address, str) else ""
    if not isinstance(value, str):
        return "", ""
    return ("", _domain(value)) if "://" in value else (value, "")


def of_credits(reading: Reading, slugs: Slugs, media: Media, own: Own) -> Iterator[Candidate]:
    """Rights lines and credit lines that name another than the publisher."""
    for segment in reading.slots:
        if segment.role != "credit":
            continue
        folded = fold_short(segment.text)
        if rights := _RIGHTS.search(folded) or _COPY.search(folded):
            who = rights["who"].strip()
            medium = media.named(who)
            if medium is not None and not own(medium):
                yield _credited("rights", medium, segment, who)
    for segment in reading.slots:
        if segment.role != "credit" or any(one[1] is segment for one in slugs.parts):
            continue
        back = _LINK_BACK.match(fold_short(segment.text).lstrip())
        name = (reading.article.credit or "") if back else _after_label(segment.text)
        medium = media.named(name)
        if medium is not None and not own(medium) and not own(name):
            yield _credited("credit-line", medium, segment, name)
        elif medium is None and _is_credit(segment, reading) and _nameable(name, own):
            yield _credited("credit-line", None, segment, name)


def _after_label(text: str) -> str:
    """What a credit line names: «المصدر: س», «نقلا عن س», «* خدمة «س»» name س."""
    head, colon, rest = text.partition(":")
    name = rest.strip() if colon and len(head) < _LABEL else text.strip()
    if lead := _LEAD.match(name):
        name = name[lead.end() :].strip()
    quoted = _IN_QUOTES.search(name)
    return quoted[1].strip() if quoted else name


def _is_credit(segment: Segment, reading: Reading) -> bool:
    """Whether a line says that it is a credit, or the markup does."""
    return labelled(segment) or (reading.html and segment.where == "credit")


def _nameable(name: str, own: Own) -> bool:
    """A credit nobody knows is a name if it is short and no sentence."""
    return 1 <= len(name.split()) <= 5 and not own(name) and len(key(name)) > 2


def _credited(basis: str, medium: Medium | None, segment: Segment, name: str) -> Candidate:
    at = max(segment.text.find(name), 0)
    span = (
        segment.span(at, at + len(name))
        if name in segment.text
        else segment.span(0, len(segment.text))
    )
    sure: Confidence = "medium" if medium is None or len(medium.known) != 1 else "high"
    domain = medium.outlet.domain if medium and medium.outlet else ""
    return Candidate(basis, name, domain, medium, span, sure)


def of_slugs(slugs: Slugs, kind: str) -> Iterator[Candidate]:
    """Agencies (``wire-code``) or other outlets (``dateline``) that the slugs name."""
    for part, segment in slugs.of(kind):
        sure: Confidence = "high" if part.medium and part.medium.outlet else "medium"
        yield Candidate(
            "wire-code" if kind == "agency" else "dateline",
            part.text,
            part.medium.outlet.domain if part.medium and part.medium.outlet else "",
            part.medium,
            segment.span(part.start, part.end),
            sure,
        )
