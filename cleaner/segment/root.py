"""Where the article is: the first layout whose root matches and holds enough text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cleaner.model.site import Layout, Patterns, Site
from cleaner.segment.marks import split_union

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.model.page import Page
    from cleaner.segment.tree import Node, Tree

MIN_ROOT: Final = 60
"""Fewer characters than this under a root is no article: a template not yet filled, or a teaser."""

_BRACKETS: Final = re.compile(r"\[[^]]*]")
_NAME: Final = re.compile(r"[.#][\w-]+")
_TOO_RICH: Final = re.compile(r"[:,\\]")
"""What a name may stand in without being needed: functions, lists, escapes."""

SELECTORS: Final = (
    "root",
    "title",
    "date",
    "modified",
    "byline",
    "section",
    "tags",
    "credit",
    "keep",
)
"""Fields of a layout that hold selectors."""


def uses_xpath(site: Site) -> bool:
    """Whether any selector of a site's layouts is XPath, which only the slower parser knows."""
    stated = (
        rule
        for layout in site.layouts
        for patterns in (*(getattr(layout, name) for name in SELECTORS), *layout.remove.values())
        for rule in patterns
    )
    return any(rule.pattern.startswith("/") for rule in (*stated, *site.not_article))


def says_no_article(page: Page) -> str | None:
    """The selector of the page's rules that only pages without an article have; None if none."""
    if page.tree is None or page.rules is None:
        return None
    stated = (rule.pattern for rule in page.rules.not_article)
    return next((pattern for pattern in stated if page.tree.select(pattern)), None)


def place(page: Page, candidates: Iterable[Site]) -> Page:
    """The page with ``rules``, ``layout`` and ``roots`` of the first candidate whose root fits.

    Candidates are resolved sites, strongest first: the outlet, a family its page proves, the
    defaults. Where no root fits, the first candidate's rules hold without a root.
    """
    assert page.tree is not None
    tree = page.tree
    first: Site | None = None
    for site in candidates:
        first = first or site
        for layout in site.layouts:
            roots = find_root(tree, layout.root)
            if roots:
                return replace(page, rules=site, layout=layout, roots=tuple(roots))
    warnings = page.warnings
    assert first is not None  # the defaults are always a candidate
    if page.site is not None and any(layout.root for layout in first.layouts):
        told = f"{first.name}: no root of its layouts is on this page; the generic path was taken"
        warnings = (*warnings, told)
    layout = first.layouts[-1] if first.layouts else Layout()
    return replace(page, rules=first, layout=layout, warnings=warnings)


def matched_root(page: Page) -> str:
    """The pattern of a placed page's layout that gave its roots."""
    assert page.tree is not None
    assert page.layout is not None
    given = page.layout.root
    return next((rule.pattern for rule in given if find_root(page.tree, (rule,))), "")


def find_root(tree: Tree, patterns: Patterns) -> list[Node]:
    """Elements of the first pattern that matches with enough text.

    ``a, b`` names containers that make up the article together: of each the one with most text,
    in document order. A pattern without a comma gives one element.
    """
    for rule in patterns:
        selectors = [rule.pattern] if rule.pattern.startswith("/") else split_union(rule.pattern)
        found = [node for selector in selectors if (node := _fullest(tree, selector)) is not None]
        if sum(len(tree.text(node)) for node in found) >= MIN_ROOT:
            return _in_order(tree, rule.pattern, found) if len(found) > 1 else found
    return []


def _fullest(tree: Tree, selector: str) -> Node | None:
    found = tree.select(selector)
    if len(found) < 2:
        return found[0] if found else None
    return max(found, key=lambda node: len(tree.text(node)))


def _in_order(tree: Tree, selector: str, nodes: list[Node]) -> list[Node]:
    """Document order, without elements that lie inside another of the list."""
    keys = {tree.key(node) for node in nodes}

    def nested(node: Node) -> bool:
        up = tree.parent(node)
        while up is not None:
            if tree.key(up) in keys:
                return True
            up = tree.parent(up)
        return False

    kept = {tree.key(node) for node in nodes if not nested(node)}
    ordered = {tree.key(node): node for node in tree.select(selector) if tree.key(node) in kept}
    return list(ordered.values())


def matching_families(tree: Tree, families: Iterable[Site]) -> list[Site]:
    """Families whose fingerprint is on the page, in the order given.

    The parser walks the page for each selector, so most are dropped by a look at the page's names.
    """
    known, names = list(families), _names(tree)
    likely = [
        ", ".join(rule.pattern for rule in one.fingerprint if _needed(rule.pattern) in names)
        for one in known
    ]
    every = ", ".join(filter(None, likely))
    if not every or not tree.select(every):
        return []
    both = zip(known, likely, strict=True)
    return [family for family, patterns in both if patterns and tree.select(patterns)]


def _names(tree: Tree) -> set[str]:
    """Class names (``.entry``) and ids (``#main``) on a page in lower case, and ``""``."""
    found = [tree.attributes(node) for node in tree.select("[class], [id]")]
    classes = " ".join({one.get("class") or "" for one in found}).lower().split()
    ids = {one.get("id") or "" for one in found}
    return {"", *(f".{name}" for name in classes), *(f"#{ident.lower()}" for ident in ids)}


@lru_cache(maxsize=1000)
def _needed(selector: str) -> str:
    """A class or id without which a selector matches nothing; ``""`` where none is plain."""
    plain = _BRACKETS.sub("", selector)
    found = None if _TOO_RICH.search(plain) else _NAME.search(plain)
    return found.group().lower() if found else ""
