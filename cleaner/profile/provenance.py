"""Who published a page, who reported first, and the hands in between.

*Publisher*: the outlet of the page's address. *Origin*, by the first of these that applies:
canonical address on another site, JSON-LD, a rights line, a credit line, an agency in the slug, an
earlier text of another outlet (``corpus_signals``), else the publisher (``default``). A page that
credits only «وكالات» or «متابعات» says that others reported and not who: its origin is unknown.

The *chain* is what the report itself names: media its text has its matter from, in the order of
the text (of «نقلت س عن ص», ص comes first: furthest from the reader), then the agencies of its slug.
Statements about the whole page (canonical, JSON-LD, rights, credit line) make the origin; they are
hops only where another statement of that kind has won.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cleaner.model.profile import Confidence, Hop, Origin, Party, Span
from cleaner.profile.media import Medium, same_name
from cleaner.profile.mentions import itself, mentions
from cleaner.profile.reading import Head, Reading, Segment
from cleaner.profile.short import fold_short, key
from cleaner.profile.slug import Part, read_opening, read_slug
from cleaner.segment.address import split_host

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaner.model.article import Article
    from cleaner.profile.media import Media

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
_CREDIT_WORDS: Final = tuple(
    map(fold_short, ("المصدر", "مصدر", "نقلا عن", "منقول", "خدمة", "ترجمة عن"))
)
_SPOKEN_TO: Final = frozenset(("told", "beside"))
"""Somebody spoke to a medium nobody knows: it may be the unknown publisher itself."""
_OPEN_AIR: Final = re.compile(r"\(([^()\n]{2,40})\)\s*[.]?\s*$")


@dataclass(frozen=True, slots=True)
class Slugs:
    """What the bylines, datelines and edges of an article say, part by part."""

    parts: tuple[tuple[Part, Segment], ...] = ()

    def of(self, kind: str) -> list[tuple[Part, Segment]]:
        """The parts of one kind, in order."""
        return [one for one in self.parts if one[0].kind == kind]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Publisher, origin and chain of an article, and what its slug says."""

    publisher: Party
    origin: Origin
    chain: tuple[Hop, ...]
    slugs: Slugs
    own: Callable[[str], bool] = field(compare=False, default=lambda _: False)
    """Whether a name is the publisher's."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What one place on the page says of the origin."""

    basis: str
    name: str
    domain: str = ""
    medium: Medium | None = None
    span: Span | None = None
    confidence: Confidence = "medium"


def trace(article: Article, media: Media, head: Head | None = None) -> Provenance:
    """The provenance of a cleaned article; ``head`` is what its page says outside the text."""
    return trace_reading(Reading(article, head), media)


def trace_reading(reading: Reading, media: Media) -> Provenance:
    """:func:`trace` for an article that is laid out already."""
    publisher = _publisher(reading.article, media)
    own = _Own(publisher, media)
    slugs = read_slugs(reading, media, own)
    page = [*_of_head(reading, own), *_of_credits(reading, slugs, media, own)]
    wires = list(_of_slugs(slugs, "agency"))
    named = list(_of_slugs(slugs, "outlet"))
    if publisher.domain:
        wires += named  # an outlet in the slug of another's page made the report
    origin = _origin([*page, *wires, *named], publisher, bool(slugs.of("vague")))
    for name in (*(one.name for one in named), *itself(reading)):
        own.learn(name)
    chain = _chain(reading, media, own, origin, [*wires, *page[1:]])
    return Provenance(publisher, origin, chain, slugs, own)


# -- publisher


def _publisher(article: Article, media: Media) -> Party:
    if not article.domain:
        return Party()
    place = media.outlets.resolve(article.url or article.domain) if media.outlets else None
    if place is None:
        return Party(domain=article.domain, basis=article.url_basis)
    known = place.outlet
    return Party(
        domain=article.domain,
        name=known.name,
        outlet=known.id,
        country=known.country,
        edition=place.edition,
        network=known.network or "",
        basis=article.url_basis,
    )


