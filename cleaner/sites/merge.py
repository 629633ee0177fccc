"""A site's rules united with its family's and the defaults'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cleaner.model.site import Layout, Site
from cleaner.sites.build import FIELDS, FLAGS, RULES

if TYPE_CHECKING:
    from cleaner.model.site import Rules


def merge(*plugins: Site | None) -> Site:
    """The first plugin's facts with the rules of all: site, family, defaults, in this order.

    ``layouts`` of the result are the candidates, in order: the site's, newest first; the
    family's; and one without a root, for pages on which no root matches. Each holds

    * the root of the plugin it comes from alone, because the root tells which layout a page has;
    * of every other list, its own entries first, then those of the site's newest layout (what a
      site says outside ``[[layout]]`` holds for its old templates as well), the family's, the
      defaults';
    * a flag that any of them sets.
    """
    given = [plugin for plugin in plugins if plugin is not None]
    tops = [plugin.layouts[0] for plugin in given if plugin.layouts]
    found = []
    for place, plugin in enumerate(given):
        for layout in plugin.layouts:
            if layout.root:
                # what stands before the layout's own plugin speaks first
                stack = [*tops[:place], layout, *tops[place:]]
                found.append(_stack(layout.name, layout, stack))
    found.append(_stack("", Layout(), tops))
    return replace(
        given[0],
        layouts=tuple(found),
        not_article=tuple(rule for plugin in given for rule in plugin.not_article),
    )


def _stack(name: str, top: Layout, stack: list[Layout]) -> Layout:
    """One layout of several: the lists one behind the other, without repetition."""
    layers = [one for place, one in enumerate(stack) if one not in stack[:place]]
    values: dict[str, Any] = {
        field: tuple(rule for one in layers for rule in getattr(one, field)) for field in FIELDS
    }
    values |= {flag: any(getattr(one, flag) for one in layers) for flag in FLAGS}
    values |= {table: _unite([getattr(one, table) for one in layers]) for table in RULES}
    return Layout(name=name, **{**values, "root": top.root})


def _unite(tables: list[Rules]) -> Rules:
    labels = dict.fromkeys(label for table in tables for label in table)
    return {
        label: tuple(rule for table in tables for rule in table.get(label, ())) for label in labels
    }
