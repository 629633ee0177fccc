"""Profile: what is known of an article's reliability, as dated claims. Never a score.

A profile has the publisher apart from the origin, the hands the report came through, sourced
claims about the outlets, signals read from the article, and what outside raters say on their own
scales. ``unknown`` and ``contested`` are values; how much is known is always beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

Axis = Literal["identity", "transparency", "originality", "sourcing", "outside"]
Scope = Literal["network", "outlet", "edition", "section", "article"]
Method = Literal["declared", "observed", "third-party", "inferred"]
"""The outlet says so; read from a page by a rule; a rater or reference work; a heuristic."""
Confidence = Literal["high", "medium", "low"]
ClaimStatus = Literal["active", "superseded", "disputed", "withdrawn"]
Redistribution = Literal["bundle", "facts-only", "byo"]
"""May ship; single facts may ship with their citation; stays with the user who brought it."""
State = Literal["known", "met", "not-met", "partly", "contested", "unknown", "not-applicable"]
Band = Literal["high", "mixed", "low"]
AgreementState = Literal["agree", "disagree", "single", "none"]
Where = Literal["text", "title", "dateline", "credit", "byline", "source", "meta", "url"]
"""What a span counts in: ``article.text``, a field of the article, the input itself, the head.

Spans of a text input count in the input (``source``), those of a page in ``article.text``."""

Value = str | int | float | bool | tuple[str, ...] | None
UNKNOWN: Final = "unknown"
"""As a claim's value: somebody looked and did not find it."""
NOT_APPLICABLE: Final = "not-applicable"
CONTESTED: Final = "contested"
"""As country, kind or ownership of a party: live claims differ, or the outlet disputes one."""


class Source(NamedTuple):
    """Who says so. ``version`` is a commit, snapshot or page date."""

    name: str
    address: str = ""
    version: str = ""
    licence: str = ""


class Span(NamedTuple):
    """Characters ``[start:end]`` of ``where``; ``quote``: what stands there, 25 words at most."""

    where: Where
    start: int
    end: int
    quote: str = ""


class Claim(NamedTuple):
    """One sourced, dated, scoped statement: the only unit of storage.

    A later claim never overwrites an earlier one; two that differ stand side by side and make
    the criterion ``contested``.
    """

    subject: str
    """Outlet id (plugin name, ``youm7_com``), or the article's URL or id for scope ``article``."""
    predicate: str
    """One of :data:`PREDICATES`."""
    value: Value
    source: Source
    scope: Scope = "outlet"
    scale: str = ""
    """Name of the source's own scale; values are never rescaled."""
    method: Method = "third-party"
    evidence: Span | None = None
    selector: str = ""
    page_hash: str = ""
    observed_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    confidence: Confidence = "low"
    reason: str = ""
    """Why the confidence is what it is, and anything a reader should know."""
    status: ClaimStatus = "active"
    reply: str = ""
    """What the outlet answers, where ``status`` is ``disputed``."""
    redistribution: Redistribution = "facts-only"


class Party(NamedTuple):
    """Who published the page. Everything is empty where nothing tells.

    ``country``, ``kind``, ``ownership`` and ``network`` of an outlet are what live claims say of it
    (:data:`CONTESTED` where they differ); so it is with :class:`Origin` and :class:`Hop`.
    """

    domain: str = ""
    name: str = ""
    outlet: str = ""
    """Outlet id, ``""`` where no plugin answers."""
    country: str | None = None
    edition: str = ""
    """Host or path of the edition (``arabic.rt.com``, ``bbc.com/arabic``)."""
    network: str = ""
    """Copy network or group the site belongs to (``sauress``)."""
    basis: str = "unknown"
    """Where the publisher's domain comes from: ``Article.url_basis``, or ``unknown``."""
    kind: str = ""
    """Type of the outlet."""
    ownership: str | None = None


class Origin(NamedTuple):
    """Who reported first, as far as the article tells."""

    domain: str = ""
    name: str = ""
    basis: str = "unknown"
    """``canonical``, ``json-ld``, ``rights``, ``credit-line``, ``wire-code``, ``copy-ratio``,
    ``default`` (the publisher, because nothing else is said), ``unknown``."""
    confidence: Confidence = "low"
    outlet: str = ""
    country: str | None = None
    span: Span | None = None
    kind: str = ""
    """Type of the outlet."""
    ownership: str | None = None
    candidates: tuple[str, ...] = ()
    """Outlet ids, where the name fits several (two agencies are called سبأ)."""


class Hop(NamedTuple):
    """One of the hands a report came through, in the order of the chain."""

    name: str
    """As the article writes it."""
    domain: str = ""
    country: str | None = None
    kind: str = ""
    """Type of the outlet (``agency``, ``broadcaster`` …). «وكالات» and «متابعات» name nobody and
    are no hops: the signal ``vague-credit`` tells of them."""
    start: int = -1
    end: int = -1
    basis: str = ""
    """``in-text``, ``credit-line``, ``wire-code``, ``dateline``, ``json-ld``, ``canonical`` …"""
    confidence: Confidence = "low"
    where: Where = "text"
    """What ``start`` and ``end`` count in."""
    outlet: str = ""
    ownership: str | None = None
    """Ownership class of the outlet (``state`` …), where a source tells."""
    candidates: tuple[str, ...] = ()


