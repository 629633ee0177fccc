"""Line patterns of plugins: folded, ``*`` is anything, ``#`` a number; compiled once a layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from cleaner.arabic.fold import fold, fold_map

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.model.site import Layout, Rule, Rules

Place = Literal["lines", "cut", "head", "tail"]

MAX_LINE: Final = 2000
"""Characters: a longer line is prose as a whole; of its ends this much is looked at."""
_WILD: Final = {"*": ".*?", "#": r"\d+"}


def needle(pattern: str) -> str:
    """The longest folded word that stands in whatever the pattern fits; empty if there is none."""
    words = (word for part in re.split(r"[*#]", pattern) for word in fold(part).split())
    return max(words, key=len, default="")


def expression(pattern: str) -> str:
    """The regular expression, for folded text, of a line pattern."""
    parts = re.split(r"([*#])", pattern)
    written = [_WILD.get(part) or r"\s+".join(map(re.escape, fold(part).split())) for part in parts]
    # blanks around a wildcard may be there or not
    joined = r"\s*".join(part for part in written if part)
    # «سمات *» is a word of its own, not the end of «المجسمات»
    return rf"(?<!\w){joined}" if joined[:1].isalnum() else joined


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern that matched: the label it gives, the rule, and the span of the line."""

    label: str
    rule: Rule
    start: int
    end: int


class LinePatterns:
    """The patterns of one place (``lines``, ``cut``, ``head`` or ``tail``) of a layout."""

    def __init__(self, rules: Rules, place: Place) -> None:
        self._place = place
        self._patterns = [
            (label, rule, needle(rule.pattern), re.compile(expression(rule.pattern), re.DOTALL))
            for label, patterns in rules.items()
            for rule in patterns
        ]

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def may_match(self, folded: str) -> bool:
        """Whether a word that one of the patterns needs stands in a folded text."""
        return any(word in folded for _, _, word, _ in self._patterns)

    def match(self, text: str, folded: str | None = None) -> Hit | None:
        """The first pattern that fits the line; the span is in characters of ``text``.

        ``folded`` is the line folded, where that is known already.
        """
        if not self._patterns:
            return None
        if len(text) > MAX_LINE:
            return self._match_end(text)
        folded = fold(text) if folded is None else folded
        line = folded.strip()
        for label, rule, word, pattern in self._patterns:
            found = self._find(pattern, line) if word in line else None
            if found is None:
                continue
            if self._place in ("lines", "cut"):
                return Hit(label, rule, 0, len(text))
            shift = len(folded) - len(folded.lstrip())
            start, end = fold_map(text).span(shift + found.start(), shift + found.end())
            return Hit(label, rule, start, end)
        return None

    def _match_end(self, text: str) -> Hit | None:
        """The hit at the end of a long line that the place is about."""
        if self._place == "head":
            return self.match(text[:MAX_LINE])
        before = len(text) - MAX_LINE
        if self._place == "tail" and (hit := self.match(text[before:])):
            return replace(hit, start=hit.start + before, end=hit.end + before)
        return None

    def _find(self, pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
        match self._place:
            case "lines" | "cut":
                return pattern.fullmatch(line)
            case "head":
                return pattern.match(line)
            case _:  # the last place: what is sought ends the line
                return max(pattern.finditer(line), key=lambda hit: hit.start(), default=None)


def compile_patterns(layout: Layout) -> Mapping[Place, LinePatterns]:
    """All four places of a layout."""
    return {
        "lines": LinePatterns(layout.lines, "lines"),
        "cut": LinePatterns(layout.cut, "cut"),
        "head": LinePatterns(layout.head, "head"),
        "tail": LinePatterns(layout.tail, "tail"),
    }
