"""What else stands inside the root: elements without a word of the article, by label."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold
from cleaner.model.site import Rule
from cleaner.segment.root import find_root
from cleaner.workshop.draft.naming import label_of, names_of, own_selectors, selectors
from cleaner.workshop.draft.place import above

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model.site import Patterns
    from cleaner.segment.tree import Node
    from cleaner.workshop.draft.place import Weights

_QUOTED: Final = 50
GUESS: Final = "a guess"


@dataclass
class Removal:
    """A selector for what goes, with the reason a reader is told."""

    selector: str
    label: str
    reason: str
    pages: int = 0
    quote: str = ""


@dataclass
class Removals:
    """What was found: by selector, and lines no selector can name."""

    found: dict[str, Removal] = field(default_factory=dict)
    lines: list[tuple[str, str]] = field(default_factory=list)
    """(label, line) that several pages share, or one page shows."""


def removals(pages: Sequence[Weights], root: Patterns, tags: str = "") -> Removals:
    """Everything in the roots that is not the article, as rules where an element can be named.

    ``tags``: the selector of the tags; what nothing else names and holds them is labelled so.
    """
    out = Removals()
    repeated: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        paths = [page.path(node) for node in find_root(page.sample.tree, root)]
        for around, text in _junk(page, paths):
            removal = _name(page, around, pages)
            if removal is None:
                repeated[text].append(page.sample.page.url or "")
                continue
            out.found.setdefault(removal.selector, removal)
    for one in out.found.values():
        one.pages = sum(bool(page.sample.tree.select(one.selector)) for page in pages)
        if tags and one.reason.endswith(GUESS) and _holds(pages, one.selector, tags):
            one.label, one.reason = "tags", "it holds the tags"
    labels = _labels_of_lines(pages)
    out.lines = [(labels.get(text, "other"), text) for text in repeated if len(text) <= 80]
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
        found.setdefault(free, block.text)
    return list(found.items())


def _name(page: Weights, paths: Sequence[str], pages: Sequence[Weights]) -> Removal | None:
    """A rule for the first of the elements at ``paths`` that can be named."""
    for path in paths:
        node = page.sample.elements[path]
        for selector in selectors(page.sample.tree, node, depth=1):
            if all(one.spares(selector) for one in pages):
                label, reason = _label(page, node, path)
                quote = " ".join(page.sample.tree.text(node).split())[:_QUOTED]
                return Removal(selector, label, reason, quote=quote)
    return None


def _label(page: Weights, node: Node, path: str) -> tuple[str, str]:
    tree = page.sample.tree
    inner = [n for p, n in page.sample.elements.items() if p.startswith(f"{path}/")]
    own, name = label_of(names_of(tree, node))
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
    for one in inner:
        if any(own_selectors(tree, one)):
            below[label_of(names_of(tree, one))] += len(tree.text(one))
    below.pop(("", ""), None)
    if below:
        label, name = below.most_common(1)[0][0]
        return _inline(page, path, label), f"{name!r} in it says so"
    if tree.select("a", node):
        return _inline(page, path, "related-block"), f"it holds links; {GUESS}"
    return "other", f"nothing says what it is; {GUESS}"


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


def _labels_of_lines(pages: Sequence[Weights]) -> dict[str, str]:
    return {
        span.text: span.label
        for page in pages
        for span in page.sample.article.removed
        if span.plugin != "generic"
    }


def as_root(selectors: Sequence[str]) -> Patterns:
    """Selectors as the root of a layout."""
    return tuple(Rule(selector) for selector in selectors)
