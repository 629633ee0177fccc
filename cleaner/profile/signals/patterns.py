"""Signals told by wording: what ``data/signals.toml`` looks for, in the segments it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

from cleaner.arabic.fold import fold
from cleaner.model.profile import Axis, Signal
from cleaner.profile.data_files import toml
from cleaner.profile.reading import span_of
from cleaner.profile.short import fold_line, fold_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleaner.model.profile import Span, Value
    from cleaner.profile.reading import Reading
    from cleaner.profile.words import Words

_SPELT: Final = re.compile(r"[^\x00-\x7f]+")
_BEGINS: Final = re.compile(
    r"\(\?<!\\w\)(?:\[(?P<leads>\w+)\](?P<times>\?|\{0,2\}))?"
    r"(?:\(\?:)+(?P<said>[\w |]+(?:\)\|[\w |]+)*)\)+"
    r"(?:\(\?: [^()|]*\)[?{][\d,}?]*)*(?: |\(\?!\\w\))"
)
"""A group of words, some in groups of their own; a blank, or what begins with one, ends them."""
_CLASS: Final = re.compile(r"<(\w+)>")
_AROUND: Final = 30
_REACH: Final = 70
_MOST: Final = 20
"""Hits counted and shown; more say no more."""


@dataclass(frozen=True, slots=True)
class Say:
    """A pattern, and the words one of which its hits begin with (None: not told by its shape)."""

    pattern: re.Pattern[str]
    opens: frozenset[str] | None

    @classmethod
    def of(cls, pattern: re.Pattern[str]) -> Say:
        """What begins with ``[وف]?(?:one|other)`` opens with one, other, وone and so on."""
        found = _BEGINS.match(pattern.pattern)
        if found is None or found[0].count("(") != found[0].count(")"):
            return cls(pattern, None)
        leads = [""]
        for _ in range({"": 0, "?": 1, "{0,2}": 2}[found["times"] or ""]):
            leads = [*leads, *(lead + one for lead in leads for one in found["leads"])]
        firsts = {said.split(" ")[0] for said in found["said"].replace(")", "").split("|")}
        return cls(pattern, frozenset(lead + first for lead in leads for first in firsts))


@dataclass(frozen=True)
class Wording:
    """One signal of the data file, compiled."""

    name: str
    axis: Axis
    where: str
    """``text`` or ``headline``."""
    value: str
    any: frozenset[str]
    say: tuple[tuple[str, Say], ...]
    """(form, pattern)."""
    unless: tuple[re.Pattern[str], ...]

    def may_hit(self, line: str, words: Iterable[str]) -> bool:
        """Whether a folded line has a word that opens a pattern, or what a pattern without has."""
        if not self.opens.keys().isdisjoint(words):
            return True
        return any(pattern.search(line) for pattern in self.unopened)

    @cached_property
    def unopened(self) -> tuple[re.Pattern[str], ...]:
        """The patterns of which it is not told with which words they begin."""
        return tuple(say.pattern for _, say in self.say if say.opens is None)

    @cached_property
    def opens(self) -> dict[str, tuple[int, ...]]:
        """Word -> the numbers of the patterns it opens."""
        words = sorted({word for _, say in self.say for word in say.opens or ()})
        return {
            word: tuple(n for n, (_, say) in enumerate(self.say) if word in (say.opens or ()))
            for word in words
        }

    def signal(self, hits: Sequence[tuple[str, Span]]) -> Signal:
        """What the hits (form, span) say."""
        forms = [form for form, _ in hits]
        value: Value = bool(hits)
        if self.value == "count":
            value = len(hits)
        elif self.value == "forms":
            value = tuple(dict.fromkeys(forms))
        spans = tuple(span for _, span in hits)
        return Signal(self.name, value, self.axis, spans, f"signals.{self.name}")


def compile_folded(pattern: str, classes: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern written in ordinary spelling, for folded text; what is ASCII stays syntax."""
    written = _CLASS.sub(lambda name: f"(?:{classes[name[1]]})", pattern)
    return re.compile(_SPELT.sub(lambda run: fold(run[0]), written))


