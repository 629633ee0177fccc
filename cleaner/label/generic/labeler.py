"""The labeler of pages no site knows: two looks by a small network, a third with trafilatura."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.hookspecs import hookimpl
from cleaner.label.generic.context import context, voted
from cleaner.label.generic.features import Columns, Shape, features
from cleaner.label.generic.model import Network, decode, load
from cleaner.label.generic.voter import aligned, extract
from cleaner.model.block import Block, Vote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

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
TOLD: Final = 3
"""How many columns a reason names."""

LABELS: Final[tuple[tuple[str, Label], ...]] = (
    ("comment", "comments"),
    ("share", "share"),
    ("crumb", "breadcrumb"),
    ("ad", "ad"),
    ("subscribe", "subscribe"),
    ("nav", "nav"),
    ("related", "related-block"),
)
"""What a removed block is called by the names around it that the text's own frame has not."""


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
        model = load()
        columns, shape = features(blocks, page)
        x, network = columns.matrix(), model.first
        estimate = network.probability(x)
        more = context(estimate, shape)
        x, network = np.concatenate([x, more.matrix()], axis=1), model.second
        estimate = network.probability(x)
        free = _free(blocks, shape)
        keep, expected = decode(estimate * free, shape.words)
        rule = "network"
        if expected < DOUBT:
            self.asked += 1
            vote = ask(blocks, page)
            if vote.any():
                x = np.concatenate([x, voted(estimate, vote, shape).matrix()], axis=1)
                network, rule = model.voted, "network+trafilatura"
                estimate = network.probability(x)
                keep, _ = decode(estimate * free, shape.words)
        return list(_votes(blocks, keep, estimate, columns, network, x, rule))


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
    keep: NDArray[np.bool_],
    estimate: Matrix,
    columns: Columns,
    network: Network,
    x: Matrix,
    rule: str,
) -> list[Vote]:
    votes = []
    for index in np.flatnonzero(keep & (estimate >= SURE)).tolist():
        if "<hidden>" in blocks[index].tokens:
            reason = f"hidden, but main content with probability {estimate[index]:.2f}"
            votes.append(Vote(index, "main", SURE_STRENGTH, rule, "generic", reason))
    removed = np.flatnonzero(~keep)
    if not len(removed):
        return votes
    pulls = network.pulls(x[removed])
    telling = np.argpartition(pulls, TOLD, axis=1)[:, :TOLD]
    groups = np.array([columns.names.index(f"own name.{group}") for group, _ in LABELS])
    named = (x[np.ix_(removed, groups)] > 0).tolist()
    against, shown = telling.tolist(), estimate.tolist()
    for row, index in enumerate(removed.tolist()):
        label = _label(named[row], blocks[index])
        told = ", ".join([network.columns[at] for at in against[row]])
        reason = f"main content with probability {shown[index]:.2f}; against it: {told}"
        votes.append(Vote(index, label, STRENGTH, rule, "generic", reason))
    return votes


def _label(named: Sequence[bool], block: Block) -> Label:
    for (_, label), is_so in zip(LABELS, named, strict=True):
        if is_so and (label != "related-block" or block.link_density > 0.5):
            return label
    return "other"
