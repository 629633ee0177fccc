"""The arbiter: of all votes on a character the strongest wins."""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from cleaner.model.block import Block, Piece, Vote

if TYPE_CHECKING:
    from collections.abc import Sequence

_strength: Final = attrgetter("strength")


def arbitrate(blocks: Sequence[Block], votes: Sequence[Vote]) -> list[Piece]:
    """Decide every block: pieces in order, which cover each block without gaps.

    Between votes of equal strength the one on the shorter span counts, then the one cast first.
    Where nobody spoke the piece is ``main``.
    """
    if not votes:
        return [Piece(block, 0, len(block.text), "main", None) for block in blocks]
    by_block: list[list[Vote]] = [[] for _ in blocks]
    for vote in votes:
        by_block[vote.block].append(vote)
    pieces: list[Piece] = []
    for block, cast in zip(blocks, by_block, strict=True):
        pieces.extend(_decide(block, cast))
    return pieces


def _decide(block: Block, votes: list[Vote]) -> list[Piece]:
    size = len(block.text)
    if not votes:
        return [Piece(block, 0, size, "main", None)]
    if size and all(vote.end is None and vote.start <= 0 for vote in votes):
        strongest = max(votes, key=_strength)
        return [Piece(block, 0, size, strongest.label, strongest)]
    spans = [(vote, max(0, vote.start), size if vote.end is None else vote.end) for vote in votes]
    spans.sort(key=lambda item: (-item[0].strength, item[2] - item[1]))
    cuts = sorted({0, size, *(edge for _, *span in spans for edge in span if 0 < edge < size)})
    pieces: list[Piece] = []
    for start, end in pairwise(cuts):
        winner = next((v for v, a, b in spans if a <= start and end <= b), None)
        label = winner.label if winner else "main"
        last = pieces[-1] if pieces else None
        if last and (last.vote is winner or last.label == label == "main"):
            pieces[-1] = Piece(block, last.start, end, label, winner or last.vote)
        else:
            pieces.append(Piece(block, start, end, label, winner))
    return pieces
