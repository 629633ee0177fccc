"""The beginnings of words, by which texts are compared with a headline."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.arabic.fold import code_points
from cleaner.label.generic.characters import that

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

_PAIRS: Final = ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))
_PAIRED: Final = 2
_LONG: Final = re.compile(
    "[{}]{{2}}|[^\\W\\d_]{{4,}}".format("".join(f"{chr(a)}-{chr(b)}" for a, b in _PAIRS))
)
_FEWEST: Final = 4
STEM: Final = 5
"""Letters of a word that are compared: endings differ."""
_POWERS: Final = np.cumprod(np.full(STEM, 0x9E3779B97F4A7C15, dtype=np.uint64))


def stems_of(text: str) -> set[str]:
    """Beginnings of the longer words; pairs of characters where a script does not part words."""
    return {word[:STEM] for word in _LONG.findall(text.lower())}


class Stems:
    """The stems of ``n`` texts without line ends, to be asked for some."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._n = len(texts)
        lines = "\n".join((*texts, "")).lower()
        codes = code_points(lines)
        kinds = _kinds().take(codes)
        if (kinds == _PAIRED).any():  # what makes a pair depends on where the writing begins
            found = [(number, stem) for number, text in enumerate(texts) for stem in stems_of(text)]
            self._texts = np.array([pair[0] for pair in found], dtype=np.int64)
            self._keys = _keys(_spelled([pair[1] for pair in found]))
        else:
            self._texts, spelled = _all_stems(codes, kinds != 0)
            self._keys = _keys(spelled)

    def found(self, wanted: Collection[str]) -> NDArray[np.float32]:
        """(n,): how many of the wanted stems stand in each text."""
        if not wanted:
            return np.zeros(self._n, dtype=np.float32)
        keys = np.sort(_keys(_spelled(wanted)))
        nearest = keys.take(np.searchsorted(keys, self._keys), mode="clip")
        at = np.flatnonzero(nearest == self._keys)
        hits = set(zip(self._texts[at].tolist(), self._keys[at].tolist(), strict=True))
        texts = np.array([text for text, _ in hits], dtype=np.int64)
        return np.bincount(texts, minlength=self._n).astype(np.float32)


def _spelled(stems: Collection[str]) -> NDArray[np.uint32]:
    """(stems, STEM): the codes of each stem, 0 behind it."""
    return np.array([*stems], dtype=f"U{STEM}").view(np.uint32).reshape(-1, STEM)


def _keys(spelled: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A number for each stem, which hardly another shares."""
    return np.asarray((spelled * _POWERS).sum(axis=1), dtype=np.uint64)


@cache
def _kinds() -> NDArray[np.uint8]:
    """For each code point: 0, a letter, or one that makes a stem with the next of its kind."""
    table = (that(str.isalnum) & ~that(str.isdecimal)).astype(np.uint8)
    for first, last in _PAIRS:
        table[first : last + 1] = _PAIRED
    return table


def _all_stems(
    codes: NDArray[np.uint32], letters: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """For each longer word the number of its line, and the codes of its stem, 0 behind it."""
    edges = np.flatnonzero(letters[1:] != letters[:-1]) + 1
    edges = np.concatenate(([0], edges)) if letters[0] else edges
    first, behind = edges[::2], edges[1::2]  # the last line end is no letter
    long = behind - first >= _FEWEST
    first, behind = first[long], behind[long]
    places = first[:, None] + np.arange(STEM)
    spelled = np.where(places < behind[:, None], codes.take(places, mode="clip"), np.uint32(0))
    return np.searchsorted(np.flatnonzero(codes == ord("\n")), first), spelled
