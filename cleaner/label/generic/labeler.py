"""The labeler of pages no site knows: two looks by a small network, a third with trafilatura."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.hookspecs import hookimpl
from cleaner.label.generic.certain import REASONS, certain
from cleaner.label.generic.context import context, voted
from cleaner.label.generic.features import features
from cleaner.label.generic.model import Look, decode, load
from cleaner.label.generic.names import Names
from cleaner.label.generic.voter import aligned, extract
from cleaner.model.block import Block, Vote
from cleaner.segment.root import says_no_article

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from cleaner.label.generic.features import Shape
    from cleaner.label.generic.reading import Reading
    from cleaner.model.labels import Label
    from cleaner.model.page import Page

    Matrix = NDArray[np.float32]

STRENGTH: Final = 20.0
SURE_STRENGTH: Final = 39.0
"""For ``main`` on a hidden block: just above what the hidden element itself says (38)."""
SURE: Final = 0.6
"""A hidden block this likely to be main content is: the page unhides it by script."""
DOUBT: Final = 0.84
"""Where the F1 to be expected is less, trafilatura is asked."""
LOST: Final = 0.8
"""Where it is less even with trafilatura's vote beside the columns, that vote alone counts."""
TOLD: Final = 3
"""How many columns a reason names."""


class Generic:
    """Votes on the blocks of HTML pages without a root.

    ``asked`` counts the pages, and those on which trafilatura was asked, since this was made.
    """

    def __init__(self) -> None:
        self.pages = 0
        self.asked = 0

    @hookimpl
    def label_blocks(self, blocks: Sequence[Block], page: Page) -> list[Vote]:
        """Votes ``other`` (or what the names around a block say) on all that is not main."""
        if page.mode != "html" or page.roots or not blocks:
            return []
        self.pages += 1
        seen = weigh(blocks, page, article=not says_no_article(page))
        self.asked += seen.asked
        keep, told = certain(blocks, seen)
        return _votes(blocks, page, keep, told, seen)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The blocks of a page as the last network that looked saw them."""

    shape: Shape
    look: Look
    free: Matrix
    """0 for blocks that cannot be main content, else 1."""
    keep: NDArray[np.bool_]
    """The best choice of blocks."""
    expected: float
    """F1 to be expected of it."""
    asked: bool
    """Whether trafilatura was."""
    rule: str
    """Who made the choice."""


def weigh(blocks: Sequence[Block], page: Page, *, article: bool = True) -> Weighed:
    """Two looks at all blocks of a page, and in doubt a third, with what trafilatura takes.

    A page whose rules say that it is no ``article`` gets no third look.
    """
    model = load()
    columns, shape = features(blocks, page)
    x = columns.matrix()
    more = context(model.first.probability(x), shape)
    x = np.concatenate([x, more.matrix()], axis=1)
    look = model.second.look(x)
    free = _free(shape.reading)
    keep, expected = decode(look.probability * free, shape.words)
    asked, rule = article and expected < DOUBT, "network"
    if asked and (vote := ask(blocks, page)).any():
        more = voted(look.probability, vote, shape)
        look = model.voted.look(np.concatenate([x, more.matrix()], axis=1))
        rule = "network+trafilatura"
        keep, expected = decode(look.probability * free, shape.words)
        if expected < LOST:
            keep, rule = vote & (free > 0), "trafilatura"
    return Weighed(shape, look, free, keep, expected, asked, rule)


def ask(blocks: Sequence[Block], page: Page) -> NDArray[np.bool_]:
    """Which blocks stand in what trafilatura takes for the article, in its precision mode."""
    kept = aligned([block.text for block in blocks], extract(page.source, precision=True))
    vote = np.zeros(len(blocks), dtype=np.bool_)
    vote[list(kept)] = True
    return vote


def _free(reading: Reading) -> Matrix:
    """0 for blocks without a letter or digit, and those stronger rules have taken out; else 1."""
    spoken = np.array([key != "" for key in reading.keys])
    return (spoken & ~reading.marked).astype(np.float32)


def _votes(
    blocks: Sequence[Block],
    page: Page,
    keep: NDArray[np.bool_],
    certain: Mapping[int, str],
    seen: Weighed,
) -> list[Vote]:
    votes = []
    estimate, columns, rule = seen.look.probability, seen.look.network.columns, seen.rule
    for index in np.flatnonzero(keep & (estimate >= SURE)).tolist():
        if "<hidden>" in blocks[index].tokens:
            reason = f"hidden, but main content with probability {estimate[index]:.2f}"
            votes.append(Vote(index, "main", SURE_STRENGTH, rule, "generic", reason))
    removed = np.flatnonzero(~keep)
    against = seen.look.against(removed, TOLD).tolist()
    indices = removed.tolist()
    names = Names(blocks, indices, seen.shape, page.language)
    for index, chance, pulling in zip(indices, estimate[removed].tolist(), against, strict=True):
        if what := certain.get(index):
            label: Label = "title" if what == "title" else "other"
            votes.append(Vote(index, label, STRENGTH, what, "generic", REASONS[what]))
            continue
        if names.announces(index) and keep[index + 1 : index + 2].any():
            continue  # the grammar takes it, and with it what it announces
        told = ", ".join([columns[at] for at in pulling])
        reason = f"main content with probability {chance:.2f}; against it: {told}"
        if rule == "trafilatura":
            reason = f"trafilatura leaves it out, where the networks are lost; {reason}"
        votes.append(Vote(index, names.label(index), STRENGTH, rule, "generic", reason))
    return votes
