"""The labeler of pages no site knows: a sieve, a small network, and in doubt trafilatura."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.hookspecs import hookimpl
from cleaner.label.generic.certain import REASONS, certain
from cleaner.label.generic.features import features
from cleaner.label.generic.model import Look, decode, load
from cleaner.label.generic.names import Names, of_links
from cleaner.label.generic.sieve import sift
from cleaner.label.generic.voter import aligned, extract
from cleaner.model.block import Block, Vote
from cleaner.segment.root import says_no_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.label.generic.features import Shape
    from cleaner.model.labels import Label
    from cleaner.model.page import Page

    Matrix = NDArray[np.float32]
    Flags = NDArray[np.bool_]

STRENGTH: Final = 20.0
SURE_STRENGTH: Final = 39.0
"""For ``main`` on a hidden block: just above what the hidden element itself says (38)."""
SHORT: Final = "a link of a few words"
SURE: Final = 0.6
"""A hidden block this likely to be main content is: the page unhides it by script."""
DOUBT: Final = 0.6
"""Where the F1 to be expected is less, trafilatura is asked, and believed …"""
LONGEST: Final = 300
"""… unless more blocks are to be weighed: in tables and catalogues it is slow, and lost as well."""
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
        at, links = sift(blocks)
        votes: list[Vote] = []
        common: frozenset[str] = frozenset()
        if at:
            seen = weigh([blocks[index] for index in at], page)
            doubted = seen.expected < DOUBT and len(at) <= LONGEST
            asked = doubted and not says_no_article(page)
            if asked and (vote := ask(blocks, page)[at] & (seen.free > 0)).any():
                seen = replace(seen, keep=vote)
            self.asked += asked
            common = seen.shape.common
            votes += _votes(blocks, at, page, seen, asked=asked)
        labels = of_links([blocks[index] for index in links], common)
        for index, label in zip(links, labels, strict=True):
            votes.append(Vote(index, label, STRENGTH, "short-link", "generic", SHORT))
        return votes


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the network made of ``n`` blocks of a page."""

    shape: Shape
    look: Look
    free: Matrix
    """(n,): 0 for blocks that cannot be main content, else 1."""
    keep: Flags
    """(n,): the best choice of blocks."""
    expected: float
    """F1 to be expected of it."""


def weigh(blocks: Sequence[Block], page: Page) -> Weighed:
    """Weigh some blocks of a page."""
    columns, shape = features(blocks, page)
    look = load().look(columns.matrix())
    free = np.array([key != "" for key in shape.reading.keys], dtype=np.float32)
    return Weighed(shape, look, free, *decode(look.probability * free, shape.words))


def ask(blocks: Sequence[Block], page: Page) -> Flags:
    """Which blocks stand in what trafilatura takes for the article, by its own rules alone."""
    told = extract(page.source, precision=True, fast=True)
    kept = aligned([block.text for block in blocks], told)
    vote = np.zeros(len(blocks), dtype=np.bool_)
    vote[list(kept)] = True
    return vote


def _votes(
    blocks: Sequence[Block], at: Sequence[int], page: Page, seen: Weighed, *, asked: bool
) -> list[Vote]:
    """Votes on the blocks that were weighed, at their places on the page."""
    keep, told = certain([blocks[index] for index in at], seen)
    votes = []
    chances, columns = seen.look.probability.tolist(), seen.look.network.columns
    for here in np.flatnonzero(keep & (seen.look.probability >= SURE)).tolist():
        if "<hidden>" in blocks[at[here]].tokens:
            reason = f"hidden, but main content with probability {chances[here]:.2f}"
            votes.append(Vote(at[here], "main", SURE_STRENGTH, "network", "generic", reason))
    removed = np.flatnonzero(~keep)
    against = seen.look.against(removed, TOLD).tolist()
    kept = {at[here] for here in np.flatnonzero(keep).tolist()}
    names = Names(blocks, at, removed.tolist(), seen.shape, page.language)
    for here, pulling in zip(removed.tolist(), against, strict=True):
        index = at[here]
        if what := told.get(here):
            label: Label = "title" if what == "title" else "other"
            votes.append(Vote(index, label, STRENGTH, what, "generic", REASONS[what]))
            continue
        if names.announces(index) and index + 1 in kept:
            continue  # the grammar takes it, and with it what it announces
        pulls = ", ".join([columns[one] for one in pulling])
        reason = f"main content with probability {chances[here]:.2f}; against it: {pulls}"
        rule = "network"
        if asked:
            reason = f"trafilatura leaves it out, where the network is lost; {reason}"
            rule = "trafilatura"
        votes.append(Vote(index, names.label(here), STRENGTH, rule, "generic", reason))
    return votes
