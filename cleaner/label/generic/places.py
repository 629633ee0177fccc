"""The containers of a page: the elements its blocks lie in, as a tree of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Column = NDArray[np.float32]
    Index = NDArray[np.int64]

ELEMENTS: Final = (
    "article main section aside nav header footer form ul ol li table td figure blockquote "
    "p div span dl dd pre center h1 h2 h3 h4 h5 h6 button label"
).split()
"""Elements a block lies in that count as features."""
_BITS: Final = {name: 1 << bit for bit, name in enumerate(ELEMENTS)}
_ARTICLE: Final = _BITS["article"]
_TO_BE_HANDED_DOWN: Final = -1


def elements(*names: str) -> int:
    """Some of ``ELEMENTS`` as a mask."""
    return sum(_BITS[name] for name in names)


class Places:
    """Containers by number: 0 is the page, and each comes after the one it lies in."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._parents = [0]
        self._depths = [0]
        self._elements = [0]
        self._shapes = [0]
        self._articles = [0]
        numbers = {"": 0}
        shapes: dict[tuple[int, str], int] = {}
        at = []
        for path in paths:
            number = numbers.get(path)
            if number is None:
                number = self._enter(path, numbers, shapes)
            at.append(number)
        self.at: Index = np.array(at, dtype=np.int64)
        """(n,): the container of each block."""
        self._up: Index = np.array(self._parents, dtype=np.int64)
        self._masks: Index = np.array(self._elements, dtype=np.int64)

    def _enter(self, path: str, numbers: dict[str, int], shapes: dict[tuple[int, str], int]) -> int:
        """The number of a new container, and of those around it that are new as well."""
        new = []
        while (number := numbers.get(path)) is None:
            new.append(path)
            path = path[: max(path.rfind("/"), 0)]
        for path in reversed(new):
            tag = path[path.rfind("/") + 1 :].partition("[")[0]
            bit = _BITS.get(tag, 0)
            shape = self._shapes[number], tag
            self._parents.append(number)
            self._depths.append(self._depths[number] + 1)
            self._elements.append(self._elements[number] | bit)
            self._shapes.append(shapes.setdefault(shape, len(shapes) + 1))
            number = numbers[path] = len(numbers)
            self._articles.append(number if bit == _ARTICLE else _TO_BE_HANDED_DOWN)
        return number

    def elements(self) -> Index:
        """(n,): which of ``ELEMENTS`` each block lies in."""
        return self._masks[self.at]

    def shapes(self, numbers: Index) -> Index:
        """Of containers, the number of their path without positions: cards of a list share it."""
        return np.array(self._shapes, dtype=np.int64)[numbers]

    def levels(self, count: int) -> list[Index]:
        """``count`` arrays (n,): the container of each block, the one around that, and so on."""
        found = [self.at]
        while len(found) < count:
            found.append(self._up[found[-1]])
        return found

    def root(self, weights: Column, share: float) -> int:
        """The deepest container that holds at least ``share`` of the weight of the blocks."""
        held = np.bincount(self.at, weights=weights, minlength=len(self._parents)).tolist()
        parents = self._parents
        for number in range(len(parents) - 1, 0, -1):
            held[parents[number]] += held[number]
        enough = share * float(weights.sum()) - 1e-6
        fit = [number for number, mass in enumerate(held) if mass >= enough and mass > 0]
        return max(fit, key=self._depths.__getitem__, default=0)

    def depth(self, number: int) -> int:
        """How many containers stand around one."""
        return self._depths[number]

    def under(self, root: int) -> tuple[Column, Column]:
        """Whether each block lies in ``root``, and how many containers up the two paths meet."""
        meet = [_TO_BE_HANDED_DOWN] * len(self._parents)
        meet[0] = 0
        up = root
        while up:
            meet[up] = self._depths[up]
            up = self._parents[up]
        depths = np.array(self._handed_down(meet), dtype=np.float32)[self.at]
        depth = self._depths[root]
        return (depths >= depth).astype(np.float32), depth - depths

    def parts(self, root: int) -> Index:
        """(n,): of each block the container right below the depth of ``root``, or its own."""
        below = self._depths[root] + 1
        own = [
            number if depth <= below else _TO_BE_HANDED_DOWN
            for number, depth in enumerate(self._depths)
        ]
        return np.array(self._handed_down(own), dtype=np.int64)[self.at]

    def articles(self) -> Index:
        """(n,): the innermost ``article`` around each block, 0 for none."""
        return np.array(self._handed_down(list(self._articles)), dtype=np.int64)[self.at]

    def _handed_down(self, own: list[int]) -> Sequence[int]:
        """What each container has, or else the one around it."""
        for number, parent in enumerate(self._parents):
            if own[number] == _TO_BE_HANDED_DOWN:
                own[number] = own[parent]
        return own
