"""Marks: what one unit says of itself, by the lexicon: heading, widget or line of furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from cleaner.arabic.lexicon import ANNOUNCING, Hit, Marker
from cleaner.label.grammar.rests import HASHTAGS, RESTS, headlines_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.arabic.bags import Bag
    from cleaner.arabic.lexicon import Lexicon
    from cleaner.label.grammar.units import Unit

Kind = Literal["heading", "widget", "line"]
_WORD: Final = re.compile(r"\w+")
_RIGHTS_YEAR: Final = re.compile(r"\W*(?:©|\(c\))\W*(?:\d{4}\W+(?:\d{4}\W+)?)?")
_PUNCTUATION: Final = re.compile(r"[.,:;!?]")
_HEAD: Final = re.compile(
    r"([\w /]+?)[ \"')\]*}]*"
    r"(?: ?(?:[:|>#•…=?!/]|\.\.|-(?=\s)|\"(?=\s)|[^\w\s\x00-\x7f])|(?=\s[\"(\[] ?\w))+\s*"
)
"""Words up to a separator, or up to a headline in quotes."""
_TAG_SIGN: Final = 6
"""Characters at the beginning of a line of hashtags among which the first sign stands."""
_BAG_LINE: Final = 200
"""Characters a line told by its vocabulary has at most."""
HEADINGS: Final = frozenset({"related", "most-read"})
"""Labels of what announces other articles."""
_HEADS: Final = {
    "related": "headlines",
    "most-read": "headlines",
    "tags": "words",
    "source-credit": "source",
}
"""Bags that announce what stands behind them in the line, and what that is."""
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
    mark = None
    if word[0] in lexicon.first_words:
        hits = sorted(lexicon.at(text, start), key=lambda hit: -hit.end)
        mark = next((found for hit in hits if (found := judge(unit, hit, tail=tail))), None)
    if mark is None or (mark.kind, mark.sure) != ("heading", True):
        heading = _hashtags(unit) or (
            _by_vocabulary(unit, lexicon) if lexicon.opens_bag(word[0]) else None
        )
        if heading is not None and (mark is None or heading.kind == "heading"):
            return heading
    return mark


def _hashtags(unit: Unit) -> Mark | None:
    """A line of hashtags, and nothing else."""
    if "#" not in unit.text[:_TAG_SIGN] or HASHTAGS.fullmatch(unit.text) is None:
        return None
    return line_mark("tags", "line.hashtags", "a line of hashtags")


def _by_vocabulary(unit: Unit, lexicon: Lexicon) -> Mark | None:
    """The mark of a line, or of a head set off from its rest, whose words are all furniture."""
    if len(unit.text) >= _BAG_LINE:
        return None
    bag = lexicon.bag(unit.words, stopped=unit.stopped)
    if bag is not None and bag.label in HEADINGS:
        if unit.stopped or "," in unit.text:
            return None
        reason = f"a short line of words that announce other articles ({bag.label})"
        return Mark("heading", _other(bag.label), f"heading.{bag.id}", reason, sure=False)
    if bag is not None and bag.label not in ANNOUNCING:
        reason = f"a short line of {bag.label} words only"
        return Mark("line", bag.label, f"line.{bag.id}", reason)
    found = head_at(unit.text, unit.head, lexicon)
    return None if found is None else head_mark(unit, *found)


def head_at(text: str, start: int, lexicon: Lexicon) -> tuple[Bag, Hit] | None:
    """Words at ``start`` set off by a separator that announce what follows: «قصة ذات صلة | …»."""
    head = _HEAD.match(text, start)
    if head is None:
        return None
    bag = lexicon.bag(_WORD.findall(head[0]))
    if bag is None or bag.label not in ANNOUNCING:
        return None
    marker = Marker(bag.id, bag.label, "sep", _HEADS[bag.label], ())
    return bag, Hit(marker, start, head.end(1), head.end(), True)


def head_mark(unit: Unit, bag: Bag, hit: Hit, end: int | None = None) -> Mark | None:
    """The mark of a head with what it announces, up to ``end`` of the folded text."""
    rest = unit.text[hit.rest : end]
    phrase = unit.text[hit.start : hit.end].strip()
    words = _WORD.findall(rest)
    reason = f"«{phrase}» set off before what it announces"
    if bag.label not in HEADINGS:
        told = RESTS[hit.marker.rest](hit, rest, words) if words else bag.label == "tags"
        if not told:
            return None
        return Mark("line", bag.label, f"head.{bag.id}", reason, hit.rest)
    if not headlines_apart(rest) or (end is None and unit.stopped):
        return None
    return Mark("widget", _other(bag.label), f"heading.{bag.id}", reason, hit.rest, sure=False)


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
    test = RESTS.get(marker.rest)
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
