"""The hands a report came through: media its text names, then the agencies of its slug."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.model.profile import Confidence, Hop, Span
from cleaner.profile.media import Medium, same_name
from cleaner.profile.mentions import mentions

if TYPE_CHECKING:
    from cleaner.model.profile import Origin
    from cleaner.profile.media import Media
    from cleaner.profile.origin import Candidate
    from cleaner.profile.reading import Reading
    from cleaner.profile.slugs import Own

_NOWHERE: Final = Span("text", -1, -1)
_SPOKEN_TO: Final = frozenset(("told", "beside"))
"""Somebody spoke to a medium nobody knows: it may be the unknown publisher itself."""


def find_chain(
    reading: Reading,
    media: Media,
    own: Own,
    origin: Origin,
    slugged: list[Candidate],
) -> tuple[Hop, ...]:
    """Hops of an article: in the order of the text, then what ``slugged`` adds to them."""
    hops: list[Hop] = []
    for mention in mentions(reading, media):
        medium = mention.medium
        if own(medium) or (mention.rule in _SPOKEN_TO and not medium.known and not own.known):
            continue
        sure: Confidence = "medium" if medium.known and not medium.doubtful else "low"
        hop = _hop(medium, "in-text", sure, Span("text", mention.start, mention.end))
        if any(_same_hop(hop, other) for other in hops):
            continue
        if mention.nested and hops and _near(reading, hops[-1], hop):
            hops.insert(len(hops) - 1, hop)
        else:
            hops.append(hop)
    for one in slugged:
        medium = one.medium or Medium(-1, -1, one.name)
        hop = _hop(medium, one.basis, one.confidence, one.span or _NOWHERE)
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


def _hop(medium: Medium, basis: str, confidence: Confidence, span: Span) -> Hop:
    known = medium.known
    outlet = medium.outlet
    kinds = medium.types or ({"agency"} if medium.agency else set())
    countries = {one.country for one in known}
    return Hop(
        name=medium.name,
        domain=outlet.domain if outlet else "",
        country=next(iter(countries)) if len(countries) == 1 else None,
        kind=next(iter(kinds)) if len(kinds) == 1 else medium.head if medium.head != "any" else "",
        start=span.start,
        end=span.end,
        basis=basis,
        confidence=confidence,
        where=span.where,
        outlet=outlet.id if outlet and not outlet.id.startswith("media:") else "",
        ownership=outlet.ownership if outlet else None,
        candidates=tuple(one.id for one in known) if len(known) > 1 else (),
    )
