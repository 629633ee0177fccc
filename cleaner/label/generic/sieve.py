"""Which blocks are weighed: not those that are taken out anyway, and no links of a few words.

On public pages these are half of the blocks and more, with 0.3 % of the words of articles. The
network does as well without them, at half the price (``benchmarks/generic.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.label.structure import telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model.block import Block

LINKED: Final = 0.9
LONGEST: Final = 30
"""Characters of a short link: an entry of a menu, a tag, a button; headlines have more."""


def sift(blocks: Sequence[Block]) -> tuple[list[int], list[int]]:
    """The indices of the blocks to weigh, and of short links, if that is not all there is."""
    weighed: list[int] = []
    links: list[int] = []
    for at, block in enumerate(blocks):
        if not _taken(block):
            (links if _short_link(block) else weighed).append(at)
    return (weighed, links) if weighed else (links, [])


def _taken(block: Block) -> bool:
    """Whether a rule or the page's own elements take a block out, whatever it weighs.

    What is hidden may be the article, which the page unhides by script.
    """
    if block.mark is not None and block.mark.label != "main":
        return True
    return any(token != "<hidden>" for token in telling(block))


def _short_link(block: Block) -> bool:
    return len(block.text) <= LONGEST and not block.level and block.link_density > LINKED
