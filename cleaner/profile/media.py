"""Media by name: the outlets of the plugins, and foreign ones that only ``data/media.toml`` lists."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.arabic.fold import fold
from cleaner.profile.names import Match, Names, key
from cleaner.profile.outlets import Known, Outlets

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA: Final = Path(__file__).with_name("data")
_WINDOW: Final = 70
"""Characters a name and its head word may take."""
REPORTING: Final = frozenset(
    "newspaper agency broadcaster magazine portal aggregator fact-checker blog".split()
)
"""Types of outlets that hand on reports; ministries and monitors are sources, no hands."""


@dataclass(frozen=True, slots=True)
class Medium:
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

    @property
    def outlet(self) -> Known | None:
        """The outlet, where the name fits only one."""
        return self.known[0] if len(self.known) == 1 else None


def toml(name: str) -> dict[str, Any]:
    """A data file of this package."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


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


class _Union:
    """What :class:`Names` asks of an outlet table, for the plugins and the foreign media."""

    def __init__(self, outlets: Outlets | None) -> None:
        self._outlets = outlets

    def named(self) -> Iterator[tuple[str, str, Known]]:
        taken = set()
        if self._outlets is not None:
            for name, edition, known in self._outlets.named():
                taken.add(name)
                yield name, edition, known
        for known in foreign():
            for name in known.keys:
                if name not in taken:
                    yield name, "", known

    def get(self, outlet: str) -> Known | None:
        return self._outlets.get(outlet) if self._outlets is not None else None


class Media:
    """Finds names of media; made once for a table of outlets (None: only the foreign ones)."""

    def __init__(self, outlets: Outlets | None = None) -> None:
        self.outlets = outlets
        self.names = Names(_Union(outlets))  # type: ignore[arg-type]

    def at(self, text: str, start: int) -> Medium | None:
        """The medium whose name, head word included, begins at ``start`` (or in quotes there)."""
        window = text[start : start + _WINDOW]
        for match in self.names.find(window):
            if window[: match.start].strip(" \t\"'«»“”([ـ-"):
                return None
            return _medium(match, window, start)
        return None

    def named(self, phrase: str) -> Medium | None:
        """The medium that all of ``phrase`` names."""
        match = self.names.match(phrase)
        return None if match is None else _medium(match, phrase, 0)


def _medium(match: Match, text: str, shift: int) -> Medium | None:
    known = tuple(one for one in match.candidates if not one.type or one.type in REPORTING)
    if not known:
        return None
    name = bare_name(match.text)
    weak = match.weak and key(name) not in _plain()
    return Medium(match.start + shift, match.end + shift, name, known, match.head, weak, match.wire)


_EDGES: Final = " \t\"'«»“”()[]ـ:-–،."


def bare_name(text: str) -> str:
    """A name without head word, quotes and brackets: «صحيفة «س»» gives «س»."""
    words = text.strip(_EDGES).split()
    while len(words) > 1 and fold(words[0]).lstrip("ولب") in _head_words():
        words = words[1:]
    return " ".join(words).strip(_EDGES)


@cache
def _head_words() -> frozenset[str]:
    nouns = toml("attribution.toml")["nouns"]
    words = {fold(word).split()[0] for kind in ("sure", "open", "doubled") for word in nouns[kind]}
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