class _Own:
    """Tells the publisher's own names."""

    def __init__(self, publisher: Party, media: Media) -> None:
        self.publisher = publisher
        known = media.outlets.get(publisher.outlet) if media.outlets and publisher.outlet else None
        self._keys = set(known.keys) if known else set()
        self._keys |= {_without_head(one) for one in self._keys}
        self._extra: set[str] = set()
        self.known = bool(self._keys)
        """Whether anything tells how the publisher calls itself."""

    def __call__(self, who: Medium | str) -> bool:
        name = who if isinstance(who, str) else who.name
        known = () if isinstance(who, str) else who.known
        if self.publisher.outlet and any(one.id == self.publisher.outlet for one in known):
            return True
        plain = key(name)
        return plain in self._keys or _without_head(plain) in self._keys or plain in self._extra

    def learn(self, name: str) -> None:
        """A name the page uses for itself."""
        self._extra.add(key(name))


def _without_head(name: str) -> str:
    first, _, rest = name.partition(" ")
    heads = "صحيفه جريده موقع قناه شبكه وكاله مجله بوابه"
    return rest if rest and first in heads.split() else name


# -- slugs


def read_slugs(reading: Reading, media: Media, own: _Own) -> Slugs:
    """All slugs of an article: its byline, dateline and credit lines, its edges, its opening."""
    found: list[tuple[Part, Segment]] = []
    told: set[tuple[str, str]] = set()
    for segment in [*reading.slots, *_opening(reading)]:
        if segment.role == "lead":
            slug = read_opening(segment.text, media, own)
        else:
            slug = read_slug(segment.text, media, own, byline=segment.role == "byline")
        named = segment.role == "credit" and _labelled(segment)
        for part in slug.parts:
            if named and part.kind in ("agency", "outlet"):
                continue  # «المصدر: …» credits, it does not date the line
            if (part.kind, key(part.text)) not in told:
                told.add((part.kind, key(part.text)))
                found.append((part, segment))
    found += [
        one for one in _brackets(reading, media, own) if ("agency", key(one[0].text)) not in told
    ]
    return Slugs(tuple(found))


def _opening(reading: Reading) -> Iterator[Segment]:
    """The first lines of the text that are no slot."""
    for start, end in reading.paragraphs[:3]:
        left, right = reading.body.span(start, end)
        if right - left > 90:
            yield Segment("lead", reading.article.text[left:right], "text", left)
            return


def _brackets(reading: Reading, media: Media, own: _Own) -> Iterator[tuple[Part, Segment]]:
    """Agency codes in brackets at the end of the last paragraphs: «… (رويترز)»."""
    text = reading.article.text
    for start, end in reading.paragraphs[-2:]:
        left, right = reading.body.span(start, end)
        if place := _OPEN_AIR.search(text, left, right):
            inner = Segment("tail", place[1], "text", place.start(1))
            for part in read_slug(place[1], media, own).parts:
                if part.kind in ("agency", "vague") and (part.medium is None or part.medium.agency):
                    yield part, inner


# -- origin


