"""Lines of a plugin that its family, or the defaults, say already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.segment.marks import split_union
from cleaner.sites.build import FIELDS, FLAGS, RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.model.site import Layout, Patterns, Site
    from cleaner.sites.lines import Path

_LISTS: Final = tuple(field for field in FIELDS if field != "root")


@dataclass(frozen=True, slots=True)
class Covered:
    """An entry that can go: where it stands, what it says, and who says it as well."""

    at: Path
    text: str
    by: str


def covered(site: Site, *others: Site | None) -> Iterator[Covered]:
    """Entries outside ``[[layout]]`` that ``others`` (family, defaults) have as well.

    A removal is covered where they remove the same under the same label. Of the lists in
    ``[article]`` order counts, so only what stands last here and first there can go; a root only
    if all of it is the family's, and the site has no older layouts between the two.
    """
    if not site.layouts:
        return
    top = site.layouts[0]
    for other in (one for one in others if one and one.layouts):
        theirs = other.layouts[0]
        yield from _tables(top, theirs, other.name)
        yield from _fields(top, theirs, other.name)
        for flag in FLAGS:
            if getattr(top, flag) and getattr(theirs, flag):
                yield Covered(("article", flag), flag, other.name)
        if top.root and len(site.layouts) == 1 and _same(top.root, theirs.root):
            for index, rule in enumerate(top.root):
                yield Covered(("article", "root", index), rule.pattern, other.name)


def _tables(top: Layout, theirs: Layout, name: str) -> Iterator[Covered]:
    for table in RULES:
        for label, rules in getattr(top, table).items():
            known = getattr(theirs, table).get(label, ())
            for index, rule in enumerate(rules):
                if _said(rule.pattern, known, table):
                    yield Covered((table, label, index), rule.pattern, name)


def _said(pattern: str, known: Patterns, table: str) -> bool:
    """Each part of ``pattern`` stands among ``known``."""
    if table != "remove" or pattern.startswith("/"):
        return any(rule.pattern == pattern for rule in known)
    parts = {_plain(part) for rule in known for part in split_union(rule.pattern)}
    return {_plain(part) for part in split_union(pattern)} <= parts


def _fields(top: Layout, theirs: Layout, name: str) -> Iterator[Covered]:
    for field in _LISTS:
        ours, known = getattr(top, field), getattr(theirs, field)
        count = 0
        for size in range(1, min(len(ours), len(known)) + 1):
            if _same(ours[-size:], known[:size]):
                count = size
        for index in range(len(ours) - count, len(ours)):
            yield Covered(("article", field, index), ours[index].pattern, name)


def _same(one: Patterns, other: Patterns) -> bool:
    return [_plain(rule.pattern) for rule in one] == [_plain(rule.pattern) for rule in other]


def _plain(selector: str) -> str:
    return " ".join(selector.replace('"', "'").split())
