"""What a page must have for a selector to match: a test by names, before the parser is asked.

Most selectors of a run are those of other families. The parser walks the page for each; to look up
their names in a set costs a hundredth of that.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import cssselect
from cssselect.parser import Attrib, Class, CombinedSelector, Element, Hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cssselect.parser import Tree

Needs = tuple[frozenset[str], ...]
"""For each selector of a list the names it needs, in lower case, as a page that ignores the rules
of HTML may spell them as it likes: ``div``, ``.class``, ``#id``, ``[attribute``."""


@lru_cache(maxsize=20_000)
def needs(selector: str) -> Needs:
    """The names in a list of CSS selectors; empty where it cannot be read."""
    try:
        parsed = cssselect.parse(selector)
    except cssselect.SelectorError:
        return ()
    return tuple(frozenset(map(str.lower, _names(one.parsed_tree))) for one in parsed)


def _names(tree: Tree) -> Iterator[str]:
    """Names in a selector, but for those in the arguments of ``:not()`` and the like."""
    if isinstance(tree, Element):
        if tree.element:
            yield tree.element
        return
    if isinstance(tree, CombinedSelector):
        yield from _names(tree.subselector)
    elif isinstance(tree, Class):
        yield f".{tree.class_name}"
    elif isinstance(tree, Hash):
        yield f"#{tree.id}"
    elif isinstance(tree, Attrib):
        yield f"[{tree.attrib}"
    yield from _names(tree.selector)
