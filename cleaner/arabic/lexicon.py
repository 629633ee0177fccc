"""The marker lexicon: data files of page furniture by language, matched on folded text.

A *marker* is a phrase with a grammar («اقرأ أيضاً», noun × adjective for «أخبار ذات صلة»); a *bag*
is a kind of line told by its vocabulary («تابعونا على فيسبوك»). Both are found through a dictionary
of first words, so a text without them costs one set test a line.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from cleaner.arabic.bags import Bag, bare, vocabulary
from cleaner.arabic.fold import fold
from cleaner.arabic.genre import genre

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

GAP: Final = r"[ ]+"
_SEPARATOR: Final = re.compile(r'(?:[^\w"(\[{]|"(?=\s*[^\w\s]|\s|$))*')
_REAL_SEPARATOR: Final = re.compile(r"[^\w\s\"'(\[{)\]},]|_")
ANNOUNCING: Final = frozenset({"related", "most-read", "tags", "source-credit"})
"""Labels of bags that are only heads: other articles, keywords or a source stand behind them."""
_WORD: Final = re.compile(r"\w+")
_TOKEN: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\S+")


@dataclass(frozen=True, slots=True)
class Marker:
    """A phrase of page furniture and the evidence it needs."""

    id: str
    label: str
    """A label of the closed list, or ``related``: inline or block is decided by what follows."""
    where: str
    """``tail``, ``line``, ``sep`` or ``glue``: see the notes in ``data/ar.toml``."""
    rest: str
    """What may stand behind it in the line; empty: nothing."""
    patterns: tuple[re.Pattern[str], ...]
    """One for each line of ``say``; the longest match counts."""
    inside: bool = True
    """May stand inside a line, behind a sentence."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A marker found at ``start:end`` of a folded text; what it introduces begins at ``rest``."""

    marker: Marker
    start: int
    end: int
    rest: int
    separated: bool
    """A colon, dots, an arrow or the like stands behind the marker, or it stands in quotes."""


class Lexicon:
    """The markers of one language (English ones always included)."""

    def __init__(self, tables: Sequence[Mapping[str, Any]]) -> None:
        self._by_word: dict[str, list[tuple[Marker, list[re.Pattern[str]]]]] = {}
        """First word -> the markers with it, each with those of its patterns that begin so."""
        self._bags: dict[str, list[Bag]] = {}
        self.unspaced: tuple[str, ...] = ()
        """Folded phrases that count even without a blank before or behind them."""
        anchors: set[str] = set()
        for table in tables:
            classes = {
                name: [" ".join(fold(phrase).split()) for phrase in phrases]
                for name, phrases in table.get("classes", {}).items()
            }
            self.unspaced += tuple(fold(phrase) for phrase in table.get("unspaced", ()))
            for row in table.get("marker", ()):
                anchors |= self._add_marker(row, classes)
            for row in table.get("bag", ()):
                self._add_bag(row, classes)
        self.first_words = frozenset(self._by_word)
        self.anchors = frozenset(anchors)
        """Every widget or picture credit that may stand inside a line holds one of these words."""

    def _add_marker(self, row: Mapping[str, Any], classes: Mapping[str, list[str]]) -> set[str]:
        """Register a marker; the words to look for it by, if it may stand inside a line."""
        says = [_parse(say, classes) for say in row["say"]]
        marker = Marker(
            row["id"],
            row["label"],
            row["where"],
            row.get("rest", ""),
            tuple(re.compile(_regex(say) + r"(?!\w)") for say in says),
            row.get("inside", True),
        )
        opened: dict[str, list[re.Pattern[str]]] = {}
        for say, pattern in zip(says, marker.patterns, strict=True):
            for word in _first_words(say):
                opened.setdefault(word, []).append(pattern)
        for word, patterns in opened.items():
            self._by_word.setdefault(word, []).append((marker, patterns))
        if not marker.inside or marker.rest not in ("headlines", "caption", "rights"):
            return set()
        return {word for say in says for word in _anchors(say)}

    def _add_bag(self, row: Mapping[str, Any], classes: Mapping[str, list[str]]) -> None:
        phrases = {
            name: [one for phrase in row[name] for one in _spelled(phrase, classes)]
            for name in ("first", "any", "words")
        }
        first, words = vocabulary(phrases["first"]), vocabulary(phrases["words"])
        key = vocabulary(phrases["any"], exact=True)
        bag = Bag(row["id"], row["label"], row["max"], row["spare"], first, key, words | key)
        for word in bag.first:
            self._bags.setdefault(word, []).append(bag)

    def at(self, text: str, start: int = 0) -> Iterator[Hit]:
        """Markers whose first word begins at ``start`` of a folded text."""
        word = _WORD.match(text, start)
        if word is None:
            return
        for marker, patterns in self._by_word.get(word[0], ()):
            ends = [found.end() for one in patterns if (found := one.match(text, start))]
            if ends:
                yield _hit(marker, text, start, max(ends))

    def glued(self, text: str) -> Iterator[Hit]:
        """Unspaced phrases of a folded text that lost a blank before or behind, as separated."""
        for phrase in self.unspaced:
            at = text.find(phrase)
            while at >= 0:
                end = at + len(phrase)
                before, behind = text[max(0, at - 1) : at], text[end : end + 1]
                if behind.isalnum() and not before.isalnum():
                    yield Hit(_GLUED, at, end, end, True)
                elif before.isalnum() and not behind.isalnum():
                    hit = _hit(_GLUED, text, at, end)
                    if hit.separated:
                        yield hit
                at = text.find(phrase, end)

    def bag(self, words: Sequence[str], *, stopped: bool = False) -> Bag | None:
        """The kind of line these folded words (without punctuation) are, if any."""
        for bag in self._opened_by(words):
            if bag.takes(words, stopped=stopped):
                return bag
        return None

    def bag_at(self, words: Sequence[str]) -> tuple[Bag, int] | None:
        """The bag that takes most words from the first on, and how many (for one-line texts)."""
        best: tuple[Bag, int] | None = None
        for bag in self._opened_by(words):
            count = bag.run(words) if bag.label not in ANNOUNCING else 0
            if count > (best[1] if best else 1):
                best = bag, count
        return best

    def opens_bag(self, word: str) -> bool:
        """Some kind of line opens with this folded word."""
        return word in self._bags or bare(word) in self._bags

    def _opened_by(self, words: Sequence[str]) -> Iterator[Bag]:
        if words:
            found = self._bags.get(words[0], []) + self._bags.get(bare(words[0]), [])
            yield from dict.fromkeys(found)


