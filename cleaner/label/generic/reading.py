"""What each block of a page is by itself: counts of its text, element, and names around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.label.generic.characters import Texts
from cleaner.label.generic.places import Places, elements
from cleaner.label.generic.vocabulary import of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.label.generic.characters import Counted
    from cleaner.model.block import Block

    Column = NDArray[np.float32]
    Index = NDArray[np.int64]

_CLOSING: Final = "\"'”’»)]› "
_FINAL: Final = frozenset(".!?…。！？؟۔।")
_KINDS: Final = {"item": 1, "cell": 2, "quote": 3, "caption": 4}
SHORT: Final = 200
"""A longer block is not asked for the words of its text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A page's blocks as arrays; ``n`` blocks."""

    counts: dict[str, Column]
    """Figures by name, each (n,)."""
    names: list[frozenset[str]]
    """Each set of names that stands around a block."""
    carried: Index
    """(n,): which of these each block carries."""
    words: Index
    """(n,): groups of the words in it."""
    elements: Index
    """(n,): which of ELEMENTS it lies in."""
    places: Places
    keys: list[str]
    """(n): the beginning of each text, by :func:`squeezed`."""


def read(blocks: Sequence[Block]) -> Reading:
    """Read every block by itself."""
    texts = [block.text for block in blocks]
    characters = Texts(texts)
    places = Places(block.path for block in blocks)
    names: dict[frozenset[str], int] = {}
    carried = [names.setdefault(block.tokens, len(names)) for block in blocks]
    within = places.elements()
    return Reading(
        _counts(blocks, characters.counted(), characters.lengths, within, places.at),
        list(names),
        np.array(carried, dtype=np.int64),
        np.array(
            [of_text(text.lower().split()) if len(text) <= SHORT else 0 for text in texts],
            dtype=np.int64,
        ),
        within,
        places,
        characters.keys(),
    )


def _counts(
    blocks: Sequence[Block], counted: Counted, lengths: Index, within: Index, at: Index
) -> dict[str, Column]:
    last = [block.text.rstrip(_CLOSING)[-1:] for block in blocks]
    final = np.array([end in _FINAL for end in last])
    linked = np.array([block.link_chars for block in blocks])
    levels = np.array([block.level for block in blocks])
    kinds = np.array([_KINDS.get(block.kind, 0) for block in blocks])
    figures = {
        "words": counted.sizes,
        "linked": linked / lengths,
        "stops": counted.stops + final,
        "commas": counted.commas,
        "final": final,
        "paragraph": within & elements("p") != 0,
        "heading": levels != 0,
        "level": levels,
        "bullet": kinds == _KINDS["item"],
        "cell": kinds == _KINDS["cell"],
        "quote": kinds == _KINDS["quote"],
        "caption": kinds == _KINDS["caption"],
        "pre": within & elements("pre") != 0,
        "br": np.diff(at, prepend=0) == 0,
        "any_link": linked > 0,
        "glued": np.array([block.glue is not None for block in blocks]),
    }
    return {name: figure.astype(np.float32) for name, figure in figures.items()}
