"""Signals from bylines, datelines and credits: who wrote, from where, whose report it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from cleaner.model.profile import Signal
from cleaner.profile.slugs import Slugs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.model.profile import Span
    from cleaner.profile.provenance import Provenance
    from cleaner.profile.reading import Reading
    from cleaner.profile.slug import Part

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
    yield from _said(slugs, reading.html) if slugs.parts else _silent(reading.html)
    own = list(_correspondents(reading, traced))
    yield _NO_CORRESPONDENT._replace(value=True, spans=tuple(own)) if own else _NO_CORRESPONDENT
    yield _own_report(traced, bool(own))


_NO_CORRESPONDENT: Final = Signal("own-correspondent", False, rule="slots.own-correspondent")
OWN_REPORT: Final = "own-report"
_NOT_SAID: Final = Signal(OWN_REPORT, None, "originality", rule="slots.own-report")
"""The page does not say whose report it is."""


@cache
def _silent(html: bool) -> tuple[Signal, ...]:
    """Of most articles no line says anything."""
    return tuple(_said(Slugs(), html))


def _said(slugs: Slugs, html: bool) -> Iterator[Signal]:
    persons = _spans(slugs, "person")
    names = tuple(dict.fromkeys(part.text for part, _ in persons))
    yield Signal(
        "named-author",
        names or (False if html or slugs.parts else None),
        spans=tuple(span for _, span in persons),
        rule="slots.named-author",
        note="" if names or html else "a text may have lost its byline",
    )
    places = _spans(slugs, "place")
    yield Signal(
        "dateline",
        " / ".join(part.text for part, _ in places) if places else False,
        spans=tuple(span for _, span in places),
        rule="slots.dateline",
    )
    agencies = _spans(slugs, "agency")
    yield Signal(
        "wire-codes",
        tuple(part.text for part, _ in agencies),
        "originality",
        tuple(span for _, span in agencies),
        "slots.wire-codes",
    )
    vague = _spans(slugs, "vague")
    yield Signal(
        "vague-credit",
        tuple(part.text for part, _ in vague),
        "originality",
        tuple(span for _, span in vague),
        "slots.vague-credit",
        note="names nobody" if vague else "",
    )


def _spans(slugs: Slugs, kind: str) -> list[tuple[Part, Span]]:
    return [(part, segment.span(part.start, part.end)) for part, segment in slugs.of(kind)]


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
    others = [*traced.slugs.of("agency"), *traced.slugs.of("vague")]
    spans = tuple(segment.span(part.start, part.end) for part, segment in others)
    perhaps_its_own = traced.origin.basis == "dateline" and not traced.publisher.domain
    if perhaps_its_own and not others:
        return _NOT_SAID
    if traced.origin.basis not in ("default", "unknown") or others:
        if traced.origin.span and not spans:
            spans = (traced.origin.span,)
        own = False
    elif correspondent or (traced.slugs.of("person") and traced.slugs.of("place")):
        own = True
        spans = tuple(
            segment.span(part.start, part.end) for part, segment in traced.slugs.of("person")
        )
    else:
        return _NOT_SAID
    return _NOT_SAID._replace(value=own, spans=spans)
