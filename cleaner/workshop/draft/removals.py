"""What else stands inside the root: elements without a word of the article, by label."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold
from cleaner.model.site import Rule
from cleaner.segment.root import find_root
from cleaner.workshop.draft.naming import hints, label_of, names_of, own_selectors, selectors
from cleaner.workshop.draft.place import above

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model.block import Block
    from cleaner.model.site import Patterns
    from cleaner.segment.tree import Node
    from cleaner.workshop.draft.place import Weights

_QUOTED: Final = 50
_PROSE: Final = 40
"""Characters without a link from which on a text that nothing names may be of the article."""
SEVERAL: Final = 4
"""Pages that are enough to say what an article never stands in."""
GUESS: Final = "a guess"


@dataclass
class Removal:
    """A selector for what goes, with the reason a reader is told."""

    selector: str
    label: str
    reason: str
    pages: int = 0
    quote: str = ""
    prose: bool = False
    """It may be of the article: a text without a link, and nothing says what it is."""


@dataclass
class Removals:
    """What was found: by selector, and lines no selector can name."""

    found: dict[str, Removal] = field(default_factory=dict)
    unnamed: dict[str, set[int]] = field(default_factory=dict)
    """Lines no selector can name, and the pages (by place) that show them."""
    unsure: dict[str, str] = field(default_factory=dict)
    """Selector -> opening of a text that nothing names and that may be of the article."""


def removals(pages: Sequence[Weights], root: Patterns, tags: str = "") -> Removals:
    """Everything in the roots that is not the article, as rules where an element can be named.

    ``tags``: the selector of the tags; what nothing else names and holds them is labelled so.
    """
    out = Removals()
    for at, page in enumerate(pages):
        paths = [page.path(node) for node in find_root(page.sample.tree, root)]
        for around, text in _junk(page, paths):
            removal = _name(page, around, pages)
            if removal is None:
                out.unnamed.setdefault(text, set()).add(at)
                continue
            if removal.prose and len(pages) < SEVERAL:  # several pages are agreed on it
                out.unsure.setdefault(removal.selector, removal.quote)
                continue
            out.found.setdefault(removal.selector, removal)
    for selector in [one for one in out.unsure if one in out.found]:
        if out.found[selector].reason.endswith(GUESS):
            del out.found[selector]
        else:
            del out.unsure[selector]  # another page tells what it is
    if len(pages) >= SEVERAL:
        for tag in hints()["foreign"]["elements"].split():
            if all(page.spares(tag) for page in pages):
                reason = "nothing of the article stands in one on these pages"
                out.found.setdefault(tag, Removal(tag, "other", reason))
    for one in out.found.values():
        one.pages = sum(bool(page.sample.tree.select(one.selector)) for page in pages)
    for selector, one in list(out.found.items()):
        if ":only-child" in selector and one.pages < 2:  # one page's habit is no rule
            del out.found[selector]
            out.unnamed[one.quote] = set()
        if tags and one.reason.endswith(GUESS) and _holds(pages, one.selector, tags):
            one.label, one.reason = "tags", "it holds the tags"
    return out


def _holds(pages: Sequence[Weights], outer: str, inner: str) -> bool:
    """Whether an element that one selector finds lies in one that the other finds."""
    trees = [page.sample.tree for page in pages]
    return any(tree.select(inner, node) for tree in trees for node in tree.select(outer))


def _junk(page: Weights, roots: Sequence[str]) -> list[tuple[tuple[str, ...], str]]:
    """(elements around it without article text, the highest first; its text) inside the roots."""
    titles = {fold(page.sample.data.headline or ""), fold(page.sample.article.title or "")}
    found: dict[tuple[str, ...], str] = {}
    for block, state in page.blocks:
        inside = [root for root in roots if block.path.startswith(f"{root}/")]
        if state != "junk" or not inside or fold(block.text) in titles:
            continue
        within = [path for path in above(block.path) if path.startswith(f"{inside[0]}/")]
        free = tuple(path for path in reversed(within) if not page.wanted[path])
        found.setdefault(free or tuple(_phrases(page, block)), block.text)
    return list(found.items())


def _phrases(page: Weights, block: Block) -> Iterator[str]:
    """Elements inside a container with other text that hold just this block."""
    sample = page.sample
    for path, node in sample.elements.items():
        if path.startswith(f"{block.path}/") and sample.tree.text(node) == block.text:
            yield path


def _name(page: Weights, paths: Sequence[str], pages: Sequence[Weights]) -> Removal | None:
    """A rule for the first of the elements at ``paths`` that can be named."""
    for path in paths:
        node = page.sample.elements[path]
        for selector in selectors(page.sample.tree, node, depth=1):
            if all(one.spares(selector) for one in pages):
                label, reason = _label(page, node, path)
                shown = " ".join(page.sample.tree.text(node).split())
                guessed = label == "other" and reason.endswith(GUESS)
                prose = guessed and len(shown) >= _PROSE and not page.sample.tree.select("a", node)
                return Removal(selector, label, reason, quote=shown[:_QUOTED], prose=prose)
    return None


def _label(page: Weights, node: Node, path: str) -> tuple[str, str]:
    tree = page.sample.tree
    own, name = _said(page, node)
    if own:
        return _inline(page, path, own), f"{name!r} says so"
    voted: Counter[str] = Counter()
    for span in page.sample.article.removed:
        if span.plugin != "generic" and (span.path == path or span.path.startswith(f"{path}/")):
            voted[span.label] += len(span.text)
    if len(tree.select("a", node)) > 1:  # a box of teasers has captions too
        voted.pop("caption", None)
    if 2 * voted.total() > len(tree.text(node)):
        label = voted.most_common(1)[0][0]
        return _inline(page, path, label), "its words say so"
    below: Counter[tuple[str, str]] = Counter()
    for inside, one in page.sample.elements.items():
        if inside.startswith(f"{path}/") and any(own_selectors(tree, one)):
            below[_said(page, one)] += page.size(inside)
    below.pop(("", ""), None)
    if below:
        label, name = below.most_common(1)[0][0]
        return _inline(page, path, label), f"{name!r} in it says so"
    if tree.tag(node) == "h1":
        return "title", "it is the page's first heading"
    if tree.select("a", node):
        return _inline(page, path, "related-block"), f"it holds links; {GUESS}"
    return "other", f"nothing says what it is; {GUESS}"


def _said(page: Weights, node: Node) -> tuple[str, str]:
    """The label that an element's names say, and the name that says it."""
    names = names_of(page.sample.tree, node)
    return label_of([name for name in names if name not in page.names])


def _inline(page: Weights, path: str, label: str) -> str:
    """A related block with the article going on behind it stands in line."""
    if label != "related-block":
        return label
    after = False
    for block, state in page.blocks:
        if block.path == path or block.path.startswith(f"{path}/"):
            after = True
        elif after and state == "wanted":
            return "related-inline"
    return label


def labels_of_lines(pages: Sequence[Weights]) -> dict[str, str]:
    """The label that rules or the grammar gave a line on any of the pages."""
    return {
        span.text: span.label
        for page in pages
        for span in page.sample.article.removed
        if span.plugin != "generic"
    }


def as_root(selectors: Sequence[str]) -> Patterns:
    """Selectors as the root of a layout."""
    return tuple(Rule(selector) for selector in selectors)