class Signal(NamedTuple):
    """One thing read from this article by a rule. It describes the article, not the outlet."""

    name: str
    value: Value
    """None is unknown: the input cannot tell (no markup in a text, no date on the page), or
    nobody knows the words of its language."""
    axis: Axis = "sourcing"
    spans: tuple[Span, ...] = ()
    rule: str = ""
    confidence: Confidence = "medium"
    note: str = ""


class Judgement(NamedTuple):
    """What an outside rater says of an outlet, on the rater's own scale."""

    rater: str
    subject: str
    """Registrable domain or edition the rating was asked for."""
    rated: str
    """The domain the rater's file names: it may be another edition of the same outlet."""
    value: str
    scale: str
    date: str = ""
    """As the rater dates it: ``2024``, ``2026-08``; ``""`` where it does not."""
    band: Band | None = None
    """By the published crosswalk; None where the value says nothing of reliability."""
    note: str = ""
    source: str = ""
    """File and line it was read from."""
    redistribution: Redistribution = "byo"


class Agreement(NamedTuple):
    """Whether the raters of one outlet fall into the same band. Never a mean."""

    state: AgreementState = "none"
    subject: str = ""
    bands: tuple[tuple[str, Band], ...] = ()
    """(rater, band), one for each rater."""


class Criterion(NamedTuple):
    """What the claims on one predicate add up to."""

    predicate: str
    state: State
    claims: int = 0
    newest: date | None = None
    methods: tuple[Method, ...] = ()


class Coverage(NamedTuple):
    """How much of an axis is known of one outlet: ``known`` of ``applicable`` criteria."""

    axis: Axis
    known: int = 0
    applicable: int = 0
    contested: int = 0
    criteria: tuple[Criterion, ...] = ()


class Profile(NamedTuple):
    """What is known of an article: who published it, where it came from, and who says what.

    ``claims`` and ``judgements`` are about the publisher and the origin (``subject`` tells which);
    a re-published article never passes the origin's claims off as the publisher's. ``coverage``
    and ``agreement`` are about the origin's outlet, which is the publisher's where nothing else
    is known.
    """

    publisher: Party = Party()
    origin: Origin = Origin()
    chain: tuple[Hop, ...] = ()
    """Media the report has its matter from, in the order of its text, furthest first where one
    has it from another; then the agencies of its slug. Publisher and origin stand apart."""
    claims: tuple[Claim, ...] = ()
    signals: tuple[Signal, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    agreement: Agreement = Agreement()
    warnings: tuple[str, ...] = ()

    def to_dict(self, *, claims: bool = False) -> dict[str, Any]:
        """JSON-safe form; ``claims`` adds the claims, and what they add up to by criterion.

        ``signals`` is name -> value, ``coverage`` axis -> counts.
        """
        told: dict[str, Any] = {
            "publisher": _plain(self.publisher),
            "origin": _plain(self.origin),
            "chain": _plain(self.chain),
            "signals": {
                one.name: one.value if type(one.value) in _SCALARS else _plain(one.value)
                for one in self.signals
            },
            "coverage": {
                one.axis: {
                    "known": one.known,
                    "applicable": one.applicable,
                    "contested": one.contested,
                }
                for one in self.coverage
            },
            "judgements": _plain(self.judgements),
            "agreement": _plain(self.agreement),
            "warnings": list(self.warnings),
        }
        if claims:
            told["claims"] = _plain(self.claims)
            told["criteria"] = {
                one.axis: {c.predicate: c.state for c in one.criteria} for one in self.coverage
            }
        return told


_SCALARS: Final = frozenset({str, int, float, bool, type(None)})


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any value of a claim
    """Records as dicts, tuples as lists and dates as ISO, all the way down."""
    if type(value) in _SCALARS:
        return value
    items: Iterable[tuple[str, Any]]
    if hasattr(value, "_fields"):
        items = zip(value._fields, value, strict=True)
    elif isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    else:
        return value.isoformat()
    # asked here once more: most values are scalars, and a call costs more than the question
    return {key: one if type(one) in _SCALARS else _plain(one) for key, one in items}


_AXES: Final[dict[Axis, str]] = {
    "identity": """name domain domain-role edition network country seat type ownership owner parent
        founded closed language licence-number editor wikidata satire legal-status website""",
    "transparency": """about-page masthead contact ethics-policy corrections-policy
        fact-checking-policy ownership-page advertising-policy unnamed-sources-policy byline-policy
        ads-txt trust-txt jti ifcn afcn press-council""",
    "originality": """publisher origin attribution wire-codes own-report-share copy-ratio
        second-article-share copy-network""",
    "sourcing": """named-author dateline own-correspondent date-consistency named-speakers
        unnamed-sources documents hedges right-of-reply corrections headline-form headline-fit
        opinion-label sponsored-label ad-density copy-notice""",
    "outside": "rating fact-check-record",
}

PREDICATES: Final[Mapping[str, Axis]] = {
    predicate: axis for axis, names in _AXES.items() for predicate in names.split()
}
"""The closed list of what a claim can be about, and the axis each belongs to."""

AXES: Final[tuple[Axis, ...]] = tuple(_AXES)
