"""Facts with evidence -> claims; claims -> what is known of each criterion, and how much.

Nothing without source and date becomes a claim: a fact of ``[outlet]`` that no dated
``[[evidence]]`` vouches for does not exist here. Claims never overwrite each other; two that
differ make the criterion ``contested``, and ``unknown`` is a state of its own, never a number.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from cleaner.errors import BadValue
from cleaner.model.profile import (
    CONTESTED,
    NOT_APPLICABLE,
    PREDICATES,
    UNKNOWN,
    Claim,
    Coverage,
    Criterion,
    Source,
)
from cleaner.profile.data_files import toml
from cleaner.profile.gate import kept_with_users

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaner.model.profile import (
        Axis,
        ClaimStatus,
        Confidence,
        Method,
        Redistribution,
        State,
        Value,
    )
    from cleaner.model.site import Evidence, OutletFacts, Site

OLD: Final = timedelta(days=730)
"""Claims seen longer ago than this print as old."""
MANY: Final = frozenset({"name", "domain-role", "edition", "language", "legal-status"})
"""Predicates of which an outlet may have several values: different ones do not contest."""
TRANSPARENT: Final = ("jti", "ifcn", "afcn")
_PREDICATE: Final = {
    "name": "name", "aliases": "name", "domains": "domain-role", "edition": "edition",
    "languages": "language", "language": "language", "legal": "legal-status",
}  # fmt: skip
_METHODS: Final[dict[str, Method]] = {
    "real-page": "observed",
    "text": "observed",
    "learned": "inferred",
    "document": "third-party",
    "reported": "third-party",
}
_OPEN: Final = ("CC0", "MIT", "Apache", "PDDL", "public domain")
"""Beginnings of licences under which a whole table may ship."""
_KEYS: Final = (
    *("name", "country", "type", "ownership", "owner", "parent", "seat", "founded", "closed"),
    *("languages", "language", "wikidata", "website", "network", "satire", "legal"),
    *(*TRANSPARENT, "aliases", "domains", "edition"),
)
"""Facts of ``[outlet]`` that become claims; ``timezone`` is a setting."""


def claims_of(site: Site) -> tuple[Claim, ...]:
    """The claims of a plugin, in the order of its evidence."""
    if site.outlet is None:
        return ()
    return tuple(_claims(site, site.outlet))


def _claims(site: Site, facts: OutletFacts) -> Iterator[Claim]:
    for evidence in site.evidence:
        if evidence.date is None:
            continue  # nobody can tell how old it is
        for key in _vouched(evidence, facts):
            for value, scale in _values(key, facts, evidence):
                yield Claim(
                    subject=site.name,
                    predicate=_PREDICATE.get(key, key),
                    value=value,
                    source=Source(evidence.source, *_address(evidence.source), evidence.licence),
                    scope="network" if key == "network" else "outlet",
                    scale=scale,
                    method=_method(evidence),
                    observed_on=evidence.date,
                    valid_from=evidence.since,
                    valid_to=evidence.until,
                    confidence=_confidence(evidence),
                    reason=evidence.note,
                    status=_status(evidence),
                    reply=evidence.reply,
                    redistribution=redistribution(evidence),
                )


def _vouched(evidence: Evidence, facts: OutletFacts) -> Iterator[str]:
    """The facts that a piece of evidence names: ``outlet`` is all that are stated."""
    if "outlet" in evidence.fields:
        yield from (key for key in _KEYS if _stated(key, facts) or key in evidence.says)
    for named in evidence.fields:
        table, _, key = named.partition(".")
        key = key.partition(".")[0]
        if table == "outlet" and key in _KEYS and "outlet" not in evidence.fields:
            yield key


def _stated(key: str, facts: OutletFacts) -> Any:  # noqa: ANN401 -- as many types as facts
    names = {"name": facts.names, "domains": facts.roles, "edition": facts.editions}
    return names[key] if key in names else getattr(facts, key)


def _values(key: str, facts: OutletFacts, evidence: Evidence) -> Iterator[tuple[Value, str]]:
    """(value, scale) of a fact as the evidence has it; for names the scale is the language."""
    value = evidence.says.get(key, _stated(key, facts))
    if value is None or value == () or value == {}:
        return
    if key == "name":
        yield from ((name, language) for language, name in value.items())
    elif key in ("aliases", "legal", "languages"):
        yield from ((one, "") for one in value)
    elif key == "domains":
        yield from (((domain, role), "") for role, named in value.items() for domain in named)
    elif key == "edition":
        yield from ((one.at, "") for one in value)
    else:
        yield value, ""


def _address(source: str) -> tuple[str, str]:
    """(address, version) that a source names in its text."""
    words = source.split()
    address = next((word.rstrip(",;") for word in words if word.startswith("http")), "")
    version = next((after.rstrip(",") for at, after in pairwise(words) if at == "@"), "")
    return address, version


def _method(evidence: Evidence) -> Method:
    methods: dict[str, Method] = {
        one: one for one in ("declared", "observed", "third-party", "inferred")
    }
    return methods.get(evidence.method) or _METHODS[evidence.kind]


def _confidence(evidence: Evidence) -> Confidence:
    levels: dict[str, Confidence] = {one: one for one in ("high", "medium", "low")}
    return levels.get(evidence.confidence, "low")


def _status(evidence: Evidence) -> ClaimStatus:
    known: dict[str, ClaimStatus] = {
        one: one for one in ("active", "superseded", "disputed", "withdrawn")
    }
    return known[evidence.status]


def redistribution(evidence: Evidence) -> Redistribution:
    """How what rests on a piece of evidence may be passed on.

    ``bundle`` for open licences and for what was read from pages or is our own compilation;
    single facts of other documents are ``facts-only``; ``byo`` for what its terms keep with the
    user.
    """
    licence = evidence.licence.strip()
    if kept_with_users(licence):
        return "byo"
    if licence.startswith(_OPEN) or evidence.kind in ("real-page", "text"):
        return "bundle"
    return "facts-only"


@cache
def criteria() -> dict[str, tuple[dict[str, str], ...]]:
    """Axis -> its criteria, with their counterparts in published standards."""
    return {axis: tuple(rows) for axis, rows in toml("criteria.toml").items()}


def criterion(predicate: str, claims: Iterable[Claim], today: date | None = None) -> Criterion:
    """What the claims on a predicate add up to."""
    today = today or date.today()
    mine = [claim for claim in claims if claim.predicate == predicate]
    live = [claim for claim in mine if is_live(claim, today)]
    return Criterion(
        predicate=predicate,
        state=_state(predicate, live),
        claims=len(live),
        newest=max((c.observed_on for c in live if c.observed_on), default=None),
        methods=tuple(sorted({claim.method for claim in live})),
    )


def live_values(
    predicate: str, claims: Iterable[Claim], today: date | None = None
) -> tuple[Value, ...]:
    """What the live claims on a predicate say, each value once, in their order."""
    day = today or date.today()
    mine = (one for one in claims if one.predicate == predicate and is_live(one, day))
    return tuple(dict.fromkeys(one.value for one in mine))


def standing(predicate: str, claims: Sequence[Claim], today: date | None = None) -> Value:
    """What holds of a predicate: the one value of its live claims, :data:`CONTESTED` or None."""
    state = criterion(predicate, claims, today).state
    if state in ("contested", "unknown", "not-applicable"):
        return CONTESTED if state == "contested" else None
    said = live_values(predicate, claims, today)
    return next(one for one in said if one not in (None, UNKNOWN))


def is_live(claim: Claim, today: date) -> bool:
    """Neither withdrawn nor superseded, and true on that day as far as its dates tell."""
    if claim.status in ("superseded", "withdrawn"):
        return False
    begun = claim.valid_from is None or claim.valid_from <= today
    return begun and (claim.valid_to is None or today <= claim.valid_to)


def is_old(claim: Claim, today: date | None = None) -> bool:
    """Whether nobody has looked for two years (or the claim has no date at all)."""
    seen = claim.observed_on
    return seen is None or (today or date.today()) - seen > OLD


def _state(predicate: str, claims: Sequence[Claim]) -> State:
    said = [claim.value for claim in claims if claim.value not in (None, UNKNOWN)]
    if not said:
        return "unknown"
    if all(value == NOT_APPLICABLE for value in said):
        return "not-applicable"
    if any(claim.status == "disputed" for claim in claims):
        return "contested"
    if predicate not in MANY and len({_plain(value) for value in said}) > 1:
        return "contested"
    if {True, False} & {value for value in said if isinstance(value, bool)}:
        return "met" if True in said else "not-met"
    return "known"


def _plain(value: Value) -> Value:
    return value.casefold() if isinstance(value, str) else value


def coverage(axis: Axis, claims: Sequence[Claim], today: date | None = None) -> Coverage:
    """How much of an axis the claims on an outlet tell: known of applicable criteria."""
    found = tuple(criterion(row["predicate"], claims, today) for row in criteria()[axis])
    applicable = [one for one in found if one.state != "not-applicable"]
    return Coverage(
        axis=axis,
        known=sum(one.state != "unknown" for one in applicable),
        applicable=len(applicable),
        contested=sum(one.state == "contested" for one in applicable),
        criteria=found,
    )


def check(claim: Claim) -> None:
    """Raise :class:`BadValue` for a claim without a source or outside the closed list."""
    if not claim.source.name:
        raise BadValue(f"a claim on {claim.predicate!r} of {claim.subject} without a source")
    if claim.predicate not in PREDICATES:
        raise BadValue(f"unknown predicate {claim.predicate!r}", remedy="see PREDICATES")
