"""Who published a page, who reported first, and the hands in between.

*Publisher*: the outlet of the page's address. *Origin*, by the first of these that applies:
canonical address on another site, JSON-LD, a rights line, a credit line, an agency in the slug,
else the publisher (``default``). A page that credits only «وكالات» or «متابعات» says that others
reported and not who: its origin is unknown, as is that of an aggregator's page that credits nobody.
An earlier text of another outlet (``copy-ratio``) shows over a corpus, never on a page: whoever has
compared one puts it in the place of a ``default`` with :func:`origin_by_copy`.

The *chain* is what the report itself names: media its text has its matter from, in the order of
the text (of «نقلت س عن ص», ص comes first: furthest from the reader), then the agencies of its slug.
Statements about the whole page (canonical, JSON-LD, rights, credit line) make the origin; they are
hops only where another statement of that kind has won.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleaner.model.profile import Hop, Origin, Party
from cleaner.profile.chain import find_chain
from cleaner.profile.mentions import itself
from cleaner.profile.origin import (
    addresses,
    choose_origin,
    imitated,
    of_credits,
    of_head,
    of_slugs,
    origin_by_copy,
)
from cleaner.profile.reading import Head, Reading
from cleaner.profile.slugs import Own, Slugs, read_slugs

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner.model.article import Article
    from cleaner.profile.media import Media

__all__ = ["Provenance", "Slugs", "origin_by_copy", "trace", "trace_reading"]


class Provenance(NamedTuple):
    """Publisher, origin and chain of an article, and what its slug says."""

    publisher: Party
    origin: Origin
    chain: tuple[Hop, ...]
    slugs: Slugs
    own: Callable[[str], bool]
    """Whether a name is the publisher's."""
    warnings: tuple[str, ...] = ()
    """What speaks against the addresses that the page gives as its own."""


def trace(article: Article, media: Media, head: Head | None = None) -> Provenance:
    """The provenance of a cleaned article; ``head`` is what its page says outside the text."""
    return trace_reading(Reading(article, media, head))


def trace_reading(reading: Reading) -> Provenance:
    """:func:`trace` for an article that is laid out already."""
    media = reading.media
    publisher = _publisher(reading.article, media)
    own = Own(publisher, media)
    slugs = read_slugs(reading, media, own)
    stands = addresses(reading)
    page = list(of_head(reading, stands, media, own))
    if reading.slots:
        page += of_credits(reading, slugs, media, own)
    wires = of_slugs(slugs, "agency") if slugs.parts else []
    named = of_slugs(slugs, "outlet") if slugs.parts else []
    if publisher.domain:
        wires += named  # an outlet in the slug of another's page made the report
    origin = choose_origin([*page, *wires, *named], publisher, bool(slugs.of("vague")))
    for one in named:
        own.learn(one.name)
    for name in itself(reading):
        own.learn(name)
    others = [one for one in page[1:] if not (one.domain and one.domain == origin.domain)]
    chain = find_chain(reading, media, own, origin, [*wires, *others])
    warnings = imitated(stands, media) if stands else ()
    return Provenance(publisher, origin, chain, slugs, own, warnings)


def _publisher(article: Article, media: Media) -> Party:
    if not article.domain:
        return Party()
    outlets = media.outlets
    place = None if outlets is None else outlets.resolve(article.url or article.domain)
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
        kind=known.type or "",
        ownership=known.ownership,
    )
