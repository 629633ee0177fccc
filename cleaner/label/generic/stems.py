"""The beginnings of words, by which texts are compared with a headline."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

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


def stems_of(text: str) -> set[str]:
    """Beginnings of the longer words; pairs of characters where a script does not part words."""
    return {word[:STEM] for word in _LONG.findall(text.lower())}


class Stems:
    """The stems of ``n`` texts without line ends, to be asked for some."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._n = len(texts)
        lines = "\n".join((*texts, "")).lower()
        codes = np.frombuffer(lines.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        kinds = _kinds().take(codes)
        if (kinds == _PAIRED).any():  # what makes a pair depends on where the writing begins
            found = [(number, stem) for number, text in enumerate(texts) for stem in stems_of(text)]
            self._texts, self._stems = [pair[0] for pair in found], [pair[1] for pair in found]
        else:
            self._texts, self._stems = _all_stems(codes, kinds != 0)

    def found(self, wanted: Collection[str]) -> NDArray[np.float32]:
        """(n,): how many of the wanted stems stand in each text."""
        pairs = zip(self._texts, self._stems, strict=True)
        hits = {pair for pair in pairs if pair[1] in wanted}
        at = np.array([text for text, _ in hits], dtype=np.int64)
        return np.bincount(at, minlength=self._n).astype(np.float32)


@cache
def _kinds() -> NDArray[np.uint8]:
    """For each code point: 0, a letter, or one that makes a stem with the next of its kind."""
    table = (that(str.isalnum) & ~that(str.isdecimal)).astype(np.uint8)
    for first, last in _PAIRS:
        table[first : last + 1] = _PAIRED
    return table


def _all_stems(
    codes: NDArray[np.uint32], letters: NDArray[np.bool_]
) -> tuple[list[int], list[str]]:
    """For each longer word the number of its line, and its stem."""
    edges = np.flatnonzero(letters[1:] != letters[:-1]) + 1
    edges = np.concatenate(([0], edges)) if letters[0] else edges
    first, behind = edges[::2], edges[1::2]  # the last line end is no letter
    long = behind - first >= _FEWEST
    first, behind = first[long], behind[long]
    places = first[:, None] + np.arange(STEM)
    spelled = np.where(places < behind[:, None], codes.take(places, mode="clip"), np.uint32(0))
    stems = spelled.view(f"U{STEM}")[:, 0].tolist()
    return np.searchsorted(np.flatnonzero(codes == ord("\n")), first).tolist(), stems
