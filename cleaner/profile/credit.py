"""Credit lines: whom «المصدر: س + وكالات», «نقلا عن «س»» and «نشر في س يوم …» name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.arabic.genre import genre
from cleaner.profile.data_files import toml
from cleaner.profile.media import Medium
from cleaner.profile.short import fold_line, fold_short, key
from cleaner.profile.slug import Part
from cleaner.profile.slug_words import is_label, is_person, is_place, vague_words
from cleaner.profile.wording import lexicon
from cleaner.segment.address import split_host

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.profile.media import Media
    from cleaner.profile.slugs import Own

PRINTED: Final = "نشر"
_STRANGE: Final = frozenset(("name", "prose"))
_PRINTED: Final = re.compile(
    r"(?<!\w)نشرت? في\s+(?P<who>[^\d:]{2,50}?)\s+(?:يوم|بتاريخ|في)\s+(?:\w+\s+)?\d"
)
"""«نشر في س يوم 13 - 09 - 2023», as re-publishers write."""
_ADDRESS: Final = re.compile(
    r"(?:https?://)?(?<![\w@.])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w.])(?:[/?][^\s,;+]*)?"
)
_SPLIT: Final = re.compile(r"[+,;:|/]|(?<=\s)-+(?=\s)|(?<=\s)(?=خاص ب)")
_CLOSER: Final = re.compile(r"\s+و(?=\w{2})|-+")
_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_QUOTED: Final = re.compile(r'"([^"]{2,40})"')
_BACK: Final = re.compile(
    r"\W*(?:رابط|لينك|الرابط) (?:الخبر|المقال|المقاله|الموضوع|التقرير)(?: الاصلي)?\s*:?\s*"
)
_WORD: Final = re.compile(r"\w+")
_TRIMMED: Final = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_LONGEST: Final = 5
"""Words of a name that nobody knows."""


class _Words(NamedTuple):
    """``[credit]`` of ``data/credits.toml``, folded."""

    begins: re.Pattern[str]
    """How any credit line begins."""
    label: re.Pattern[str]
    picture: re.Pattern[str]
    phrase: re.Pattern[str]
    service: re.Pattern[str]
    own: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]


@cache
def _words() -> _Words:
    data = toml("credits.toml")
    said, vague = data["credit"], data["vague"]
    label, of, picture, phrase, service = (
        "|".join(" ".join(fold_short(word).split()) for word in said[group])
        for group in ("labels", "of", "picture", "phrases", "services")
    )
    open_ = r"\W*"
    nations = {one for name in lexicon().nationalities for one in (name, name.removeprefix("ال"))}
    heads = "|".join(sorted(lexicon().heads))
    return _Words(
        re.compile(rf"{open_}(?:{label}|{phrase}|{service}|{heads}|رابط|لينك|الرابط)(?!\w)"),
        re.compile(
            rf"{open_}(?:رابط\s+)?(?:{label})(?:\s+(?:{of}))*(?!\w)\s*(?P<mark>[:/|.-]+)?\s*"
        ),
        re.compile(rf"{open_}(?:{label})\s+(?:{picture})(?!\w)"),
        re.compile(rf"{open_}(?=(?:{phrase})(?!\w))\w+ (?P<last>\w+)\s*:?\s*"),
        re.compile(rf"{open_}(?:{service})(?!\w)\s*:?\s*"),
        frozenset(map(key, said["own"])),
        frozenset(map(key, vague["heads"])),
        frozenset(map(key, vague["tails"])) | nations,
    )


@cache
def _platforms() -> frozenset[str]:
    return frozenset(toml("credits.toml")["credit"]["platforms"])


def is_platform(domain: str) -> bool:
    """Whether anybody publishes at a domain: it names no outlet."""
    return domain in _platforms()


class _Line(NamedTuple):
    """A credit line while it is read; pieces of it are spans of ``folded``."""

    text: str
    folded: str
    places: Sequence[int]
    media: Media
    own: Own


def read_credit(
    text: str, media: Media, own: Own, *, told: bool = False
) -> tuple[Part, ...] | None:
    """The parts of a credit line, in order; None where it is no credit line.

    ``told``: the markup says that it is one. Whoever it credits is a ``credit``, not ``sure`` where
    others are named beside it. A name that nobody knows counts behind a sure label only.
    """
    if not (told or _words().begins.match(short := fold_short(text)) or PRINTED in short):
        return None
    folded, places = fold_line(text)
    start, end, sure = _credited(folded, told)
    if start < 0:
        return None
    line = _Line(text, folded, places, media, own)
    parts: list[Part] = []
    for found in _ADDRESS.finditer(folded, start):
        parts += _listed(line, start, min(found.start(), end))
        parts += _address(line, *found.span())
        start = found.end()
    parts += _listed(line, start, end)
    if not any(part.kind in ("credit", "own", "name") for part in parts):
        parts = [_paper(part) for part in parts]
    if sure:
        parts = [part._replace(kind="credit") if part.kind == "name" else part for part in parts]
    said = [part for part in parts if part.kind in _SAID]
    if not sure and all(part.kind == "place" for part in said):
        return None
    alone = sum(part.kind != "place" and not _is_special(part) for part in said) == 1
    return tuple(part._replace(sure=part.sure and alone) for part in said if part.kind != "own")


_SAID: Final = frozenset(("credit", "vague", "own", "place"))


def _is_special(part: Part) -> bool:
    """«خاص»: the publisher, or whoever is named beside it."""
    return part.kind == "own" and (key(part.text) in _words().own or key(part.text)[:4] == "خاص ")


def _credited(folded: str, told: bool) -> tuple[int, int, bool]:
    """(start, end) of what a line credits, -1 if nothing; and whether it must be a name."""
    words, end = _words(), len(folded)
    if printed := _PRINTED.search(folded):
        return *printed.span("who"), True
    if words.picture.match(folded):
        return end, end, True
    if label := words.label.match(folded):
        return label.end(), end, told or label["mark"] is not None
    if label := words.phrase.match(folded):
        last = label["last"]  # the noun of «عن صحيفة …» belongs to the name
        return label.start("last") if last in lexicon().heads else label.end(), end, True
    if label := words.service.match(folded):
        return label.end(), end, folded[label.end() : label.end() + 1] == '"'
    if label := _BACK.match(folded):
        colon = folded.find(":", label.end() - 1)  # behind it stands the headline
        return label.end(), colon if colon >= 0 else end, False
    first = _WORD.search(folded)
    if first and first.group() in lexicon().heads:
        return first.start(), end, False
    return (0, end, True) if told else (-1, -1, False)


def _listed(line: _Line, start: int, end: int) -> Iterator[Part]:
    """The parts of a list: «س + وكالات», «س، ص», «س - القاهرة»."""
    for left, right in _pieces(_SPLIT, line.folded, start, end):
        whole = _part(line, left, right)
        bracket = _BRACKET.search(line.folded, left, right)
        inner = bracket and _part(line, *bracket.span(1))
        if bracket and inner and (inner.kind == "place" or whole is None or whole.kind in _STRANGE):
            found = [_part(line, left, bracket.start()), inner]
            if any(part and part.kind not in _STRANGE for part in found):
                found = [part for part in found if part and part.kind not in _STRANGE]
            else:
                found = found[:1] if found[0] else found[1:]
        elif whole is None or whole.kind not in _STRANGE:
            found = [whole]
        else:
            found = [_part(line, *piece) for piece in _pieces(_CLOSER, line.folded, left, right)]
            if any(part and part.kind in _STRANGE for part in found):
                found = [whole]
        yield from filter(None, found)


def _pieces(
    pattern: re.Pattern[str], folded: str, start: int, end: int
) -> Iterator[tuple[int, int]]:
    for cut in pattern.finditer(folded, start, end):
        yield start, cut.start()
        start = cut.end()
    yield start, end


def _part(line: _Line, start: int, end: int) -> Part | None:
    """What a piece of a credit line is; None where it holds no word."""
    trimmed = _TRIMMED.search(line.folded, start, end)
    if trimmed is None:
        return None
    quoted = _QUOTED.search(line.folded, start, end)
    left = line.places[trimmed.start()]
    words = line.text[left : line.places[trimmed.end()]]
    plain = key(words)
    if not plain:
        return None
    kind, medium = "prose", None
    if is_vague(plain):
        kind = "vague"
    elif plain in _words().own or line.own.named(plain):
        kind = "own"
    elif plain.startswith("خاص "):
        behind = _part(line, trimmed.start() + len("خاص "), end)
        if behind and behind.kind == "credit":
            return behind
        kind = "own"
    else:
        medium = line.media.named(words)
        if quoted and quoted.end() >= trimmed.end():
            left, stop = line.places[quoted.start(1)], line.places[quoted.end(1)]
            words = line.text[left:stop]
            medium = medium or line.media.named(words)
        if medium and line.own(medium):
            kind = "own"
        elif is_place(plain):
            kind = "place"
        elif medium:
            kind = "credit"
        elif is_label(plain):
            kind = "section"
        elif is_person(plain):
            kind = "person"
        elif _nameable(plain):
            kind = "name"
    return Part(kind, left, left + len(words), words, medium)


def _nameable(plain: str) -> bool:
    """A credit nobody knows is a name if it is short and no sentence."""
    words = plain.split()
    prose = genre().stopwords | genre().lead_verbs
    if plain in lexicon().heads:
        return False
    return len(words) <= _LONGEST and len(plain) > 2 and prose.isdisjoint(words)


def _paper(part: Part) -> Part:
    """A city that is all a line credits is the paper of that name, if there is one."""
    if part.kind != "place" or part.medium is None:
        return part
    return part._replace(kind="credit", sure=False)


def _address(line: _Line, start: int, end: int) -> Iterator[Part]:
    """The outlet of an address; nobody where it imitates one, or where everybody publishes."""
    left, right = line.places[start], line.places[end]
    address, outlets = line.text[left:right], line.media.outlets
    domain = split_host(address if "://" in address else f"http://{address}")[1]
    if not domain or (outlets and outlets.warning(domain)):
        return
    place = outlets.resolve(address) if outlets else None
    publisher = line.own.publisher
    known = place.outlet if place else None
    if domain == publisher.domain or (known and known.id == publisher.outlet):
        yield Part("own", left, right, address)
    elif is_platform(domain):
        yield Part("vague", left, right, address)
    elif known:
        medium = Medium(left, right, known.name, (known,))
        yield Part("credit", left, right, known.name, medium)
    else:
        yield Part("name", left, right, domain)


def is_vague(plain: str) -> bool:
    """Whether folded words name nobody: «وكالات», «مواقع التواصل الاجتماعي», «صحف أميركية»."""
    if plain in vague_words():
        return True
    words, said = plain.split(), _words()
    if plain in said.heads:
        return True
    heads = said.heads | {f"و{head}" for head in said.heads}
    tails = said.tails | heads | {f"و{tail}" for tail in said.tails}
    return words[0] in said.heads and len(words) > 1 and tails.issuperset(words[1:])
