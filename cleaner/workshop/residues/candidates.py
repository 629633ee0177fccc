"""Wordings that repeat at an end of one outlet's texts: candidates, before any trial."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, Literal

from cleaner.workshop.residues.label import OTHER, guess_label
from cleaner.workshop.residues.shape import MAX_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.workshop.residues.shape import Line

Table = Literal["lines", "head", "tail"]
Words = tuple[str, ...]
Documents = list[list["Line"]]

MAX_ANCHOR: Final = 8
"""Longest wording, in words, that is sought inside a line."""
HEAD_WORDS: Final = 40
TAIL_WORDS: Final = 60
GLUED_CHARS: Final = range(12, 31)
"""Lengths of a line's opening that are compared letter by letter."""
FREQUENT: Final = 0.1
"""Share of an outlet's short lines that a word must be in to be a fixed part of a template."""
_CLOSED: Final = re.compile(r"[.!؟?»\"”)\]،…]$|^\.\.\.$")


def candidates(documents: Documents, enough: int) -> Iterator[tuple[Table, Words]]:
    """Wordings that at least ``enough`` texts have, the more general first."""
    yield from _whole_lines(documents, enough)
    yield from (("tail", words) for words in _frequent_starts(documents, enough))
    yield from (("tail", words) for words in _run_together(documents, enough))
    yield from (("head", words) for words in _openings(documents, enough))
    yield from (("head", words) for words in _prefixes(documents, enough))


def _whole_lines(documents: Documents, enough: int) -> Iterator[tuple[Table, Words]]:
    """Short lines at either end: equal but for some words, then equal."""
    short = [
        {line.words for line in lines if (line.head or line.tail) and len(line.words) <= MAX_WORDS}
        for lines in documents
    ]
    exact = Counter(words for shapes in short for words in shapes)
    for floor in (max(2 * enough, round(FREQUENT * len(documents))), 2 * enough):
        constant = _constant(short, floor)
        templates = Counter(t for shapes in short for t in {_template(w, constant) for w in shapes})
        for words, count in templates.most_common():
            if count >= enough and "*" in words:
                yield "lines", words
    for words, count in exact.most_common():
        if count >= enough:
            yield "lines", words


def _constant(shapes: Sequence[set[Words]], floor: int) -> set[str]:
    counts = Counter(word for group in shapes for word in {w for words in group for w in words})
    return {word for word, count in counts.items() if count >= floor}


def _template(words: Words, constant: set[str]) -> Words:
    """Words with each run of those that vary written ``*``."""
    found: list[str] = []
    for word in words:
        kept = word if word in constant else "*"
        if kept != "*" or not found or found[-1] != "*":
            found.append(kept)
    return tuple(found)


def _frequent_starts(documents: Documents, enough: int) -> Iterator[Words]:
    """What opens the last segment of a text, on a line of its own or behind a sentence."""
    counts: Counter[Words] = Counter()
    for lines in documents:
        counts.update({words for line in lines if line.tail for words in _segment_starts(line)})
    yield from _longest(counts, enough)


def _segment_starts(line: Line) -> Iterator[Words]:
    words = line.words
    for start in range(max(0, len(words) - TAIL_WORDS), len(words)):
        opens = start == 0 or _CLOSED.search(words[start - 1]) or words[start] == "..."
        if opens:
            for size in range(1, min(MAX_ANCHOR, len(words) - start) + 1):
                yield (*words[start : start + size], "*")


def _run_together(documents: Documents, enough: int) -> Iterator[Words]:
    """Furniture whose last word has lost the blank behind it: «مقالات أخرى للكاتب…»."""
    counts: Counter[str] = Counter()
    for lines in documents:
        starts = {line.folded[:size] for line in lines if line.tail for size in GLUED_CHARS}
        counts.update(starts)
    good = {start: count for start, count in counts.items() if count >= enough}
    for start, count in good.items():
        longer = (
            good[other] for other in good if len(other) > len(start) and other.startswith(start)
        )
        if max(longer, default=0) < 0.8 * count and guess_label(start) != OTHER:
            yield (*start.split(), "*")


def _openings(documents: Documents, enough: int) -> Iterator[Words]:
    """Known furniture in the first lines, with whatever stands before it."""
    counts: Counter[Words] = Counter()
    for lines in documents:
        found: set[Words] = set()
        for line in lines[:2]:
            words = line.words[:HEAD_WORDS]
            for start in range(len(words)):
                for size in range(2, min(MAX_ANCHOR, len(words) - start) + 1):
                    found.add((*(("*",) if start else ()), *words[start : start + size]))
        counts.update(found)
    for words in _longest(counts, enough, trailing=False):
        if guess_label(" ".join(words), sure=True) != OTHER:
            yield words


def _prefixes(documents: Documents, enough: int) -> Iterator[Words]:
    """What opens a text up to a colon: «… - سبق- مكة:»."""
    prefixes = [prefix for lines in documents if (prefix := _prefix(lines[0].words))]
    constant = _constant([{prefix} for prefix in prefixes], max(enough, len(prefixes) // 10))
    templates = Counter(_template(prefix, constant | {":"}) for prefix in prefixes)
    yield from (words for words, count in templates.most_common() if count >= enough)


def _prefix(words: Words) -> Words:
    for position, word in enumerate(words[:10]):
        if word.endswith(":"):
            last = (word[:-1], ":") if word != ":" else (":",)
            return (*words[:position], *last)
    return ()


def _longest(counts: Counter[Words], enough: int, *, trailing: bool = True) -> Iterator[Words]:
    """Frequent wordings, each only in its longest form that loses few of its texts."""
    good = {words: count for words, count in counts.items() if count >= enough}
    longer: dict[Words, int] = defaultdict(int)
    for words, count in good.items():
        shorter = (*words[:-2], "*") if trailing else words[:-1]
        longer[shorter] = max(longer[shorter], count)
        if not trailing and words[0] != "*":
            longer[("*", *words[1:])] = max(longer[("*", *words[1:])], count)
    for words, count in sorted(good.items(), key=lambda item: (-item[1], -len(item[0]))):
        if longer[words] < 0.8 * count:
            yield words
