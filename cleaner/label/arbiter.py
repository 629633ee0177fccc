"""The arbiter: of all votes on a character the strongest wins."""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from cleaner.model.block import Block, Piece, Vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_strength: Final = attrgetter("strength")


class Hearing:
    """The blocks of a page with the votes heard so far; blocks are decided anew as votes come."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._votes: dict[int, list[Vote]] = {}
        self._decided: dict[int, list[Piece]] = {}

    def hear(self, votes: Iterable[Vote]) -> None:
        """Take votes on blocks by their index."""
        touched = set()
        for vote in votes:
            self._votes.setdefault(vote.block, []).append(vote)
            touched.add(vote.block)
        for index in touched:
            self._decided[index] = _decide(self._blocks[index], self._votes[index])

    def main(self) -> list[int]:
        """Blocks of which something is main content, so far."""
        gone = {
            index
            for index, pieces in self._decided.items()
            if all(piece.label != "main" for piece in pieces)
        }
        return [index for index in range(len(self._blocks)) if index not in gone]

    def pieces(self) -> list[Piece]:
        """All pieces in order, which cover each block without gaps."""
        found: list[Piece] = []
        for index, block in enumerate(self._blocks):
            found += self._decided.get(index) or [Piece(block, 0, len(block.text), "main", None)]
        return found


def arbitrate(blocks: Sequence[Block], votes: Iterable[Vote]) -> list[Piece]:
    """Decide every block: pieces in order, which cover each block without gaps.

    Between votes of equal strength the one on the shorter span counts, then the one cast first.
    Where nobody spoke the piece is ``main``.
    """
    hearing = Hearing(blocks)
    hearing.hear(votes)
    return hearing.pieces()


def _decide(block: Block, votes: list[Vote]) -> list[Piece]:
    size = len(block.text)
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
