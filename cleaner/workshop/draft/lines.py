"""Lines of the root that no element sets apart, as patterns: those that pages of a site repeat."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.arabic.fold import fold
from cleaner.label.patterns import expression
from cleaner.workshop.residues.label import guess_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleaner.workshop.draft.place import Weights

PAGES: Final = 2
"""Pages that must show a line."""
MAX_WORDS: Final = 10
"""Of a longer line only the beginning is stated; the rest may differ."""
OPENING: Final = 8
HEADING_WORDS: Final = 4
"""Words that may stand before the colon of a line whose rest differs from page to page."""
_SPECIAL: Final = re.compile(r"[*#]")
_DIGITS: Final = re.compile(r"\d+")
_LETTER: Final = re.compile(r"[^\W\d_]")


class Line(NamedTuple):
    """A pattern, and how many pages show what it fits."""

    pattern: str
    pages: int


def repeated_lines(
    unnamed: Mapping[str, set[int]], pages: Sequence[Weights], labels: Mapping[str, str]
) -> dict[str, list[Line]]:
    """Patterns by label for lines that several pages show, or that open alike on several.

    None fits a line of the article on any of the pages.
    """
    spared = [fold(b.text) for page in pages for b, state in page.blocks if state == "wanted"]
    shown: dict[str, set[int]] = defaultdict(set)
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for text, places in unnamed.items():
        for pattern in _patterns(text):
            shown[pattern] |= places
            said[pattern][labels.get(text) or guess_label(text)] += 1
    found: dict[str, list[Line]] = {}
    kept: list[re.Pattern[str]] = []
    often = [one for one, places in shown.items() if len(places) >= PAGES]
    for pattern in sorted(often, key=lambda one: (-len(shown[one]), -len(one), one)):
        fits = re.compile(expression(pattern), re.DOTALL)
        if any(map(fits.fullmatch, spared)) or any(
            known.fullmatch(fold(pattern)) for known in kept
        ):
            continue
        kept.append(fits)
        label = said[pattern].most_common(1)[0][0]
        found.setdefault(label, []).append(Line(pattern, len(shown[pattern])))
    return found


def _patterns(text: str) -> Iterator[str]:
    """Patterns that fit a line: its words, or its beginning."""
    words = _DIGITS.sub("\0", _SPECIAL.sub(" ", text)).replace("\0", "#").split()
    if not _LETTER.search(text):
        return
    yield " ".join((*words[:OPENING], "*") if len(words) > MAX_WORDS else words)
    heading = next(
        (at for at, word in enumerate(words[:HEADING_WORDS]) if word.endswith(":")), None
    )
    if heading is not None and at_least_a_word(words[: heading + 1]):
        yield " ".join((*words[: heading + 1], "*"))


def at_least_a_word(words: Iterable[str]) -> bool:
    """Whether there are letters enough to tell a line by."""
    return sum(len(_LETTER.findall(word)) for word in words) >= 3
