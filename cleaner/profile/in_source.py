"""Spans of ``article.text`` as spans of the text that was given.

The main text is the kept spans of the input, laid end to end, with white space taken out where
blank lines ran on: line by line both are the same.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cleaner.model.article import Article
    from cleaner.model.profile import Hop, Signal, Span

_BOM: Final = "\ufeff"


class InSource:
    """Maps spans of a text input; those of a page, and of a text edited since, stay as they are."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._kept = article.kept if article.kept and article.kept[0].start >= 0 else ()

    @cached_property
    def _lines(self) -> tuple[list[int], list[int]]:
        """Where each line begins in the article's text and in the kept spans laid end to end."""
        text = self._article.text
        joined = "".join(one.text for one in self._kept)
        skipped = len(_BOM) if joined.startswith(_BOM) and not text.startswith(_BOM) else 0
        here, there = _lines(text), _lines(joined[skipped:])
        if [line for _, line in here] != [line for _, line in there]:
            return [], []
        return [start for start, _ in here], [start + skipped for start, _ in there]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each kept span begins when they are laid end to end."""
        return [0, *accumulate(len(one.text) for one in self._kept)][:-1]

    def _place(self, place: int) -> int:
        """The place in the input of a character of the article's text."""
        here, there = self._lines
        line = bisect_right(here, place) - 1
        joined = there[line] + place - here[line]
        at = bisect_right(self._starts, joined) - 1
        return self._kept[at].start + joined - self._starts[at]

    def _span(self, start: int, end: int) -> tuple[int, int] | None:
        if not (self._kept and 0 <= start < end) or not self._lines[0]:
            return None
        text = self._article.text[start:end]
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        return (self._place(start), self._place(end - 1) + 1) if start < end else None

    def span(self, span: Span) -> Span:
        """A span, in the input where it was one of the text."""
        found = self._span(span.start, span.end) if span.where == "text" else None
        return span._replace(where="source", start=found[0], end=found[1]) if found else span

    def hop(self, hop: Hop) -> Hop:
        """A hop, with its place in the input."""
        found = self._span(hop.start, hop.end) if hop.where == "text" else None
        return hop._replace(where="source", start=found[0], end=found[1]) if found else hop

    def signals(self, signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
        """Signals with their spans in the input."""
        if not self._kept:
            return signals
        return tuple(
            one._replace(spans=tuple(map(self.span, one.spans))) if one.spans else one
            for one in signals
        )


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines that hold anything, without the white space around them, and their places."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if bare := line.strip():
            found.append((at + line.index(bare), bare))
        at += len(line)
    return found
