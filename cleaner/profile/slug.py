"""Slugs: the line or the few words before a report that say where it is from and who made it.

«الرياض - واس», «القاهرة (أ ش أ)», «س من جدة», «المناطق _ متابعات», «أحمد س - بريدة».
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.arabic.genre import genre
from cleaner.profile.short import fold_line, fold_short, key
from cleaner.profile.slug_words import (
    ARABIC,
    LABEL,
    NAME,
    is_label,
    is_person,
    is_place,
    is_word,
    may_be_place,
    maybe_person,
    no_place,
    opens_prose,
    vague_words,
)
from cleaner.profile.wording import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.profile.media import Media, Medium
    from cleaner.profile.slugs import Own

_SEPARATOR: Final = re.compile(r"\s*[-/|:;,()\[\]\"*][-/|:;,()\[\]\"*\s]*")
_CALENDAR: Final = re.compile(r"(?<!\w)الموافق(?!\w)|(?<=[|\d])\s*(?:ه|م|gmt)(?![\w.])")
_FROM: Final = re.compile(r"(?<!\w)من(?= \w)")
_PERSON_LABELS: Final = frozenset(
    "بقلم كتب كتبت كتبه اعداد اعدت تحرير تقرير تحقيق حوار نص ترجمه حاوره حاورته تغطيه".split()
)
_MAKERS: Final = frozenset(("agency", "outlet", "own", "vague"))
_EDGE: Final = "|"
"""Stands for what is before and behind a line."""
_MARKS: Final = frozenset('("[')
_APART: Final = re.compile(r"[-/|:;,()\[\]*]")
"""What parts a place from an agency: «س «رويترز»» is running text."""
_WORD: Final = re.compile(r"\w+")
_DASH: Final = re.compile(r"[-–—_ـ|/]")
_DASHED: Final = re.compile(r"\s*(\S+(?:\s+\S+){0,2}?)\s*[-–—_ـ|/]\s*(\S+)")
_DATED: Final = re.compile(r"[\d|]|الموافق|منذ|قبل")
"""Something without which no line has a date."""
_REST: Final = re.compile(r"\|[\s\d:.,]*(?=\||$)")
PREFIX: Final = 70
"""Characters of a report in which its slug ends."""
_PLACE: Final = 3
"""Words of the longest name of a place."""
_STOPS: Final = frozenset(".!?؟…")
_CLOSING: Final = frozenset(')"]')
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
    sure: bool = True
    """Whether a name is no word of the language."""


class Slug(NamedTuple):
    """What a line says; empty where it is no slug."""

    parts: tuple[Part, ...] = ()
    end: int = 0
    """Where it ends in the line; what follows is the report."""

    def of(self, kind: str) -> tuple[Part, ...]:
        """The parts of one kind."""
        return tuple(part for part in self.parts if part.kind == kind)


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
    whole: bool = True,
    begun: bool = False,
) -> Slug:
    """``whole``: the line holds nothing else; ``begun``: a bracket parts it from the report."""
    parts = []
    for part in _parts(line, folded, media, own, byline, whole):
        if part.kind == "prose":
            return Slug()
        parts.append(part)
    if not byline and any(not part.sure for part in parts):
        parts = _doubted(parts)
    strange = [part for part in parts if part.kind == "unknown"]
    if not strange:
        return Slug(tuple(parts), len(line)) if parts else Slug()
    known = [part for part in parts if part.kind != "unknown"]
    if not known or not _vouched(known, strange, byline):
        return Slug()
    settled = [_settled(part, known) for part in parts]
    strange = [part for part, was in zip(settled, parts, strict=True) if was.kind == "unknown"]
    if any(part.kind == "unknown" or (begun and part.kind == "place") for part in strange):
        return Slug()
    return Slug(tuple(settled), len(line))


def may_open(line: str, folded: str) -> bool:
    """Whether a report, or how it begins folded, has a mark that may end a slug."""
    return _CUT.search(folded) is not None or _is_dashed(line)


def _is_dashed(line: str) -> bool:
    return _DASH.search(" ".join(line.split(maxsplit=4)[:4])) is not None


def read_opening(line: str, folded: tuple[str, Sequence[int]], media: Media, own: Own) -> Slug:
    """Read the words before the first colon, bracket or dash of a report, if they are a slug.

    ``folded``: how the line begins, folded (:data:`PREFIX` characters), and its places.
    """
    text, places = folded
    best = Slug()
    for cut in _CUTS.finditer(text):
        end = places[cut.end()]
        begun = cut.group().strip() == ")"
        slug = _told(line[:end], (text[: cut.end()], places), media, own, whole=False, begun=begun)
        if any(part.kind in _MAKERS for part in slug.parts):
            best = Slug(slug.parts, end)
    if best.of("agency") or best.of("vague"):
        return best
    words = _DASHED.match(line) if _is_dashed(line) else None
    if (
        words
        and key(words[2]) in vague_words()
        and (own(words[1]) or is_place(fold_short(words[1]).strip()))
    ):
        start, end = words.span(2)
        return Slug((Part("vague", start, end, words[2]),), end)
    return best


def _doubted(parts: list[Part]) -> list[Part]:
    """Names that are words, too: a place vouches for them, for an agency any that stands before."""
    places = [part.start for part in parts if part.kind == "place"]
    strange = [part.start for part in parts if part.kind == "unknown"]
    found = []
    for part in parts:
        if part.sure or (places and part.kind != "agency"):
            found.append(part)
        elif places:
            found.append(part._replace(sure=True))
        elif part.kind == "agency" and strange and strange[0] < part.start:
            found.append(part)
        else:
            found.append(part._replace(kind="section"))
    return found


def _vouched(known: list[Part], strange: list[Part], byline: bool) -> bool:
    """Whether what is known of a line makes a slug of it, though a part is strange."""
    kinds = {part.kind for part in known}
    if kinds & _MAKERS:
        return True
    if len(strange) > 1 or len(known) > 2:
        return False
    return ("place" in kinds and maybe_person(strange[0].text)) or (byline and "person" in kinds)


def _settled(part: Part, known: list[Part]) -> Part:
    """A part nobody knows: a place beside an agency, a person beside a place."""
    if part.kind != "unknown":
        return part
    kinds = {one.kind for one in known}
    if maybe_person(part.text) and kinds & {"place", "own", "outlet"}:
        return Part("person", part.start, part.end, part.text)
    alone = "place" not in kinds or "agency" in kinds
    if alone and len(part.text.split()) <= _PLACE and may_be_place(part.text, kinds):
        return Part("place", part.start, part.end, part.text)
    return part


def _is_prose(words: str, before: str, behind: str, whole: bool) -> bool:
    """Whether what nobody knows between two separators is running text, and no place or person.

    Quotation marks do not part a place from a medium, unless the line holds nothing but the two;
    and a bracket behind a verb or a noun for people («رئيس (س)») does not follow a place.
    """
    first = key(words).partition(" ")[0]
    if first in no_place():
        return True
    if not (_APART.search(before) and (whole or _APART.search(behind))):
        return not whole or " " in words
    if whole and behind == _EDGE and maybe_person(words):
        return False
    begins = before == _EDGE and behind.lstrip()[:1] not in _MARKS
    return not begins and opens_prose(first)


def _parts(
    line: str,
    folded: tuple[str, Sequence[int]],
    media: Media,
    own: Own,
    byline: bool,
    whole: bool,
) -> Iterator[Part]:
    text, places = folded
    if _DATED.search(text):
        for pattern in (genre().stamp, _CALENDAR, _REST):
            text = pattern.sub(lambda found: "|" * len(found.group()), text)
    if "من " in text:
        text = _FROM.sub("||", text)
    at, named, before = 0, byline, _EDGE
    for piece in [*_SEPARATOR.finditer(text), None]:
        end = piece.start() if piece else len(text)
        behind = piece.group() if piece else _EDGE
        label = LABEL.match(text, at, end)
        if label and label.end() == end and not _APART.search(behind.partition("(")[0]) and piece:
            label = None  # «كتبت «س»», «تقرير (س)»: a word of a sentence
        start = label.end() if label else at
        if label:
            named = byline or text[at:start].strip() in _PERSON_LABELS
        if piece and '"' in behind and text[start:end].strip() in lexicon().heads:
            pass  # «قناة «س»»
        elif text[start:end].strip(" ."):
            left, right = places[start], places[end]
            words = line[left:right]
            told = words.strip().strip(".")
            left += words.index(told)
            part = _part(left, told, text[start:end], media, own, named)
            if part.kind == "unknown":
                ends = words.rstrip()[-1:] in _STOPS and piece is not None
                inside = text[piece.end() :].partition(")")[0] if piece and "(" in behind else ""
                apart = _EDGE if is_place(inside) else behind  # «رؤى س (جازان)»
                if ends or _is_prose(told, before, apart, whole):
                    part = part._replace(kind="prose")
            elif not part.sure and before.strip()[-1:] in _MARKS:
                part = part._replace(sure=behind.strip()[:1] in _CLOSING)
            yield part
            named = byline
        before = behind
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
    if plain in vague_words():
        return Part("vague", start, end, words)
    if own.named(plain):
        return Part("own", start, end, words)
    if is_place(plain):
        return Part("place", start, end, words)
    medium = media.named(words) if media.names.opens(plain.partition(" ")[0]) else None
    if medium is not None and own(medium):
        return Part("own", start, end, words, medium)
    if is_label(plain):
        return Part("section", start, end, words)
    if medium is not None:
        kind = "agency" if medium.agency else "outlet"
        return Part(kind, start, end, words, medium, not is_word(medium, plain))
    if not ARABIC.search(plain):
        return Part("section", start, end, words)
    if is_person(plain) or (named and maybe_person(words)):
        return Part("person", start, end, words)
    beyond = plain.count(" ") >= NAME and len(words.split()) > _PLACE
    return Part("prose" if beyond else "unknown", start, end, words)
