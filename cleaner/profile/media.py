"""Media by name: the outlets of the plugins, and foreign ones that ``data/media.toml`` lists."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.profile.data_files import toml
from cleaner.profile.names import Match, Names, lexicon
from cleaner.profile.outlets import Known, Outlets
from cleaner.profile.short import fold_short, key
from cleaner.profile.wording import with_prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaner.profile.reading import Reading
    from cleaner.profile.words import Vocabulary, Word

_WINDOW: Final = 70
"""Characters a name and its head word may take."""
_MOST_WORDS: Final = 7
_REMEMBERED: Final = 4096
REPORTING: Final = frozenset(
    "newspaper agency broadcaster magazine portal aggregator fact-checker blog".split()
)
"""Types of outlets that hand on reports; ministries and monitors are sources, no hands."""


class Medium(NamedTuple):
    """A medium named at ``[start:end]`` of a text; ``name`` without head word and quotes."""

    start: int
    end: int
    name: str
    known: tuple[Known, ...] = ()
    head: str = ""
    """Type of outlet the head word says, ``""`` if there is none."""
    weak: bool = False
    """The name is also an ordinary word, and nothing beside it makes a name of it."""
    wire: bool = False
    doubtful: bool = False
    """A nationality behind the name is not that of the country the outlet sits in."""

    @property
    def types(self) -> set[str]:
        """What is known of its kind, over all candidates."""
        return {one.type for one in self.known if one.type}

    @property
    def agency(self) -> bool:
        """Whether it is a news agency."""
        return self.wire or self.head == "agency" or any(one.type == "agency" for one in self.known)

    @property
    def outlet(self) -> Known | None:
        """The outlet, where the name fits only one."""
        return self.known[0] if len(self.known) == 1 else None


@cache
def foreign() -> tuple[Known, ...]:
    """The media of ``data/media.toml``; their ``id`` is empty, as no plugin states them."""
    return tuple(
        Known(
            id=f"media:{row['domain']}",
            domains=(row["domain"],),
            names={"ar": row["names"][0]},
            aliases=tuple(row["names"][1:]),
            country=row["country"],
            type=row["kind"],
            ownership=None,
            network=None,
            editions=(),
            shut=(),
            keys=tuple(dict.fromkeys(map(key, row["names"]))),
        )
        for row in toml("media.toml")["media"]
    )


@cache
def _plain() -> frozenset[str]:
    rows = toml("media.toml")["media"]
    return frozenset(key(name) for row in rows if row.get("plain") for name in row["names"])


@cache
def plain_openings() -> frozenset[str]:
    """First words of names that are no common words."""
    return frozenset(name.partition(" ")[0] for name in (*_plain(), *lexicon().wires))


class _Union:
    """What :class:`Names` asks of an outlet table, for the plugins and the foreign media."""

    def __init__(self, outlets: Outlets | None) -> None:
        self._outlets = outlets

    def named(self) -> Iterator[tuple[str, str, Known]]:
        if self._outlets is not None:
            yield from self._outlets.named()
        for known in foreign():
            for name in known.keys:
                yield name, "", known

    def get(self, outlet: str) -> Known | None:
        return self._outlets.get(outlet) if self._outlets is not None else None


class _Openings(Names):
    """Names with the question what begins here."""

    def opening(self, words: Sequence[Word], text: str) -> Match | None:
        """The longest name that begins with the first of the words of a folded text."""
        hit = self._at(words, 0, text)
        return hit[0] if hit else None

    def first_words(self) -> dict[str, str]:
        """Written form -> first word of a medium's name, with «و», «ل», «ب» … before it."""
        named = {
            name.partition(" ")[0]: None
            for name, entries in self._by_key.items()
            if any(_hands_on(entry.known) for entry in entries.values())
        }
        letters = {word: word for word in named if len(word) == 1}  # «لا» is not «ل» and «أ ف ب»
        return letters | with_prefixes(word for word in named if word not in letters)

    def continued(self) -> dict[str, frozenset[str]]:
        """First words that are no name alone -> the words of which one must follow."""
        second: dict[str, set[str]] = {}
        for name in self._by_key:
            first, _, rest = name.partition(" ")
            second.setdefault(first, set()).add(rest.partition(" ")[0])
        return {first: frozenset(words) for first, words in second.items() if "" not in words}


