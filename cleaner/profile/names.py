"""Outlets by name: Arabic and English names, aliases and the spellings of credit lines.

``match`` takes a phrase that is nothing but a name («صحيفة المناطق السعودية», «أ ف ب»); ``find``
looks for names in running text. A name may stand behind a head word («صحيفة», «لوكالة») and before
a nationality («الروسية») or an empty word («الإخبارية»). All is compared folded, word by word; one
look-up a word, whatever the number of outlets.

Many names are ordinary words («الوطن», «اليوم»): such a match is ``weak`` unless a head word, a
nationality, quotation marks or brackets make a name of it; who knows from the context that a
source is being named may take weak matches too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.arabic.fold import fold_map
from cleaner.profile.short import fold_line
from cleaner.profile.wording import (
    broken,
    heads,
    key,
    lexicon,
    nationality,
    readings,
    without_head,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.profile.outlets import Known, Outlets
    from cleaner.profile.words import Word

__all__ = ["Match", "Names", "key", "lexicon"]

_LABEL: Final = re.compile(r"^[^:]{1,30}:\s*")
_BRACKETS: Final = re.compile(r"\(([^()]{1,40})\)|\[([^\[\]]{1,40})\]")
_CODE: Final = 4
"""Longest code, in letters, that a word of the language may look like."""
_QUOTES: Final = frozenset("\"'«»“”")
_OPENING: Final = _QUOTES | {"(", "["}
_CLOSING: Final = _QUOTES | {")", "]"}


class Match(NamedTuple):
    """A name in a text: characters ``[start:end]`` of what was asked, head word included.

    ``candidates`` are the outlets of that name, the likeliest first; there are several where
    nothing tells the twins apart.
    """

    start: int
    end: int
    text: str
    candidates: tuple[Known, ...]
    edition: str = ""
    head: str = ""
    """Type of outlet that the head word says (``agency``), ``"any"`` for «موقع»; ``""`` if none."""
    country: str | None = None
    """Of the nationality behind the name."""
    weak: bool = False
    wire: bool = False
    """It is an agency's code."""

    @property
    def outlet(self) -> Known | None:
        """The outlet, where there is only one candidate."""
        return self.candidates[0] if len(self.candidates) == 1 else None


class _Entry(NamedTuple):
    """An outlet under one of its names; ``derived`` is a name that lost its head word."""

    known: Known
    edition: str = ""
    derived: bool = False


