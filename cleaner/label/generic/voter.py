"""The slow voter: trafilatura's text, aligned back onto the blocks of the page.

It is imported on the first page that needs it (0.3 s).
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.arabic.fold import code_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKUP: Final = re.compile(r"[\s#*_`|>\-•]+")
_HTML_TAG: Final = re.compile(r"<html\b", re.IGNORECASE)
_SILENCE: Final = logging.NullHandler()
"""Keeps Python from printing trafilatura's complaints where the user has set up no logging."""
_ANCHOR: Final = 40
"""Characters of a block looked up in trafilatura's text; the rest is compared at the place."""
_MOST: Final = 8
"""Places of a block's beginning that are tried."""
_FACTOR: Final = 0x9E3779B97F4A7C15
_INVERSE: Final = pow(_FACTOR, -1, 2**64)


def extract(source: str, *, precision: bool = False, fast: bool = False) -> str:
    """Main text as trafilatura sees it; empty where it finds none or fails on the page.

    ``fast`` leaves out the other extractors that it falls back on.
    """
    import trafilatura

    logging.getLogger("trafilatura").addHandler(_SILENCE)
    if not _HTML_TAG.search(source):  # which HTML may leave out, and trafilatura may not
        source = f"<html><body>{source}</body></html>"
    try:
        text = trafilatura.extract(
            source, include_comments=False, favor_precision=precision, fast=fast
        )
    except (ValueError, TypeError, AttributeError, RecursionError, MemoryError):
        # known failures on hostile trees; the other voters still speak
        return ""
    return text or ""


def aligned(blocks: Sequence[str], extracted: str) -> set[int]:
    """Indices of the blocks whose text stands in ``extracted``, each place used once, in order.

    Of all blocks found, the heaviest chain that runs forward in both is taken (weighted longest
    increasing subsequence), so that a menu entry equal to a word of the article does not count.
    """
    text = _squeeze(extracted)
    squeezed = [_squeeze(block) for block in blocks]
    places = _places(text, dict.fromkeys(block[:_ANCHOR] for block in squeezed if block))
    found = [
        (place, index, len(block))
        for index, block in enumerate(squeezed)
        for place in places.get(block[:_ANCHOR], ())
        if text.startswith(block, place)
    ]
    return _heaviest_chain(found)


def _places(text: str, anchors: Iterable[str]) -> dict[str, list[int]]:
    """The first places of each anchor in a text, found by hash: one pass a length of anchors."""
    codes = code_points(text)
    powers = np.cumprod(np.full(len(codes), _FACTOR, dtype=np.uint64))
    shifts = np.cumprod(np.full(len(codes), _INVERSE, dtype=np.uint64))
    sums = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(codes * powers)))
    by_length: dict[int, list[str]] = {}
    for anchor in anchors:
        by_length.setdefault(len(anchor), []).append(anchor)
    found: dict[str, list[int]] = {}
    for length, alike in by_length.items():
        if length > len(codes):
            continue
        spelled = np.array(alike).view(np.uint32).reshape(-1, length)
        wanted = (spelled * powers[:length]).sum(axis=1)
        order = np.argsort(wanted)
        here = (sums[length:] - sums[:-length]) * shifts[: len(sums) - length] * powers[0]
        at = np.searchsorted(wanted[order], here).clip(max=len(order) - 1)
        for place in np.flatnonzero(wanted[order[at]] == here).tolist():
            places = found.setdefault(alike[order[at[place]]], [])
            if len(places) < _MOST:
                places.append(place)
    return found


def _squeeze(text: str) -> str:
    return _MARKUP.sub("", text)


def _heaviest_chain(found: list[tuple[int, int, int]]) -> set[int]:
    """Chain with the greatest sum of lengths; no two places overlap, blocks in order."""
    order = sorted(found, key=lambda item: (item[1], -item[0]))
    ends: list[int] = []  # end of the last place of each best chain, ascending
    best: list[tuple[int, int]] = []  # (weight, node) for the end at the same position
    nodes: list[tuple[int, int]] = []  # (index of block, node before)
    for place, index, length in order:
        at = bisect_left(ends, place + 1) - 1
        weight, before = best[at] if at >= 0 else (0, -1)
        weight += length
        end = place + length
        nodes.append((index, before))
        slot = bisect_left(ends, end)
        if slot > 0 and best[slot - 1][0] >= weight:
            continue
        while slot < len(ends) and best[slot][0] <= weight:
            del ends[slot], best[slot]
        ends.insert(slot, end)
        best.insert(slot, (weight, len(nodes) - 1))
    chosen: set[int] = set()
    node = best[-1][1] if best else -1
    while node >= 0:
        index, node = nodes[node]
        chosen.add(index)
    return chosen
