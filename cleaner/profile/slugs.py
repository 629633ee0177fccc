"""The publisher's own names, and what all slugs of an article say together."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.profile.reading import SHORT_LINE, Segment
from cleaner.profile.short import fold_short, key
from cleaner.profile.slug import PREFIX, read_opening, read_slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.model.profile import Party
    from cleaner.profile.media import Media, Medium
    from cleaner.profile.reading import Reading
    from cleaner.profile.slug import Part, Slug

CREDIT_WORDS: Final = tuple(
    map(fold_short, ("المصدر", "مصدر", "نقلا عن", "منقول", "خدمة", "ترجمة عن"))
)
_HEADS: Final = frozenset("صحيفه جريده موقع قناه شبكه وكاله مجله بوابه".split())
_OPEN_AIR: Final = re.compile(r"\(([^()\n]{2,40})\)\s*[.]?\s*$")


class Slugs(NamedTuple):
    """What the bylines, datelines and edges of an article say, part by part."""

    parts: tuple[tuple[Part, Segment], ...] = ()

    def of(self, kind: str) -> list[tuple[Part, Segment]]:
        """The parts of one kind, in order."""
        return [one for one in self.parts if one[0].kind == kind]


class Own:
    """Tells the publisher's own names."""

    def __init__(self, publisher: Party, media: Media) -> None:
        self.publisher = publisher
        known = media.outlets.get(publisher.outlet) if media.outlets and publisher.outlet else None
        self._keys = _own_keys(known.keys) if known else frozenset()
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
    told: set[tuple[str, str]] = set()
    for segment, slug in _read(reading, media, own):
        named = segment.role == "credit" and labelled(segment)
        for part in slug.parts:
            if named and part.kind in ("agency", "outlet"):
                continue  # «المصدر: …» credits, it does not date the line
            if (part.kind, key(part.text)) not in told:
                told.add((part.kind, key(part.text)))
                found.append((part, segment))
    found += [
        one for one in _brackets(reading, media, own) if ("agency", key(one[0].text)) not in told
    ]
    return Slugs(tuple(found))


def _read(reading: Reading, media: Media, own: Own) -> Iterator[tuple[Segment, Slug]]:
    """The lines that may be slugs, and the first of the text that are none, each as it reads."""
    for segment in reading.slots:
        yield segment, read_slug(segment.text, media, own, byline=segment.role == "byline")
    body = reading.body
    for start, end in reading.paragraphs[:3]:
        left, right = body.span(start, end)
        if right - left > SHORT_LINE:
            lead = Segment("lead", reading.article.text[left:right], "text", left)
            stop = min(start + PREFIX, reading.folded_place(left + PREFIX + 10))
            places = (body.offsets[start : stop + 1] - left).tolist()
            yield lead, read_opening(lead.text, (body.text[start:stop], places), media, own)
            return


def _brackets(reading: Reading, media: Media, own: Own) -> Iterator[tuple[Part, Segment]]:
    """Agency codes in brackets at the end of the last paragraphs: «… (رويترز)»."""
    text = reading.article.text
    for start, end in reading.paragraphs[-2:]:
        left, right = reading.body.span(start, end)
        if place := _OPEN_AIR.search(text, left, right):
            inner = Segment("tail", place[1], "text", place.start(1))
            for part in read_slug(place[1], media, own).parts:
                if part.kind in ("agency", "vague") and (part.medium is None or part.medium.agency):
                    yield part, inner


def labelled(segment: Segment) -> bool:
    """Whether a line says that it is a credit («المصدر: …»)."""
    return fold_short(segment.text).lstrip(" *-(").startswith(CREDIT_WORDS)
