"""Language and direction, from letters that only some languages of the Arabic script use."""

from __future__ import annotations

import re
from typing import Final, Literal

RTL: Final = frozenset({"ar", "fa", "prs", "ur", "ps", "ckb", "ug", "sd", "he", "yi", "dv"})

_ARABIC: Final = re.compile(r"[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_HEBREW: Final = re.compile(r"[\u05d0-\u05ea]")

# letters of the extended Arabic script (Unicode block 0600-06FF) by the language that needs them
_LETTERS: Final = {
    "ur": re.compile(r"[ٹڈڑںھہۂے]"),
    "ps": re.compile(r"[ټډړښږګڼېۍځڅ]"),
    "ckb": re.compile(r"[ێۆڵڕە]"),
    "fa": re.compile(r"[پچژگکی]"),
}
_NEEDED: Final = 0.02
"""Share of telling letters above which the text is not Arabic: pages in Arabic that quote a name
with «پ» or are typed on a Persian keyboard stay below."""
_ARABIC_ONLY: Final = re.compile(r"[ةىيكإأؤئ]")
_CODE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
"""Shape of a BCP 47 code; a page may declare anything."""
_SAMPLE: Final = 2000


def detect_language(text: str, declared: str = "") -> str:
    """BCP 47 code of the text's language: by its letters, refined by what the page declares.

    The declaration counts where it names a language of the script that is there (``fr``, ``tr``,
    ``fa-AF``); pages in Arabic that declare ``en-US``, as theme defaults do, are ``ar``. Empty
    where the text has no letters and nothing is declared.
    """
    sample = text[:_SAMPLE]
    counts = {
        "arabic": len(_ARABIC.findall(sample)),
        "latin": len(_LATIN.findall(sample)),
        "hebrew": len(_HEBREW.findall(sample)),
    }
    script = max(counts, key=lambda name: counts[name])
    declared = declared.strip().replace("_", "-")
    if not _CODE.fullmatch(declared):
        declared = ""
    primary = declared.split("-")[0].lower()
    if not counts[script]:
        return _canonical(declared)
    if script == "arabic":
        found = _of_arabic_script(sample, counts["arabic"], primary)
        same = primary == found or (primary == "prs" and found == "fa")
        return _canonical(declared) if same else found
    if script == "hebrew":
        return "yi" if primary == "yi" else "he"
    return "" if primary in RTL else _canonical(declared)


def _of_arabic_script(sample: str, letters: int, declared: str) -> str:
    for code in ("ckb", "ps", "ur"):
        if len(_LETTERS[code].findall(sample)) > _NEEDED * letters:
            return code
    persian = len(_LETTERS["fa"].findall(sample))
    # much Persian is typed with the Arabic ي and ك: then the page's own word decides
    sure = declared in ("fa", "prs") or persian > len(_ARABIC_ONLY.findall(sample))
    if persian > _NEEDED * letters and sure:
        return "fa"
    return "ar"


def _canonical(code: str) -> str:
    parts = code.split("-")
    return "-".join([parts[0].lower(), *(p.upper() if len(p) == 2 else p for p in parts[1:])])


def direction(language: str) -> Literal["rtl", "ltr", ""]:
    """Writing direction of a language code; empty for none."""
    if not language:
        return ""
    return "rtl" if language.split("-")[0] in RTL else "ltr"
