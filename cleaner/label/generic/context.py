"""Columns for the second look: what a first estimate of each block says of the blocks around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleaner.label.generic.columns import Columns, shifted, window
from cleaner.label.generic.features import WAYS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaner.label.generic.features import Shape


def context(estimate: NDArray[np.float32], shape: Shape) -> Columns:
    """Columns made of the first estimate: a probability for each block."""
    out = Columns(len(estimate))
    n = len(estimate)
    p = np.clip(estimate, 1e-3, 1 - 1e-3).astype(np.float32)
    logit = np.log(p / (1 - p))
    words = shape.words
    mass = words * p
    total = float(mass.sum()) + 1e-6
    out.add("p", logit)
    for by in (-3, -2, -1, 1, 2, 3):
        out.add(f"p {by:+}", shifted(logit, by))
    both = np.stack((mass, words))
    for reach in (1, 3, 8):
        held, size = window(both, reach)
        out.add(f"p ±{reach}", held / np.maximum(size, 1e-3))
    for way, (held, size) in zip(WAYS, shape.groups.sums(mass, words), strict=True):
        out.add(f"p of {way}", held / np.maximum(size, 1e-3))
        out.add(f"p share of {way}", held / total)
    passed = np.cumsum(mass) / total
    out.add("p before", passed)
    out.add("p after", 1 - passed)
    sure = np.where(p > 0.5, mass, 0).astype(np.float32)
    places, shares = shape.reading.places, (0.6, 0.95)
    for share, root in zip(shares, places.roots(sure, shares), strict=True):
        inside, apart = places.under(root)
        out.add(f"in p root {share}", inside)
        out.add(f"apart from p root {share}", np.minimum(apart, 12))
    at = np.arange(n)
    last = np.maximum.accumulate(np.where(p > 0.5, at, -200))
    following = np.minimum.accumulate(np.where(p > 0.5, at, n + 200)[::-1])[::-1]
    out.add("since p", np.log1p(np.minimum(at - last, 100)))
    out.add("until p", np.log1p(np.minimum(following - at, 100)))
    unsure = float((words * np.minimum(p, 1 - p)).sum()) / total
    for name, number in (
        ("words", np.log1p(total)),
        ("unsure", min(unsure, 1.0)),
        ("density", total / (float(words.sum()) + 1e-6)),
    ):
        out.add(f"page: p {name}", number)
    return out


def voted(estimate: NDArray[np.float32], kept: NDArray[np.bool_], shape: Shape) -> Columns:
    """Columns made of another extractor's choice of blocks, beside our own estimate."""
    out = Columns(len(estimate))
    vote, words = kept.astype(np.float32), shape.words
    p = np.clip(estimate, 1e-3, 1 - 1e-3)
    out.add("second p", np.log(p / (1 - p)))
    out.add("vote", vote)
    out.add("vote -1", shifted(vote, -1))
    out.add("vote +1", shifted(vote, 1))
    out.add("vote ±4", window(vote, 4))
    for way, (held, size) in zip(WAYS, shape.groups.sums(words * vote, words), strict=True):
        out.add(f"vote of {way}", held / np.maximum(size, 1e-3))
    own = (estimate > 0.5) * words
    both = 2 * float((own * vote).sum()) / max(float(own.sum() + (words * vote).sum()), 1.0)
    out.add("page: votes agree", both)
    out.add("page: voted words", np.log1p(float((words * vote).sum())))
    return out
