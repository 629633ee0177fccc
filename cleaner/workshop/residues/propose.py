"""From the lines of one outlet's texts to rules: what repeats at an end, and is no prose."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold
from cleaner.label.patterns import expression
from cleaner.workshop.residues.candidates import Documents, Table, Words, candidates
from cleaner.workshop.residues.label import OTHER, guess_label, is_marker
from cleaner.workshop.residues.shape import MAX_WORDS, NUMBER, Line, distinct, plain, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MIN_TEXTS: Final = 5
"""Fewer texts than this with a residue prove nothing."""
MIN_SHARE: Final = 0.015
"""Of an outlet's texts that must have it."""
NAMELESS_SHARE: Final = 0.1
"""The same for a wording that nothing but its frequency tells from prose."""
AT_THE_END: Final = 0.9
"""Share of a wording's places that must lie at the end in question; prose is everywhere."""
UNFINISHED: Final = 0.85
"""Share of a residue's places that must not end like a sentence."""
NEARLY_ALL: Final = 0.9
"""Share of a rule's texts that another must have to make it needless."""
MAX_STARS: Final = 3
_LETTERS: Final = re.compile(r"[^\W\d_]")
_SENTENCE_END: Final = re.compile(r"[.!؟?…][»\"”)\]]*$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule for a plugin, and what speaks for it."""

    table: Table
    label: str
    pattern: str
    count: int
    """Texts that have it."""
    texts: int
    """Texts that were read."""
    examples: tuple[str, ...]

    @property
    def share(self) -> float:
        """Share of the texts, 0 to 1."""
        return self.count / self.texts if self.texts else 0.0


def propose(texts: Iterable[str]) -> list[Proposal]:
    """Rules for the residues of one outlet's texts, the most frequent first.

    Needs some dozens of texts to find anything; copies of a text count once. A proposal's wording
    stands at one end in nine of ten places, does not end like a sentence, and is in 1.5 % of the
    texts or more; in 10 % where no marker or sign names it.
    """
    documents = distinct(texts)
    enough = max(MIN_TEXTS, round(MIN_SHARE * len(documents)))
    spelled = _spelling(documents)
    found: list[tuple[Proposal, re.Pattern[str]]] = []
    tried: set[tuple[Table, Words]] = set()
    for table, words in candidates(documents, enough):
        if (table, words) in tried or not _fixed_enough(table, words):
            continue
        tried.add((table, words))
        pattern = re.compile(expression(_written(words)))
        proposal = _trial(table, words, pattern, documents, enough, spelled)
        if proposal and not any(_covers(known, test, proposal) for known, test in found):
            found = [one for one in found if not _covers(proposal, pattern, one[0])]
            found.append((proposal, pattern))
    return sorted((one for one, _ in found), key=lambda one: (-one.count, one.table, one.pattern))


def repeated_openings(texts: Iterable[str]) -> tuple[int, int]:
    """(texts whose first line stands once more at the end, texts): no rule is needed for these."""
    documents = [lines for lines in distinct(texts) if len(lines) > 2]
    repeated = sum(lines[0].folded in (line.folded for line in lines[-2:]) for lines in documents)
    return repeated, len(documents)


def _written(words: Sequence[str]) -> str:
    """Words as a line pattern; dots stand before a word with or without a blank."""
    return " ".join(words).replace("... ", "...")


def _spelling(documents: Documents) -> dict[str, str]:
    """Folded word -> its most frequent spelling, so that patterns can be read."""
    seen: dict[str, Counter[str]] = {}
    for lines in documents:
        for line in lines:
            if line.head or line.tail:
                for raw in line.raw.split():
                    words = words_of(raw)
                    for word in words if len(words) == 1 and plain(words[0]) else ():
                        seen.setdefault(word, Counter())[raw] += 1
    return {word: spelled.most_common(1)[0][0] for word, spelled in seen.items()}


def _fixed_enough(table: Table, words: Words) -> bool:
    """Whether the fixed part of a wording is more than a word of the language."""
    fixed = [word for word in words if word not in ("*", NUMBER)]
    letters = sum(len(_LETTERS.findall(word)) for word in fixed)
    if words.count("*") > MAX_STARS or sum(map(len, fixed)) < 2:
        return False
    if "*" not in words:
        return True
    lettered = sum(1 for word in fixed if _LETTERS.search(word))
    return letters >= (3 if table == "head" else 4) and (
        table != "lines" or lettered >= 2 or any(":" in w for w in fixed)
    )


def _trial(
    table: Table,
    words: Words,
    pattern: re.Pattern[str],
    documents: Documents,
    enough: int,
    spelled: dict[str, str],
) -> Proposal | None:
    """The proposal for a candidate, if the outlet's own texts bear it out."""
    needle = max((word for word in words if word not in ("*", NUMBER)), key=len).split(NUMBER)[0]
    needle = needle.removeprefix("*")
    texts = places = at_end = unfinished = 0
    examples: dict[str, None] = {}
    for lines in documents:
        here = False
        for line in lines:
            if needle not in line.folded or not (taken := _taken(table, pattern, line)):
                continue
            places += 1
            if not _at_end(table, line, lines):
                continue
            at_end += 1
            here = True
            unfinished += not _sentence(taken)
            examples.setdefault((line.raw if table == "lines" else taken)[:120], None)
        texts += here
    if texts < enough or at_end < AT_THE_END * places:
        return None
    shown = _written([spelled.get(word, word) for word in words])
    # headlines run together may end in «!»; without a marker that is a sentence
    if unfinished < UNFINISHED * at_end and not is_marker(shown):
        return None
    label = guess_label(shown)
    if label == OTHER and texts < NAMELESS_SHARE * len(documents):
        return None
    return Proposal(table, label, shown, texts, len(documents), tuple(examples)[:3])


def _taken(table: Table, pattern: re.Pattern[str], line: Line) -> str:
    """What the rule would take of a line (folded); empty for nothing."""
    if table == "lines":
        return line.folded if pattern.fullmatch(line.folded) else ""
    found = pattern.match(line.folded) if table == "head" else pattern.search(line.folded)
    if found is None:
        return ""
    return found.group() if table == "head" else line.folded[found.start() :]


def _at_end(table: Table, line: Line, lines: list[Line]) -> bool:
    if table == "lines":  # a paragraph that fits the pattern is prose
        return (line.head or line.tail) and len(line.words) <= MAX_WORDS
    return line.tail if table == "tail" else line in lines[:2]


def _sentence(text: str) -> bool:
    """Ends like a sentence, and is long enough to be one."""
    return len(text.split()) > 5 and bool(_SENTENCE_END.search(text))


def _covers(known: Proposal, pattern: re.Pattern[str], other: Proposal) -> bool:
    """Whether a rule found earlier takes what another one would."""
    if known.count < NEARLY_ALL * other.count:
        return False
    examples = [fold(example) for example in other.examples]
    if known.table == "lines":
        return other.table != "head" and all(map(pattern.fullmatch, examples))
    if known.table == "tail":
        return other.table != "head" and all(map(pattern.search, examples))
    return other.table == "head" and all(map(pattern.match, examples))