class Names:
    """The names of all outlets, by their folded words."""

    def __init__(self, outlets: Outlets) -> None:
        self._by_key: dict[str, dict[str, _Entry]] = {}
        self._openings: dict[str, int] = {}
        self._readings = lru_cache(maxsize=1 << 14)(self._useful)
        lex = lexicon()
        for name, edition, known in outlets.named():
            self._enter(name, _Entry(known, edition))
            for bare in without_head(name, lex):
                self._enter(bare, _Entry(known, edition, derived=True))
        for code, ids in lex.wires.items():
            for known in filter(None, map(outlets.get, ids)):
                self._enter(code, _Entry(known))

    def _enter(self, name: str, entry: _Entry) -> None:
        there = self._by_key.setdefault(name, {})
        old = there.get(entry.known.id)
        if old is None or (old.derived, not old.edition) > (entry.derived, not entry.edition):
            there[entry.known.id] = entry
        first, _, rest = name.partition(" ")
        self._openings[first] = max(self._openings.get(first, 0), 1 + len(rest.split()))

    def opens(self, word: str) -> bool:
        """Whether a name can begin with a folded word."""
        return bool(self._readings(word))

    def match(self, phrase: str) -> Match | None:
        """The outlet that all of ``phrase`` names; a label before it («المصدر:») does not count."""
        folded, places = fold_line(phrase)
        label = _LABEL.match(folded)
        words = words_of(phrase, folded, places, label.end() if label else 0)
        if not words:
            return None
        found = self._at(words, 0, phrase)
        if found and found[1] == len(words):
            return found[0]
        return None

    def find(self, text: str) -> list[Match]:
        """Names in running text, in order, none inside another; many may be ``weak``."""
        folded = fold_map(text)
        words = words_of(text, folded.text, folded.offsets.tolist())
        found: list[Match] = []
        at = 0
        while at < len(words):
            if hit := self._at(words, at, text):
                found.append(hit[0])
                at = hit[1]
            else:
                at += 1
        return found

    def wires(self, text: str) -> list[Match]:
        """Codes and names of outlets that stand alone in brackets: «(أ ف ب)», «(رويترز)»."""
        found = []
        for place in _BRACKETS.finditer(text):
            group = 1 if place.group(1) is not None else 2
            inner, offset = place.group(group), place.start(group)
            for part in re.finditer(r"[^/،,+]+", inner):
                if hit := self.match(part.group()):
                    shift = offset + part.start()
                    found.append(
                        hit._replace(start=hit.start + shift, end=hit.end + shift, weak=False)
                    )
        return found

    def _at(self, words: Sequence[Word], at: int, text: str) -> tuple[Match, int] | None:
        """The longest name that begins at a word, and the index of the word behind it."""
        lex = lexicon()
        for first in self._readings(words[at].text):
            # a name that has its head word within, then one behind a head word
            for head_words, head in heads(words, at, first, lex):
                start = at + head_words
                if start >= len(words):
                    continue
                opening = words[start].text if head_words else first
                if hit := self._name(words, start, opening):
                    end, entries = hit
                    told = self._told(words, at, start, end, entries, head, first, text)
                    return self._with_code(words, told, text)
        return None

    def _with_code(
        self, words: Sequence[Word], told: tuple[Match, int], text: str
    ) -> tuple[Match, int]:
        """A name with its own short form in brackets behind it: «… السعودية (واس)»."""
        match, end = told
        if end >= len(words) or text[match.end : words[end].start].strip() != "(":
            return told
        hit = self._name(words, end, words[end].text)
        if hit is None or text[words[hit[0] - 1].end :][:1] != ")":
            return told
        same = tuple(
            one for one in match.candidates if one.id in {entry.known.id for entry in hit[1]}
        )
        if not same:
            return told
        right = words[hit[0] - 1].end + 1
        whole = text[match.start : right]
        return match._replace(end=right, text=whole, candidates=same, weak=False), hit[0]

    def _useful(self, word: str) -> tuple[str, ...]:
        """The readings of a word with which a name, or a head word before one, can begin."""
        heads = lexicon().openings
        return tuple(one for one in readings(word) if one in self._openings or one in heads)

    def _name(
        self, words: Sequence[Word], start: int, first: str
    ) -> tuple[int, list[_Entry]] | None:
        longest = min(self._openings.get(first, 0), len(words) - start)
        for length in range(longest, 0, -1):
            rest = [word.text for word in words[start + 1 : start + length]]
            entries = self._by_key.get(" ".join([first, *rest]))
            if entries and not (rest and broken(words, start, start + length)):
                return start + length, list(entries.values())
        return None

    def _told(
        self,
        words: Sequence[Word],
        at: int,
        start: int,
        end: int,
        entries: list[_Entry],
        head: str,
        first: str,
        text: str,
    ) -> tuple[Match, int]:
        lex = lexicon()
        opening = words[start].text if start > at else first
        name = " ".join([opening, *(word.text for word in words[start + 1 : end])])
        country, end = nationality(words, end, text)
        chosen = self._choose(name, entries, head, country)
        # a proclitic («لصحيفة») is no part of the name
        left = words[at].end - len(first) if first != words[at].text else words[at].start
        left = max(left, words[at].start)
        right = words[end - 1].end
        wire = start == at and name in lex.wires
        single = end - start == 1
        plain = single and (name.startswith("ال") or len(name) < 4)
        code = wire and len(name.replace(" ", "")) <= _CODE
        weak = not head and country is None and (plain or name in lex.ordinary or code)
        if weak and left > 0 and text[right : right + 1] in _CLOSING:
            weak = text[left - 1] not in _OPENING and text[:left].rstrip()[-1:] not in _QUOTES
        edition = chosen[0].edition if len(chosen) == 1 else ""
        match = Match(
            start=left,
            end=right,
            text=text[left:right],
            candidates=tuple(one.known for one in chosen),
            edition=edition,
            head=head,
            country=country,
            weak=weak,
            wire=wire,
        )
        return match, end

    def _choose(
        self, name: str, entries: list[_Entry], head: str, country: str | None
    ) -> list[_Entry]:
        """The outlets that what stands around the name allows."""
        if len(entries) == 1:
            return entries
        left = [one for one in entries if not one.derived] or entries
        if country is not None:
            left = [one for one in left if one.known.country == country] or left
        if head not in ("", "any"):
            left = [one for one in left if one.known.type == head] or left
        if not head and country is None and name in lexicon().bare:
            left = [one for one in left if one.known.id == lexicon().bare[name]] or left
        return left
