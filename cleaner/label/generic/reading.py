"""What each block of a page is by itself: counts of its text, element, and names around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.label.generic.characters import LOOKED_AT, Texts
from cleaner.label.generic.places import Places, elements
from cleaner.label.generic.vocabulary import of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.label.generic.characters import Counted
    from cleaner.model.block import Block

    Column = NDArray[np.float32]
    Index = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_DATE: Final = re.compile(
    r"\d(?:(?<=\b\d)(?:(?<=1)9\d\d|(?<=2)0\d\d|\d?[:.h]\d\d|\d?[./-]\d{1,2}[./-]\d{2,4})\b"
    r"|(?<=[٠-٩۰-۹])[٠-٩۰-۹]{3})"
)
"""A year, a time, a date; written so that the search looks at digits only."""
_CLOSING: Final = "\"'”’»)]› "
_FINAL: Final = frozenset(".!?…。！？؟۔।")
_ASKING: Final = frozenset("?؟？")
_QUOTES: Final = frozenset("\"'“”„«»‘’「『")
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
    marked: Flags
    """(n,): which blocks a rule has taken out."""
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
        np.array([block.mark is not None and block.mark.label != "main" for block in blocks]),
        characters.keys(),
    )


def _counts(
    blocks: Sequence[Block], counted: Counted, lengths: Index, within: Index, at: Index
) -> dict[str, Column]:
    texts = [block.text for block in blocks]
    last = [text.rstrip(_CLOSING)[-1:] for text in texts]
    final = np.array([end in _FINAL for end in last])
    linked = np.array([block.link_chars for block in blocks])
    levels = np.array([block.level for block in blocks])
    kinds = np.array([_KINDS.get(block.kind, 0) for block in blocks])
    heads = np.minimum(lengths, LOOKED_AT)
    dated = np.zeros(len(texts), dtype=np.bool_)
    for index in np.flatnonzero(counted.digits).tolist():
        dated[index] = _DATE.search(texts[index], 0, LOOKED_AT) is not None
    figures = {
        "words": counted.sizes,
        "chars": lengths,
        "linked": linked / lengths,
        "stops": counted.stops + final,
        "commas": counted.commas,
        "digits": counted.digits / heads,
        "capitals": counted.capitals / counted.words,
        "odd": counted.odd / heads,
        "final": final,
        "colon": np.array([end == ":" for end in last]),
        "ellipsis": np.array(
            [end == "…" or text.endswith("...") for end, text in zip(last, texts, strict=True)]
        ),
        "quoted": np.array([text[0] in _QUOTES for text in texts]),
        "question": np.array([end in _ASKING for end in last]),
        "date": dated,
        "short": counted.short / counted.words,
        "mean_word": np.minimum(lengths / np.maximum(counted.sizes, 1), 20),
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
