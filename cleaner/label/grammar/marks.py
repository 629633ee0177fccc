"""Marks: what one unit says of itself, by the lexicon: heading, widget or line of furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from cleaner.arabic.genre import genre

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.arabic.lexicon import Hit, Lexicon
    from cleaner.label.grammar.units import Unit

Kind = Literal["heading", "widget", "line"]
_WORD: Final = re.compile(r"\w+")
_RIGHTS_YEAR: Final = re.compile(r"\W*(?:©|\(c\))\W*(?:\d{4}\W+(?:\d{4}\W+)?)?")
_RELATIVE: Final = frozenset(
    "التي الذي الذين اللتي ان انه انها بان هي هو كانت كان يتم تم لا لم".split()
)
_PUNCTUATION: Final = re.compile(r"[.,:;!?]")
_ADDRESS: Final = re.compile(r"@|http|www\.|\.com|\d{4,}")
_UNSURE: Final = frozenset({"nav", "media-control", "dateline", "byline", "caption"})
"""Labels whose words are also good sub-headings or labels of a list in the text."""
_LAST: Final = 3
"""Lines from the end of a text that count as its tail."""
CLOSING: Final = frozenset({"tags", "source-credit", "copyright", "end-mark", "comments"})
"""Labels that stand where an article ends."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a unit is. ``rest`` is the index in the folded text of what a widget introduces."""

    kind: Kind
    label: str
    rule: str
    reason: str
    rest: int = -1
    sure: bool = True
    """False where the line is also good prose and its surroundings must agree."""
    open: bool = False
    """A separator stands at the end of the line: it introduces what follows."""


def line_mark(label: str, rule: str, reason: str) -> Mark:
    """The mark of a whole line of furniture."""
    return Mark("line", label, rule, reason)


def find_marks(units: Sequence[Unit], lexicon: Lexicon, marks: dict[int, Mark]) -> None:
    """Add to ``marks`` what single units say of themselves."""
    for at, unit in enumerate(units):
        if at not in marks and not unit.cut:
            mark = mark_of(unit, lexicon, tail=at + _LAST >= len(units))
            if mark is not None:
                marks[at] = mark


def mark_of(unit: Unit, lexicon: Lexicon, *, tail: bool = False) -> Mark | None:
    """The mark of a unit, if its first word opens any; ``tail``: among the last lines."""
    text = unit.text
    start = unit.head
    if "©" in text[:8]:
        year = _RIGHTS_YEAR.match(text)
        if year:
            start = year.end()
            if start - year.start() > 5 and len(unit.words) <= 9 and not unit.stopped:
                return Mark("line", "copyright", "line.rights", "© and a year open a short line")
    word = _WORD.match(text, start)
    if word is None:
        return None
    if word[0] in lexicon.first_words:
        hits = sorted(lexicon.at(text, start), key=lambda hit: -hit.end)
        for hit in hits:
            mark = judge(unit, hit, tail=tail)
            if mark is not None:
                return mark
    if word[0] in lexicon.bag_words and len(text) < 200 and not unit.stopped:
        bag = lexicon.bag(unit.words)
        if bag is not None:
            return Mark(
                "line", bag.label, f"line.{bag.id}", f"a short line of {bag.label} words only"
            )
    return None


def judge(unit: Unit, hit: Hit, end: int | None = None, *, tail: bool = False) -> Mark | None:
    """Whether a marker found in a unit is meant as one, by what stands behind it."""
    text = unit.text if end is None else unit.text[:end]
    marker = hit.marker
    rest = text[hit.rest :]
    words = _WORD.findall(rest)
    phrase = text[hit.start : hit.end]
    if marker.where == "tail" and (not tail or not words or _PUNCTUATION.search(rest.strip())):
        return None
    if not words or (marker.where == "line" and all(word.isdecimal() for word in words)):
        return _whole(unit, hit, phrase)
    if marker.where == "line" or (marker.where == "sep" and not hit.separated):
        return None
    test = _RESTS.get(marker.rest)
    if test is None or not test(hit, rest, words):
        return None
    if marker.rest == "headlines":
        if len(words) <= 6 and rest.rstrip().endswith(":"):
            return Mark("heading", _other(marker.label), f"marker.{marker.id}", f"«{phrase}»")
        how = " with a separator" if hit.separated else ""
        return Mark(
            "widget",
            _other(marker.label),
            f"marker.{marker.id}",
            f"«{phrase}»{how} and a headline in one line",
            hit.rest,
        )
    return Mark(
        "line",
        marker.label,
        f"marker.{marker.id}",
        f"line opens with «{phrase}»",
        hit.rest,
        sure=marker.label not in _UNSURE,
    )


def _whole(unit: Unit, hit: Hit, phrase: str) -> Mark | None:
    marker = hit.marker
    if unit.stopped and marker.where != "line":
        return None
    if marker.rest == "headlines":
        return Mark("heading", _other(marker.label), f"marker.{marker.id}", f"«{phrase}» as a line")
    if marker.rest and marker.rest not in ("rights", "words", "any"):
        return None
    sure = marker.label not in _UNSURE
    return Mark(
        "line",
        marker.label,
        f"marker.{marker.id}",
        f"«{phrase}» is the whole line",
        sure=sure,
        open=hit.separated,
    )


def _other(label: str) -> str:
    return "related-inline" if label == "related" else label


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


def _keywords(hit: Hit, rest: str, words: list[str]) -> bool:
    if words[0] in _RELATIVE:
        return False
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
    if any(word in genre().stopwords - genre().agencies for word in words[:6]):
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


_RESTS: Final = {
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
