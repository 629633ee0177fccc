"""Rests: whether what stands behind a marker in its line is what the marker introduces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.arabic.genre import genre

if TYPE_CHECKING:
    from cleaner.arabic.lexicon import Hit

_WORD: Final = re.compile(r"\w+")
HASHTAGS: Final = re.compile(r"[^\w#]*#[\w-]+(?:[\s,|/•]*#[\w-]+)+\W*")
_LISTED: Final = re.compile(r"[^|/•#]{2,40}(?:[|/•#]\s*[^|/•#]{2,40}){2,}")
_RELATIVE: Final = frozenset(
    "التي الذي الذين اللتي ان انه انها بان هي هو كانت كان يتم تم لا لم".split()
)
_ADDRESS: Final = re.compile(r"@|http|www\.|\.com|\d{4,}")


def _headlines(hit: Hit, rest: str, words: list[str]) -> bool:
    if words[0] in _RELATIVE and not hit.separated:
        return False
    if genre().stamp.search(rest):
        return len(words) <= 150
    if len(words) < 2 or len(words) > 34:
        return False
    stopped = re.search(r"(?<!\.)\.[\"')\s]*$", rest) is not None
    inner = re.search(r"(?<=\w\w)[\"')]?\.\s+\S", rest) is not None
    if hit.separated:
        return not (stopped and len(words) > 22)
    return not stopped and not inner


def headlines_apart(rest: str) -> bool:
    """Behind a head set off from it: headlines, not a sentence that goes on."""
    words = _WORD.findall(rest)
    if genre().stamp.search(rest):
        return len(words) <= 80
    return 3 <= len(words) <= 24 and re.search(r"(?<=\w\w)[\"')]?\.\s+\S", rest) is None


def _keywords(hit: Hit, rest: str, words: list[str]) -> bool:
    if words[0] in _RELATIVE:
        return False
    if HASHTAGS.fullmatch(rest) or (_LISTED.fullmatch(rest) and len(words) <= 40):
        return True
    if re.search(r"(?<!\.)\.[\"')\s]*$", rest) and len(words) > 4:
        return False
    function = sum(word in genre().stopwords for word in words)
    limit = 60 if hit.separated else 25
    return len(words) <= limit and function <= max(1, len(words) // (4 if hit.separated else 7))


def _name(hit: Hit, rest: str, words: list[str]) -> bool:
    if not 1 <= len(words) <= 6 or re.search(r"(?<=\w\w)\.\W*$|[?!]", rest):
        return False
    if any(word.isdecimal() or word in genre().stopwords for word in words):
        return False
    return hit.separated or len(words) <= 4


def _source(hit: Hit, rest: str, words: list[str]) -> bool:
    if re.search(r"[\w\"]\.\W*$", rest) and not re.search(r"(?<!\w)\w\.\W*$|\w\.\w{2,3}\W*$", rest):
        return False
    names = words[:-1] if words[-1] == "اليوم" and len(words) > 1 else words
    if any(word in genre().stopwords - genre().agencies for word in names[:6]):
        return False
    return len(words) <= (8 if hit.separated else 5)


def _date(hit: Hit, rest: str, words: list[str]) -> bool:
    if len(words) > 16 or re.search(r"(?<=\w\w)\.\W*$", rest):
        return False
    return genre().stamp.search(rest) is not None or (hit.separated and words[0].isdecimal())


def _quoted(hit: Hit, rest: str, words: list[str]) -> bool:
    return len(words) <= 5 and re.fullmatch(r'\s*[*"«(]?"[^"]{2,40}"\W*', rest) is not None


def _rights(hit: Hit, rest: str, words: list[str]) -> bool:
    return len(words) <= 16


def _address(hit: Hit, rest: str, words: list[str]) -> bool:
    stopped = re.search(r"(?<=\w\w)\.\W*$", rest) is not None
    return len(words) <= 10 and not stopped and _ADDRESS.search(rest) is not None


def _caption(hit: Hit, rest: str, words: list[str]) -> bool:
    return len(words) <= 14 and not re.search(r"(?<=\w\w)\.\W*$", rest)


def _code(hit: Hit, rest: str, words: list[str]) -> bool:
    return len(words) <= 3 and any(word.isdecimal() for word in words)


def _any(hit: Hit, rest: str, words: list[str]) -> bool:
    return len(words) <= 60


RESTS: Final = {
    "headlines": _headlines,
    "words": _keywords,
    "name": _name,
    "source": _source,
    "date": _date,
    "rights": _rights,
    "quoted": _quoted,
    "address": _address,
    "caption": _caption,
    "any": _any,
    "code": _code,
}
