"""HTML to blocks in one walk of the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model.block import Block, Kind, Mark
from cleaner.segment.tree import CLOSE, TEXT, Attributes, Node, Tree, collapse

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

VOID = frozenset("area col embed img input link meta param source track".split())
"""Elements that hold nothing and end no block."""

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


_LEVELS = {f"h{level}": level for level in range(1, 7)}


class _Place(NamedTuple):
    """Where the blocks of an element stand."""

    path: str
    holder: str
    """Path of the innermost element around that ends a block, the element itself included."""
    tokens: frozenset[str] = frozenset()
    kind: Kind = "paragraph"
    level: int = 0


@dataclass(slots=True)
class _Open:
    """An element the walk is in; what only blocks want to know of it waits for the first one."""

    tag: str
    number: int
    """Its place among the elements of its tag around it, from 1."""
    attributes: Attributes
    mark: Mark | None
    breaking: bool
    linked: bool
    counts: dict[str, int]
    """Elements in it so far, by tag."""
    place: _Place | None = None


def _is_hidden(attributes: Attributes) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()


@lru_cache(maxsize=20_000)
def _names(tag: str, named: str | None, ident: str | None, hidden: bool) -> tuple[str, ...]:
    """The tokens of an element by itself; a page, and a site, repeats them."""
    own: list[str] = [f"<{tag}>"] if tag in TELLING else []
    own += (named or "").split()
    if ident:
        own.append(f"#{ident}")
    if hidden:
        own.append("<hidden>")
    return tuple(own)


class _Walk:
    """State of one walk; :func:`segment_html` drives it."""

    def __init__(self, in_root: bool) -> None:
        self.blocks: list[Block] = []
        self.in_root = in_root
        self.stack: list[_Open] = []
        self.sets: dict[tuple[frozenset[str], tuple[str, ...]], frozenset[str]] = {}
        self.buffer: list[str] = []
        self.blank = False  # white space stands before the buffer
        self.link_chars = 0
        self.link_depth = 0
        self.shown = 0  # elements open that show line ends as they stand
        self.link = ""  # target of the link the walk is in
        self.href = ""  # target of the first link of the block at hand
        self.glue: str | None = None
        self.trailing_space = True

    def flush(self, breaks: bool) -> None:
        """End the block at hand; ``breaks`` is False where the paragraph goes on."""
        if self.buffer:  # one flush of four
            self._block(breaks)
        elif breaks:
            self.glue = None
        if self.blank:
            self.trailing_space = True
            self.blank = False
        self.href = self.link

    def _block(self, breaks: bool) -> None:
        raw = "".join(self.buffer)
        self.buffer.clear()
        text = collapse(raw)
        if text.strip(INVISIBLE):
            place = self.place()
            glue = self.glue
            if glue is not None and (self.blank or self.trailing_space or raw[0].isspace()):
                glue = " "
            self.blocks.append(
                Block(
                    text,
                    kind=place.kind,
                    path=place.holder,
                    level=place.level,
                    bullet=place.kind == "item",
                    link_chars=min(self.link_chars, len(text)),
                    href=self.href,
                    tokens=place.tokens,
                    mark=self.stack[-1].mark,
                    glue=glue,
                    in_root=self.in_root,
                )
            )
            self.trailing_space = raw[-1].isspace()
            self.blank = False
            self.glue = None if breaks else ""
        else:
            self.trailing_space = True
            self.glue = None if breaks else self.glue
        self.link_chars = 0

    def open(self, tag: str, attributes: Attributes, found: Mark | None) -> None:
        """Enter an element: end the block where it breaks one, or where its mark differs."""
        outer = self.stack[-1]
        mark = outer.mark
        if found is not None and (mark is None or found.label == "main"):
            mark = found
        breaking = tag in BREAKING or len(self.stack) == 1
        if breaking or mark is not outer.mark:
            self.flush(breaking)
        linked = False
        if tag == "a" and (href := attributes.get("href")):
            linked = True
            self.link_depth += 1
            self.link = href
            self.href = self.href or href
        elif tag == "pre":
            self.shown += 1
        number = outer.counts[tag] = outer.counts.get(tag, 0) + 1
        self.stack.append(_Open(tag, number, attributes, mark, breaking, linked, {}))

    def place(self) -> _Place:
        """Of the element the walk is in."""
        depth = min(len(self.stack) - 1, DEEPEST)
        while (place := self.stack[depth].place) is None:
            depth -= 1
        for element in self.stack[depth + 1 : DEEPEST + 1]:
            place = element.place = self._inside(place, element)
        return place

    def _inside(self, outer: _Place, element: _Open) -> _Place:
        """The place of an element from that of the one around it."""
        tag = element.tag
        path = f"{outer.path}/{tag}[{element.number}]"
        level = _LEVELS.get(tag, 0)
        return _Place(
            path,
            path if element.breaking else outer.holder,
            self._tokens(tag, element.attributes, outer.tokens),
            "heading" if level else _KINDS.get(tag, outer.kind),
            level or outer.level,
        )

    def _tokens(self, tag: str, attributes: Attributes, outer: frozenset[str]) -> frozenset[str]:
        """Names of an element and all around it; the same set for all elements alike."""
        if not attributes and tag not in TELLING:  # every second element
            return outer
        own = _names(tag, attributes.get("class"), attributes.get("id"), _is_hidden(attributes))
        if not own:
            return outer
        key = outer, own
        both = self.sets.get(key)
        if both is None:
            both = self.sets[key] = outer.union(own)
        return both

    def close(self, tag: str) -> None:
        """Leave an element."""
        top = self.stack[-1]
        if top.breaking or top.mark is not self.stack[-2].mark:
            self.flush(top.breaking)
        self.stack.pop()
        if top.linked:
            self.link_depth -= 1
            self.link = ""
        self.shown -= tag == "pre"

    def text(self, value: str) -> None:
        """Take up text; where line ends are shown, an empty line parts paragraphs."""
        if self.shown and (parts := _EMPTY_LINE.split(value))[1:]:
            for part in parts[:-1]:
                self.text(part)
                self.flush(True)
            value = parts[-1]
        if not self.buffer and (not value or value.isspace()):  # every second text
            self.blank = self.blank or bool(value)
            return
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
        above, _, step = tree.path(root).rpartition("/")
        tag, _, position = step.rstrip("]").rpartition("[")
        around = _Open("", 0, {}, None, False, False, {tag: int(position) - 1})
        around.place = _Place(above, above)
        walk.stack = [around]
        for kind, value, node in tree.events(root):
            if kind == TEXT:
                walk.text(value)
            elif value in VOID:
                continue
            elif kind == CLOSE:
                walk.close(value)
            else:
                attributes = tree.attributes(node)
                walk.open(value, attributes, lookup(value, attributes, node))
    return walk.blocks