@cache
def wordings() -> tuple[Wording, ...]:
    """All signals of ``data/signals.toml``."""
    data = toml("signals.toml")
    return tuple(_wording(row, data["classes"]) for row in data["signal"])


def _wording(row: Mapping[str, Any], classes: Mapping[str, str]) -> Wording:
    forms = row.get("forms") or {"": row["say"]}
    return Wording(
        row["name"],
        row.get("axis", "sourcing"),
        row["where"],
        row["value"],
        frozenset(map(fold, row.get("any", ()))),
        tuple(
            (form, Say.of(compile_folded(one, classes)))
            for form, says in forms.items()
            for one in says
        ),
        tuple(compile_folded(one, classes) for one in row.get("unless", ())),
    )


def read_wordings(reading: Reading) -> Iterator[Signal]:
    """The signals of the data file that an article gives."""
    for wording, absent in zip(wordings(), _absent(), strict=True):
        hits: list[tuple[str, Span]] = []
        if wording.where == "headline":
            hits = list(_in_headline(wording, reading))
        elif wording.name in reading.marked:
            hits = list(_in_text(wording, reading))
        yield wording.signal(hits) if hits else absent


@cache
def _absent() -> tuple[Signal, ...]:
    """Each signal as it is where nothing is found."""
    return tuple(wording.signal(()) for wording in wordings())


def _in_text(wording: Wording, reading: Reading) -> Iterator[tuple[str, Span]]:
    text, words = reading.body.text, reading.words
    for low, high in _windows([words.starts[at] for at in reading.marked[wording.name]]):
        for form, start, end in _found(wording, text, words, low, high):
            if not reading.quoted(start):
                yield form, reading.span(start, end)


def _in_headline(wording: Wording, reading: Reading) -> Iterator[tuple[str, Span]]:
    title = reading.article.title or ""
    line = fold_short(title).rstrip()
    if not wording.may_hit(line, reading.headline_words):
        return
    places = fold_line(title)[1]
    for form, start, end in _found(wording, line, None, 0, len(line)):
        yield form, span_of("title", title, places[start], places[end])


def _windows(places: Iterable[int]) -> list[list[int]]:
    """What lies within reach of the places, as spans of the folded body that do not overlap."""
    found: list[list[int]] = []
    for place in places:
        if found and place - _REACH <= found[-1][1]:
            found[-1][1] = place + _REACH
        else:
            found.append([max(0, place - _REACH), place + _REACH])
    return found


def _found(
    wording: Wording, text: str, words: Words | None, low: int, high: int
) -> Iterator[tuple[str, int, int]]:
    """(form, start, end) of the hits in a span of a folded text, none inside another.

    Where the text's words are given, only those that open a pattern are looked at.
    """
    taken: list[tuple[int, int]] = []
    opened: dict[int, list[int]] = {}
    if words is not None:
        opens, first = wording.opens, words.since(low)
        for at, word in enumerate(words.texts[first : words.since(high)], first):
            if word in opens:
                for number in opens[word]:
                    opened.setdefault(number, []).append(words.starts[at])
    for number, (form, say) in enumerate(wording.say):
        if words is None or say.opens is None:
            hits = say.pattern.finditer(text, low, high)
        elif number in opened:
            hits = _matches(say.pattern, text, opened[number], high)
        else:
            continue
        for hit in hits:
            start, end = hit.span()
            around = text[max(0, start - _AROUND) : end + _AROUND]
            inside = any(left < end and start < right for left, right in taken)
            if inside or any(no.search(around) for no in wording.unless) or len(taken) >= _MOST:
                continue
            taken.append((start, end))
            yield form, start, end


def _matches(
    pattern: re.Pattern[str], text: str, places: Iterable[int], high: int
) -> Iterator[re.Match[str]]:
    """What a pattern finds at the places, none inside another."""
    low = 0
    for place in places:
        if place >= low and (hit := pattern.match(text, place, high)):
            low = hit.end()
            yield hit
