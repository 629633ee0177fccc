"""The labeler of pages no site knows: two looks by a small network, a third with trafilatura."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.hookspecs import hookimpl
from cleaner.label.generic.certain import REASONS, certain
from cleaner.label.generic.context import context, voted
from cleaner.label.generic.features import Shape, features
from cleaner.label.generic.model import Network, decode, load
from cleaner.label.generic.names import Names
from cleaner.label.generic.voter import aligned, extract
from cleaner.model.block import Block, Vote
from cleaner.segment.root import says_no_article

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

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
        keep, told = certain(blocks, page, seen)
        return list(_votes(blocks, page, keep, told, seen))


@dataclass(frozen=True, slots=True)
class Weighed:
    """The blocks of a page as the last network that looked saw them."""

    network: Network
    x: Matrix
    """What it was given: a row for each block."""
    estimate: Matrix
    """Probability of main content for each block."""
    free: Matrix
    """0 for blocks that cannot be main content, else 1."""
    words: Matrix
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
    x, network = columns.matrix(), model.first
    more = context(network.probability(x), shape)
    x, network = np.concatenate([x, more.matrix()], axis=1), model.second
    estimate = network.probability(x)
    free = _free(blocks, shape)
    keep, expected = decode(estimate * free, shape.words)
    asked, rule = article and expected < DOUBT, "network"
    if asked and (vote := ask(blocks, page)).any():
        x, network = np.concatenate([x, voted(estimate, vote, shape).matrix()], axis=1), model.voted
        estimate, rule = network.probability(x), "network+trafilatura"
        keep, expected = decode(estimate * free, shape.words)
        if expected < LOST:
            keep, rule = vote & (free > 0), "trafilatura"
    return Weighed(network, x, estimate, free, shape.words, keep, expected, asked, rule)


def ask(blocks: Sequence[Block], page: Page) -> NDArray[np.bool_]:
    """Which blocks stand in what trafilatura takes for the article, in its precision mode."""
    kept = aligned([block.text for block in blocks], extract(page.source, precision=True))
    vote = np.zeros(len(blocks), dtype=np.bool_)
    vote[list(kept)] = True
    return vote


def _free(blocks: Sequence[Block], shape: Shape) -> Matrix:
    """0 for blocks without a letter or digit, and those stronger rules have taken out; else 1."""
    return np.array(
        [
            bool(key) and (block.mark is None or block.mark.label == "main")
            for block, key in zip(blocks, shape.reading.keys, strict=True)
        ],
        dtype=np.float32,
    )


def _votes(
    blocks: Sequence[Block],
    page: Page,
    keep: NDArray[np.bool_],
    certain: Mapping[int, str],
    seen: Weighed,
) -> list[Vote]:
    votes = []
    estimate, network, rule = seen.estimate, seen.network, seen.rule
    for index in np.flatnonzero(keep & (estimate >= SURE)).tolist():
        if "<hidden>" in blocks[index].tokens:
            reason = f"hidden, but main content with probability {estimate[index]:.2f}"
            votes.append(Vote(index, "main", SURE_STRENGTH, rule, "generic", reason))
    removed = np.flatnonzero(~keep)
    if not len(removed):
        return votes
    pulls = network.pulls(seen.x[removed])
    telling = np.argpartition(pulls, TOLD, axis=1)[:, :TOLD]
    names = Names(blocks, removed.tolist(), network.columns, seen.x, page)
    against, shown = telling.tolist(), estimate.tolist()
    for row, index in enumerate(removed.tolist()):
        label = names.label(index)
        if what := certain.get(index):
            label = "title" if what == "title" else "other"
            votes.append(Vote(index, label, STRENGTH, what, "generic", REASONS[what]))
            continue
        if names.announces(index) and keep[index + 1 : index + 2].any():
            continue  # the grammar takes it, and with it what it announces
        told = ", ".join([network.columns[at] for at in against[row]])
        reason = f"main content with probability {shown[index]:.2f}; against it: {told}"
        if rule == "trafilatura":
            reason = f"trafilatura leaves it out, where the networks are lost; {reason}"
        votes.append(Vote(index, label, STRENGTH, rule, "generic", reason))
    return votes
