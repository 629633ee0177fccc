"""The marker lexicon: data files of page furniture by language, matched on folded text.

A *marker* is a phrase with a grammar («اقرأ أيضاً», noun × adjective for «أخبار ذات صلة»); a *bag* is
a kind of line told by its vocabulary («تابعونا على فيسبوك»). Both are found through a dictionary of
first words, so a text without them costs one set test a line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from cleaner.arabic.fold import fold

GAP: Final = r"[ ]+"
_SEPARATOR: Final = re.compile(r'(?:[^\w"(\[{]|"(?=\s*[^\w\s]|\s|$))*')
_REAL_SEPARATOR: Final = re.compile(r"[^\w\s\"'(\[{)\]},]|_")
_WORD: Final = re.compile(r"\w+")
_TOKEN: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\S+")
_FREE: Final = frozenset(
    fold("و في من على الى عن مع عبر هذا هذه او أو ثم أن ان the a of on for and لـ ل ب").split()
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A phrase of page furniture and the evidence it needs."""

    id: str
    label: str
    """A label of the closed list, or ``related``: inline or block is decided by what follows."""
    where: str
    """``tail``: last line; ``line``: whole line; ``sep``: whole line or separator behind; ``glue``."""
    rest: str
    """What may stand behind it in the line; empty: nothing."""
    patterns: tuple[re.Pattern[str], ...]
    """One for each line of ``say``; the longest match counts."""
    inside: bool = True
    """May stand inside a line, behind a sentence."""

    def match(self, text: str, start: int) -> int:
        """End of the longest match at ``start``, or -1."""
        return max(
            (found.end() for one in self.patterns if (found := one.match(text, start))), default=-1
        )


@dataclass(frozen=True, slots=True)
class Bag:
    """A kind of line told by its vocabulary."""

    id: str
    label: str
    max: int
    spare: int
    first: frozenset[str]
    any: frozenset[str]
    words: frozenset[str]


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
        self._by_word: dict[str, list[Marker]] = {}
        self._bags: dict[str, list[Bag]] = {}
        for table in tables:
            classes = _classes(table.get("classes", {}))
            for row in table.get("marker", ()):
                self._add_marker(row, classes)
            for row in table.get("bag", ()):
                self._add_bag(row, table.get("classes", {}))
        self.first_words = frozenset(self._by_word)
        self.bag_words = frozenset(self._bags)

    def _add_marker(self, row: Mapping[str, Any], classes: Mapping[str, str]) -> None:
        sources = [_compile(say, classes) for say in row["say"]]
        marker = Marker(
            row["id"],
            row["label"],
            row["where"],
            row.get("rest", ""),
            tuple(re.compile(source + r"(?!\w)") for source, _ in sources),
            row.get("inside", True),
        )
        for word in {word for _, words in sources for word in words}:
            self._by_word.setdefault(word, []).append(marker)

    def _add_bag(self, row: Mapping[str, Any], classes: Mapping[str, Sequence[str]]) -> None:
        bag = Bag(
            row["id"],
            row["label"],
            row["max"],
            row["spare"],
            _vocabulary(row["first"], classes),
            _vocabulary(row["any"], classes),
            _vocabulary([*row["words"], *row["any"]], classes),
        )
        for word in bag.first:
            self._bags.setdefault(word, []).append(bag)

    def at(self, text: str, start: int = 0) -> Iterator[Hit]:
        """Markers whose first word begins at ``start`` of a folded text."""
        word = _WORD.match(text, start)
        if word is None:
            return
        for marker in self._by_word.get(word[0], ()):
            end = marker.match(text, start)
            if end >= 0:
                yield _hit(marker, text, start, end)

    def bag(self, words: Sequence[str]) -> Bag | None:
        """The kind of line these folded words (without punctuation) are, if any."""
        if not words:
            return None
        for bag in self._bags.get(words[0], ()):
            if len(words) <= bag.max and bag_prefix(bag, words, bag.spare) == len(words):
                return bag
        return None

    def bag_at(self, words: Sequence[str]) -> tuple[Bag, int] | None:
        """The bag that takes most of the words from the first on, and how many (for one-line texts)."""
        best: tuple[Bag, int] | None = None
        for bag in self._bags.get(words[0], ()) if words else ():
            count = bag_prefix(bag, words[: bag.max], 0)
            if count > (best[1] if best else 1):
                best = bag, count
        return best


