"""The words around names of outlets: head words, nationalities, codes; and texts in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold
from cleaner.profile.data_files import toml
from cleaner.profile.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD: Final = re.compile(r"[^\W_]+")
_NUMBER: Final = re.compile(r"([^\d]*[^\d ])( ?)(\d+)")
_PROCLITIC: Final = re.compile(r"([وف]?[بلك]|[وف])(.{2,})")


def key(name: str) -> str:
    """A name as it is looked up: its folded words.

    >>> key("صحيفة «المناطق»")
    'صحيفه المناطق'
    """
    return " ".join(_WORD.findall(fold(name)))


@dataclass(frozen=True)
class Lexicon:
    """Folded words: head word -> type, nationality -> country, code -> plugins."""

    heads: dict[str, str]
    tails: frozenset[str]
    nationalities: dict[str, str]
    ordinary: frozenset[str]
    wires: dict[str, tuple[str, ...]]
    bare: dict[str, str]
    countries: dict[str, str]

    @cached_property
    def openings(self) -> frozenset[str]:
        """With which head words begin."""
        return frozenset(head.partition(" ")[0] for head in self.heads)


@cache
def lexicon() -> Lexicon:
    """The words around names, and the codes of agencies (``data/names.toml``, ``wires.toml``)."""
    data = toml("names.toml")
    nations = {key(form): code for code, forms in data["nationalities"].items() for form in forms}
    wires: dict[str, tuple[str, ...]] = {}
    for wire in toml("wires.toml")["wire"]:
        for form in (wire["code"], *wire["forms"]):
            wires[key(form)] = tuple(wire["outlets"])
    return Lexicon(
        heads={key(word): kind or "any" for word, kind in data["heads"].items()},
        tails=frozenset(map(key, data["tails"]["words"])),
        nationalities=nations,
        ordinary=frozenset(map(key, data["ordinary"]["words"])),
        wires=wires,
        countries={key(name): code for code, name in data["countries"].items()},
        bare={key(name): outlet for name, outlet in data["bare"].items()},
    )


@cache
def _behind() -> frozenset[str]:
    """Words with which a nationality, a country or an empty word begins."""
    lex = lexicon()
    said = (*lex.nationalities, *lex.countries, *lex.tails)
    return frozenset(one.partition(" ")[0] for one in said)


def nationality(words: Sequence[Word], end: int, text: str) -> tuple[str | None, int]:
    """The country said behind a name, and the index of the word behind it and empty words."""
    country = None
    while end < len(words) and words[end].text in _behind():
        lex = lexicon()
        nations = lex.nationalities
        if "(" in text[words[end - 1].end : words[end].start]:
            nations = lex.countries | nations
        pair = " ".join(word.text for word in words[end : end + 2])
        if pair in nations and pair != words[end].text:
            country, end = nations[pair], end + 2
        elif words[end].text in nations:
            country, end = nations[words[end].text], end + 1
        elif words[end].text in lex.tails:
            end += 1
        else:
            break
    return country, end


def adjectives(words: Sequence[Word], at: int, text: str) -> tuple[str | None, int]:
    """The country said between «وكالة الأنباء» and a name, and the index of the word behind.

    «… الصينية «س»», «… الرسمية (س)», «… الرسمية في السودان (س)».
    """
    if at >= len(words):
        return None, at
    country, end = nationality(words, at, text)
    if at < end and end + 1 < len(words) and words[end].text == "في":
        named = lexicon().countries.get(words[end + 1].text)
        country, end = (named, end + 2) if named else (country, end)
    return country, end


def words_of(text: str, folded: str, places: Sequence[int], behind: int = 0) -> list[Word]:
    """Words of the folded text from ``behind`` on, with their places in the original."""
    found = []
    for word in _WORD.finditer(folded, behind):
        start, end = places[word.start()], places[word.end()]
        end = start + len(text[start:end].rstrip(_MARKS))
        found.append(Word(word.group(), start, end))
    return found


_MARKS: Final = "\u200e\u200f\u061c\u200c\u200d\ufeff"


def broken(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the words stand apart: over a line end, or more than three characters."""
    return any(
        b.start - a.end > 3 for a, b in zip(words[start:end], words[start + 1 : end], strict=False)
    )


def readings(word: str) -> Iterator[str]:
    """A word as it stands, then without «و», «ل», «ب» … before it; «لل» stands for «ل» and «ال»."""
    yield word
    if found := _PROCLITIC.fullmatch(word):
        rest = found.group(2)
        yield rest
        if found.group(1)[-1] == "ل" and rest.startswith("ل"):
            yield f"ا{rest}"
    if word.startswith(("و", "ف")) and len(word) > 3:
        yield word[1:]


def with_prefixes(words: Iterable[str], prefixes: str = "وفلبك") -> dict[str, str]:
    """Written form -> word, for each word alone and behind «و», «ل», «ول», «لل» and so on."""
    forms = {word: word for word in words}
    for word in tuple(forms):
        for letter in prefixes:
            forms.setdefault(letter + word, word)
            if letter in "لبك":
                forms.setdefault("و" + letter + word, word)
        if "ل" in prefixes and word.startswith("ال"):
            forms.setdefault("ل" + word[1:], word)
            forms.setdefault("ول" + word[1:], word)
    return forms


def heads(words: Sequence[Word], at: int, first: str, lex: Lexicon) -> Iterator[tuple[int, str]]:
    """(number of head words, type they say): none, then two, then one."""
    yield 0, ""
    if first not in lex.openings:
        return
    if at + 1 < len(words) and (kind := lex.heads.get(f"{first} {words[at + 1].text}")):
        yield 2, kind
    if kind := lex.heads.get(first):
        yield 1, kind


def spellings(name: str) -> Iterator[str]:
    """A folded name, with its number apart or not («عربي 21»), and Latin words run together."""
    yield name
    if (number := _NUMBER.fullmatch(name)) is not None:
        yield f"{number[1]}{'' if number[2] else ' '}{number[3]}"
    elif " " in name and name.isascii():
        yield name.replace(" ", "")


def without_head(name: str, lex: Lexicon) -> Iterator[str]:
    """The name without the head word it begins with, where two words or a long one are left."""
    first, _, rest = name.partition(" ")
    if first in lex.heads and len(rest) > 3 and rest not in lex.nationalities:
        yield rest
