"""Checked data of a plugin -> ``Site``. No checks here: ``cleaner.sites.schema`` has made them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.model.site import Edition, Evidence, Layout, OutletFacts, Rule, Site
from cleaner.sites.domains import file_domain, normal_host

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.model.site import Level, Patterns, Rules

DEFAULT = "_default"
"""The family whose rules hold on every page."""

FIELDS = ("root", "title", "date", "modified", "byline", "section", "tags", "credit", "keep")
"""Keys of ``[article]`` that hold selectors."""
FLAGS = ("date_from_url", "no_byline")
"""Keys of ``[article]`` that are true or false."""
RULES = ("remove", "lines", "cut", "head", "tail")
"""Tables whose keys are labels."""


def site_name(file: str | Path, kind: str) -> str:
    """``youm7_com``, or ``families/jnews``: how messages and votes call the plugin."""
    stem = Path(file).stem
    return f"families/{stem}" if kind == "family" else stem


def build(data: Mapping[str, Any], file: str | Path, kind: str, hooks: object = None) -> Site:
    """A ``Site`` as its file states it: nothing of its family or the defaults is in it yet.

    ``layouts[0]`` is what the file says outside ``[[layout]]`` (it may have no root), the older
    templates follow.
    """
    name = site_name(file, kind)
    level: Level = "site"
    if kind == "family":
        level = "default" if Path(file).stem == DEFAULT else "family"
    rules = _Attributed(name, level)
    domains = data.get("domains") or ([file_domain(Path(file).stem)] if kind == "site" else [])
    return Site(
        name=name,
        file=str(file),
        domains=tuple(map(normal_host, domains)),
        family=data.get("family"),
        outlet=_outlet(data["outlet"]) if "outlet" in data else None,
        layouts=tuple(rules.layout(one) for one in (data, *data.get("layout", ()))),
        evidence=tuple(map(_evidence, data.get("evidence", ()))),
        fingerprint=rules.patterns(data.get("fingerprint", {}).get("any", ())),
        not_article=rules.patterns(data.get("page", {}).get("not-article", ())),
        hooks=hooks,
    )


class _Attributed:
    """Makes rules that carry the plugin's name and level."""

    def __init__(self, plugin: str, level: Level) -> None:
        self.plugin = plugin
        self.level: Level = level

    def patterns(self, texts: Sequence[str]) -> Patterns:
        return tuple(Rule(text, self.plugin, self.level) for text in texts)

    def table(self, table: Mapping[str, Sequence[str]]) -> Rules:
        return {label: self.patterns(texts) for label, texts in table.items()}

    def layout(self, data: Mapping[str, Any]) -> Layout:
        article = data.get("article", {})
        values: dict[str, Any] = {key: self.patterns(article.get(key, ())) for key in FIELDS}
        values |= {key: article.get(key, False) for key in FLAGS}
        values |= {key: self.table(data.get(key, {})) for key in RULES}
        return Layout(name=data.get("name", ""), **values)


def _outlet(data: Mapping[str, Any]) -> OutletFacts:
    facts: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
    }
    roles = {role: tuple(map(normal_host, said)) for role, said in data.get("domains", {}).items()}
    editions = tuple(map(_edition, data.get("edition", ())))
    for key in ("name", "domains", "edition"):
        facts.pop(key, None)
    return OutletFacts(names=data.get("name", {}), roles=roles, editions=editions, **facts)


def _edition(data: Mapping[str, Any]) -> Edition:
    rest = {key: value for key, value in data.items() if key not in ("name", "aliases")}
    return Edition(names=data.get("name", {}), aliases=tuple(data.get("aliases", ())), **rest)


def _evidence(data: Mapping[str, Any]) -> Evidence:
    return Evidence(**{**data, "fields": tuple(data.get("fields", ()))})
