"""What publisher, origin and hops say of themselves: what live claims vouch for, and no more.

A plugin may state facts that help to match names and to read dates, without a document or after
it has ended. They find the outlet; what is shown of it comes from its claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cleaner.profile.claims import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.model.profile import Claim, Hop, Origin
    from cleaner.profile.outlets import Known

    _Told = TypeVar("_Told", Origin, Hop)


class Vouched(NamedTuple):
    """Facts of an outlet as its claims have them; each may be ``contested``."""

    country: str | None = None
    kind: str = ""
    ownership: str | None = None
    network: str = ""


def vouched(claims: Sequence[Claim]) -> Vouched:
    """What the claims on an outlet say today."""
    country, kind, ownership, network = (
        None if value is None else str(value)
        for value in (
            standing(predicate, claims) for predicate in ("country", "type", "ownership", "network")
        )
    )
    return Vouched(country, kind or "", ownership, network or "")


def shared(facts: Iterable[Vouched]) -> Vouched:
    """What is true of every outlet that a name fits; a kind that only some have is theirs all."""
    several = tuple(facts)
    countries = {one.country for one in several}
    kinds = {one.kind for one in several if one.kind}
    return Vouched(
        country=countries.pop() if len(countries) == 1 else None,
        kind=kinds.pop() if len(kinds) == 1 else "",
    )


def shown(told: _Told, facts: Vouched, outlets: Iterable[Known | None]) -> _Told:
    """An origin or hop with the facts of its outlets in place of what their plugins state.

    A kind that no plugin states is the article's own word («صحيفة …»), and stays.
    """
    country, kind, ownership, _ = facts
    if (told.country, told.kind, told.ownership) == (country, kind, ownership):
        return told
    if not kind and told.kind and all(one is None or one.type != told.kind for one in outlets):
        kind = told.kind
    return told._replace(country=country, kind=kind, ownership=ownership)
