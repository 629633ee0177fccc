"""The small network that weighs the columns, its weights from a text file.

A network is one hidden layer with a leaky slope, beside a straight way from input to output:
``z = x·s + leaky(x·W + b)·v + c`` on standardised columns; several are averaged. Trained by
``benchmarks/train_generic.py``, which tells on what.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Index = NDArray[np.int64]

LEAK: Final = 0.05
CLIP: Final = 6.0
"""Standardised columns are cut off here: a page unlike any in training must not run away."""


SMALL: Final = 250_000
"""Products of fewer multiplications are done by the calling thread: a BLAS that starts others for
matrices this small makes a busy machine ten times slower."""


def product(left: Matrix, right: Matrix) -> Matrix:
    """``left @ right``, by slices of rows small enough for one thread."""
    rows = max(1, SMALL // max(right.size, 1))
    if len(left) <= rows:
        return left @ right
    return np.concatenate([left[at : at + rows] @ right for at in range(0, len(left), rows)])


def pack(array: Matrix) -> dict[str, Any]:
    """An array as JSON: half precision, base64."""
    raw = np.ascontiguousarray(array, dtype="<f2").tobytes()
    return {"shape": list(array.shape), "f16": base64.b64encode(raw).decode()}


def unpack(packed: dict[str, Any]) -> Matrix:
    """What :func:`pack` made."""
    raw = np.frombuffer(base64.b64decode(packed["f16"]), dtype="<f2")
    return raw.astype(np.float32).reshape(packed["shape"])


@dataclass(frozen=True, slots=True)
class Network:
    """Networks side by side: the ``units`` of all of them in one matrix."""

    columns: tuple[str, ...]
    """What the rows of the weights stand for."""
    mean: Matrix
    scale: Matrix
    into: Matrix
    """(columns, networks x units)."""
    bias: Matrix
    out: Matrix
    """(networks x units, networks): each network reads its own units."""
    straight: Matrix
    """(columns, networks)."""
    offset: Matrix

    def look(self, x: Matrix) -> Look:
        """Look at blocks, a row of ``x`` (shape ``(n, columns)``) for each."""
        standard = np.subtract(x, self.mean, order="C")
        standard *= self.scale
        np.clip(standard, -CLIP, CLIP, out=standard)
        hidden = product(standard, self.into)
        hidden += self.bias
        z = product(np.maximum(hidden, LEAK * hidden), self.out)
        z += product(standard, self.straight) + self.offset
        return Look(self, standard, hidden, (1 / (1 + np.exp(-z))).mean(axis=1))

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe."""
        arrays = ("mean", "scale", "into", "bias", "out", "straight", "offset")
        packed = {name: pack(getattr(self, name)) for name in arrays}
        return {"columns": list(self.columns), **packed}

    @classmethod
    def from_dict(cls, stated: dict[str, Any]) -> Network:
        """What :meth:`to_dict` made."""
        columns = tuple(stated.pop("columns"))
        return cls(columns, **{name: unpack(packed) for name, packed in stated.items()})


@dataclass(frozen=True, slots=True)
class Look:
    """What a network made of ``n`` blocks."""

    network: Network
    standard: Matrix
    """(n, columns): the standardised columns."""
    hidden: Matrix
    """(n, networks x units)."""
    probability: Matrix
    """(n,): of main content, 0 to 1."""

    def against(self, rows: Index, count: int) -> Index:
        """(rows, count): the columns that pull some rows away from main, the strongest first.

        A column's pull is its value times the slope there.
        """
        net = self.network
        units = np.where(self.hidden[rows] > 0, 1, LEAK).astype(np.float32) * net.out.sum(axis=1)
        pulls = product(units, np.ascontiguousarray(net.into.T))
        pulls += net.straight.sum(axis=1)
        pulls *= self.standard[rows]
        found = np.empty((len(rows), count), dtype=np.int64)
        for place in range(count):
            found[:, place] = strongest = pulls.argmin(axis=1)
            pulls[np.arange(len(rows)), strongest] = np.inf
        return found


@cache
def load() -> Network:
    """The weights that come with the package."""
    source = resources.files("cleaner.label").joinpath("data/generic.json").read_text("utf-8")
    stated = json.loads(source)
    del stated["trained_on"]
    return Network.from_dict(stated)


def decode(probability: Matrix, words: Matrix) -> tuple[NDArray[np.bool_], float]:
    """The blocks to keep for the best F1 to be expected, and that F1.

    With independent blocks the expected overlap of a choice is the sum of ``p·words`` in it; of all
    choices the best is a prefix of the blocks ordered by probability.
    """
    order = np.argsort(-probability, kind="stable")
    overlap = np.cumsum(probability[order] * words[order])
    sizes = np.cumsum(words[order]) + overlap[-1]
    expected = 2 * overlap / np.maximum(sizes, 1e-6)
    best = int(np.argmax(expected))
    keep = np.zeros(len(order), dtype=np.bool_)
    keep[order[: best + 1]] = True
    return keep, float(expected[best])


def averaged(
    networks: Sequence[dict[str, Matrix]], columns: Sequence[str], mean: Matrix, scale: Matrix
) -> Network:
    """Networks trained apart on the same standardised columns as one :class:`Network`."""
    units = [net["into"].shape[1] for net in networks]
    out = np.zeros((sum(units), len(networks)), dtype=np.float32)
    at = 0
    for number, net in enumerate(networks):
        out[at : at + units[number], number] = net["out"]
        at += units[number]
    return Network(
        tuple(columns),
        mean,
        scale,
        np.concatenate([net["into"] for net in networks], axis=1),
        np.concatenate([net["bias"] for net in networks]),
        out,
        np.stack([net["straight"] for net in networks], axis=1),
        np.array([net["offset"] for net in networks], dtype=np.float32).reshape(-1),
    )
