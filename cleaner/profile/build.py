"""The profile of an article, put together from its parts when it is first asked for.

A cleaned article carries a handle (:func:`profiler`) with what its page's head says; the page's
tree is not kept, so that a list of articles stays small. Everything else comes from the
:class:`Sources` of a Cleaner: outlets, raters and registered signals.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from cleaner.errors import PluginError
from cleaner.model.profile import Coverage, Profile, Signal
from cleaner.profile.claims import claims_of, coverage
from cleaner.profile.in_source import InSource
from cleaner.profile.media import Media
from cleaner.profile.outlets import Outlets
from cleaner.profile.provenance import trace_reading
from cleaner.profile.raters import Raters, agreement
from cleaner.profile.reading import Head, Reading, head_of
from cleaner.profile.signals import read_signals
from cleaner.profile.site_files import page_claims
from cleaner.profile.vouched import Vouched, shared, shown, vouched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleaner.model.article import Article
    from cleaner.model.page import Page
    from cleaner.model.profile import Axis, Claim, Hop, Judgement, Origin, Party
    from cleaner.sites.registry import SiteRegistry

    Measure = Callable[[Article, Page], Iterable[Signal]]
    _Told = TypeVar("_Told", Origin, Hop)

OUTLET_AXES: tuple[Axis, ...] = ("identity", "transparency")
"""Axes that claims fill."""
SIGNAL_AXES: tuple[Axis, ...] = ("originality", "sourcing")
"""And those that the article's signals fill; raters fill the last."""


class Sources:
    """What profiles are made from: one for each Cleaner."""

    def __init__(self, registry: SiteRegistry, raters: Raters | None = None) -> None:
        self.outlets = Outlets(registry)
        self.raters = raters or Raters()
        self.measures: list[Measure] = []
        self._claims: dict[str, tuple[Claim, ...]] = {}
        self._coverage: dict[str, tuple[Coverage, ...]] = {}
        self._vouched: dict[tuple[str, ...], Vouched] = {}

    @cached_property
    def media(self) -> Media:
        """Names of media, the plugins' and others."""
        return Media(self.outlets)

    def register_signals(self, measure: Measure) -> None:
        """Add a function that reads signals from an article."""
        if not callable(measure):
            raise TypeError(f"a {type(measure).__name__} cannot be called")
        self.measures.append(measure)

    def claims(self, outlet: str) -> tuple[Claim, ...]:
        """The claims on an outlet, read once."""
        if outlet not in self._claims:
            site = self.outlets.site(outlet) if outlet else None
            self._claims[outlet] = claims_of(site) if site else ()
        return self._claims[outlet]

    def vouched(self, *outlets: str) -> Vouched:
        """What live claims say of an outlet, or of all of several; read once."""
        if outlets not in self._vouched:
            one = len(outlets) == 1
            self._vouched[outlets] = (
                vouched(self.claims(outlets[0])) if one else shared(map(self.vouched, outlets))
            )
        return self._vouched[outlets]

    def coverage(self, outlet: str) -> tuple[Coverage, ...]:
        """How much the claims tell of an outlet, by axis."""
        if outlet not in self._coverage:
            self._coverage[outlet] = _coverage(self.claims(outlet))
        return self._coverage[outlet]

    def judgements(self, outlet: str, domain: str = "") -> tuple[Judgement, ...]:
        """What raters say of an outlet, or of a domain that no plugin answers for."""
        if not self.raters:
            return ()
        known = self.outlets.get(outlet) if outlet else None
        domains = known.domains if known else (domain,)
        return self.raters.judgements(domains) if any(domains) else ()


def _coverage(claims: Sequence[Claim]) -> tuple[Coverage, ...]:
    return tuple(coverage(axis, claims) for axis in OUTLET_AXES)


def profiler(page: Page, sources: Sources) -> Callable[[Article], Profile]:
    """A handle that makes the profile of the article cleaned from ``page``."""
    head = head_of(page)
    asked = None
    if sources.measures or page.declared:
        # what registered signals may ask; the tree would keep a list of articles large
        asked = replace(page, tree=None, roots=(), rules=None, layout=None, source="")
    return partial(build_profile, page=asked, sources=sources, head=head)