def _origin(said: list[_Candidate], publisher: Party, vague: bool) -> Origin:
    for one in said[:1]:
        outlet = one.medium.outlet if one.medium else None
        known = one.medium.known if one.medium else ()
        return Origin(
            domain=one.domain or (outlet.domain if outlet else ""),
            name=one.name,
            basis=one.basis,
            confidence=one.confidence,
            outlet=outlet.id if outlet and not outlet.id.startswith("media:") else "",
            country=outlet.country if outlet else None,
            span=one.span,
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


def _of_head(reading: Reading, own: _Own) -> Iterator[_Candidate]:
    """Canonical address elsewhere, then what JSON-LD says of source and rights."""
    head, here = reading.head, own.publisher.domain
    for address in (head.canonical, head.meta.get("og:url", "")):
        domain = _domain(address)
        if here and domain and domain != here:
            yield _Candidate("canonical", domain, domain, confidence="high")
            break
    for node in head.jsonld:
        for said in ("isBasedOn", "isBasedOnUrl", "sourceOrganization", "copyrightHolder"):
            name, domain = _stated(node.get(said))
            if (name or domain) and domain != here and not (name and own(name)):
                yield _Candidate("json-ld", name or domain, domain, confidence="high")


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


def _of_credits(reading: Reading, slugs: Slugs, media: Media, own: _Own) -> Iterator[_Candidate]:
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
    return _labelled(segment) or (reading.html and segment.where == "credit")


def _labelled(segment: Segment) -> bool:
    return fold_short(segment.text).lstrip(" *-(").startswith(_CREDIT_WORDS)


def _nameable(name: str, own: _Own) -> bool:
    """A credit nobody knows is a name if it is short and no sentence."""
    return 1 <= len(name.split()) <= 5 and not own(name) and len(key(name)) > 2


def _credited(basis: str, medium: Medium | None, segment: Segment, name: str) -> _Candidate:
    at = max(segment.text.find(name), 0)
    span = (
        segment.span(at, at + len(name))
        if name in segment.text
        else segment.span(0, len(segment.text))
    )
    sure: Confidence = "medium" if medium is None or len(medium.known) != 1 else "high"
    domain = medium.outlet.domain if medium and medium.outlet else ""
    return _Candidate(basis, name, domain, medium, span, sure)


def _of_slugs(slugs: Slugs, kind: str) -> Iterator[_Candidate]:
    for part, segment in slugs.of(kind):
        sure: Confidence = "high" if part.medium and part.medium.outlet else "medium"
        yield _Candidate(
            "wire-code" if kind == "agency" else "dateline",
            part.text,
            part.medium.outlet.domain if part.medium and part.medium.outlet else "",
            part.medium,
            segment.span(part.start, part.end),
            sure,
        )


# -- chain


def _chain(
    reading: Reading,
    media: Media,
    own: _Own,
    origin: Origin,
    slugged: list[_Candidate],
) -> tuple[Hop, ...]:
    hops: list[Hop] = []
    for mention in mentions(reading, media):
        medium = mention.medium
        if own(medium) or (mention.rule in _SPOKEN_TO and not medium.known and not own.known):
            continue
        hop = _hop(medium, "in-text", "medium" if medium.known else "low")
        hop = replace(hop, start=mention.start, end=mention.end)
        if any(_same_hop(hop, other) for other in hops):
            continue
        if mention.nested and hops and _near(reading, hops[-1], hop):
            hops.insert(len(hops) - 1, hop)
        else:
            hops.append(hop)
    for one in slugged:
        medium = one.medium or Medium(-1, -1, one.name)
        hop = _hop(medium, one.basis, one.confidence)
        span = one.span
        if span is not None:
            hop = replace(hop, start=span.start, end=span.end, where=span.where)
        said = one.basis not in ("wire-code", "dateline") and one.name == origin.name
        if not said and not any(_same_hop(hop, other) for other in hops):
            hops.append(hop)
    return tuple(hops)


def _near(reading: Reading, one: Hop, other: Hop) -> bool:
    """Whether two names stand in one sentence."""
    return not re.search(r"[.!؟\n]", reading.article.text[one.end : other.start])


def _same_hop(one: Hop, other: Hop) -> bool:
    if one.outlet and one.outlet == other.outlet:
        return True
    if one.domain and one.domain == other.domain:
        return True
    return same_name(one.name, other.name)


def _hop(medium: Medium, basis: str, confidence: Confidence) -> Hop:
    known = medium.known
    outlet = medium.outlet
    kinds = medium.types or ({"agency"} if medium.agency else set())
    countries = {one.country for one in known}
    return Hop(
        name=medium.name,
        domain=outlet.domain if outlet else "",
        country=next(iter(countries)) if len(countries) == 1 else None,
        kind=next(iter(kinds)) if len(kinds) == 1 else medium.head if medium.head != "any" else "",
        basis=basis,
        confidence=confidence,
        outlet=outlet.id if outlet and not outlet.id.startswith("media:") else "",
        ownership=outlet.ownership if outlet else None,
        candidates=tuple(one.id for one in known) if len(known) > 1 else (),
    )


__all__ = ["Provenance", "Slugs", "origin_by_copy", "trace", "trace_reading"]
