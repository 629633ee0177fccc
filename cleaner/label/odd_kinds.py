"""Pages that hold an article of an odd kind: a live blog, a forum's thread, the visible beginning.

They are cleaned as any other; a warning tells what their text is, so that a corpus may do without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cleaner.metadata.jsonld import page_types, types_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.model.block import Piece
    from cleaner.model.page import Page

KINDS: Final = {
    "LiveBlogPosting": "a live blog",
    "DiscussionForumPosting": "a thread of a forum",
    "QAPage": "a question with its answers",
}
STUB: Final = 1500
"""Characters kept of a page that is not free to read, below which it is no more than a teaser."""


def odd_kinds(page: Page, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Warnings by what the page's JSON-LD says of itself; most pages have none."""
    nodes = page.linked.get("jsonld", [])
    types = page_types(nodes)
    told = [
        f"the page calls itself {what}: {name}" for name, what in KINDS.items() if name in types
    ]
    kept = sum(piece.end - piece.start for piece in pieces if piece.label == "main")
    if kept < STUB and any(map(_is_closed, nodes)):
        told.append(f"a paywall: {kept} characters of an article that is not free to read")
    return tuple(told)


def _is_closed(node: Mapping[str, Any]) -> bool:
    """Whether an article's node says that it is not free (as a truth value or as text)."""
    is_article = any(name.endswith(("Article", "Posting")) for name in types_of(node))
    return is_article and str(node.get("isAccessibleForFree")).lower() == "false"
