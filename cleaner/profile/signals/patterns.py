"""Signals told by wording: what ``data/signals.toml`` looks for, in the segments it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from cleaner.arabic.fold import fold
from cleaner.model.profile import Axis, Signal
from cleaner.profile.data_files import toml
from cleaner.profile.short import fold_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleaner.model.profile import Span
    from cleaner.profile.reading import Reading, Segment

_SPELT: Final = re.compile(r"[^\x00-\x7f]+")
_CLASS: Final = re.compile(r"<(\w+)>")
_AROUND: Final = 30
_REACH: Final = 70
_BODY: Final = frozenset(("lead", "body", "tail"))
_MOST: Final = 20
"""Hits counted and shown; more say no more."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One signal of the data file, compiled."""

    name: str
    axis: Axis
    where: frozenset[str]
    value: str
    any: frozenset[str]
    say: tuple[tuple[str, re.Pattern[str]], ...]
    """(form, pattern)."""
    unless: tuple[re.Pattern[str], ...]


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
        frozenset(row["where"]),
        row["value"],
        frozenset(map(fold, row.get("any", ()))),
        tuple((form, compile_folded(one, classes)) for form, says in forms.items() for one in says),
        tuple(compile_folded(one, classes) for one in row.get("unless", ())),
    )


def read_wordings(reading: Reading) -> Iterator[Signal]:
    """The signals of the data file that an article gives."""
    lines = _lines(reading)
    for wording in wordings():
        hits = list(_hits(wording, reading, lines))
        yield _signal(wording, hits) if hits else _absent(wording)


def _signal(wording: Wording, hits: Sequence[tuple[str, Span]]) -> Signal:
    return Signal(
        wording.name,
        _value(wording, [form for form, _ in hits]),
        wording.axis,
        tuple(span for _, span in hits),
        f"signals.{wording.name}",
    )


@cache
def _absent(wording: Wording) -> Signal:
    return _signal(wording, ())


def _value(wording: Wording, forms: Sequence[str]) -> int | bool | tuple[str, ...]:
    if wording.value == "count":
        return len(forms)
    if wording.value == "forms":
        return tuple(dict.fromkeys(forms))
    return bool(forms)


def _hits(
    wording: Wording, reading: Reading, lines: Sequence[Segment]
) -> Iterator[tuple[str, Span]]:
    if wording.where & _BODY and (there := wording.any & reading.words):
        text = reading.body.text
        for low, high in _windows(reading, there):
            for form, start, end in _found(wording, text, low, high):
                if reading.role_at(start) in wording.where and not reading.quoted(start):
                    yield form, reading.span(start, end)
    if wording.any and wording.any.isdisjoint(reading.slot_words):
        return
    segments = list(lines) if "slot" in wording.where else []
    if "headline" in wording.where and reading.headline:
        segments.append(reading.headline)
    for segment in segments:
        for form, start, end in _found(wording, fold_short(segment.text).rstrip()):
            yield form, segment.span(*reading.folded(segment).span(start, end))


def _windows(reading: Reading, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """What lies within reach of the words, as spans of the folded body that do not overlap."""
    places = sorted(place for word in words for place in reading.places(word))
    low = high = -1
    for place in places:
        if place - _REACH > high:
            if high >= 0:
                yield low, high
            low = max(0, place - _REACH)
        high = place + _REACH
    if high >= 0:
        yield low, high


def _found(
    wording: Wording, text: str, low: int = 0, high: int | None = None
) -> Iterator[tuple[str, int, int]]:
    """(form, start, end) of the hits in a span of a folded text, none inside another."""
    taken: list[tuple[int, int]] = []
    for form, pattern in wording.say:
        for hit in pattern.finditer(text, low, len(text) if high is None else high):
            start, end = hit.span()
            around = text[max(0, start - _AROUND) : end + _AROUND]
            inside = any(left < end and start < right for left, right in taken)
            if inside or any(no.search(around) for no in wording.unless) or len(taken) >= _MOST:
                continue
            taken.append((start, end))
            yield form, start, end


def _lines(reading: Reading) -> list[Segment]:
    """Lines that label the article: slots and section."""
    return [*reading.slots, *([reading.label] if reading.label else [])]


def names() -> Iterable[str]:
    """The signals the data file has."""
    return (wording.name for wording in wordings())
