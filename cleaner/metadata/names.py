"""Names of authors as pages show them: prefixes off, several parted, what is no name left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_PREFIX: Final = re.compile(
    r"^\s*(?:(?:كتبت?|كتب(?:ها|ه|وا)|بقلم|بواسطة|إعداد|اعداد|تحرير|ترجمة|تقرير|حوار|متابعة|المحرر"
    r"|الكاتب|المؤلف|نویسنده|نويسنده|گزارشگر|خبرنگار|تحریر|از|by|par|yazan|haber)\s*[:：/\-–—]\s*"
    r"|(?:كتبت?|بقلم|بواسطة|by|par)\s+)",
    re.IGNORECASE,
)
_PARTING: Final = re.compile(r"\s*(?:[،,؛;|/•·]|\s[-–—]\s|\sو\s)\s*")
_ADDRESS: Final = re.compile(r"\S*(?:://|www\.|@)\S*")
_NO_NAME: Final = re.compile(r"[\d@٠-٩۰-۹:«»\"()…]|https?|www\.")
_GENERIC: Final = frozenset(
    fold(name)
    for name in (
        "admin administrator editor editors staff webmaster guest root user author المحرر محرر "
        "المحررون التحرير الإدارة المشرف مدير زائر الموقع متابعات وكالات"
    ).split()
) | frozenset(
    fold(name)
    for name in ("هيئة التحرير", "أسرة التحرير", "فريق التحرير", "إدارة التحرير", "قسم الأخبار")
)
MAX_WORDS: Final = 6
"""Longest name taken; anything longer is a sentence or a biography."""


def without_prefix(text: str) -> str:
    """``text`` without «كتب», «بقلم:» and the like before the name."""
    return _PREFIX.sub("", text)


def clean_names(shown: Iterable[str], outlet_names: Iterable[str] = ()) -> tuple[str, ...]:
    """Names among the strings shown in a byline field, in order, without repetition.

    Left out: user names such as ``admin``, editorial collectives, the outlet itself, and strings
    that hold digits, addresses or more than six words. Nothing is guessed: an unclear field gives
    no author.
    """
    own = {fold(name) for name in outlet_names}
    found: dict[str, str] = {}
    for text in shown:
        bare = _PREFIX.sub("", " ".join(_ADDRESS.sub(" ", text).split()))
        for part in _PARTING.split(bare):
            name = _PREFIX.sub("", part).strip(" -–—:،,.")
            folded = fold(name)
            if not folded.strip() or folded in _GENERIC or folded in own or folded in found:
                continue
            if _NO_NAME.search(name) or len(name) < 2 or len(name.split()) > MAX_WORDS:
                continue
            found[folded] = name
    return tuple(found.values())
