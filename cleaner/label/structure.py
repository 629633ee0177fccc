"""Votes from HTML's own words: captions, form controls, navigation, hidden elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.hookspecs import hookimpl
from cleaner.model.block import Block, Vote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.model.labels import Label
    from cleaner.model.page import Page

ELEMENTS: Final[Mapping[str, tuple[Label, str]]] = {
    "<figcaption>": ("caption", "a figure's caption"),
    "<caption>": ("caption", "a table's caption"),
    "<nav>": ("nav", "inside a nav element"),
    "<button>": ("other", "a button"),
    "<select>": ("other", "a choice of a form"),
    "<option>": ("other", "a choice of a form"),
    "<textarea>": ("other", "an input field"),
    "<label>": ("other", "the label of an input field"),
    "<hidden>": ("other", "hidden from the reader"),
}
_TOKENS: Final = frozenset(ELEMENTS)
STRENGTH: Final = 38.0
"""Above generic voters, below the grammar, which may know the very words."""

HIDDEN_SHARE: Final = 0.5
"""More than this share of the text hidden means the page unhides its article by script."""

UNCLOSED: Final = frozenset({"<nav>", "<button>", "<select>", "<option>", "<textarea>", "<label>"})
"""Elements that hold words, not paragraphs: a paragraph in one means that it was never closed."""
RUNNING_TEXT: Final = 100
"""A block of this many characters, most of them outside links, is a paragraph."""


def running_text(block: Block) -> bool:
    """Whether the block is a paragraph, by its length and the share of links in it."""
    return len(block.text) >= RUNNING_TEXT and block.link_density < 0.3


def telling(block: Block) -> list[str]:
    """Of ``ELEMENTS`` those around a block that say it is no running text, hidden or not."""
    if _TOKENS.isdisjoint(block.tokens):
        return []
    told = [token for token in ELEMENTS if token in block.tokens]
    if running_text(block):
        return [token for token in told if token not in UNCLOSED]
    return told


class Structure:
    """The labeler of telling elements."""

    @hookimpl
    def label_blocks(self, blocks: Sequence[Block], page: Page) -> list[Vote]:
        """Votes on blocks inside elements that are never running text."""
        if page.mode == "text":
            return []
        total = sum(len(block.text) for block in blocks)
        hidden = sum(len(block.text) for block in blocks if "<hidden>" in block.tokens)
        trust_hidden = hidden <= HIDDEN_SHARE * total
        votes = []
        for index, block in enumerate(blocks):
            for token in telling(block):
                if token == "<hidden>" and not trust_hidden:
                    continue
                label, reason = ELEMENTS[token]
                rule = f"element.{token.strip('<>')}"
                votes.append(Vote(index, label, STRENGTH, rule, "structure", reason))
        return votes
