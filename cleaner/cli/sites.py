"""``cleaner sites``: which plugins there are, and which one answers for a domain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.common import new_cleaner, plugins_option, ratings_option, tell_refused
from cleaner.cli.outlets import said, show_profile
from cleaner.cli.show import counted, say, table
from cleaner.errors import BadOption
from cleaner.profile.build import outlet_profile
from cleaner.profile.claims import claims_of, live_values
from cleaner.profile.country import press_freedom
from cleaner.profile.jsonld import organization
from cleaner.sites.domains import split_address
from cleaner.sites.status import status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner import Cleaner, Evidence, OutletFacts, Site
    from cleaner.profile.country import PressFreedom
    from cleaner.profile.outlets import Known
    from cleaner.sites.registry import SiteRegistry
    from cleaner.workshop.health import Health

UNKNOWN = AGED = 1


@click.command()
@click.argument("names", nargs=-1, metavar="[DOMAIN | MANIFEST…]")
@plugins_option
@ratings_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "json-ld"]),
    default="table",
    show_default=True,
    help="Of the profile of DOMAIN; json-ld is a schema.org NewsMediaOrganization.",
)
@click.option(
    "--health", is_flag=True, help="Name the plugins that have aged, by MANIFEST… of runs."
)
@click.option(
    "--missing",
    type=click.FloatRange(0, 100),
    default=20,
    show_default=True,
    metavar="PERCENT",
    help="With --health: pages without its root that a plugin may have.",
)
def sites(
    names: Sequence[str],
    plugins: Sequence[Path],
    ratings: Sequence[Path],
    form: str,
    health: bool,
    missing: float,
) -> int:
    """List the plugins, or show what is known of DOMAIN (a host name or URL), and from where.

    With --health: how well the plugins fitted the pages of earlier runs, whose MANIFEST… (or
    folders of results) are named. Exit code 1 if any has aged.
    """
    if health and not names:
        raise click.UsageError("name the manifests to read: OUT/manifest.jsonl")
    if not health and len(names) > 1:
        raise click.UsageError("name one domain")
    cleaner = new_cleaner(plugins, ratings=ratings)
    registry = cleaner.registry
    known = len(registry.refused)
    if health:
        code = _health(registry, names, missing / 100)
    else:
        code = _show(cleaner, names[0], form) if names else _list(registry)
    tell_refused(registry.refused[known:])
    return code


def _health(registry: SiteRegistry, manifests: Sequence[str], missing: float) -> int:
    from cleaner.workshop.health import FEW, has_root, read_health, signs

    found = read_health(map(Path, manifests))
    refs = {ref.name: ref for ref in registry.refs()}
    known = {name: registry.load(refs[name]) for name in found if name in refs}
    aged = {name: "; ".join(signs(one, known.get(name), missing)) for name, one in found.items()}
    columns = ("plugin", "pages", "root", "layouts", "rules fired", "residue", "lost", "aged")
    order = sorted(found.values(), key=lambda one: (not aged[one.plugin], one.plugin))
    rows = (_counts(one, aged[one.plugin], own=has_root(known.get(one.plugin))) for one in order)
    table(columns, rows, right=columns[1:3])
    count = sum(map(bool, aged.values()))
    few = sum(one.pages < FEW for one in found.values())
    told = f"{counted(len(found), 'plugin')} in play, {count} aged"
    say(f"{told}; {few} on fewer than {FEW} pages, which tell nothing" if few else told)
    return AGED if count else 0


def _counts(one: Health, aged: str, *, own: bool) -> tuple[str, ...]:
    layouts = ", ".join(f"{name} {count}" for name, count in one.layouts.most_common())
    return (
        one.plugin,
        f"{one.pages:,}",
        f"{1 - one.missing:.0%}" if own else "family",
        layouts,
        str(len(one.rules)),
        f"{one.residue_share:.1%}",
        "" if one.lost_share is None else f"{one.lost_share:.1%}",
        aged,
    )


def _list(registry: SiteRegistry) -> int:
    refs = registry.refs()
    found = [(ref, site) for ref in refs if (site := registry.load(ref))]
    columns = ("plugin", "domains", "name", "country", "type", "family", "layouts", "status")
    table(columns, (_row(ref.name, site) for ref, site in found))
    for winner, loser in registry.overrides:
        say(f"{loser.file} is overridden by {winner.file}")
    return 0


def _row(name: str, site: Site) -> tuple[str, ...]:
    claims = claims_of(site)
    return (
        name,
        " ".join(site.domains),
        _name(site.outlet),
        said(claims, "country"),
        said(claims, "type"),
        site.family or "",
        str(len(site.layouts)),
        status(site),
    )


def _name(outlet: OutletFacts | None) -> str:
    if outlet is None or not outlet.names:
        return ""
    return outlet.names.get("ar") or next(iter(outlet.names.values()))


def _show(cleaner: Cleaner, domain: str, form: str) -> int:
    outlets, registry = cleaner.sources.outlets, cleaner.registry
    host = split_address(domain)[0]
    if warning := outlets.warning(host):
        say(warning)
    ref = registry.find(host)
    site = registry.site(host)
    if ref is None or site is None:
        say(f"no plugin answers for {host}: its pages take the generic path")
        return UNKNOWN
    known = outlets.get(ref.name)
    if form != "table":
        click.echo(_as_json(cleaner, site, known, form))
        return 0
    place = outlets.resolve(domain)
    edition = [("edition", place.edition)] if place and place.edition else []
    table(("field", "value"), [("plugin", ref.name), ("file", ref.file), *_facts(site), *edition])
    if known is not None:
        click.echo()
        show_profile(known, cleaner.sources)
        if context := _context(cleaner, known):
            click.echo()
            heads = ("about the country", "value", "source", "date", "confidence")
            table(heads, map(_of_country, context))
    if rules := [one for one in site.evidence if not _only_facts(one)]:
        click.echo()
        columns = ("evidence of rules", "date", "confidence", "fields", "source", "note")
        table(columns, map(_evidence, rules))
    return 0


def _as_json(cleaner: Cleaner, site: Site, known: Known | None, form: str) -> str:
    if known is None:
        raise BadOption("its plugin states no outlet", file=site.file, remedy="add [outlet]")
    if form == "json-ld":
        found = organization(site, cleaner.sources.claims(known.id))
    else:
        found = outlet_profile(known.id, cleaner.sources).to_dict(claims=True)
        found["context"] = [one.to_dict() for one in _context(cleaner, known)]
    return json.dumps(found, ensure_ascii=False, indent=1)


def _context(cleaner: Cleaner, known: Known) -> list[PressFreedom]:
    """Press freedom where the outlet is based; several where its claims name several countries."""
    claims = cleaner.sources.claims(known.id)
    countries = live_values("country", claims)
    return [found for country in countries if (found := press_freedom(str(country)))]


def _of_country(one: PressFreedom) -> tuple[str, ...]:
    return "context", str(one), one.source.name, one.observed_on.isoformat(), one.confidence


def _only_facts(one: Evidence) -> bool:
    return bool(one.fields) and all(name.partition(".")[0] == "outlet" for name in one.fields)


def _facts(site: Site) -> Iterator[tuple[str, str]]:
    yield "domains", " ".join(site.domains)
    yield "family", site.family or ""
    yield "status", status(site)
    yield "layouts", " ".join(layout.name or "(unnamed)" for layout in site.layouts)
    if site.outlet and site.outlet.timezone:
        yield "timezone", site.outlet.timezone


def _evidence(one: Evidence) -> tuple[str, ...]:
    day = one.date.isoformat() if one.date else ""
    return (one.kind, day, one.confidence, " ".join(one.fields), one.source, one.note)
