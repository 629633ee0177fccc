"""Where a report is from: what a page, its credit lines and its slug say of that, and what wins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.model.profile import Confidence, Origin
from cleaner.profile.credit import is_platform
from cleaner.profile.media import Medium
from cleaner.profile.short import fold_line, fold_short
from cleaner.profile.slug import Part
from cleaner.segment.address import split_host

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model.profile import Party, Span
    from cleaner.profile.media import Media
    from cleaner.profile.reading import Reading, Segment
    from cleaner.profile.slugs import Own, Slugs

_RIGHTS: Final = re.compile(
    r"(?:جميع|كافه|كل)?\s*(?:ال)?حقوق(?: النشر| الملكيه)? محفوظه"
    r"\s*(?:لدي |لصالح |ل[\s\"-]+)?(?P<who>[^.|\d©]{3,50})"
)
_COPY: Final = re.compile(
    r"(?:الخبر|المقال|المحتوي|الموضوع) (?:منقول|مقتبس) (?:من|عن)\s+(?P<who>[^.\n]{3,50})"
)
_RIGHTS_WORD: Final = re.compile("حقوق|منقول|مقتبس")
_CLOSING: Final = " \n\r»”\"'،,"
COPIED: Final = 0.8
"""Share of word runs from which an earlier text is taken for the origin."""


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
    if said:
        one = said[0]
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
    if vague or not publisher.domain or publisher.kind == "aggregator":
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


def origin_by_copy(origin: Origin, earlier: Party, share: float, *, vague: bool = False) -> Origin:
    """The origin of a text that an outlet printed earlier, where the page itself names nobody.

    No page shows that, so no profile has it by itself: it is for who has compared a corpus. Of
    each :class:`~cleaner.profile.corpus_signals.Copy`, ``earlier`` is the publisher of its earlier
    text and ``share`` its share. ``vague``: the page credits «وكالات»; both may be theirs.
    """
    if vague or origin.basis not in ("default", "unknown") or share < COPIED:
        return origin
    return Origin(
        earlier.domain,
        earlier.name,
        "copy-ratio",
        "low",
        outlet=earlier.outlet,
        country=earlier.country,
        kind=earlier.kind,
        ownership=earlier.ownership,
    )


def of_head(reading: Reading, stands: Sequence[str], media: Media, own: Own) -> Iterator[Candidate]:
    """Canonical address elsewhere, then what JSON-LD says of source and rights."""
    here, sure = own.publisher.domain, True
    for address in stands:
        domain = _domain(address)
        if here and domain and domain != here:
            for one in _elsewhere("canonical", address, domain, media, own):
                yield one if sure else one._replace(confidence="medium")
            break
        sure = False  # two addresses of one page that disagree
    for node in reading.head.jsonld:
        for said in _STATED:
            if said not in node:
                continue
            name, address = _stated(node[said])
            if address or (name and name != _stated(node.get("publisher"))[0]):
                yield from _named(said, name, address, media, own)


_STATED: Final = ("isBasedOn", "isBasedOnUrl", "sourceOrganization", "copyrightHolder")


def addresses(reading: Reading) -> list[str]:
    """Where the page says that it stands, if not at its own address."""
    said = (reading.head.canonical, reading.head.meta.get("og:url", ""))
    return [address for address in said if address and address != reading.article.url]


def imitated(stands: Sequence[str], media: Media) -> tuple[str, ...]:
    """What speaks against the addresses at which the page says that it stands."""
    return tuple(filter(None, map(media.outlets.warning, stands))) if media.outlets else ()


def _elsewhere(
    basis: str, address: str, domain: str, media: Media, own: Own
) -> Iterator[Candidate]:
    """What an address says of another site.

    Nothing is said by one that imitates an outlet, one where anybody publishes, and by one that is
    called like the publisher's (``example.net`` of ``example.com``).
    """
    outlets, publisher = media.outlets, own.publisher
    place = outlets.resolve(address) if outlets else None
    if place is not None:
        if place.outlet.id != publisher.outlet:
            medium = Medium(-1, -1, place.outlet.name, (place.outlet,))
            yield Candidate(basis, medium.name, place.outlet.domain, medium, confidence="high")
    elif not (
        is_platform(domain)
        or domain.partition(".")[0] == publisher.domain.partition(".")[0]
        or (outlets and outlets.warning(address))
    ):
        yield Candidate(basis, domain, domain)


def _named(said: str, name: str, address: str, media: Media, own: Own) -> Iterator[Candidate]:
    """What JSON-LD says of another; a holder of rights that is no medium says nothing."""
    domain = _domain(address)
    medium = media.named(name) if name else None
    if domain == own.publisher.domain != "" or (name and own.is_of(name)):
        return
    if domain:
        for one in _elsewhere("json-ld", address, domain, media, own):
            if one.medium or said.startswith("isBasedOn"):
                yield one
            elif said == "sourceOrganization":
                yield one._replace(name=name or domain)
    elif medium is not None and medium.outlet is not None:
        yield Candidate("json-ld", name, medium.outlet.domain, medium, confidence="high")
    elif said == "sourceOrganization":
        yield Candidate("json-ld", name, medium=medium)


def _domain(address: str) -> str:
    return split_host(address)[1] if "://" in address else ""


def _stated(value: object) -> tuple[str, str]:
    """(name, address) of a JSON-LD value: an address, a name, or a node with either."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        name, address = value.get("name"), value.get("url") or value.get("@id")
        named = name if isinstance(name, str) else ""
        return named, address if isinstance(address, str) and "://" in address else ""
    if not isinstance(value, str):
        return "", ""
    return ("", value) if "://" in value else (value, "")


def of_credits(reading: Reading, slugs: Slugs, media: Media, own: Own) -> Iterator[Candidate]:
    """Rights lines and credit lines that name another than the publisher."""
    for segment in reading.slots:
        if segment.role == "credit":
            yield from _rights(segment, media, own)
    for part, segment in slugs.credits:
        yield _candidate("credit-line", part, segment)


def _rights(segment: Segment, media: Media, own: Own) -> Iterator[Candidate]:
    if not _RIGHTS_WORD.search(fold_short(segment.text)):
        return
    folded, places = fold_line(segment.text)
    found = _RIGHTS.search(folded) or _COPY.search(folded)
    if found is None:
        return
    first, last = found.span("who")
    end = places[last]
    medium = media.named(segment.text[places[first] : end])
    if medium is None or own(medium):
        return
    article = folded.startswith("لل", first)  # «للوطن» is «ل» and «الوطن»
    start = places[first + (article or medium.start > 0)]
    said = segment.text[start:end].rstrip(_CLOSING)
    name = ("ا" if article else "") + said
    yield _candidate("rights", Part("credit", start, start + len(said), name, medium), segment)


def _candidate(basis: str, part: Part, segment: Segment) -> Candidate:
    outlet = part.medium.outlet if part.medium else None
    doubtful = part.medium is not None and part.medium.doubtful
    return Candidate(
        basis,
        part.text,
        outlet.domain if outlet else "",
        part.medium,
        segment.span(part.start, part.end),
        "high" if outlet and part.sure and not doubtful else "medium",
    )


def of_slugs(slugs: Slugs, kind: str) -> list[Candidate]:
    """Agencies (``wire-code``) or other outlets (``dateline``) that the slugs name."""
    basis = "wire-code" if kind == "agency" else "dateline"
    return [_candidate(basis, part, segment) for part, segment in slugs.of(kind)]
