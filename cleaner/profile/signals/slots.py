"""Signals from bylines, datelines and credits: who wrote, from where, whose report it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from cleaner.model.profile import Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.model.profile import Span
    from cleaner.profile.provenance import Provenance
    from cleaner.profile.reading import Reading, Segment
    from cleaner.profile.slug import Part
    from cleaner.profile.slugs import Slugs

_NAME: Final = 40
"""Characters a publisher's name may take."""
_PREFIXES: Final = ("", "و", "ف", "ل", "ب")
CORRESPONDENTS: Final = frozenset(
    prefix + word
    for word in (
        "مراسلنا مراسلتنا مراسلونا مراسلينا مندوبنا مندوبتنا موفدنا موفدتنا موفدونا".split()
    )
    for prefix in _PREFIXES
)
REPORTERS: Final = frozenset(
    prefix + word for word in "مراسل مراسله موفد موفده مندوب مندوبه".split() for prefix in _PREFIXES
)


def read_slots(reading: Reading, traced: Provenance) -> Iterator[Signal]:
    """Signals of the lines that say who made the report."""
    slugs = traced.slugs
    silent = _silent(reading.html, bool(slugs.parts))
    yield from _said(slugs, silent) if slugs.parts else silent
    marked = reading.marked
    own = "correspondent" in marked or "reporter" in marked
    spans = tuple(_correspondents(reading, traced)) if own else ()
    yield _NO_CORRESPONDENT._replace(value=True, spans=spans) if spans else _NO_CORRESPONDENT
    yield _own_report(traced, bool(spans))


_NO_CORRESPONDENT: Final = Signal("own-correspondent", False, rule="slots.own-correspondent")
OWN_REPORT: Final = "own-report"
_NOT_SAID: Final = Signal(OWN_REPORT, None, "originality", rule="slots.own-report")
"""The page does not say whose report it is."""
_KINDS: Final = ("person", "place", "agency", "vague")
"""Of parts, in the order of the signals that tell of them."""


@cache
def _silent(html: bool, told: bool) -> tuple[Signal, ...]:
    """What the lines of an article tell that name nobody and nothing; ``told``: they tell more."""
    return (
        Signal(
            "named-author",
            False if html or told else None,
            rule="slots.named-author",
            note="" if html else "a text may have lost its byline",
        ),
        Signal("dateline", False, rule="slots.dateline"),
        Signal("wire-codes", (), "originality", rule="slots.wire-codes"),
        Signal("vague-credit", (), "originality", rule="slots.vague-credit"),
    )


def _said(slugs: Slugs, silent: Iterable[Signal]) -> Iterator[Signal]:
    for kind, signal in zip(_KINDS, silent, strict=True):
        parts = slugs.of(kind)
        if parts:
            names = tuple(part.text for part, _ in parts)
            value = " / ".join(names) if kind == "place" else names
            note = "names nobody" if kind == "vague" else ""
            yield signal._replace(value=value, spans=_spans(parts), note=note)
        else:
            yield signal


def _spans(parts: Iterable[tuple[Part, Segment]]) -> tuple[Span, ...]:
    return tuple(segment.span(part.start, part.end) for part, segment in parts)


def _correspondents(reading: Reading, traced: Provenance) -> Iterator[Span]:
    """«مراسلنا», and «مراسل» with the publisher's own name behind it."""
    for place, form in reading.places("correspondent"):
        if not reading.quoted(place):
            yield reading.span(place, place + len(form))
    for at in reading.marked["reporter"]:
        text, words = reading.body.text, reading.words
        end = words.end(at)
        behind = [words.end(one) for one in range(at + 1, min(at + 3, len(words.texts)))]
        named = [stop for stop in behind if stop <= end + _NAME and traced.own(text[end:stop])]
        if named and not reading.quoted(words.starts[at]):
            yield reading.span(words.starts[at], named[0])


def _own_report(traced: Provenance, correspondent: bool) -> Signal:
    """Whether the page claims the report as its own; None where it says nothing.

    An agency, an outlet elsewhere or «متابعات» in the credits say that others reported. An outlet
    in the slug of a page from nobody knows where may be the page's own.
    """
    slugs, origin = traced.slugs, traced.origin
    others = [*slugs.of("agency"), *slugs.of("vague")]
    if others:
        return _NOT_SAID._replace(value=False, spans=_spans(others))
    if origin.basis == "dateline" and not traced.publisher.domain:
        return _NOT_SAID
    if origin.basis not in ("default", "unknown"):
        spans = (origin.span,) if origin.span else ()
        return _NOT_SAID._replace(value=False, spans=spans)
    persons = slugs.of("person")
    if correspondent or (persons and slugs.of("place")):
        return _NOT_SAID._replace(value=True, spans=_spans(persons))
    return _NOT_SAID