class Media:
    """Finds names of media; made once for a table of outlets (None: only the foreign ones)."""

    def __init__(self, outlets: Outlets | None = None) -> None:
        self.outlets = outlets
        self.names = _Openings(_Union(outlets))  # type: ignore[arg-type]
        self.openings = self.names.first_words()
        self.continued = self.names.continued()
        self._named: dict[str, Medium | None] = {}

    @cached_property
    def anchors(self) -> Vocabulary:
        """What is looked for in every article."""
        from cleaner.profile.anchors import anchors  # whose readers know of media

        return anchors(self.openings)

    def at(self, reading: Reading, place: int) -> tuple[Medium, int] | None:
        """The medium whose name, head word included, begins at a place of the folded body.

        With the place there where the name ends.
        """
        words, text = reading.words, reading.body.text
        first = words.since(place)
        most = min(first + _MOST_WORDS, len(words.starts))
        behind = bisect_left(words.starts, place + _WINDOW, first, most)
        if first == behind or text[place : words.starts[first]].strip(" \"'(["):
            return None
        match = self.names.opening(words.cut(first, behind), text)
        if match is None:
            return None
        start, end = reading.body.span(match.start, match.end)
        medium = _medium(match, start, end, reading.article.text[start:end])
        return (medium, match.end) if medium else None

    def is_plain(self, medium: Medium) -> bool:
        """Whether the name is no common word: it counts without quotes and noun."""
        return medium.wire or key(medium.name) in _plain()

    def named(self, phrase: str) -> Medium | None:
        """The medium that all of ``phrase`` names."""
        if phrase not in self._named:
            if len(self._named) > _REMEMBERED:
                self._named.clear()
            match = self.names.match(phrase)
            self._named[phrase] = match and _medium(match, match.start, match.end, match.text)
        return self._named[phrase]


def _medium(match: Match, start: int, end: int, text: str) -> Medium | None:
    """The medium of a match, which is ``text`` at ``[start:end]`` of the original."""
    if not match.candidates:
        return _namesake(match, start, end, text)
    known = tuple(filter(_hands_on, match.candidates))
    if not known:
        return None
    name = text if text.isalnum() else bare_name(_without_nationality(text, match.candidates))
    quoted = text[:1] in _MARKS or text[-1:] in _MARKS
    weak = match.weak or not (quoted or match.wire or " " in name or _head(match, text))
    weak = weak and key(name) not in _plain()
    return Medium(start, end, name, known, match.head, weak, match.wire, match.doubtful)


def _head(match: Match, text: str) -> str:
    """What the head word of a match says, be it part of the name."""
    return match.head or lexicon().heads.get(key(text).partition(" ")[0], "")


def _namesake(match: Match, start: int, end: int, text: str) -> Medium | None:
    """Another medium of a known name, told by its nationality: «صحيفة الاتحاد العراقية»."""
    head = _head(match, text)
    named = head not in ("", "any") or not _MARKS_IN.isdisjoint(text)
    if match.country is None or not named:
        return None
    return Medium(start, end, bare_name(text), (), head, weak=True)


def _hands_on(known: Known) -> bool:
    """Whether an outlet hands on reports, as media do; ministries and monitors are sources."""
    return known.id not in _sources() and (not known.type or known.type in REPORTING)


@cache
def _sources() -> frozenset[str]:
    return frozenset(toml("attribution.toml")["not_media"]["outlets"])


_QUOTES: Final = re.compile(r'["«»“”()]')


def _nation(text: str) -> str:
    """The nationality that a name ends in, as written."""
    nations, said = lexicon().nationalities, key(text).split()
    if " ".join(said[-1:]) not in nations and " ".join(said[-2:]) not in nations:
        return ""
    words = text.split()
    for count in (2, 1):
        last = text[text.rfind(words[-count]) :] if len(words) > count else ""
        if last and key(last) in nations:
            return last
    return ""


def _without_nationality(text: str, candidates: Iterable[Known]) -> str:
    """A name without «الروسية» behind it, unless that is part of it."""
    text = _QUOTES.sub(" ", text).strip()
    while nation := _nation(text):
        names = {one for known in candidates for one in known.keys}
        shorter = text[: -len(nation)].rstrip()
        if key(bare_name(shorter)) not in names and (
            not shorter or not names.isdisjoint((key(bare_name(text)), key(text)))
        ):
            break
        text = shorter
    return text


_MARKS: Final = "\"'«»“”()"
_MARKS_IN: Final = frozenset(_MARKS)
_EDGES: Final = " \t\"'«»“”()[]ـ:-–،."


def bare_name(text: str) -> str:
    """A name without head word, quotes and brackets: «صحيفة «س»» gives «س»."""
    words = _QUOTES.sub(" ", text).strip(_EDGES).split()
    while len(words) > 1 and _is_head(words):
        words = words[1:]
    return " ".join(words).strip(_EDGES)


def _is_head(words: list[str]) -> bool:
    """Whether the first word only says what kind of medium it is («وكالة الأنباء» is a name)."""
    head = fold_short(words[0]).strip(_EDGES)
    if head not in _head_words() and head.lstrip("ولب") not in _head_words():
        return False
    behind = fold_short(words[1])
    number = behind.lstrip('"(')[:1].isdecimal()
    return not (number or behind.startswith(("انباء", "الانباء")))


@cache
def _head_words() -> frozenset[str]:
    nouns = toml("attribution.toml")["nouns"]
    words = {
        fold_short(word).split()[0] for kind in ("sure", "open", "doubled") for word in nouns[kind]
    }
    # «وكالة الأنباء …» is part of a name
    return frozenset(word.lstrip("ولب") for word in words) | frozenset(words)


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name one medium: equal words, or one with a word more behind."""
    first, second = _core(one), _core(other)
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return bool(short) and long.startswith(short + " ") and len(short) > 3


def _core(name: str) -> str:
    return re.sub(r"(?<!\w)ال(?=\w{2})", "", key(name))
