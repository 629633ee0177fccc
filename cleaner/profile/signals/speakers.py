"""Named speakers: persons to whom the report ascribes what it says, each counted once.

Counted are persons named beside a verb of speech: by a known given name, by a title («الدكتور»,
«اللواء»), or between commas behind an office. More may be there: the count is a floor.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold
from cleaner.arabic.genre import genre
from cleaner.model.profile import Signal
from cleaner.profile.cues import SENTENCE, WORD
from cleaner.profile.data_files import toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.profile.reading import Reading

_REACH: Final = 190
"""Characters behind a verb in which its speaker is looked for."""
_NEAR: Final = 70
"""Where no «أن» ends the clause."""
_BEFORE: Final = 90
THAT: Final = frozenset("ان بان انه انها بانه بانها".split())
"""What is said begins here."""
_STOP: Final = re.compile(r"[:;.?!\n]")
_APPOSED: Final = re.compile(r",\s*\"?(\w{2,}\s\w{2,}(?:\s\w{2,}){0,2})\"?\s*(?:,|$)")
_DIRECT: Final = re.compile(r"\s*\"?(\w{3,}\s\w{2,}(?:\s\w{2,})?)\"?\s*,\s*(?:و?هو\s)?(\w+)")
_SURNAME: Final = 4
_FULL: Final = 5
_GIVEN: Final = 60
"""Characters before a surname in which the rest of the name stands."""
_SERVANT: Final = "عبدال"
"""Beginning of given names."""
_PREPOSITION: Final = "علي"
"""«علي» is a name, and «على» folded."""


@cache
def _words() -> dict[str, frozenset[str]]:
    data = toml("speakers.toml")
    return {name: frozenset(map(fold, words)) for name, words in data.items()}


@cache
def _offices() -> tuple[frozenset[str], frozenset[str]]:
    """Words of offices and titles; and these with professions."""
    offices = _words()["offices"] | _words()["titles"]
    return offices, offices | genre().professions


@cache
def verbs() -> frozenset[str]:
    """Verbs of speech, also behind «و» and «ف»."""
    return frozenset(lead + verb for verb in _words()["verbs"] for lead in ("", "و", "ف"))


@cache
def openings() -> frozenset[str]:
    """Words with which the name of a person begins: titles and given names."""
    return _words()["titles"] | genre().given_names


def read_speakers(reading: Reading) -> Iterator[Signal]:
    """How many persons speak by name, at least; the spans show each where it is named first."""
    said = reading.marked["speech"]
    if not said:
        yield _NOBODY
        return
    found: dict[str, tuple[int, int]] = {}
    text = _Text(reading)
    for at in said:
        hit = text.behind(at) or text.ahead(at) or text.again(at)
        if hit is None or reading.quoted(reading.words.starts[at]):
            continue
        name = _key(reading.body.text[hit[0] : hit[1]])
        if name and (name not in found or hit[0] < found[name][0]):
            found[name] = hit
    if not found:
        yield _NOBODY
        return
    spans = tuple(reading.span(*span) for span in sorted(found.values()))
    yield Signal("named-speakers", len(spans), spans=spans, rule=_RULE, note="at least")


_RULE: Final = "speakers.named"
_NOBODY: Final = Signal("named-speakers", 0, rule=_RULE)


def _key(name: str) -> str:
    """The last word: whoever shares it with one named before counts as the same."""
    words = [word for word in WORD.findall(name) if word not in ("بن", "بنت", "ال")]
    return words[-1] if words else ""


class _Text:
    """A folded text with the places where persons may be named and where clauses end.

    Places are those of the folded text, verbs are indices of its words.
    """

    def __init__(self, reading: Reading) -> None:
        self._text = reading.body.text
        self._words = reading.words.texts
        self._starts = reading.words.starts
        self._end = reading.words.end
        self._since = reading.words.since
        self._persons = reading.marked["person"]
        self._that = reading.marked["that"]

    @cached_property
    def _opening(self) -> Sequence[int]:
        """The words with which the name of a person may begin."""
        servants = set(self._servants())
        return sorted(servants.union(self._persons)) if servants else self._persons

    def _servants(self) -> Iterator[int]:
        """The words that begin like «عبدالله»."""
        place = -1
        while (place := self._text.find(_SERVANT, place + 1)) >= 0:
            at = self._since(place)
            if at < len(self._starts) and self._starts[at] == place:
                yield at

    def behind(self, verb: int) -> tuple[int, int] | None:
        """The name between a verb and what is said."""
        text, start = self._text, self._end(verb)
        point = _STOP.search(text, start, start + _REACH)
        stop = point.start() if point else start + _REACH
        ended = point is not None and point.group() in ":;"
        said = bisect_left(self._that, verb)
        if said < len(self._that) and self._end(self._that[said]) <= stop:
            stop, ended = self._starts[self._that[said]], True
        end = stop if ended else min(stop, start + _NEAR)
        parted = text.find(",", start, end) >= 0
        if parted and (direct := _DIRECT.match(text, start, end)) and _office(direct[2]):
            parts = direct[1].split()
            if all(map(_name, parts)) and not parts[0].startswith("ال"):
                return direct.span(1)
        if named := self._person(verb + 1, end):
            return named
        if ended and parted and (name := _APPOSED.search(text, start, end)):
            parts = name[1].split()
            office = _told_office(text[start : name.start()])
            if office and all(map(_name, parts)) and not parts[0].startswith("ال"):
                return name.span(1)
        return None

    def ahead(self, verb: int) -> tuple[int, int] | None:
        """«… محمود س، قال»: the name right before a verb."""
        start = self._starts[verb]
        if self._text[max(0, start - 2) : start].rstrip()[-1:] not in (",", '"'):
            return None
        clause = SENTENCE.split(self._text[max(0, start - _BEFORE) : start])[-1]
        return self._person(self._since(start - len(clause)), start)

    def again(self, verb: int) -> tuple[int, int] | None:
        """«وقال س»: a surname whose bearer was named in full before, behind an office."""
        words, starts, at = self._words, self._starts, verb + 1
        if at == len(words) or starts[at] != self._end(verb) + 1:
            return None
        surname = words[at]
        if len(surname) < _SURNAME or not _name(surname):
            return None
        offices = _offices()[0]
        place = -1
        while (place := self._text.find(surname, place + 1, starts[at])) >= 0:
            named = self._since(place)
            before = words[max(named - _FULL, self._since(place - _GIVEN)) : named]
            if starts[named] != place or words[named] != surname:
                continue
            if len(before) < 2 or not _name(before[-1]):
                continue
            if self._text[self._end(named - 1) : place] != " ":
                continue
            if surname.startswith("ال") and before[-1] not in genre().given_names:
                continue
            if not offices.isdisjoint(before[:-1]):
                return starts[named - 1], self._end(named)
        return None

    def _person(self, low: int, end: int) -> tuple[int, int] | None:
        """The first name of a person from word ``low`` on, up to a place.

        It begins with a title or a given name.
        """
        words, starts, opening = self._words, self._starts, self._opening
        begun = bisect_left(opening, low)
        if begun == len(opening) or starts[opening[begun]] >= end:
            return None
        high = self._since(end)
        names = _words()
        for at in opening[begun:]:
            if at + 1 >= high or self._end(at + 1) > end:
                break  # a name that begins in the clause may run on over the characters counted
            word = words[at]
            if not names["places"].isdisjoint(words[max(low, at - 2) : at]):
                continue
            if word == _PREPOSITION and words[at + 1] != "بن":
                continue
            if word == "عمر" and at > low and words[at - 1] == "عن":
                continue
            titled = word in names["titles"]
            first = at + titled
            last = self._last(first, high)
            surname = titled and words[first].startswith("ال")
            if (last > first or surname) and _name(words[first]):
                return starts[first], self._end(last)
        return None

    def _last(self, first: int, high: int) -> int:
        """Index of the last word of a name that begins at ``first``."""
        last = first
        while last + 1 < high and last - first < 4:
            gap = self._starts[last + 1] - self._end(last)
            if gap > 1 or not _name(self._words[last + 1]):
                break
            last += 1
        return last


def _office(word: str) -> bool:
    bare, offices = word.removeprefix("ال").removesuffix("ه"), _offices()[1]
    return word in offices or bare in offices or "ال" + bare in offices


def _told_office(text: str) -> bool:
    return any(map(_office, WORD.findall(text)))


@cache
def _no_name() -> frozenset[str]:
    known = genre()
    return (
        known.stopwords
        | known.lead_verbs
        | known.professions
        | _words()["offices"]
        | _words()["verbs"]
    )


def _name(word: str) -> bool:
    """Whether a word may be part of a person's name."""
    no_name = _no_name()
    if len(word) < 2 or word in no_name or word[1:] in no_name or word.isdecimal():
        return False
    return not (word.startswith("ال") and word.endswith(("يه", "ين", "ات")))
