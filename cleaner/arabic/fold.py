"""Folding: one spelling for matching, with a map back to the original; never for output.

Folded together: alef forms (أ إ آ ٱ), ى/ي/ی/ے, ة/ه, hamza seats (ؤ ئ), Persian ک, presentation
forms,
digits of any script, Arabic and Latin punctuation, quotes and dashes, kinds of blanks, letter case
and Latin accents. Dropped: harakat and tanwin, tatweel, ZWNJ and other joiners, bidi marks, soft
hyphen. A tatweel that stands alone between blanks is a dash («جدة ـ واس»).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from codecs import utf_32_le_decode
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

Offsets = npt.NDArray[np.int64]

_GROUPS: Final[dict[str, str]] = {
    "ا": "أإآٱٲٳٵ",
    "و": "ؤ",
    "ي": "ىئیېۍےۓێ",
    "ه": "ةۃہھۂۀەۿ",
    "ك": "کڪګ",
    '"': "«»“”„‟‹›″❝❞＂{}",
    "'": "‘’‚‛′`´ʼ",
    "-": "–—―‒−‐‑﹘－_",
    ",": "،٬、",
    ";": "؛",
    "?": "؟",
    "%": "٪",
    ".": "٫۔",
    "|": "¦│┃｜",
    "*": "٭",
    "•": "●▪■◦‣∙·○□▫◆◇►▶◀◄➤➢⁃⚫",
    "i": "ıİ",
}
"""Folded character -> what folds into it, beyond what Unicode itself says."""

_LINE_ENDS: Final = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_TATWEEL: Final = "ـ"
_DASH: Final = re.compile(r"ـ(?<!\S.)ـ*(?!\S)")
"""A run of tatweel between blanks; it begins with the letter, which is found fastest."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``offsets[i]`` is the index in the original of folded character ``i``.

    ``offsets`` has ``len(text) + 1`` entries and never falls; the last is the original's length.
    """

    text: str
    offsets: Offsets

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original span of the folded ``start:end``; dropped characters behind it belong to it."""
        return int(self.offsets[start]), int(self.offsets[end])


def _fold_char(char: str) -> str:
    """What one character folds to: none, one or (ligatures, «…») several characters."""
    if char in _LINE_ENDS:
        return "\n"
    category = unicodedata.category(char)
    if char == _TATWEEL or category in ("Mn", "Me", "Cf"):
        return ""
    if category in ("Zs", "Cc"):
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(char))
    plain = unicodedata.normalize("NFKD", char)
    if plain != char:
        return "".join(map(_fold_base, plain))
    return _fold_base(char)


@cache
def _bases() -> dict[str, str]:
    return {variant: base for base, variants in _GROUPS.items() for variant in variants}


def _fold_base(char: str) -> str:
    base = _bases().get(char)
    if base is not None:
        return base
    category = unicodedata.category(char)
    if char == _TATWEEL or category in ("Mn", "Me", "Cf"):
        return ""
    if category in ("Zs", "Cc"):
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(char))
    lower = char.lower()
    return lower if len(lower) == 1 else char


@cache
def _tables() -> tuple[npt.NDArray[np.uint32], dict[int, str]]:
    """One entry per code point (0 drops it), and the characters that become several."""
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    wide: dict[int, str] = {}
    # Beyond the BMP nothing is folded: emoji and rare scripts carry no markers.
    for code in range(0x10000):
        if 0x3400 <= code <= 0xD7FF or 0xE000 <= code <= 0xF8FF:
            continue  # CJK, Hangul, private use: nothing to fold
        char = chr(code)
        folded = _bases().get(char)
        if folded is None:
            folded = _fold_char(char)
        if len(folded) > 1:
            wide[code] = folded
            table[code] = _WIDE
        else:
            table[code] = ord(folded) if folded else 0
    return table, wide


_WIDE: Final = sys.maxunicode + 1


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """The code points of a text, (characters,)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _codes(text: str) -> npt.NDArray[np.uint32]:
    """The code points of a text; dashes for each run of tatweel that stands between blanks."""
    if _TATWEEL in text:
        text = _DASH.sub(lambda run: "-" * len(run[0]), text)
    return code_points(text)


def _decode(codes: npt.NDArray[np.uint32]) -> str:
    return utf_32_le_decode(codes.data, "surrogatepass")[0]


def _spelled_out(
    codes: npt.NDArray[np.uint32], source: npt.NDArray[np.uint32]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64] | None]:
    """Codes with every wide character written out, and how many each source character became."""
    at_wide = (codes == _WIDE).nonzero()[0]
    if not at_wide.size:
        return codes, None
    wide = _tables()[1]
    spelled = [wide[code] for code in source[at_wide].tolist()]
    counts = np.ones(codes.size, dtype=np.int64)
    counts[at_wide] = [len(word) for word in spelled]
    codes = np.repeat(codes, counts)
    codes[codes == _WIDE] = [ord(char) for word in spelled for char in word]
    return codes, counts


def fold(text: str) -> str:
    """Fold ``text`` (see the module); folding twice changes nothing more."""
    source = _codes(text)
    codes, _ = _spelled_out(_tables()[0].take(source), source)
    return _decode(codes[codes != 0])


def fold_map(text: str) -> Folded:
    """The folded text with the place of each of its characters in ``text``."""
    source = _codes(f"{text}\n")  # the line end stands for the place behind the last character
    codes, counts = _spelled_out(_tables()[0].take(source), source)
    kept = codes.nonzero()[0]
    offsets = kept if counts is None else np.repeat(np.arange(source.size), counts)[kept]
    return Folded(_decode(codes.take(kept[:-1])), offsets)