def build_profile(
    article: Article, page: Page | None, sources: Sources, head: Head | None = None
) -> Profile:
    """The profile of an article.

    ``head`` is what its page says outside the text; ``page`` is None where nobody asks for it.
    """
    reading = Reading(article, sources.media, head)
    traced = trace_reading(reading)
    publisher = _published_by(traced.publisher, sources)
    origin = _shown(traced.origin, sources)
    chain = [_shown(hop, sources) for hop in traced.chain]
    spans = InSource(article)
    measured, told = _measured(article, page, sources) if page else ((), [])
    signals = (*spans.signals(read_signals(reading, traced)), *measured)
    # a re-published report is its origin's: what is known of the publisher vouches for nothing
    outlet, domain = (origin.outlet, origin.domain) if origin.domain or origin.outlet else ("", "")
    judgements = _judgements(publisher, origin, chain, sources)
    subject = _subject(outlet, domain, sources)
    own = [one for one in judgements if one.subject == subject]
    declared = page_claims(page, publisher.outlet or publisher.domain) if page else ()
    known = sources.coverage(outlet)
    if declared and outlet == publisher.outlet:
        known = _coverage((*sources.claims(outlet), *declared))
    return Profile(
        publisher=publisher,
        origin=origin._replace(span=spans.span(origin.span)) if origin.span else origin,
        chain=tuple(map(spans.hop, chain)),
        claims=(*_claims((publisher.outlet, outlet), sources), *declared),
        signals=signals,
        coverage=(*known, *_from_signals(signals), _outside(own, sources)),
        judgements=judgements,
        agreement=agreement(own, subject, sources.raters.forms),
        warnings=(*_warnings(article, publisher, sources), *traced.warnings, *told),
    )


def outlet_profile(outlet: str, sources: Sources) -> Profile:
    """What is known of an outlet, without an article."""
    known = sources.outlets.get(outlet)
    judgements = sources.judgements(outlet)
    subject = known.domain if known else ""
    return Profile(
        claims=sources.claims(outlet),
        coverage=(*sources.coverage(outlet), _outside(judgements, sources)),
        judgements=judgements,
        agreement=agreement(judgements, subject, sources.raters.forms),
    )


def _subject(outlet: str, domain: str, sources: Sources) -> str:
    known = sources.outlets.get(outlet) if outlet else None
    return known.domain if known else domain


def _published_by(publisher: Party, sources: Sources) -> Party:
    """The publisher with what live claims say of it."""
    if not publisher.outlet:
        return publisher
    facts = sources.vouched(publisher.outlet)
    stated = (publisher.country, publisher.kind, publisher.ownership, publisher.network)
    return publisher if stated == facts else publisher._replace(**facts._asdict())


def _shown(told: _Told, sources: Sources) -> _Told:
    """An origin or hop with what live claims say of its outlet, or of all its candidates."""
    outlets = (told.outlet,) if told.outlet else told.candidates
    if not outlets:
        return told  # what an article calls itself, or a medium that no plugin states
    return shown(told, sources.vouched(*outlets), map(sources.outlets.get, outlets))


def _claims(outlets: Sequence[str], sources: Sources) -> tuple[Claim, ...]:
    found: tuple[Claim, ...] = ()
    for outlet in dict.fromkeys(outlets):
        found += sources.claims(outlet)
    return found


def _judgements(
    publisher: Party, origin: Origin, chain: Iterable[Hop], sources: Sources
) -> tuple[Judgement, ...]:
    """Of the publisher, the origin and everybody the report came through."""
    if not sources.raters:
        return ()
    parties = [(publisher.outlet, publisher.domain), (origin.outlet, origin.domain)]
    parties += [(hop.outlet, hop.domain) for hop in chain]
    wanted = dict.fromkeys(one for one in parties if any(one))
    found = [one for party in wanted for one in sources.judgements(*party)]
    return tuple(dict.fromkeys(found))


def _measured(
    article: Article, page: Page, sources: Sources
) -> tuple[tuple[Signal, ...], list[str]]:
    """Signals of all measures; one that fails is told of, and the others count."""
    found: list[Signal] = []
    told: list[str] = []
    for measure in sources.measures:
        try:
            signals = list(measure(article, page))
            strange = [one for one in signals if not isinstance(one, Signal)]
            if strange:
                raise TypeError(f"{type(strange[0]).__name__} where Signal is asked for")
            found += signals
        except PluginError as error:
            told.append(f"signals: {error.message}")
        except Exception as error:  # a stranger's code must not take the profile with it
            name = getattr(measure, "__name__", type(measure).__name__)
            told.append(f"signals of {name} failed: {type(error).__name__}: {error}")
    return tuple(found), told


def _from_signals(signals: Sequence[Signal]) -> Iterator[Coverage]:
    """How much the article's own signals tell; a signal without a value is unknown."""
    for axis in SIGNAL_AXES:
        of_axis = [(one.name, one.value) for one in signals if one.axis == axis]
        known = {name for name, value in of_axis if value is not None}
        yield Coverage(axis, len(known), len(dict(of_axis)))


def _outside(judgements: Iterable[Judgement], sources: Sources) -> Coverage:
    """Of the raters whose files are at hand, how many have the outlet."""
    rated = {one.rater for one in judgements}
    return Coverage("outside", known=len(rated), applicable=len(sources.raters.names))


def _warnings(article: Article, publisher: Party, sources: Sources) -> list[str]:
    """What speaks against the page's host; nothing does where it is that of an outlet."""
    address = article.url or article.domain
    told = "" if publisher.outlet or not address else sources.outlets.warning(address)
    return [told] if told else []
