"""Whether the place a plugin gives for the article can be right, by the page's own word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.segment.root import MIN_ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.label.generic import Worth
    from cleaner.model.block import Block
    from cleaner.model.page import Page

SHARE: Final = 3
"""A root with less than one part in this many of the article text in JSON-LD is doubted."""
MARGIN: Final = 0.02
"""How much less F1 than the generic path a plugin that rests on reports may be expected to give.

Right roots of authored pages lie within 0.02 of it where the network is sure.
"""
UNSURE: Final = 0.2
"""The same, as a share of what the network expects its own choice to miss, if that is more."""
LOST: Final = 0.005
"""Share of the article in paragraphs outside the root; nothing, for right roots of those pages."""
LINKED: Final = 0.4
"""Share of text in links above which it is a list; in right roots of 156 pages it is below 0.3."""
EATEN: Final = 0.5
"""Share of the article that rules may take out inside the root."""


def jsonld_doubt(page: Page) -> str:
    """Why the root cannot be right by the article text that JSON-LD holds; ``""`` if it may be."""
    assert page.tree is not None
    data = page.linked.get("article")
    told = len(" ".join(((data and data.article_body) or "").split()))
    size = sum(len(page.tree.text(root)) for root in page.roots) if told else 0
    return f"it holds {size} characters, JSON-LD {told}" if size * SHARE < told else ""


def link_doubt(kept: Sequence[Block]) -> str:
    """Why what stays of a page is a list of links; ``""`` if it is none."""
    size = _size(kept)
    linked = sum(block.link_chars for block in kept)
    return f"{linked / size:.0%} of what it holds are links" if linked > LINKED * size else ""


def size_doubt(kept: Sequence[Block]) -> str:
    """Why what stays of a page is too little for an article; ``""`` if it may be one."""
    size = _size(kept)
    return f"{size} characters of it stay" if size < MIN_ROOT else ""


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def worth_doubt(worth: Worth) -> str:
    """Why a plugin's rules cannot be right by what they make of the page; ``""`` if they may be."""
    if worth.aside > EATEN:
        return f"its rules take out about {worth.aside:.0%} of the article"
    if worth.lost > LOST:
        return f"paragraphs outside it are about {worth.lost:.0%} of the article"
    if worth.best - worth.f1 <= max(MARGIN, UNSURE * (1 - worth.best)):
        return ""
    if worth.recall < worth.precision:
        return f"it holds about {worth.recall:.0%} of the article"
    return f"about {worth.precision:.0%} of what it holds is the article"
