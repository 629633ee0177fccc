"""Block, Vote and Piece: what is labelled, what was proposed, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cleaner.model.labels import Label
    from cleaner.model.site import Rule

Kind = Literal["line", "paragraph", "heading", "item", "quote", "caption", "cell"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A remove or keep rule that hit an element: its label holds for all blocks inside."""

    label: Label
    rule: Rule


class Block(NamedTuple):
    """The smallest piece of text the segmenters deliver.

    Text input: one non-blank line; ``text`` is exactly ``source[start:end]`` (outer white space
    left out) and ``path`` is empty. HTML: one paragraph, heading, item or ``<br>``-parted line;
    ``text`` has white space collapsed, ``path`` is the DOM path of the element that holds it, and
    ``start``/``end`` are -1. What only HTML knows has neutral defaults, so a labeler may read every
    field of every block.
    """

    text: str
    start: int = -1
    end: int = -1
    kind: Kind = "line"
    path: str = ""
    level: int = 0
    """Heading level 1-6, 0 for anything else."""
    bullet: bool = False
    """An ``<li>``, or a text line that opens with a list bullet."""
    link_chars: int = 0
    """Number of characters of ``text`` that stand inside links."""
    href: str = ""
    """Target of the first link in the block."""
    tokens: frozenset[str] = frozenset()
    """What stands around the block, up to the walked root: class names (``entry``), ids
    (``#main``) and telling elements (``<figcaption>``, ``<nav>``, ``<hidden>``)."""
    mark: Mark | None = None
    """What a remove or keep rule says of an element the block lies in."""
    glue: str | None = None
    """HTML: the block goes on in the paragraph of the block before, joined by this string
    (an element inside a paragraph was marked); None starts a paragraph of its own."""
    blank_before: bool = False
    """Text: one or more blank lines stand before the line."""
    in_root: bool = False
    """The block lies in the article root a site or family named."""

    @property
    def link_density(self) -> float:
        """Share of the block's characters inside links, 0 to 1."""
        return self.link_chars / len(self.text) if self.text else 0.0


class Vote(NamedTuple):
    """One labeler's proposal for a block, or for the span ``start:end`` of its text.

    ``strength`` orders votes where they overlap (see ``cleaner.label.arbiter``): a site's own rule
    has 100, a family's 80, the marker grammar 40-70 by its evidence, generic voters 10-30.
    """

    block: int
    """Index into the list of blocks."""
    label: Label
    strength: float
    rule: str
    """Id of the rule, stable over runs: ``remove.tags[.jeg_post_tags]``, ``page-type``."""
    plugin: str
    reason: str
    """One sentence for people: what decided."""
    start: int = 0
    end: int | None = None
    """Span within ``Block.text``; None is its end."""
    group: int = -1
    """Votes of one second article share a number >= 0 (there may be several such articles)."""
    role: Literal["", "headline", "item", "heading", "body"] = ""
    """Part that a removed span plays: ``headline`` (title of a second article), ``item`` (one
    related headline), ``heading`` (marker line), ``body``."""


class Piece(NamedTuple):
    """A block, or a span of one, with the label that won; a block's pieces leave no gaps."""

    block: Block
    start: int
    end: int
    label: Label
    vote: Vote | None
    """The winning vote; None where nobody spoke, and the piece is ``main`` by default."""

    @property
    def text(self) -> str:
        """The characters of this piece (shape: a slice of ``Block.text``)."""
        return self.block.text[self.start : self.end]
