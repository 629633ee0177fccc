"""``cleaner outlets`` and the profile of one: what is known, and by whom."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from cleaner.cli.common import new_cleaner, plugins_option
from cleaner.cli.show import say, table
from cleaner.errors import BadOption
from cleaner.profile.build import outlet_profile
from cleaner.profile.claims import is_live, is_old, live_values
from cleaner.sites.values import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cleaner.model.profile import Claim, Coverage, Judgement, Profile
    from cleaner.profile.build import Sources
    from cleaner.profile.outlets import Known

NOTHING: Final = 3
FACTS: Final = (
    *("country", "type", "ownership", "owner", "parent", "seat", "founded", "closed", "language"),
    *("wikidata", "network", "satire", "legal-status", "jti", "ifcn", "afcn"),
)
"""Predicates that are columns of the table, besides the names."""
TOO_LITTLE: Final = 0.25
"""Share of criteria under which no more is said than that too little is known."""


@click.command()
@click.option("--country", metavar="CC", help="Only outlets of a country (ISO 3166-1 alpha-2).")
@click.option("--type", "kind", metavar="TYPE", help="Only outlets of a type (agency, portal …).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="json has every claim with its source.",
)
@plugins_option
def outlets(country: str | None, kind: str | None, form: str, plugins: Sequence[Path]) -> int:
    """Print the outlets that the plugins know, each fact with source, date and confidence.

    Those of a country or type are the ones of which a live claim says so.
    """
    if country and country.upper() not in COUNTRIES:
        remedy = "write an ISO 3166-1 code like YE"
        raise BadOption(f"{country!r} is no country", file="--country", remedy=remedy)
    sources = new_cleaner(plugins).sources
    wanted = {"country": country and country.upper(), "type": kind}
    found = [
        known
        for known in sources.outlets
        if all(
            value is None or value in live_values(predicate, sources.claims(known.id))
            for predicate, value in wanted.items()
        )
    ]
    found.sort(key=lambda one: (said(sources.claims(one.id), "country") or "~", one.domain))
    rows = [_row(known, sources) for known in found]
    if form == "json":
        click.echo(
            json.dumps([_record(known, sources) for known in found], ensure_ascii=False, indent=1)
        )
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, list(_columns()), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        shown = [name for name in _columns() if name not in ("evidence", "aliases")]
        table(shown, ([row[name] for name in shown] for row in rows))
    if not found:
        say("no outlet of that kind")
        return NOTHING
    return 0


def _columns() -> tuple[str, ...]:
    return (
        "id",
        "domain",
        "name_ar",
        "name_en",
        *FACTS,
        "known",
        "contested",
        "aliases",
        "evidence",
    )


def _row(known: Known, sources: Sources) -> dict[str, str]:
    claims = sources.claims(known.id)
    covered = sources.coverage(known.id)
    facts = {predicate: said(claims, predicate) for predicate in FACTS}
    contested = [c.predicate for one in covered for c in one.criteria if c.state == "contested"]
    return {
        "id": known.id,
        "domain": known.domain,
        "name_ar": known.names.get("ar", ""),
        "name_en": known.names.get("en", ""),
        **facts,
        "known": f"{sum(one.known for one in covered)}/{sum(one.applicable for one in covered)}",
        "contested": " ".join(contested),
        "aliases": " | ".join(known.aliases),
        "evidence": " | ".join(
            f"{claim.predicate}: {claim.source.name} ({day_of(claim)}, {claim.confidence})"
            for claim in claims
            if claim.predicate in FACTS and is_live(claim, date.today())
        ),
    }


def _record(known: Known, sources: Sources) -> dict[str, Any]:
    profile = outlet_profile(known.id, sources).to_dict(claims=True)
    return {
        "id": known.id,
        "domains": list(known.domains),
        "names": known.names,
        "aliases": list(known.aliases),
        "editions": [{"at": at, "name": name} for at, name, _ in known.editions],
        "lookalikes": list(known.shut),
        **{key: profile[key] for key in ("claims", "criteria", "coverage")},
    }


def said(claims: Sequence[Claim], predicate: str) -> str:
    """The values of live claims on a predicate; several that differ stand side by side."""
    return " / ".join(map(written, live_values(predicate, claims)))


def show_profile(known: Known, sources: Sources) -> None:
    """Print what is known of an outlet: claims by axis, coverage, what raters say."""
    profile = outlet_profile(known.id, sources)
    columns = ("claim", "value", "source", "date", "confidence", "method", "note")
    table(columns, map(_claim, sorted(profile.claims, key=_order)))
    click.echo()
    table(("axis", "known", "of", "contested", "unknown"), map(_axis, profile.coverage))
    click.echo()
    table(
        ("rater", "value", "scale", "date", "band", "rated", "note"),
        map(_judgement, profile.judgements),
    )
    click.echo(_agreement(profile, sources))


def _order(claim: Claim) -> tuple[int, str]:
    names = ("name", *FACTS)
    return (names.index(claim.predicate) if claim.predicate in names else 99, claim.predicate)


def _claim(claim: Claim) -> tuple[str, ...]:
    notes: list[str] = [claim.status] if claim.status != "active" else []
    notes += [f"reply: {claim.reply}"] if claim.reply else []
    notes += [f"until {claim.valid_to}"] if claim.valid_to else []
    notes += ["old"] if is_old(claim) else []
    notes += [claim.reason] if claim.reason else []
    predicate = f"{claim.predicate} ({claim.scale})" if claim.scale else claim.predicate
    source, day = claim.source.name, day_of(claim)
    how = (claim.confidence, claim.method, "; ".join(notes))
    return predicate, written(claim.value), source, day, *how


def _axis(one: Coverage) -> tuple[str, ...]:
    unknown = " ".join(c.predicate for c in one.criteria if c.state == "unknown")
    if one.criteria and one.known < TOO_LITTLE * one.applicable:
        unknown = f"too little known: {unknown}"
    return one.axis, str(one.known), str(one.applicable), str(one.contested), unknown


def _judgement(one: Judgement) -> tuple[str, ...]:
    return one.rater, short(one.value), one.scale, one.date, one.band or "", one.rated, one.note


def short(value: str) -> str:
    """A number with two decimals, anything else as it is."""
    try:
        return f"{float(value):.2f}" if "." in value else value
    except ValueError:
        return value


def _agreement(profile: Profile, sources: Sources) -> str:
    names = sources.raters.names
    if not names:
        return "outside judgements: none at hand; bring files of ratings with --ratings"
    searched = f"searched {', '.join(names)}"
    if not profile.judgements:
        return f"outside judgements: none found ({searched})"
    return f"outside judgements: {profile.agreement.state} ({searched})"


def written(value: object) -> str:
    """A claim's value for people."""
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def day_of(claim: Claim) -> str:
    """When it was seen."""
    return claim.observed_on.isoformat() if claim.observed_on else ""
