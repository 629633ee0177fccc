"""Named speakers: persons to whom the report ascribes what it says, each counted once.

Counted are persons named beside a verb of speech: by a known given name, by a title («الدكتور»,
«اللواء»), or between commas behind an office. More may be there: the count is a floor.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold
from cleaner.arabic.genre import genre
from cleaner.model.profile import Signal
from cleaner.profile.cues import SENTENCE, WORD
from cleaner.profile.data_files import toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.profile.reading import Reading

_REACH: Final = 190
"""Characters behind a verb in which its speaker is looked for."""
_BEFORE: Final = 90
_END: Final = re.compile(r"[:;]|(?<!\w)(?:ب?ان|انه|انها|بانه|بانها|قاءلا|ان)(?!\w)")
_APPOSED: Final = re.compile(r",\s*\"?(\w{2,}\s\w{2,}(?:\s\w{2,}){0,2})\"?\s*(?:,|$)")
_DIRECT: Final = re.compile(r"\s*\"?(\w{3,}\s\w{2,}(?:\s\w{2,})?)\"?\s*,\s*(?:و?هو\s)?(\w+)")
_SURNAME: Final = 4
_FULL: Final = 5
_NEAR: Final = 70
"""Characters between a verb and its speaker, where no «أن» ends the clause."""
_PREPOSITION: Final = "علي"
"""«علي» is a name, and «على» folded."""


@cache
def _words() -> dict[str, frozenset[str]]:
    data = toml("speakers.toml")
    return {name: frozenset(map(fold, words)) for name, words in data.items()}


@cache
def _verbs() -> frozenset[str]:
    return frozenset(lead + verb for verb in _words()["verbs"] for lead in ("", "و", "ف"))


def read_speakers(reading: Reading) -> Iterator[Signal]:
    """How many persons speak by name, at least; the spans show each where it is named first."""
    found: dict[str, tuple[int, int]] = {}
    text = reading.body.text
    for verb in sorted(reading.words & _verbs()):
        for at in reading.places(verb):
            end = at + len(verb)
            hit = _behind(text, end) or _ahead(text, at) or _again(reading, end)
            if hit is None or reading.quoted(at):
                continue
            name = _key(text[hit[0] : hit[1]])
            if name and (name not in found or hit[0] < found[name][0]):
                found[name] = hit
    spans = sorted(found.values())
    yield Signal(
        "named-speakers",
        len(spans),
        spans=tuple(reading.span(*span) for span in spans),
        rule="speakers.named",
        note="at least" if spans else "",
    )


def _key(name: str) -> str:
    """The last word: whoever shares it with one named before counts as the same."""
    words = [word for word in WORD.findall(name) if word not in ("بن", "بنت", "ال")]
    return words[-1] if words else ""


def _behind(text: str, start: int) -> tuple[int, int] | None:
    """The name between a verb and what is said."""
    stop = SENTENCE.search(text, start, start + _REACH)
    clause = text[start : stop.start() if stop else start + _REACH]
    end = _END.search(clause)
    clause = clause[: end.start()] if end else clause[:_NEAR]
    if (direct := _DIRECT.match(clause)) and _office(direct[2]):
        parts = direct[1].split()
        if all(map(_name, parts)) and not parts[0].startswith("ال"):
            return start + direct.start(1), start + direct.end(1)
    return _person(clause, start, apposed=end is not None)


def _again(reading: Reading, start: int) -> tuple[int, int] | None:
    """«وقال س»: a surname whose bearer was named in full before, behind an office."""
    text = reading.body.text
    surname = WORD.match(text, start + 1)
    if surname is None or not _name(surname.group()) or len(surname.group()) < _SURNAME:
        return None
    for place in reading.places(surname.group()):
        if place >= start:
            return None
        words = list(WORD.finditer(text, max(0, place - 60), place))[-_FULL:]
        if len(words) < 2 or not _name(words[-1].group()) or text[words[-1].end() : place] != " ":
            continue
        first = words[-1]
        if surname.group().startswith("ال") and first.group() not in genre().given_names:
            continue
        offices = _words()["offices"] | _words()["titles"]
        if any(word.group() in offices for word in words[:-1]):
            return first.start(), place + len(surname.group())
    return None


def _ahead(text: str, at: int) -> tuple[int, int] | None:
    """«… محمود س، قال»: the name right before a verb."""
    if text[max(0, at - 2) : at].rstrip()[-1:] not in (",", '"'):
        return None
    clause = SENTENCE.split(text[max(0, at - _BEFORE) : at])[-1]
    return _person(clause, at - len(clause), apposed=False)


def _person(clause: str, shift: int, *, apposed: bool) -> tuple[int, int] | None:
    words = list(WORD.finditer(clause))
    known, names = genre(), _words()
    for index, word in enumerate(words[:-1]):
        plain = word.group()
        titled = plain in names["titles"]
        if not (titled or plain in known.given_names or plain.startswith("عبدال")):
            continue
        behind = words[index + 1].group()
        if any(one.group() in names["places"] for one in words[max(0, index - 2) : index]):
            continue
        if plain == _PREPOSITION and behind != "بن":
            continue
        if plain == "عمر" and index and words[index - 1].group() == "عن":
            continue
        first = index + titled
        last = _last(words, first)
        surname = titled and words[first].group().startswith("ال")
        if (last > first or surname) and _name(words[first].group()):
            return shift + words[first].start(), shift + words[last].end()
    if apposed and (name := _APPOSED.search(clause)) and _told_office(clause[: name.start()]):
        parts = name[1].split()
        if all(_name(part) for part in parts) and not parts[0].startswith("ال"):
            return shift + name.start(1), shift + name.end(1)
    return None


def _office(word: str) -> bool:
    known, bare = genre(), word.removeprefix("ال").removesuffix("ه")
    offices = _words()["offices"] | _words()["titles"] | known.professions
    return word in offices or bare in offices or "ال" + bare in offices


def _told_office(text: str) -> bool:
    return any(map(_office, WORD.findall(text)))


def _last(words: list[re.Match[str]], first: int) -> int:
    """Index of the last word of a name that begins at ``first``."""
    last = first
    while last + 1 < len(words) and last - first < 4:
        gap = words[last + 1].start() - words[last].end()
        if gap > 1 or not _name(words[last + 1].group()):
            break
        last += 1
    return last


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
    if len(word) < 2 or word.isdecimal() or not _no_name().isdisjoint((word, word[1:])):
        return False
    return not (word.startswith("ال") and word.endswith(("يه", "ين", "ات")))
