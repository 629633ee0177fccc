"""``cleaner ratings``: what the raters of the user's files say, side by side."""

from __future__ import annotations

import csv
import re
import sys
from typing import TYPE_CHECKING

import click

from cleaner.cli.common import new_cleaner, plugins_option
from cleaner.cli.outlets import day_of, short, written
from cleaner.cli.show import table
from cleaner.errors import BadOption
from cleaner.profile.raters import agreement
from cleaner.profile.ratings import WRITE
from cleaner.profile.ratings_values import address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cleaner.model.profile import Claim, Judgement
    from cleaner.profile.build import Sources


def compared(sources: Sources, domains: Sequence[str]) -> Iterator[tuple[str, list[str], str]]:
    """(domain, what each rater says, agreement) for each domain, State Media Monitor beside."""
    for domain in domains:
        place = sources.outlets.resolve(domain)
        outlet = place.outlet.id if place else ""
        judgements = sources.raters.judgements([domain])
        cells = []
        for rater in sources.raters.names:
            mine = [one for one in judgements if one.rater == rater]
            own = [one for one in mine if one.rated == domain] or mine
            cells.append("; ".join(dict.fromkeys(_cell(one, domain) for one in own)) or "-")
        cells.append(_state_media(sources.claims(outlet)))
        forms = sources.raters.forms
        yield domain, cells, agreement(judgements, domain, forms).state


def _cell(one: Judgement, domain: str) -> str:
    part = one.rated.removesuffix(f".{domain}").removeprefix(domain)
    told = [one.date, f"{part}." if part and not part.startswith("/") else part]
    told += [one.note.split(";")[0]] if one.rater == "Wikipedia RSP" and one.note else []
    inner = ", ".join(filter(None, told))
    return f"{short(one.value)} ({inner})" if inner else short(one.value)


def _state_media(claims: Sequence[Claim]) -> str:
    """What State Media Monitor, whose single facts the plugins cite, says of control."""
    found = {
        f"{written(claim.value)} ({', '.join([*_typology(claim), day_of(claim)[:4]])})": None
        for claim in claims
        if claim.predicate == "ownership" and claim.source.name.startswith("State Media Monitor")
    }
    return "; ".join(found) or "-"


def _typology(claim: Claim) -> list[str]:
    """The monitor's own class, which the note of the evidence has in brackets."""
    if found := re.search(r"\((SC|CaPu|CaPr|ISFM|ISF|ISM|IP)\)", claim.reason):
        return [found.group(1)]
    return ["editorially independent"] if "editorially independent" in claim.reason else []


def _domain(said: str) -> str:
    if domain := address(said):
        return domain
    raise BadOption(f"{said!r} is no domain", file="--domain", remedy=WRITE)


@click.group()
def ratings() -> None:
    """Work with files of outside ratings, which are yours to bring."""


@ratings.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--domain", "domains", multiple=True, metavar="D", help="Only these; may be repeated."
)
@click.option(
    "--disagree", is_flag=True, help="Only outlets on which the raters fall into several bands."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv"]),
    default="table",
    show_default=True,
    help="A table to read, or CSV.",
)
@plugins_option
def compare(
    files: Sequence[str],
    domains: Sequence[str],
    disagree: bool,
    form: str,
    plugins: Sequence[Path],
) -> int:
    """Set side by side what the raters of FILE… say of each outlet, on their own scales.

    Rows are the outlets of the plugins that at least one rater has; the last column says whether
    the raters fall into one band. Nothing is averaged.
    """
    sources = new_cleaner(plugins, ratings=files).sources
    asked = [_domain(domain) for domain in domains]
    wanted = asked or [one.domain for one in sorted(sources.outlets, key=lambda o: o.domain)]
    rows = [
        (domain, *cells, state)
        for domain, cells, state in compared(sources, wanted)
        if domains or state != "none"
        if not disagree or state == "disagree"
    ]
    columns = ("outlet", *sources.raters.names, "State Media Monitor", "agreement")
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    else:
        table(columns, rows)
    return 0
