"""Which label a repeated wording gets: by the marker lexicon, then by what it holds."""

from __future__ import annotations

import re
from typing import Final

from cleaner.arabic.fold import fold
from cleaner.arabic.lexicon import lexicon

OTHER: Final = "other"
_SURE: Final = (
    ("media-control", r"\bnext\b|\bprevious\b"),
    ("contact", r"@|\bsms\b|\bstc\b|\bmobily\b|\bzain\b|موبايلي|للتواصل|لمراسله الكاتب"),
    ("end-mark", r"^// ?\w+ ?//"),
    ("source-credit", r"^رابط الخبر|^\*? ?(?:خدمه|بالاتفاق مع|خاص ب)"),
    ("tags", r"^سمات\b|^وسوم\b|^تاجز\b"),
    ("share", r"^شارك من خلال"),
    ("read-more", r"^\.\.\. ?المزيد"),
)
_LIKELY: Final = (
    ("contact", r"زين|رساله|بريد|فاكس|هاتف|ايميل|www\.|\.com"),
    ("dateline", r"\bه\b|الموافق|# [صم]\b|ت م$|^[#:/ -]+$"),
    ("source-credit", r"وكالات|متابعات|تصوير"),
    ("byline", r"بقلم|\bكتب|-"),
)


def is_marker(pattern: str) -> bool:
    """Whether the marker lexicon knows how the pattern begins."""
    return any(True for _ in lexicon().at(fold(pattern).strip("* ")))


def guess_label(pattern: str, *, sure: bool = False) -> str:
    """A label for a line pattern; ``other`` where nothing tells, for people to mend.

    With ``sure`` only signs that cannot be prose are believed.
    """
    folded = fold(pattern)
    text = folded.replace("*", " ").replace("#", " ").strip()
    bare = folded.removeprefix("* ")
    found = next((label for label, sign in _SURE if re.search(sign, bare)), OTHER)
    if sure or found != OTHER:
        return found
    for hit in lexicon().at(text):
        label = hit.marker.label
        return "related-block" if label == "related" else label
    return next((label for label, sign in _LIKELY if re.search(sign, bare)), OTHER)
