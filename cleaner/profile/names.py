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
from cleaner.profile.namesakes import Entry, choose, is_agency
from cleaner.profile.short import fold_line
from cleaner.profile.wording import (
    adjectives,
    broken,
    heads,
    key,
    lexicon,
    nationality,
    readings,
    spellings,
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
_AROUND_CODE: Final = frozenset("\"'«»“”([)] ")
_NEWS_AGENCY: Final = 2
"""Head words of «وكالة الأنباء», which may have adjectives before the name."""
_OPENING: Final = _QUOTES | {"(", "["}
_CLOSING: Final = _QUOTES | {")", "]"}


class Match(NamedTuple):
    """A name in a text: characters ``[start:end]`` of what was asked, head word included.

    ``candidates`` are the outlets of that name, the likeliest first; there are several where
    nothing tells the twins apart, and none where the nationality tells that it is another medium.
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
    doubtful: bool = False
    """The nationality is not that of the country the outlet sits in; it may be what it covers."""

    @property
    def outlet(self) -> Known | None:
        """The outlet, where there is only one candidate."""
        return self.candidates[0] if len(self.candidates) == 1 else None


class Names:
    """The names of all outlets, by their folded words."""

    def __init__(self, outlets: Outlets) -> None:
        self._by_key: dict[str, dict[str, Entry]] = {}
        self._openings: dict[str, int] = {}
        self._readings = lru_cache(maxsize=1 << 14)(self._useful)
        lex = lexicon()
        for spelt, edition, known in outlets.named():
            for name in spellings(spelt):
                self._enter(name, Entry(known, edition))
                for bare in without_head(name, lex):
                    self._enter(bare, Entry(known, edition, derived=True))
        for code, ids in lex.wires.items():
            for known in filter(None, map(outlets.get, ids)):
                self._enter(code, Entry(known))

    def _enter(self, name: str, entry: Entry) -> None:
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
        if found and found[1] == len(words) and found[0].candidates:
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
                if hit[0].candidates:
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
        best: tuple[Match, int] | None = None
        for first in self._readings(words[at].text):
            # a name that has its head word within, then one behind a head word
            for head_words, head in heads(words, at, first, lex):
                country, start = None, at + head_words
                if head_words == _NEWS_AGENCY:
                    country, start = adjectives(words, start, text)
                if start >= len(words):
                    continue
                opening = words[start].text if head_words else first
                if hit := self._name(words, start, opening):
                    end, entries = hit
                    if head_words == _NEWS_AGENCY:
                        apart = start > at + head_words
                        entries = [one for one in entries if is_agency(one, opening, apart)]
                    if entries and (best is None or end > best[1]):
                        around = _Around(at, start, end, head, first, country)
                        told = self._told(words, around, entries, text)
                        best = self._with_code(words, told, text)
        return best

    def _with_code(
        self, words: Sequence[Word], told: tuple[Match, int], text: str
    ) -> tuple[Match, int]:
        """A name with its own short form behind: «… السعودية (واس)», «… «واس»», «… واس»."""
        match, end = told
        if end >= len(words):
            return told
        between = text[match.end : words[end].start]
        if not _AROUND_CODE.issuperset(between):
            return told
        hit = self._name(words, end, words[end].text)
        if hit is None:
            return told
        right = words[hit[0] - 1].end
        if between.rstrip()[-1:] in _OPENING and between.strip():
            if text[right : right + 1] not in _CLOSING:
                return told
            right += 1
        named = {entry.known.id for entry in hit[1]}
        same = tuple(one for one in match.candidates if one.id in named)
        if not same:
            return told
        whole = text[match.start : right]
        return match._replace(end=right, text=whole, candidates=same, weak=False), hit[0]

    def _useful(self, word: str) -> tuple[str, ...]:
        """The readings of a word with which a name, or a head word before one, can begin."""
        heads = lexicon().openings
        return tuple(one for one in readings(word) if one in self._openings or one in heads)

    def _name(
        self, words: Sequence[Word], start: int, first: str
    ) -> tuple[int, list[Entry]] | None:
        longest = min(self._openings.get(first, 0), len(words) - start)
        for length in range(longest, 0, -1):
            rest = [word.text for word in words[start + 1 : start + length]]
            entries = self._by_key.get(" ".join([first, *rest]))
            if entries and not (rest and broken(words, start, start + length)):
                return start + length, list(entries.values())
        return None

    def _told(
        self, words: Sequence[Word], around: _Around, entries: list[Entry], text: str
    ) -> tuple[Match, int]:
        lex = lexicon()
        at, start, end, head, first, country = around
        opening = words[start].text if start > at else first
        name = " ".join([opening, *(word.text for word in words[start + 1 : end])])
        behind, end = nationality(words, end, text)
        country = behind or country
        chosen, doubtful = choose(name, entries, head, country)
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
            doubtful=doubtful,
        )
        return match, end


class _Around(NamedTuple):
    """Where a name stands: the words from ``at`` to ``start`` are before it."""

    at: int
    start: int
    end: int
    head: str
    first: str
    country: str | None
    """Of a nationality before it."""
