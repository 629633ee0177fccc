"""A :class:`Site` that code made, held to what is asked of one read from a file."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cleaner.errors import BadSelector, BadValue
from cleaner.model.labels import LABELS
from cleaner.model.site import Site
from cleaner.sites.build import FIELDS
from cleaner.sites.selectors import pattern_problem, selector_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.model.site import Layout, Rules


def check_given(site: object) -> None:
    """Raise :class:`PluginError` for what is no site, and for bad selectors and patterns."""
    if not isinstance(site, Site):
        raise BadValue(f"a {type(site).__name__} is no Site")
    for rule in (*site.fingerprint, *site.not_article):
        _check(rule.pattern, site.file, line=False)
    for layout in site.layouts:
        for pattern, line in _patterns(layout):
            _check(pattern, site.file, line=line)
        for table in (layout.remove, layout.lines, layout.cut, layout.head, layout.tail):
            for label in table:
                if label not in LABELS:
                    raise BadValue(f"unknown label {label!r}", file=site.file)


def _patterns(layout: Layout) -> Iterator[tuple[str, bool]]:
    """All patterns of a layout; True for line patterns, False for selectors."""
    yield from ((rule.pattern, False) for name in FIELDS for rule in getattr(layout, name))
    tables: list[tuple[Rules, bool]] = [(layout.remove, False)]
    tables += [(table, True) for table in (layout.lines, layout.cut, layout.head, layout.tail)]
    for table, line in tables:
        yield from ((rule.pattern, line) for rules in table.values() for rule in rules)


def _check(pattern: str, file: str, *, line: bool) -> None:
    if problem := _problem(pattern, line):
        raise BadSelector(f"{pattern!r}: {problem}", file=file)


@lru_cache(maxsize=4096)
def _problem(pattern: str, line: bool) -> str | None:
    return pattern_problem(pattern) if line else selector_problem(pattern)
