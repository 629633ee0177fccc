"""Where an article's tags are shown: the links that say the keywords of the page's head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.arabic.fold import fold
from cleaner.workshop.draft.fields import Found, common
from cleaner.workshop.draft.naming import label_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.segment.tree import Node
    from cleaner.workshop.draft.place import Weights
    from cleaner.workshop.draft.sample import Sample


def tags(pages: Sequence[Weights]) -> Found | None:
    """Links that show the keywords the head states, or that say they are tags.

    Not those inside the article's own sentences, nor a list that three pages show alike.
    """
    by_sample = {id(page.sample): page for page in pages}

    def named(sample: Sample) -> Iterator[Node]:
        tree, page, told = sample.tree, by_sample[id(sample)], _keywords(sample)
        for link in [n for n in tree.select("a") if _tag(tree.text(n)) in told]:
            up = tree.parent(link)
            for _ in range(3):
                if up is None or page.wanted[page.path(up)]:
                    break
                inside = tree.select("a", up)
                if len(inside) >= 2 and all(_tag(tree.text(n)) in told for n in inside):
                    yield up
                up = tree.parent(up)

    def called(sample: Sample) -> Iterator[Node]:
        for node in sample.elements.values():
            if label_of(names_of(sample.tree, node))[0] == "tags" and sample.tree.select("a", node):
                yield node

    def gives(sample: Sample, selector: str) -> bool:
        shown, told = _links(sample, selector), _keywords(sample)
        return not shown or not told or any(_tag(text) in told for text in shown)

    for right, reason in ((named, "shows the keywords the head states"), (called, "says tags")):
        if (found := common(pages, right, reason, gives)) is None:
            continue
        shown = [one for page in pages if (one := _links(page.sample, found.selector))]
        alike = len(shown) > 1 and all(one == shown[0] for one in shown)
        if shown and not (alike and len(shown) > 2):
            told = "; the same on both: the site's topics?" if alike else ""
            return Found(f"{found.selector} a", found.reason + told)
    return None


def _keywords(sample: Sample) -> frozenset[str]:
    """The keywords that JSON-LD and the meta tag state, folded."""
    listed = sample.meta.get("keywords", "").replace("،", ",").split(",")
    return frozenset(_tag(word) for word in (*sample.data.keywords, *listed)) - {""}


def _tag(shown: str) -> str:
    """A tag as it is compared: folded, without the sign before it."""
    return fold(shown.strip(" #"))


def _links(sample: Sample, selector: str) -> list[str]:
    """What the links in the elements of a selector show."""
    tree = sample.tree
    return [text for node in tree.select(f"{selector} a") if (text := tree.text(node))]
