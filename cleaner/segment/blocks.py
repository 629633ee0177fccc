"""A placed page to its blocks, whichever of the two segmenters it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cleaner.model.block import Block, Mark
from cleaner.model.site import Layout, Rule
from cleaner.segment.html import segment_html
from cleaner.segment.marks import Lookup, Marks
from cleaner.segment.per_layout import PerLayout
from cleaner.segment.text import segment_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.model.labels import Label
    from cleaner.model.page import Page
    from cleaner.segment.tree import Attributes, Node, Tree

ELSEWHERE = Mark("other", Rule("outside the article's root", "page", "default"))


class Segmenter:
    """Makes blocks; compiles the selectors of each layout once."""

    def __init__(self, audit: str = "article") -> None:
        self._whole_page = audit == "page"
        self._marks = PerLayout(Marks)

    def blocks(self, page: Page, used: Mapping[object, str]) -> list[Block]:
        """Blocks of a page in order; ``used`` names elements that hold metadata, by label."""
        if page.tree is None:
            return segment_text(page.source)
        tree, layout = page.tree, page.layout or Layout()
        lookup = _with_used(self._marks(layout).bind(tree, list(page.roots)), tree, used, page)
        if not page.roots:
            return segment_html(tree, [tree.root], lookup, in_root=False)
        if not self._whole_page:
            return segment_html(tree, page.roots, lookup, in_root=True)
        return _whole_page(tree, page.roots, lookup)


def _with_used(lookup: Lookup, tree: Tree, used: Mapping[object, str], page: Page) -> Lookup:
    """Elements that gave the title, a date … leave the text under that label."""
    if not used or not page.roots:
        return lookup
    plugin = page.rules.name if page.rules else ""
    roots = {tree.key(root) for root in page.roots}
    marks = {
        key: Mark(cast("Label", label), Rule(f"article.{label}", plugin, "site"))
        for key, label in used.items()
        if key not in roots
    }

    def found(tag: str, attributes: Attributes, node: Node) -> Mark | None:
        return lookup(tag, attributes, node) or marks.get(tree.key(node))

    return found


def _whole_page(tree: Tree, roots: Sequence[Node], lookup: Lookup) -> list[Block]:
    """Blocks of the whole page: of the roots as ever, of the rest with a mark that says so."""
    places = {tree.key(root): Mark("main", Rule("article.root", "page")) for root in roots}
    inside = {
        id(place): segment_html(tree, [root], lookup, in_root=True)
        for root, place in zip(roots, places.values(), strict=True)
    }

    def found(tag: str, attributes: Attributes, node: Node) -> Mark | None:
        if place := places.get(tree.key(node)):
            return place
        mark = lookup(tag, attributes, node)
        return None if mark is None or mark.label == "main" else mark  # kept only in a root

    blocks: list[Block] = []
    for block in segment_html(tree, [tree.root], found, in_root=False):
        if id(block.mark) in inside:
            blocks += inside.pop(id(block.mark))
        elif not any(block.mark is place for place in places.values()):
            blocks.append(block._replace(mark=block.mark or ELSEWHERE))
    return blocks
