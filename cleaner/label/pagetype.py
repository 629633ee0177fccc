"""Is there an article at all? Walls, listings and shells are told by what is left of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from cleaner.metadata.jsonld import page_types
from cleaner.segment.html import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model.block import Piece
    from cleaner.model.page import Page

Verdict = tuple[Literal["ok", "empty", "not-article"], str]

_WALL: Final = re.compile(
    r"enable javascript and cookies to continue|cloudflare ray id|verify(?:ing)? (?:that )?you are "
    r"(?:a |not a )?(?:human|bot|robot)|completing the captcha|checking (?:if the site connection|"
    r"your browser)|pardon our interruption|access (?:to this page has been )?denied|"
    r"are you a robot|unusual (?:traffic|activity) from|request unsuccessful\. incapsula|"
    r"ddos protection by|attention required!|automated access",
    re.IGNORECASE,
)
_LISTING_TYPES: Final = frozenset({"CollectionPage", "SearchResultsPage", "ItemList"})
MAX_WALL: Final = 3000
"""Characters on a page, kept or not, up to which words of a wall are believed."""
MIN_PARAGRAPH: Final = 80
"""A block this long, and not a link, is running text."""
MAX_LINKED: Final = 0.5
"""More of the kept characters than this inside links is a list."""


def page_type(page: Page, pieces: Sequence[Piece]) -> Verdict:
    """Verdict on a page after labelling, with the reason where there is no article."""
    kept = [piece for piece in pieces if piece.label == "main" and piece.text.strip(INVISIBLE)]
    if wall := _wall(page, sum(len(piece.text) for piece in kept)):
        return "not-article", f"a wall: «{wall}»"
    if told := _told(page):
        return "not-article", told
    if not kept:
        return "empty", "no main content was found"
    if page.mode == "text" or page.roots:
        return "ok", ""
    size = sum(len(piece.text) for piece in kept)
    linked = sum(min(piece.block.link_chars, len(piece.text)) for piece in kept)
    if linked > MAX_LINKED * size:
        return "not-article", f"a list: {linked} of {size} characters kept are links"
    if not any(
        len(piece.text) >= MIN_PARAGRAPH and piece.block.link_density < MAX_LINKED for piece in kept
    ):
        return "empty", f"no paragraph of {MIN_PARAGRAPH} characters was found"
    cards = sum(1 for p in kept if p.block.level and p.block.link_density > MAX_LINKED)
    if cards >= 4 and cards * 3 >= sum(1 for p in kept if len(p.text) >= MIN_PARAGRAPH):
        return "not-article", f"a list: {cards} linked headlines among the text"
    return "ok", ""


def _wall(page: Page, kept: int) -> str:
    """The words by which a page without a text says that it did not let the visitor in."""
    if page.tree is None or page.roots or kept > MAX_WALL:
        return ""
    shown = page.tree.text(page.tree.root)
    if len(shown) > MAX_WALL:
        return ""
    unseen = [page.tree.raw_text(node) for node in page.tree.select("title, noscript")]
    match = _WALL.search(" ".join((*unseen, shown)))
    return match.group() if match else ""


def _told(page: Page) -> str:
    """What the page or its plugin says outright."""
    if page.mode != "html" or page.tree is None:
        return ""
    if page.rules is not None:
        for rule in page.rules.not_article:
            if page.tree.select(rule.pattern):
                return f"only pages without an article have {rule.pattern}"
    if page.roots:
        return ""
    types = page_types(page.linked.get("jsonld", []))
    listing = types & _LISTING_TYPES
    if listing and not any(name.endswith(("Article", "Posting")) for name in types):
        return f"the page calls itself {sorted(listing)[0]}"
    return ""
