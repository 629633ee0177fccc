"""Whether the place a site's plugin gives for the article can be right, by the page's own word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.metadata.jsonld import article_node
from cleaner.segment.root import find_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cleaner.model.page import Page
    from cleaner.model.site import Site

SHARE: Final = 3
"""A root with less than one part in this many of the text the page shows elsewhere is doubted."""
SMALL: Final = 600
"""Characters below which a root that nobody has seen is compared with the generic path."""
EATEN: Final = 2 / 3
"""Share of the root's text that no single rule may take out."""


def jsonld_doubt(page: Page) -> str:
    """Why the root cannot be right by the article text that JSON-LD holds; ``""`` if it may be."""
    data = article_node(page.linked.get("jsonld", []), page.url)
    told = len(" ".join(((data and data.article_body) or "").split()))
    size = _size(page)
    return f"its root holds {size} characters, JSON-LD {told}" if size * SHARE < told else ""


def rule_doubt(page: Page, families: Iterable[Site], generic: Callable[[], int]) -> str:
    """The same for a plugin that rests on reports alone, by all that can be had.

    ``families`` are those the page proves; ``generic`` gives the size of the text that the
    generic path finds, and is asked only where the root is small.
    """
    assert page.tree is not None
    if told := _eaten(page):
        return told
    size = _size(page)
    for family in families:
        for layout in family.layouts:
            held = sum(len(page.tree.text(node)) for node in find_root(page.tree, layout.root))
            if size * SHARE < held:
                return f"its root holds {size} characters, that of {family.name} {held}"
    if size < SMALL and size * SHARE < (found := generic()):
        return f"its root holds {size} characters, the generic path finds {found}"
    return ""


def _size(page: Page) -> int:
    assert page.tree is not None
    return sum(len(page.tree.text(root)) for root in page.roots)


def _eaten(page: Page) -> str:
    """The rule of the site's own that would leave next to nothing of the article."""
    assert page.tree is not None
    assert page.layout is not None
    size = _size(page)
    spared = {page.tree.key(root) for root in page.roots}
    for label, rules in page.layout.remove.items():
        for rule in (rule for rule in rules if rule.level == "site"):
            taken = 0
            for root in page.roots:
                for node in page.tree.select(rule.pattern, root):
                    if page.tree.key(node) not in spared:
                        taken = max(taken, len(page.tree.text(node)))
            if taken > EATEN * size:
                return f"remove.{label} {rule.pattern!r} takes {taken} of {size} characters"
    return ""
