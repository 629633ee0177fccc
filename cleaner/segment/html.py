"""HTML to blocks in one walk of the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaner.model.block import Block, Kind, Mark
from cleaner.segment.tree import CLOSE, OPEN, Attributes, Node, Tree, collapse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.segment.marks import Lookup

BREAKING = frozenset(
    "address article aside blockquote body br button caption center dd details dialog div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label "
    "legend li main menu nav ol option p pre section select summary table tbody td textarea "
    "tfoot th thead tr ul".split()
)
"""Elements that end a block before and after them."""

TELLING = frozenset(
    "aside blockquote button caption fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header label legend li nav option select table td textarea th".split()
)
"""Elements a labeler may want to know of; they become tokens like ``<nav>``."""

INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad "
"""Characters nobody sees; a block of nothing else is no block."""

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\r?\n\s*")

DEEPEST = 500
"""Levels of elements that paths and tokens tell apart, as both grow with the depth; real pages have
had fewer than 100."""

_KINDS: dict[str, Kind] = {
    "li": "item",
    "dt": "item",
    "dd": "item",
    "figcaption": "caption",
    "caption": "caption",
    "td": "cell",
    "th": "cell",
    "blockquote": "quote",
}


@dataclass(slots=True)
class _Open:
    """An element the walk is in."""

    step: str
    counts: dict[str, int]
    tokens: frozenset[str]
    mark: Mark | None
    kind: Kind = "paragraph"
    level: int = 0
    breaking: bool = False


def _is_hidden(attributes: Attributes) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style") or ""
    return "display:none" in style.replace(" ", "").lower()


def _tokens(tag: str, attributes: Attributes, outer: frozenset[str]) -> frozenset[str]:
    own: list[str] = [f"<{tag}>"] if tag in TELLING else []
    if value := attributes.get("class"):
        own += value.split()
    if value := attributes.get("id"):
        own.append(f"#{value}")
    if _is_hidden(attributes):
        own.append("<hidden>")
    return outer.union(own) if own else outer


class _Walk:
    """State of one walk; :func:`segment_html` drives it."""

    def __init__(self, in_root: bool) -> None:
        self.blocks: list[Block] = []
        self.in_root = in_root
        self.stack: list[_Open] = []
        self.prefix = ""
        self.buffer: list[str] = []
        self.link_chars = 0
        self.link_depth = 0
        self.shown = 0  # elements open that show line ends as they stand
        self.link = ""  # target of the link the walk is in
        self.href = ""  # target of the first link of the block at hand
        self.glue: str | None = None
        self.trailing_space = True

    def flush(self, *, breaks: bool) -> None:
        """End the block at hand; ``breaks`` is False where the paragraph goes on."""
        if not self.buffer:  # three flushes of four
            self.glue = None if breaks else self.glue
            self.href = self.link
            return
        raw = "".join(self.buffer)
        text = collapse(raw)
        if text.strip(INVISIBLE):
            top = self.stack[-1]
            glue = self.glue
            if glue is not None and (raw[0].isspace() or self.trailing_space):
                glue = " "
            told = self.stack[:DEEPEST]
            last = len(told) - 1
            while last > 0 and not told[last].breaking:
                last -= 1
            self.blocks.append(
                Block(
                    text,
                    kind=top.kind,
                    path=self.prefix + "/".join(item.step for item in told[: last + 1]),
                    level=top.level,
                    bullet=top.kind == "item",
                    link_chars=min(self.link_chars, len(text)),
                    href=self.href,
                    tokens=top.tokens,
                    mark=top.mark,
                    glue=glue,
                    in_root=self.in_root,
                )
            )
            self.trailing_space = raw[-1].isspace()
        elif raw:
            self.trailing_space = True
        if text.strip(INVISIBLE) or breaks:
            self.glue = None if breaks else ""
        self.buffer.clear()
        self.link_chars = 0
        self.href = self.link

    def open(self, tag: str, attributes: Attributes, found: Mark | None) -> None:
        """Enter an element: end the block where it breaks one, or where its mark differs."""
        outer = self.stack[-1] if self.stack else _Open("", {}, frozenset(), None)
        mark = outer.mark
        if found is not None and (mark is None or found.label == "main"):
            mark = found
        breaking = tag in BREAKING
        if breaking or mark is not outer.mark:
            self.flush(breaks=breaking)
        if tag == "a" and attributes.get("href"):
            self.link_depth += 1
            self.link = attributes["href"] or ""
            self.href = self.href or self.link
        self.shown += tag == "pre"
        if len(self.stack) >= DEEPEST:
            self.stack.append(replace(outer, mark=mark, breaking=breaking))
            return
        outer.counts[tag] = outer.counts.get(tag, 0) + 1
        level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else 0
        self.stack.append(
            _Open(
                f"{tag}[{outer.counts[tag]}]",
                {},
                _tokens(tag, attributes, outer.tokens),
                mark,
                "heading" if level else _KINDS.get(tag, outer.kind),
                level or outer.level,
                breaking,
            )
        )

    def close(self, tag: str, attributes: Attributes) -> None:
        """Leave an element."""
        top = self.stack[-1]
        outer_mark = self.stack[-2].mark if len(self.stack) > 1 else None
        if top.breaking or top.mark is not outer_mark:
            self.flush(breaks=top.breaking)
        self.stack.pop()
        if tag == "a" and attributes.get("href"):
            self.link_depth -= 1
            self.link = ""
        self.shown -= tag == "pre"

    def text(self, value: str) -> None:
        """Take up text; where line ends are shown, an empty line parts paragraphs."""
        if self.shown and (parts := _EMPTY_LINE.split(value))[1:]:
            for part in parts[:-1]:
                self.text(part)
                self.flush(breaks=True)
            value = parts[-1]
        self.buffer.append(value)
        if self.link_depth:
            self.link_chars += len(collapse(value))


def segment_html(
    tree: Tree, roots: Sequence[Node], lookup: Lookup, *, in_root: bool
) -> list[Block]:
    """Blocks of the given elements, in document order, each with the mark of the rule that hit it.

    ``lookup`` comes from :meth:`cleaner.segment.marks.Marks.bind`; ``in_root`` says that the
    elements are an article root some plugin named.
    """
    walk = _Walk(in_root)
    for root in roots:
        walk.prefix, walk.stack = "", []
        up = tree.parent(root)
        whole = tree.path(root)
        if up is not None:
            walk.prefix = whole[: whole.rindex("/") + 1]
        else:
            walk.prefix = "/"
        for kind, value, node in tree.events(root):
            if kind == OPEN:
                attributes = tree.attributes(node)
                walk.open(value, attributes, lookup(value, attributes, node))
                if len(walk.stack) == 1:
                    walk.stack[0].step = whole[whole.rindex("/") + 1 :]
                    walk.stack[0].breaking = True
            elif kind == CLOSE:
                walk.close(value, tree.attributes(node) if value == "a" else {})
            else:
                walk.text(value)
    return walk.blocks
