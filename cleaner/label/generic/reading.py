"""What each block of a page is by itself: counts of its text, element, and names around it.

One pass in Python over the blocks; everything that compares blocks is numpy, in ``features``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.label.generic.vocabulary import of_text, of_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.model.block import Block

_CJK: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_DATE: Final = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|[٠-٩۰-۹]{4}"
)
_DIGITS: Final = "0123456789"
_STOPS: Final = (". ", "! ", "? ", "… ", '."', '!"', '?"')
_COMMAS: Final = ",;"
_ODD: Final = "|©#@/\\_+=<>{}[]*^~"
_MORE_DIGITS: Final = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
_MORE_STOPS: Final = ("。", "！", "？", "؟", "۔", "।", ".”", ".»", "!”", "?”")
_MORE_COMMAS: Final = "،؛、，；"
_MORE_ODD: Final = "»›→▶▼•®·"
_CLOSING: Final = "\"'”’»)]› "
_FINAL: Final = ".!?…。！？؟۔।"
_QUOTES: Final = "\"'“”„«»‘’「『"
LOOKED_AT: Final = 300
"""Characters of a block whose punctuation, digits and capitals are counted."""
SHORT: Final = 200
"""A longer block is not asked for the words of its text."""

_NOT_WORD: Final = re.compile(r"[\W_]+")
_LONG: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{2}|[^\\W\\d_]{4,}")
STEM: Final = 5
"""Letters of a word that are compared: endings differ."""

ELEMENTS: Final = (
    "article main section aside nav header footer form ul ol li table td figure blockquote "
    "p div span dl dd pre center h1 h2 h3 h4 h5 h6 button label"
).split()
"""Elements a block lies in that count as features."""
_ELEMENT_BIT: Final = {name: 1 << bit for bit, name in enumerate(ELEMENTS)}

COUNTS: Final = (
    "words chars linked stops commas digits capitals odd final colon ellipsis quoted question "
    "date short mean_word paragraph heading level bullet cell quote caption pre br any_link glued"
).split()
"""Columns of :attr:`Reading.counts`."""


@dataclass(slots=True)
class Place:
    """A container of the page: an element some block lies in."""

    number: int
    parent: Place | None
    elements: int
    depth: int
    tag: str
    shape: int
    """Hash of the path without positions: siblings and cards share it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A page's blocks as arrays; ``n`` blocks."""

    counts: NDArray[np.float32]
    """(n, len(COUNTS))."""
    names: NDArray[np.int64]
    """(n,): groups of the names around each block, as masks."""
    words: NDArray[np.int64]
    """(n,): groups of the words in it."""
    elements: NDArray[np.int64]
    """(n,): which of ELEMENTS it lies in."""
    places: list[Place]
    """(n): the element that holds each block."""
    token_sets: list[frozenset[str]]
    """(n): the names themselves."""
    keys: list[str]
    """(n): the beginning of each text, by :func:`squeezed`."""
    stems: list[set[str]]
    """(n): by :func:`stems_of`."""


class _Places:
    """Containers by path, each made once."""

    def __init__(self) -> None:
        self._known: dict[str, Place] = {"": Place(0, None, 0, 0, "", 0)}

    def get(self, path: str) -> Place:
        known = self._known.get(path)
        if known is not None:
            return known
        steps = []
        while (known := self._known.get(path)) is None:
            above, _, step = path.rpartition("/")
            steps.append((path, step.partition("[")[0]))
            path = above
        for whole, tag in reversed(steps):
            known = self._known[whole] = Place(
                len(self._known),
                known,
                known.elements | _ELEMENT_BIT.get(tag, 0),
                known.depth + 1,
                tag,
                hash((known.shape, tag)),
            )
        return known


def squeezed(text: str) -> str:
    """Letters and digits in lower case."""
    return _NOT_WORD.sub("", text).lower()


def stems_of(text: str) -> set[str]:
    """Beginnings of the longer words; pairs of characters where a script does not part words."""
    return {word[:STEM] for word in _LONG.findall(text.lower())}


def read(blocks: Sequence[Block]) -> Reading:
    """Read every block by itself."""
    n = len(blocks)
    rows: list[tuple[float, ...]] = []
    in_p, in_pre = _ELEMENT_BIT["p"], _ELEMENT_BIT["pre"]
    words = np.zeros(n, dtype=np.int64)
    elements = np.zeros(n, dtype=np.int64)
    names = np.zeros(n, dtype=np.int64)
    places_of = _Places()
    places = []
    masks: dict[frozenset[str], int] = {}
    keys: list[str] = []
    stems: list[set[str]] = []
    before = ""
    for i, block in enumerate(blocks):
        text = block.text
        place = places_of.get(block.path)
        places.append(place)
        elements[i] = place.elements
        mask = masks.get(block.tokens)
        if mask is None:
            mask = masks[block.tokens] = of_tokens(block.tokens)
        names[i] = mask
        parts = text.split()
        head = text[:LOOKED_AT]
        count = head.count
        size: float = len(parts)
        ascii_only = text.isascii()
        if ascii_only and "".join(parts).isalpha():  # most of a page: a menu entry, a name
            digits = stops = commas = odd = 0
        else:
            digits, stops = sum(map(count, _DIGITS)), sum(map(count, _STOPS))
            commas, odd = sum(map(count, _COMMAS)), sum(map(count, _ODD))
        if not ascii_only:
            digits, stops = (
                digits + sum(map(count, _MORE_DIGITS)),
                stops + sum(map(count, _MORE_STOPS)),
            )
            commas, odd = commas + sum(map(count, _MORE_COMMAS)), odd + sum(map(count, _MORE_ODD))
            size += len(_CJK.findall(text)) / 1.6
        if len(text) <= SHORT:
            words[i] = of_text(text.lower().split())
        last = text.rstrip(_CLOSING)[-1:]
        final = last in _FINAL if last else False
        some = parts[:30]
        rows.append(
            (
                size,
                len(text),
                block.link_chars / len(text),
                stops + final,
                commas,
                digits / len(head),
                len([1 for part in some if part[0].isupper()]) / len(some),
                odd / len(head),
                final,
                last == ":",
                last == "…" or text.endswith("..."),
                text[0] in _QUOTES,
                last in "?؟？" if last else False,
                digits > 0 and _DATE.search(head) is not None,
                len([1 for part in some if len(part) <= 3]) / len(some),
                min(len(text) / max(size, 1), 20),
                place.elements & in_p != 0,
                block.level != 0,
                block.level,
                block.kind == "item",
                block.kind == "cell",
                block.kind == "quote",
                block.kind == "caption",
                place.elements & in_pre != 0,
                block.path == before,
                block.link_chars > 0,
                block.glue is not None,
            )
        )
        before = block.path
        keys.append(squeezed(text[:80]))
        stems.append(stems_of(head))
    tokens = [block.tokens for block in blocks]
    counts = np.array(rows, dtype=np.float32).reshape(n, len(COUNTS))
    return Reading(counts, names, words, elements, places, tokens, keys, stems)
