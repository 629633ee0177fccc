"""Slugs: the line or the few words before a report that say where it is from and who made it.

«الرياض - واس», «القاهرة (أ ش أ)», «س من جدة», «المناطق _ متابعات», «أحمد س - بريدة».
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.arabic.genre import genre
from cleaner.profile.data_files import toml
from cleaner.profile.short import fold_line, fold_short, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.profile.media import Media, Medium
    from cleaner.profile.slugs import Own

_SEPARATOR: Final = re.compile(r"(?:\s*[-/|:;,()\[\]\"*]+\s*)+")
_CALENDAR: Final = re.compile(r"(?<!\w)الموافق(?!\w)|(?<=[|\d])\s*(?:ه|م|gmt)(?![\w.])")
_FROM: Final = re.compile(r"(?<!\w)من(?= \w)")
_LABEL: Final = re.compile(
    r"(?:بقلم|كتب|كتبت|كتبه|اعداد|اعدت|تحرير|تقرير|تحقيق|حوار|نص|ترجمه|متابعه|تغطيه|تصوير|المصدر|"
    r"مصدر|التاريخ|حاوره|حاورته|اجري الحوار)(?!\w)\s*"
)
_PERSON_LABELS: Final = frozenset(
    "بقلم كتب كتبت كتبه اعداد اعدت تحرير تقرير تحقيق حوار نص ترجمه حاوره حاورته تغطيه".split()
)
_KIN: Final = frozenset("بن ال ابن ابو بنت ام طالب علي".split())
_MAKERS: Final = frozenset(("agency", "outlet", "own", "vague"))
_WORD: Final = re.compile(r"\w+")
_ARABIC: Final = re.compile(r"[ا-ي]")
_DASH: Final = re.compile(r"[-–—_ـ|/]")
_DASHED: Final = re.compile(r"\s*(\S+(?:\s+\S+){0,2}?)\s*[-–—_ـ|/]\s*(\S+)")
_DATED: Final = re.compile(r"[\d|]|الموافق|منذ|قبل")
"""Something without which no line has a date."""
_REST: Final = re.compile(r"\|[\s\d:.,]*(?=\||$)")
PREFIX: Final = 70
"""Characters of a report in which its slug ends."""
_NAME: Final = 5
"""Words of the longest name of a person nobody knows."""
_PLACE: Final = 3
"""And of a place."""
_CUT: Final = re.compile(r"[:)-]")
_CUTS: Final = re.compile(r"[:]|\)\s*-{0,2}|\s-{1,2}\s|-{2}")


class Part(NamedTuple):
    """What ``[start:end]`` of a line is.

    ``place``, ``agency``, another ``outlet``, ``vague`` word, ``person``, ``section``, the
    publisher's ``own`` name, ``unknown``; ``prose``, where nothing beside it could tell either.
    """

    kind: str
    start: int
    end: int
    text: str
    medium: Medium | None = None


class Slug(NamedTuple):
    """What a line says; empty where it is no slug."""

    parts: tuple[Part, ...] = ()
    end: int = 0
    """Where it ends in the line; what follows is the report."""

    def of(self, kind: str) -> tuple[Part, ...]:
        """The parts of one kind."""
        return tuple(part for part in self.parts if part.kind == kind)


@cache
def _vague() -> frozenset[str]:
    return frozenset(map(key, toml("attribution.toml")["vague"]["words"]))


def read_slug(line: str, media: Media, own: Own, *, byline: bool = False) -> Slug:
    """Read a whole line; every part must be told, else it is no slug.

    ``own`` says whether a name is the publisher's; ``byline`` that the page calls the line one,
    so that a name nobody knows is a person's.
    """
    return _told(line, fold_line(line), media, own, byline)


def _told(
    line: str,
    folded: tuple[str, Sequence[int]],
    media: Media,
    own: Own,
    byline: bool = False,
) -> Slug:
    parts = []
    for part in _parts(line, folded, media, own, byline):
        if part.kind == "prose":
            return Slug()
        parts.append(part)
    known = [part for part in parts if part.kind != "unknown"]
    strange = [part for part in parts if part.kind == "unknown"]
    if not known or (strange and not _vouched(known, strange, byline)):
        return Slug()
    settled = [_settled(part, known) for part in parts]
    if any(part.kind == "unknown" for part in settled):
        return Slug()
    return Slug(tuple(settled), len(line))


def read_opening(line: str, folded: tuple[str, Sequence[int]], media: Media, own: Own) -> Slug:
    """Read the words before the first colon, bracket or dash of a report, if they are a slug.

    ``folded``: how the line begins, folded (:data:`PREFIX` characters), and its places.
    """
    text, places = folded
    best = Slug()
    for cut in _CUTS.finditer(text) if _CUT.search(text) else ():
        end = places[cut.end()]
        slug = _told(line[:end], (text[: cut.end()], places), media, own)
        if any(part.kind in _MAKERS for part in slug.parts):
            best = Slug(slug.parts, end)
    if best.of("agency") or best.of("vague"):
        return best
    words = _DASHED.match(line) if _DASH.search(" ".join(line.split(maxsplit=4)[:4])) else None
    if (
        words
        and key(words[2]) in _vague()
        and (own(words[1]) or _place(fold_short(words[1]).strip()))
    ):
        start, end = words.span(2)
        return Slug((Part("vague", start, end, words[2]),), end)
    return best


def _vouched(known: list[Part], strange: list[Part], byline: bool) -> bool:
    """Whether what is known of a line makes a slug of it, though a part is strange."""
    kinds = {part.kind for part in known}
    if kinds & _MAKERS:
        return True
    if len(strange) > 1 or len(known) > 2:
        return False
    return ("place" in kinds and _maybe_person(strange[0].text)) or (byline and "person" in kinds)


def _settled(part: Part, known: list[Part]) -> Part:
    """A part nobody knows: a place beside an agency, a person beside a place."""
    if part.kind != "unknown":
        return part
    kinds = {one.kind for one in known}
    if _maybe_person(part.text) and kinds & {"place", "own", "outlet"}:
        return Part("person", part.start, part.end, part.text)
    alone = "place" not in kinds or "agency" in kinds
    if alone and len(part.text.split()) <= _PLACE and _may_be_place(part.text, kinds):
        return Part("place", part.start, part.end, part.text)
    return part


def _may_be_place(text: str, kinds: set[str]) -> bool:
    """Beside an agency or a person any name is a place; beside a paper it may be its section."""
    if kinds & {"agency", "person", "vague"}:
        return True
    bare = fold_short(text).removeprefix("ال")
    return "own" in kinds and bare not in genre().sections and len(text.split()) <= 2


def _parts(
    line: str,
    folded: tuple[str, Sequence[int]],
    media: Media,
    own: Own,
    byline: bool,
) -> Iterator[Part]:
    text, places = folded
    if _DATED.search(text):
        for pattern in (genre().stamp, _CALENDAR, _REST):
            text = pattern.sub(lambda found: "|" * len(found.group()), text)
    if "من " in text:
        text = _FROM.sub("||", text)
    at, named = 0, byline
    for piece in [*_SEPARATOR.finditer(text), None]:
        end = piece.start() if piece else len(text)
        label = _LABEL.match(text, at, end)
        start = label.end() if label else at
        if label:
            named = byline or text[at:start].strip() in _PERSON_LABELS
        if text[start:end].strip(" ."):
            left, right = places[start], places[end]
            words = line[left:right]
            left += len(words) - len(words.lstrip())
            told = words.strip().strip(".")
            yield _part(left, told, text[start:end], media, own, named)
            named = byline
        at = piece.end() if piece else end


def _part(
    start: int,
    words: str,
    folded: str,
    media: Media,
    own: Own,
    named: bool,
) -> Part:
    end = start + len(words)
    plain = " ".join(_WORD.findall(folded))
    if plain in _vague():
        return Part("vague", start, end, words)
    if own.named(plain):
        return Part("own", start, end, words)
    if _place(plain):
        return Part("place", start, end, words)
    medium = media.named(words) if media.names.opens(plain.partition(" ")[0]) else None
    if medium is not None:
        kind = "own" if own(medium) else "agency" if medium.agency else "outlet"
        return Part(kind, start, end, words, medium)
    if plain in genre().sections or not _ARABIC.search(plain):
        return Part("section", start, end, words)
    if _person(plain) or (named and _maybe_person(words)):
        return Part("person", start, end, words)
    beyond = plain.count(" ") >= _NAME and len(words.split()) > _PLACE
    return Part("prose" if beyond else "unknown", start, end, words)


@cache
def _prose() -> tuple[frozenset[str], frozenset[str]]:
    """Words that are in no name: those of running text; and these with the verbs of leads."""
    known = genre()
    return known.stopwords - _KIN, (known.stopwords | known.lead_verbs) - _KIN


def _place(plain: str) -> bool:
    return plain in genre().cities


def _person(plain: str) -> bool:
    words = [word for word in plain.split() if word not in genre().name_titles or word == "بن"]
    if not 2 <= len(words) <= 6:
        return False
    known = genre()
    first = words[0] in known.given_names or words[0].startswith("عبدال") or words[0] == "عبد"
    return first and _prose()[0].isdisjoint(words[1:])


def _maybe_person(text: str) -> bool:
    words = re.findall(r"\w+", fold_short(text))
    known = genre()
    if not 2 <= len(words) <= _NAME or (
        words[0].startswith("ال") and words[0] not in known.given_names and words[1] not in _KIN
    ):
        return False
    return _prose()[1].isdisjoint(words) and not any(map(str.isdecimal, words))
