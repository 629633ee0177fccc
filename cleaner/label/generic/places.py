"""The containers of a page: the elements its blocks lie in, as a tree of numbers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Column = NDArray[np.float32]
    Index = NDArray[np.int64]

ELEMENTS: Final = (
    "article main section aside nav header footer form ul ol li table td figure blockquote "
    "p div span dl dd pre center h1 h2 h3 h4 h5 h6 button label"
).split()
"""Elements a block lies in that count as features."""
_BITS: Final = {name: 1 << bit for bit, name in enumerate(ELEMENTS)}


def elements(*names: str) -> int:
    """Some of ``ELEMENTS`` as a mask."""
    return sum(_BITS[name] for name in names)


class Places:
    """Containers by number: 0 is the page, and each comes after the one it lies in."""

    def __init__(self, paths: Iterable[str]) -> None:
        numbers = {"": 0}
        parents, depths, tags, at = [0], [0], [""], []
        for path in paths:
            new = []
            while (number := numbers.get(path)) is None:
                new.append(path)
                path = path[: max(path.rfind("/"), 0)]
            for path in reversed(new):
                tags.append(path[path.rfind("/") + 1 :].partition("[")[0])
                depths.append(depths[number] + 1)
                parents.append(number)
                number = numbers[path] = len(numbers)
            at.append(number)
        self._parents, self._tags = parents, tags
        self._depths: Index = np.array(depths, dtype=np.int64)
        self._bits: Index = np.array([_BITS.get(tag, 0) for tag in tags], dtype=np.int64)
        up = np.array(parents, dtype=np.int64)
        above = [np.array(at, dtype=np.int64)]
        for _ in range(max(depths)):
            above.append(up[above[-1]])
        self._above: Index = np.stack(above)
        """(depths, n): the container of each block, the one around that, and so on."""
        self.at: Index = self._above[0]
        """(n,): the container of each block."""

    def elements(self) -> Index:
        """(n,): which of ``ELEMENTS`` each block lies in."""
        return np.asarray(np.bitwise_or.reduce(self._bits[self._above], axis=0))

    @cached_property
    def shapes(self) -> Index:
        """The number of each container's path without positions: cards of a list share it."""
        numbers: dict[tuple[int, str], int] = {}
        shapes: list[int] = []
        for parent, tag in zip(self._parents, self._tags, strict=True):
            around = shapes[parent] if shapes else -1
            shapes.append(numbers.setdefault((around, tag), len(numbers)))
        return np.array(shapes, dtype=np.int64)

    def levels(self, count: int) -> list[Index]:
        """``count`` arrays (n,): the container of each block, the one around that, and so on."""
        return [self._above[min(level, len(self._above) - 1)] for level in range(count)]

    def root(self, weights: Column, share: float) -> int:
        """The deepest container that holds at least this share of the weight of the blocks."""
        spread = np.broadcast_to(weights, self._above.shape)
        held = np.bincount(self._above.ravel(), weights=spread.ravel())
        held[0] = total = float(weights.sum())
        fits = (held >= share * total - 1e-6) & (held > 0)
        return int(np.argmax(np.where(fits, self._depths, 0)))

    def depth(self, number: int) -> int:
        """How many containers stand around one."""
        return int(self._depths[number])

    def under(self, root: int) -> tuple[Column, Column]:
        """Whether each block lies in ``root``, and how many containers up the two paths meet."""
        depth, shared = self.depth(root), np.zeros(len(self._depths), dtype=np.float32)
        while root:
            shared[root] = self._depths[root]
            root = self._parents[root]
        meet = shared[self._above].max(axis=0)
        return (meet >= depth).astype(np.float32), depth - meet

    def parts(self, root: int) -> Index:
        """(n,): of each block the container right below the depth of ``root``, or its own."""
        return self._innermost(self._depths <= self._depths[root] + 1)

    def articles(self) -> Index:
        """(n,): the innermost ``article`` around each block, 0 for none."""
        return self._innermost(self._bits == _BITS["article"])

    def _innermost(self, fit: NDArray[np.bool_]) -> Index:
        """(n,): of the containers around each block the innermost that fits, 0 for none."""
        fitting = np.where(fit, np.arange(len(fit)), 0)
        return np.asarray(fitting[self._above].max(axis=0))
