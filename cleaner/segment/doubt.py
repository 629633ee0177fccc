"""Whether the place a site's plugin gives for the article can be right, by the page's own word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from cleaner.metadata.jsonld import article_node
from cleaner.segment.root import find_root
from cleaner.segment.tree import CLOSE, OPEN, collapse

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from cleaner.model.page import Page
    from cleaner.model.site import Site
    from cleaner.segment.tree import Node, Tree

SHARE: Final = 3
"""A root with less than one part in this many of the text the page shows elsewhere is doubted."""
SMALL: Final = 1000
"""Characters below which a root that nobody has seen is compared with the generic path."""
SOME_LINKS: Final = 0.1
"""Share of a root's text in links from which on it is compared as well: it may be too wide."""
HALF: Final = 0.5
"""Share of the generic path's words that must stand in the root."""
WIDE: Final = 1.25
"""A root with links, so many times as long as what the generic path finds, is too wide."""
LINKED: Final = 0.5
"""Share of a root's text in links above which it is a list, or the whole page."""
EATEN: Final = 2 / 3
"""Share of the root's text that no single rule may take out."""


def jsonld_doubt(page: Page) -> str:
    """Why the root cannot be right by the article text that JSON-LD holds; ``""`` if it may be."""
    data = article_node(page.linked.get("jsonld", []), page.url)
    told = len(" ".join(((data and data.article_body) or "").split()))
    size = _size(page)
    return f"its root holds {size} characters, JSON-LD {told}" if size * SHARE < told else ""


def rule_doubt(page: Page, families: Iterable[Site], generic: Callable[[], str]) -> str:
    """The same for a plugin that rests on reports alone, by all that can be had.

    ``families`` are those the page proves; ``generic`` gives the text that the generic path finds,
    and is asked only where the root is small or holds links.
    """
    assert page.tree is not None
    if told := _eaten(page):
        return told
    links = _link_share(page)
    if links > LINKED:
        return f"{links:.0%} of the text in its root are links"
    size = _size(page)
    for family in families:
        for layout in family.layouts:
            held = sum(len(page.tree.text(node)) for node in find_root(page.tree, layout.root))
            if size * SHARE < held:
                return f"its root holds {size} characters, that of {family.name} {held}"
    if size < SMALL or links > SOME_LINKS:
        return _beside(page, generic().split(), links)
    return ""


def _beside(page: Page, found: list[str], links: float) -> str:
    """Why the root cannot be right by the words that the generic path finds."""
    assert page.tree is not None
    if not found:
        return ""
    held = Counter(word for root in page.roots for word in page.tree.text(root).split())
    share = (Counter(found) & held).total() / len(found)
    if share < HALF:
        return f"its root holds {share:.0%} of what the generic path finds"
    size, other = _size(page), len(" ".join(found))
    if links > SOME_LINKS and size > WIDE * other:
        return f"its root holds {size} characters, the generic path finds {other}"
    return ""


def _size(page: Page) -> int:
    assert page.tree is not None
    return sum(len(page.tree.text(root)) for root in page.roots)


def _link_share(page: Page) -> float:
    """Share of the root's text inside links, what the rules take out left aside."""
    tree, layout = page.tree, page.layout
    assert tree is not None
    assert layout is not None
    gone = {
        tree.key(node)
        for rules in layout.remove.values()
        for rule in rules
        for root in page.roots
        for node in tree.select(rule.pattern, root)
    }
    text = linked = 0
    for root in page.roots:
        skipped = inside = 0
        for kind, value, node in tree.events(root):
            if kind == OPEN:
                skipped += tree.key(node) in gone
                inside += value == "a"
            elif kind == CLOSE:
                skipped -= tree.key(node) in gone
                inside -= value == "a"
            elif not skipped:
                size = len(collapse(value))
                text += size
                linked += size if inside else 0
    return linked / text if text else 0.0


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
                    if _lies_in(page.tree, node, spared):
                        taken = max(taken, len(page.tree.text(node)))
            if taken > EATEN * size:
                return f"remove.{label} {rule.pattern!r} takes {taken} of {size} characters"
    return ""


def _lies_in(tree: Tree, node: Node, roots: set[Hashable]) -> bool:
    """Whether an element lies below one of the roots; XPath may find it anywhere."""
    up = tree.parent(node)
    while up is not None and tree.key(up) not in roots:
        up = tree.parent(up)
    return up is not None and tree.key(node) not in roots
