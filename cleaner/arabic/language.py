"""Language and direction, from letters that only some languages of the Arabic script use."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from cleaner.arabic.fold import code_points

RTL: Final = frozenset({"ar", "fa", "prs", "ur", "ps", "ckb", "ug", "sd", "he", "yi", "dv"})

_LETTERS: Final = {
    "arabic": r"\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc",
    "latin": r"A-Za-z\u00c0-\u024f",
    "hebrew": r"\u05d0-\u05ea",
    # letters of the extended Arabic script (Unicode 0600-06FF), by the language that needs them
    "ur": "ٹڈڑںھہۂے",
    "ps": "ټډړښږګڼېۍځڅ",
    "ckb": "ێۆڵڕە",
    "fa": "پچژگکی",
    "arabic only": "ةىيكإأؤئ",
}
"""Kind of letter -> the inside of a character class."""
_NEEDED: Final = 0.02
"""Share of telling letters above which the text is not Arabic: pages in Arabic that quote a name
with «پ» or are typed on a Persian keyboard stay below."""
_CODE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
"""Shape of a BCP 47 code; a page may declare anything."""
_SAMPLE: Final = 2000


def detect_language(text: str, declared: str = "") -> str:
    """BCP 47 code of the text's language: by its letters, refined by what the page declares.

    The declaration counts where it names a language of the script that is there (``fr``, ``tr``,
    ``fa-AF``); pages in Arabic that declare ``en-US``, as theme defaults do, are ``ar``. Empty
    where the text has no letters and nothing is declared.
    """
    counts = _count(text[:_SAMPLE])
    script = max(("arabic", "latin", "hebrew"), key=lambda name: counts[name])
    declared = declared.strip().replace("_", "-")
    if not _CODE.fullmatch(declared):
        declared = ""
    primary = declared.split("-")[0].lower()
    if not counts[script]:
        return _canonical(declared)
    if script == "arabic":
        found = _of_arabic_script(counts, primary)
        same = primary == found or (primary == "prs" and found == "fa")
        return _canonical(declared) if same else found
    if script == "hebrew":
        return "yi" if primary == "yi" else "he"
    return "" if primary in RTL else _canonical(declared)


def _of_arabic_script(counts: dict[str, int], declared: str) -> str:
    needed = _NEEDED * counts["arabic"]
    for code in ("ckb", "ps", "ur"):
        if counts[code] > needed:
            return code
    # much Persian is typed with the Arabic ي and ك: then the page's own word decides
    sure = declared in ("fa", "prs") or counts["fa"] > counts["arabic only"]
    return "fa" if counts["fa"] > needed and sure else "ar"


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """For each code point one bit for each kind of ``_LETTERS``, the first kind in the lowest."""
    table = np.zeros(sys.maxunicode + 1, dtype=np.uint8)
    plane = "".join(map(chr, range(0x10000)))
    for bit, letters in enumerate(_LETTERS.values()):
        table[[found.start() for found in re.finditer(f"[{letters}]", plane)]] |= 1 << bit
    return table


_BITS: Final = (np.arange(256) >> np.arange(len(_LETTERS))[:, None]) & 1
"""Row of a kind, column of a table entry: whether the entry is of the kind."""


def _count(text: str) -> dict[str, int]:
    """How many letters of each kind a text has."""
    codes = code_points(text)
    entries = np.bincount(_kinds().take(codes), minlength=256)
    return dict(zip(_LETTERS, (_BITS @ entries).tolist(), strict=True))


def _canonical(code: str) -> str:
    parts = code.split("-")
    return "-".join([parts[0].lower(), *(p.upper() if len(p) == 2 else p for p in parts[1:])])


def direction(language: str) -> Literal["rtl", "ltr", ""]:
    """Writing direction of a language code; empty for none."""
    if not language:
        return ""
    return "rtl" if language.split("-")[0] in RTL else "ltr"