_GLUED: Final = Marker("unspaced", "related", "glue", "headlines", ())


def _hit(marker: Marker, text: str, start: int, end: int) -> Hit:
    gap = _SEPARATOR.match(text, end)
    assert gap is not None  # the pattern matches the empty string
    before, behind = text[max(0, start - 1) : start], gap[0].lstrip()[:1]
    quoted = bool(before) and before + behind in ('""', "()", "[]", "{}", "--", "**", "||")
    quoted = quoted or (before != '"' and behind == '"' and gap[0][-1:] == " ")  # «marker » …»
    separated = quoted or _REAL_SEPARATOR.search(gap[0]) is not None
    return Hit(marker, start, end, gap.end(), separated)


@dataclass(frozen=True, slots=True)
class _Part:
    """One element of a line of ``say``: its folded phrases, none for the wild card."""

    phrases: tuple[str, ...]
    optional: bool


def _parse(say: str, classes: Mapping[str, list[str]]) -> list[_Part]:
    parts = []
    for token in _TOKEN.findall(say):
        if token == "*":
            parts.append(_Part((), False))
            continue
        inner = token[1:-1] if token[0] in "([" else token
        phrases = [one for choice in inner.split("|") for one in _spelled(choice, classes)]
        parts.append(_Part(tuple(sorted(set(phrases), key=len, reverse=True)), token[0] == "["))
    return parts


def _spelled(choice: str, classes: Mapping[str, list[str]]) -> list[str]:
    """A phrase with its class, if any, written out: «و<look>» gives «وشاهد», «وطالع» …."""
    before, bracket, rest = choice.partition("<")
    if not bracket:
        return [
            " ".join(
                "ل" if word == "لـ" else "ب" if word == "بـ" else fold(word)
                for word in choice.split()
            )
        ]
    name, _, after = rest.partition(">")
    return [fold(before) + phrase + fold(after) for phrase in classes[name]]


def _regex(parts: Sequence[_Part]) -> str:
    out = ""
    seen = False
    for part in parts:
        if not part.phrases:
            out += ".*"
            continue
        choices = (GAP.join(map(re.escape, phrase.split())) for phrase in part.phrases)
        source = "(?:" + "|".join(choices) + ")"
        if part.optional:
            out += f"(?:{GAP}{source})?" if seen else f"(?:{source}{GAP})?"
        else:
            out += GAP + source if seen else source
            seen = True
    return out


def _first_words(parts: Sequence[_Part]) -> set[str]:
    words: set[str] = set()
    for part in parts:
        words.update(_WORD.findall(phrase)[0] for phrase in part.phrases)
        if not part.optional:
            break
    return words


def _anchors(parts: Sequence[_Part]) -> set[str]:
    """A rare word of every phrase of that needed element whose phrases have most of them."""
    common = genre().common
    best: tuple[int, set[str]] | None = None
    for part in parts:
        if part.optional or not part.phrases:
            continue
        rare = [
            min(_WORD.findall(phrase), key=lambda word: (word in common, -len(word)))
            for phrase in part.phrases
        ]
        cost = sum(word in common for word in rare)
        if best is None or cost < best[0]:
            best = cost, set(rare)
    return best[1] if best else set()


_DATA: Final = resources.files("cleaner.arabic") / "data"


@cache
def lexicon(language: str = "ar") -> Lexicon:
    """The lexicon of a BCP 47 language code; one without a list gets the Arabic."""
    lists = _load("languages")
    return _of_lists(tuple(lists.get(language.split("-")[0].lower(), lists["ar"])))


@cache
def _of_lists(names: tuple[str, ...]) -> Lexicon:
    """One for all languages with the same lists: it takes up to 0.2 s to make."""
    return Lexicon([_load(one) for one in names])


@cache
def _load(name: str) -> Mapping[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))
