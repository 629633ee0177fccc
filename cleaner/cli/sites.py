"""``cleaner sites``: which plugins there are, and which one answers for a domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cleaner.cli.common import new_cleaner, plugins_option, tell_refused
from cleaner.cli.show import say, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cleaner import Evidence, OutletFacts, Site
    from cleaner.sites.registry import SiteRegistry

UNKNOWN = 1


@click.command()
@click.argument("domain", required=False)
@plugins_option
def sites(domain: str | None, plugins: Sequence[Path]) -> int:
    """List the plugins, or show the one that answers for DOMAIN (a host name or URL)."""
    cleaner = new_cleaner(plugins)
    registry = cleaner.registry
    known = len(registry.refused)
    code = _show(registry, domain) if domain else _list(registry)
    tell_refused(registry.refused[known:])
    return code


def _list(registry: SiteRegistry) -> int:
    refs = registry.refs()
    found = [(ref, site) for ref in refs if (site := registry.load(ref))]
    columns = ("plugin", "domains", "name", "country", "type", "family", "layouts", "evidence")
    table(columns, (_row(ref.name, site) for ref, site in found))
    for winner, loser in registry.overrides:
        say(f"{loser.file} is overridden by {winner.file}")
    return 0


def _row(name: str, site: Site) -> tuple[str, ...]:
    outlet = site.outlet
    return (
        name,
        " ".join(site.domains),
        _name(outlet),
        (outlet and outlet.country) or "",
        (outlet and outlet.type) or "",
        site.family or "",
        str(len(site.layouts)),
        " ".join(sorted({evidence.kind for evidence in site.evidence})),
    )


def _name(outlet: OutletFacts | None) -> str:
    if outlet is None or not outlet.names:
        return ""
    return outlet.names.get("ar") or next(iter(outlet.names.values()))


def _show(registry: SiteRegistry, domain: str) -> int:
    host = domain.partition("://")[2].partition("/")[0] or domain.partition("/")[0]
    ref = registry.find(host)
    site = registry.site(host)
    if ref is None or site is None:
        say(f"no plugin answers for {host}: its pages take the generic path")
        return UNKNOWN
    table(("field", "value"), [("plugin", ref.name), ("file", ref.file), *_facts(site)])
    if site.evidence:
        click.echo()
        columns = ("evidence", "date", "confidence", "fields", "source", "note")
        table(columns, map(_evidence, site.evidence))
    return 0


def _facts(site: Site) -> Iterator[tuple[str, str]]:
    yield "domains", " ".join(site.domains)
    yield "family", site.family or ""
    yield "layouts", " ".join(layout.name or "(unnamed)" for layout in site.layouts)
    outlet = site.outlet
    if outlet is None:
        return
    for language, name in outlet.names.items():
        yield f"name ({language})", name
    for field in ("country", "type", "owner", "founded", "language", "timezone"):
        if (value := getattr(outlet, field)) is not None:
            yield field, str(value)
    if outlet.aliases:
        yield "aliases", " · ".join(outlet.aliases)


def _evidence(one: Evidence) -> tuple[str, ...]:
    day = one.date.isoformat() if one.date else ""
    return (one.kind, day, one.confidence, " ".join(one.fields), one.source, one.note)