def bag_prefix(bag: Bag, words: Sequence[str], spare: int) -> int:
    """How many words, from the first on, the bag takes; 0 if its key word is not among them."""
    count = 0
    key = False
    for word in words:
        bare = word.lstrip("و") if len(word) > 3 else word
        if word in bag.any or bare in bag.any or word[1:] in bag.any:
            key = True
        elif not (
            word in bag.words
            or bare in bag.words
            or (len(word) > 3 and word[1:] in bag.words)
            or word in _FREE
            or word in bag.first
            or word.isdecimal()
        ):
            if spare == 0:
                break
            spare -= 1
        count += 1
    return count if key else 0


def _hit(marker: Marker, text: str, start: int, end: int) -> Hit:
    gap = _SEPARATOR.match(text, end)
    assert gap is not None  # the pattern matches the empty string
    quoted = start > 0 and text[start - 1] == '"' and gap[0].lstrip()[:1] == '"'
    separated = quoted or _REAL_SEPARATOR.search(gap[0]) is not None
    return Hit(marker, start, end, gap.end(), separated)


def _classes(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {
        name: "(?:" + "|".join(sorted(map(_words, phrases), key=len, reverse=True)) + ")"
        for name, phrases in table.items()
    }


def _words(phrase: str) -> str:
    return GAP.join(re.escape(word) for word in fold(phrase).split())


def _vocabulary(phrases: Sequence[str], classes: Mapping[str, Sequence[str]]) -> frozenset[str]:
    out: set[str] = set()
    for phrase in phrases:
        spelled = classes[phrase[1:-1]] if phrase.startswith("<") else [phrase]
        for one in spelled:
            out.update(_WORD.findall(fold(one)))
    return frozenset(out)


def _compile(say: str, classes: Mapping[str, str]) -> tuple[str, set[str]]:
    """Regular expression of one line of ``say``, and the words it can begin with."""
    parts = [(_alternatives(token, classes), token[0] == "[") for token in _TOKEN.findall(say)]
    firsts: set[str] = set()
    for source, optional in parts:
        firsts.update(_first_words(source))
        if not optional:
            break
    out = ""
    seen = False
    for source, optional in parts:
        if optional:
            out += f"(?:{GAP}{source})?" if seen else f"(?:{source}{GAP})?"
        elif source == ".*":
            out += source
        else:
            out += GAP + source if seen else source
            seen = True
    return out, firsts


def _alternatives(token: str, classes: Mapping[str, str]) -> str:
    if token == "*":  # noqa: S105 - a wild card, no password
        return ".*"
    inner = token[1:-1] if token[0] in "([" else token
    choices = [
        GAP.join(_word(word, classes) for word in choice.split()) for choice in inner.split("|")
    ]
    choices.sort(key=len, reverse=True)
    return "(?:" + "|".join(choices) + ")"


def _word(word: str, classes: Mapping[str, str]) -> str:
    prefix, bracket, name = word.partition("<")
    if bracket:
        return re.escape(fold(prefix)) + classes[name.rstrip(">")]
    return re.escape(fold(word)) if word != "لـ" else "ل"


def _first_words(source: str) -> set[str]:
    """Words a generated expression can begin with: its alternatives up to the first gap."""
    out: set[str] = set()
    for choice in _split_choices(source):
        head = choice.split(GAP, 1)[0]
        inner = re.match(r"(\w*)(\(\?:.*)", head, re.DOTALL)
        if inner:
            body = choice[len(inner[1]) :]
            out.update(inner[1] + word for word in _first_words(body))
        elif head:
            out.add(head.replace("\\", ""))
    return out


def _split_choices(source: str) -> list[str]:
    """Top-level alternatives of ``(?:a|b)…``; what stands behind the group is left out."""
    if not source.startswith("(?:"):
        return [source]
    depth, start, out = 0, 3, []
    for at, char in enumerate(source):
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                out.append(source[start:at])
                break
        elif char == "|" and depth == 1:
            out.append(source[start:at])
            start = at + 1
    return out


_ALIASES: Final = {"fa": "fa", "prs": "fa", "ur": "ur", "tr": "tr", "fr": "fr", "en": "en"}


@cache
def lexicon(language: str = "ar") -> Lexicon:
    """The lexicon of a BCP 47 language code; an unknown one gets the Arabic."""
    primary = language.split("-")[0].lower() or "ar"
    names = [_ALIASES.get(primary, "ar"), "en"]
    if names[0] == "fr":
        names.insert(0, "ar")  # Maghreb pages mix both
    return Lexicon([_load(name) for name in dict.fromkeys(names)])


@cache
def _load(name: str) -> Mapping[str, Any]:
    text = resources.files("cleaner.arabic").joinpath(f"data/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
