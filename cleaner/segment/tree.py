"""The parsed page behind one small interface, with two parsers.

lexbor (selectolax) is the default. Measured on 22 real pages, 2.8 MB, in units of a bare lxml
parse: parsing 0.58 against 1.0, a full walk 0.34-0.57 against 0.75, and one selector 0.02; it also
builds HTML5 trees, where libxml2 cuts off everything nested deeper than 2,048 levels. What lexbor
lacks is XPath: a page whose site has XPath rules is parsed by lxml instead. Its quadratic cases
are defused before parsing (see :mod:`cleaner.segment.tame`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, Protocol

Node = Any
"""An element of the parser at work: opaque outside this module."""

Attributes = Mapping[str, str | None]

OPEN, CLOSE, TEXT = 0, 1, 2
"""Kinds of walk events."""

Event = tuple[int, str, Node]
"""``(OPEN, tag, element)``, ``(CLOSE, tag, element)`` or ``(TEXT, text, None)``."""

SILENT = frozenset(
    "script style noscript template svg math iframe object embed canvas video audio map "
    "head".split()
)
"""Elements whose content is never text of the page."""


FORMATTING = frozenset("b bdi bdo em font i mark s small strong sub sup tt u wbr".split())
"""Elements that may begin or end within a word."""


class Tree(Protocol):
    """What segmenting, rules and metadata need of a parsed page."""

    @property
    def root(self) -> Node:
        """The ``html`` element."""
        ...

    def select(self, selector: str, within: Node | None = None) -> list[Node]:
        """Elements that match a CSS selector (or XPath, lxml only), in document order."""
        ...

    def events(self, node: Node) -> Iterator[Event]:
        """Walk the content of ``node`` once, the element itself included, without SILENT ones."""
        ...

    def attributes(self, node: Node) -> Attributes:
        """Attributes of an element; a valueless one maps to None."""
        ...

    def tag(self, node: Node) -> str:
        """Element name in lower case."""
        ...

    def key(self, node: Node) -> Hashable:
        """Identity of an element, equal for equal elements while the tree lives."""
        ...

    def parent(self, node: Node) -> Node | None:
        """The parent element, None above ``html``."""
        ...

    def text(self, node: Node) -> str:
        """All text of an element without scripts and styles: see :func:`running_text`."""
        ...

    def raw_text(self, node: Node) -> str:
        """The text of an element as it stands in the source: for script elements."""
        ...

    def path(self, node: Node) -> str:
        """Path of an element from the root: ``/html/body/div[2]/p[1]``, counted by tag."""
        ...


def utf8(source: str) -> bytes:
    """HTML as both parsers want it: no lone surrogates, and no NUL, which HTML ignores."""
    return source.encode("utf-8", "replace").replace(b"\0", b"")


def parse(source: bytes, *, xpath: bool = False) -> Tree:
    """Parse HTML in UTF-8; with ``xpath`` by lxml, which is slower and knows XPath."""
    if xpath:
        from cleaner.segment.tree_lxml import LxmlTree

        return LxmlTree(source)
    from cleaner.segment.tree_lexbor import LexborTree

    return LexborTree(source)


def running_text(events: Iterable[Event]) -> str:
    """The text of a walk, white space collapsed; elements part words, formatting ones do not."""
    parts: list[str] = []
    for kind, value, _ in events:
        if kind == TEXT:
            parts.append(value)
        elif value not in FORMATTING:
            parts.append(" ")
    return collapse("".join(parts))


def collapse(text: str) -> str:
    """Collapse white space (also no-break space) to single blanks and strip."""
    return " ".join(text.split())
