"""Named columns over the blocks of a page, and what compares a block with those around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Column = NDArray[np.float32]
    Index = NDArray[np.int64]


ROOM: Final = 400
"""More columns than there are."""


class Columns:
    """Named columns over ``n`` blocks, collected in order."""

    def __init__(self, n: int) -> None:
        self.names: list[str] = []
        self._rows = np.empty((ROOM, n), dtype=np.float32)

    def add(self, name: str, column: NDArray[np.generic] | float) -> None:
        """One column, (n,), or a figure of the page, the same for all its blocks."""
        self._rows[len(self.names)] = column
        self.names.append(name)

    def add_all(self, names: Sequence[str], rows: NDArray[np.generic]) -> None:
        """Several columns as the rows of an array, (number of names, n)."""
        at = len(self.names)
        self._rows[at : at + len(names)] = rows
        self.names += names

    def add_bits(self, prefix: str, names: Sequence[str], masks: Index) -> None:
        """One column for each bit of ``masks``."""
        octets = masks.astype("<u4").view(np.uint8).reshape(-1, 4)
        bits = np.unpackbits(octets, axis=1, count=len(names), bitorder="little")
        self.add_all([f"{prefix}.{name}" for name in names], bits.T)

    def matrix(self) -> NDArray[np.float32]:
        """(n, number of names)."""
        return self._rows[: len(self.names)].T


class Groups:
    """Several ways to part the blocks into groups, all summed up at once."""

    def __init__(self, ways: Sequence[Index]) -> None:
        self._ids: list[Index] = []
        self._sizes = [0]
        for way in ways:
            self._ids.append(way + self._sizes[-1])
            self._sizes.append(self._sizes[-1] + int(way.max()) + 1)

    def sums(self, *weights: Column) -> Column:
        """(ways, weights, n): sum of the weights over the group of each block."""
        ids = np.stack(self._ids)[:, None, :] + self._sizes[-1] * np.arange(len(weights))[:, None]
        spread = np.broadcast_to(np.stack(weights), ids.shape)
        held = np.bincount(ids.ravel(), weights=spread.ravel())
        return held.astype(np.float32).take(ids)


def shares(ids: Index, weights: Column) -> Column:
    """Sum of ``weights`` over the blocks with the same id, at each block."""
    return np.bincount(ids, weights=weights).astype(np.float32).take(ids)


def shifted(values: Column, by: int) -> Column:
    """Values, (…, n), of the block ``by`` places later; zero beyond the ends."""
    out = np.zeros_like(values)
    if by > 0:
        out[..., :-by] = values[..., by:]
    else:
        out[..., -by:] = values[..., :by]
    return out


def window(values: Column, reach: int) -> Column:
    """Mean of values, (…, n), over the blocks up to ``reach`` before and after."""
    n = values.shape[-1]
    total = np.zeros((*values.shape[:-1], n + 1))
    np.cumsum(values, axis=-1, dtype=np.float64, out=total[..., 1:])
    at = np.arange(n)
    low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, n)
    held = total.take(high, axis=-1) - total.take(low, axis=-1)
    return np.asarray(held / (high - low), dtype=np.float32)


def since(flags: NDArray[np.bool_]) -> Column:
    """Blocks since the last flagged one (0 at it), 200 where there was none."""
    at = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, at, -10_000))
    return np.minimum(at - last, 200).astype(np.float32)
