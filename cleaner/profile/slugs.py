"""The publisher's own names, and what all slugs of an article say together."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.profile.credit import PRINTED, read_credit
from cleaner.profile.reading import SHORT_LINE, Segment
from cleaner.profile.short import key
from cleaner.profile.slug import PREFIX, may_open, read_opening, read_slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.model.profile import Party
    from cleaner.profile.media import Media, Medium
    from cleaner.profile.reading import Reading
    from cleaner.profile.slug import Part

_HEADS: Final = frozenset("صحيفه جريده موقع قناه شبكه وكاله مجله بوابه".split())
_ALONE: Final = re.compile(r"(?:^|[.!؟?…])\s*(\([^()\n]{2,40}\))\s*[.]?\s*$", re.MULTILINE)
"""Brackets that stand by themselves; behind a word they hold its short form, or are its object."""


_SHORT: Final = 3
"""Letters of a name that begins too many others."""


_TAIL: Final = 60
"""Characters at the end of a paragraph in which its brackets lie."""


class Slugs(NamedTuple):
    """What the bylines, datelines and edges of an article say, part by part."""

    parts: tuple[tuple[Part, Segment], ...] = ()
    credits: tuple[tuple[Part, Segment], ...] = ()
    """Whom credit lines name, in order: they say whose the report is, and date nothing."""

    def of(self, kind: str) -> list[tuple[Part, Segment]]:
        """The parts of one kind, in order."""
        return [one for one in self.parts if one[0].kind == kind] if self.parts else []


class Own:
    """Tells the publisher's own names."""

    def __init__(self, publisher: Party, media: Media) -> None:
        self.publisher = publisher
        self._outlets = outlets = media.outlets
        known = None if outlets is None else outlets.get(publisher.outlet)
        self._keys = frozenset() if known is None else _own_keys(known.keys)
        self._extra: set[str] = set()
        self.known = bool(self._keys)
        """Whether anything tells how the publisher calls itself."""

    def __call__(self, who: Medium | str) -> bool:
        """Whether a medium or name is the publisher itself."""
        name = who if isinstance(who, str) else who.name
        known = () if isinstance(who, str) else who.known
        if self.publisher.outlet and any(one.id == self.publisher.outlet for one in known):
            return True
        return self.named(key(name))

    def is_of(self, name: str) -> bool:
        """Whether a full name is the publisher's, its owner's, or begins with the first."""
        plain = key(name)
        if self.named(plain) or any(
            plain.startswith(f"{one} ") for one in self._keys if len(one) > _SHORT
        ):
            return True
        site = self._outlets.site(self.publisher.outlet) if self._outlets else None
        facts = site.outlet if site else None
        return facts is not None and plain in map(key, filter(None, (facts.owner, facts.parent)))

    def named(self, plain: str) -> bool:
        """Whether some folded words are a name of the publisher."""
        return plain in self._keys or _without_head(plain) in self._keys or plain in self._extra

    def learn(self, name: str) -> None:
        """A name the page uses for itself."""
        self._extra.add(key(name))


@lru_cache(4096)
def _own_keys(keys: tuple[str, ...]) -> frozenset[str]:
    """Names of an outlet, also without the head word."""
    return frozenset((*keys, *map(_without_head, keys)))


def _without_head(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first in _HEADS else name


def read_slugs(reading: Reading, media: Media, own: Own) -> Slugs:
    """All slugs of an article: its byline, dateline and credit lines, its edges, its opening."""
    found: list[tuple[Part, Segment]] = []
    credited: list[tuple[Part, Segment]] = []
    told: set[tuple[str, str]] = set()
    for segment, parts in _read(reading, media, own):
        for part in parts:
            if part.kind == "credit":
                credited.append((part, segment))
            elif (part.kind, key(part.text)) not in told:
                told.add((part.kind, key(part.text)))
                found.append((part, segment))
    for part, segment in _brackets(reading, media, own):
        if ("agency", key(part.text)) not in told:
            found.append((part, segment))
    return Slugs(tuple(found), tuple(credited))


def _read(reading: Reading, media: Media, own: Own) -> Iterator[tuple[Segment, tuple[Part, ...]]]:
    """The lines that may be slugs, and the first of the text that are none, each as it reads."""
    for segment in reading.slots:
        text, role = segment.text, segment.role
        parts = None
        if role == "credit" or (role == "dateline" and PRINTED in text):
            parts = read_credit(text, media, own)
        if parts is None:
            parts = read_slug(text, media, own, byline=role == "byline").parts
            if not parts and reading.html and segment.where == "credit":
                parts = read_credit(text, media, own, told=True) or ()
        yield segment, parts
    body = reading.body
    for start, end in reading.paragraphs[:3]:
        left, right = body.span(start, end)
        if right - left > SHORT_LINE:
            line = reading.article.text[left:right]
            if may_open(line, body.text[start : start + PREFIX]):
                stop = min(start + PREFIX, reading.folded_place(left + PREFIX + 10))
                places = (body.offsets[start : stop + 1] - left).tolist()
                parts = read_opening(line, (body.text[start:stop], places), media, own).parts
                yield Segment("lead", line, "text", left), parts
            return


def _brackets(reading: Reading, media: Media, own: Own) -> Iterator[tuple[Part, Segment]]:
    """Agency codes in brackets at the end of the last paragraphs: «… (رويترز)»."""
    text = reading.article.text
    for start, end in reading.paragraphs[-2:]:
        if ")" not in reading.body.text[end - 3 : end]:
            continue
        left, right = reading.body.span(start, end)
        if place := _ALONE.search(text, max(left, right - _TAIL), right):
            inner = Segment("tail", place[1], "text", place.start(1))
            for part in read_slug(place[1], media, own).parts:
                if part.kind in ("agency", "vague") and (part.medium is None or part.medium.agency):
                    yield part, inner
