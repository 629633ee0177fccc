"""The lxml parser behind :class:`cleaner.segment.tree.Tree`: for sites with XPath rules."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cssselect import SelectorError
from lxml import etree, html
from lxml.cssselect import CSSSelector

from cleaner.segment.tree import CLOSE, OPEN, SILENT, TEXT, Attributes, Event, running_text

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

Element = Any  # lxml-stubs leave the classes of lxml.html without types


@lru_cache(maxsize=4096)
def _compiled(selector: str) -> Callable[[Element], Any]:
    if selector.startswith("/"):
        return etree.XPath(selector)
    return CSSSelector(selector, translator="html")


class LxmlTree:
    """A libxml2 tree; text nested deeper than 2,048 levels is cut off by libxml2."""

    def __init__(self, source: bytes) -> None:
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        try:
            self._root: Element = html.document_fromstring(source, parser)
        except etree.ParserError:  # nothing but white space and comments
            self._root = html.document_fromstring(b"<html></html>", parser)

    @property
    def root(self) -> Element:
        """The ``html`` element."""
        return self._root

    def select(self, selector: str, within: Element | None = None) -> list[Element]:
        """Elements that match a CSS selector or XPath; raises ValueError where it is neither."""
        try:
            found = _compiled(selector)(self._root if within is None else within)
        except (etree.XPathError, SelectorError) as error:
            raise ValueError(f"{selector!r} is not a selector: {error}") from error
        if not isinstance(found, list):  # an XPath may also give a number or a string
            return []
        return [item for item in found if isinstance(item, etree._Element)]

    def events(self, node: Element) -> Iterator[Event]:
        """Walk by first-child and next-sibling: no recursion."""
        stack = [node]
        yield OPEN, node.tag, node
        if node.text:
            yield TEXT, node.text, None
        current = next(iter(node), None)
        while stack:
            while current is None:
                opened = stack.pop()
                yield CLOSE, opened.tag, opened
                if not stack:
                    return
                if opened.tail:
                    yield TEXT, opened.tail, None
                current = opened.getnext()
            if isinstance(current.tag, str) and current.tag not in SILENT:
                yield OPEN, current.tag, current
                if current.text:
                    yield TEXT, current.text, None
                stack.append(current)
                current = next(iter(current), None)
                continue
            if current.tail:
                yield TEXT, current.tail, None
            current = current.getnext()

    def attributes(self, node: Element) -> Attributes:
        """Attributes of an element."""
        return dict(node.attrib)

    def tag(self, node: Element) -> str:
        """Element name in lower case."""
        return str(node.tag)

    def key(self, node: Element) -> Hashable:
        """The element itself: lxml keeps one proxy an element while it is referenced."""
        return node  # type: ignore[no-any-return]  # Element is Any

    def parent(self, node: Element) -> Element | None:
        """The parent element."""
        return node.getparent()

    def text(self, node: Element) -> str:
        """Text of an element without scripts and styles, white space collapsed."""
        return running_text(self.events(node))

    def raw_text(self, node: Element) -> str:
        """Text of a script element as it stands."""
        return node.text or ""

    def path(self, node: Element) -> str:
        """Path from the root, counted by tag."""
        steps: list[str] = []
        step: Element | None = node
        while step is not None:
            position = 1 + sum(1 for _ in step.itersiblings(step.tag, preceding=True))
            steps.append(f"{step.tag}[{position}]")
            step = step.getparent()
        return "/" + "/".join(reversed(steps))
