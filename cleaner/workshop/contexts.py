"""Places where a marker phrase stands, labelled by reading: how much of the prose survives.

``python -m cleaner.workshop.contexts LABELS FOLDER`` cleans each labelled place: the whole text it
is from where FOLDER (``text-ar`` of the evaluation data) has it, else the place itself with prose
before and behind it. Prints the shares by phrase, and every place that was not decided right.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner import Cleaner
from cleaner.workshop.score import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CONTEXTS: Final = "marker-contexts.jsonl.gz"
TEXTS: Final = (
    "saudinewsnet-2015.jsonl.gz",
    "almayadeen-2023-2024.jsonl.gz",
    "maghreb-mixed.jsonl.gz",
)
BEFORE: Final = 110
"""Characters of a context before its phrase; fewer where the text begins within them."""
BEHIND: Final = 130
"""Characters from the beginning of the phrase on; fewer where the text ends within them."""
NEAR: Final = 20
"""Characters on either side, in the same line, that must survive with a phrase in prose."""
_FILLER: Final = (
    "وقال رئيس البلدية إن العمل في الحديقة يبدأ في الربيع، وأضاف أن الأهالي سيشاركون فيه.\n"
    "وأوضح أن المدرسة ستفتح أبوابها للزوار في نهاية الأسبوع، وأن المكتبة تبقى مفتوحة"
)
"""Prose of ours for what is cut off, so that a place stands where it stood: at an end or inside."""


@dataclass(frozen=True, slots=True)
class Place:
    """A labelled occurrence of a phrase."""

    id: str
    """First 12 hexadecimal digits of the SHA-1 of phrase, NUL, context."""
    phrase: str
    label: str
    """``prose``, ``boilerplate``, or ``glued``: in a line with prose, where it stays by default."""
    note: str
    text: str
    start: int
    """Where the phrase stands in ``text``."""
    url: str | None
    whole: bool
    """The text is the one the place is from."""

    @property
    def span(self) -> tuple[int, int]:
        """The characters that must stay (prose, with what is near) or go (boilerplate)."""
        start, end = self.start, self.start + len(self.phrase)
        if self.label == "prose":
            before = self.text[max(0, start - NEAR) : start].rpartition("\n")[2]
            behind = self.text[end : end + NEAR].partition("\n")[0]
            return start - len(before), end + len(behind)
        return start, end


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the cleaner did with a place."""

    place: Place
    touched: bool
    """A letter or digit of the place was removed."""
    kept: bool
    """A letter or digit of the place was kept."""
    rule: str = ""

    @property
    def right(self) -> bool:
        """Prose that is all there, boilerplate that is all gone."""
        return not self.touched if self.place.label == "prose" else not self.kept


def place_id(phrase: str, context: str) -> str:
    """How a place is known without its text."""
    hashed = hashlib.sha1(f"{phrase}\0{context}".encode(), usedforsecurity=False)
    return hashed.hexdigest()[:12]


def read_places(labels: Path, folder: Path) -> Iterator[Place]:
    """The labelled places with their texts; ValueError for one that FOLDER does not have."""
    with labels.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    found = {place_id(one["phrase"], one["context"]): one for one in read_rows(folder / CONTEXTS)}
    texts = {
        row["url"]: row["text"]
        for name in TEXTS
        for row in read_rows(folder / name)
        if "url" in row
    }
    for row in rows:
        if row["id"] not in found:
            raise ValueError(f"no context {row['id']} in {folder / CONTEXTS}")
        yield _place(row, found[row["id"]], texts)


def _place(row: Mapping[str, str], found: Mapping[str, Any], texts: Mapping[str, str]) -> Place:
    context, phrase, url = found["context"], found["phrase"], found["url"]
    inside = BEFORE if context.startswith(phrase, BEFORE) else context.find(phrase)
    whole = texts.get(url, "")
    at = whole.find(context)
    text = whole
    if at < 0:
        begins, ends = inside < BEFORE, len(context) - inside < BEHIND
        before = "" if begins else f"{_FILLER} "
        text = before + context + ("" if ends else f" {_FILLER}.")
        at = len(before)
    return Place(
        row["id"], phrase, row["label"], row["note"], text, at + inside, url, text is whole
    )


@cache
def _cleaner() -> Cleaner:
    return Cleaner()


def clean_place(place: Place) -> Outcome:
    """Clean the text of a place and look what became of it."""
    article = _cleaner().clean_text(place.text, url=place.url)
    start, end = place.span
    gone: dict[int, str] = {}
    for one in article.removed:
        told = f"{one.plugin}: {one.rule}"
        gone |= dict.fromkeys(range(max(start, one.start), min(end, one.end)), told)
    letters = [at for at in range(start, end) if place.text[at].isalnum()]
    return Outcome(
        place,
        any(at in gone for at in letters),
        any(at not in gone for at in letters),
        next(iter(gone.values()), ""),
    )


def share(outcomes: Sequence[Outcome], label: str) -> tuple[int, int]:
    """(decided right, all) of the places with a label."""
    of_label = [one for one in outcomes if one.place.label == label]
    return sum(one.right for one in of_label), len(of_label)


def report(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The shares by phrase, the totals, and the places that were not decided right."""
    by_phrase: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_phrase[one.place.phrase].append(one)
    yield "prose kept  furniture removed  phrase"
    for phrase, some in by_phrase.items():
        counts = [share(some, label) for label in ("prose", "boilerplate")]
        shown = [f"{right}/{number}" if number else "-" for right, number in counts]
        yield f"{shown[0]:>10}  {shown[1]:>17}  {phrase}"
    for label, told in (("prose", "prose kept"), ("boilerplate", "furniture removed")):
        right, number = share(outcomes, label)
        yield f"{told}: {right} of {number} ({right / max(1, number):.1%})"
    whole = sum(one.place.whole for one in outcomes)
    yield f"whole texts: {whole} of {len(outcomes)}"
    for one in outcomes:
        if one.place.label != "glued" and not one.right:
            told = one.rule or "nothing removed"
            yield f"{one.place.label} {one.place.id} «{one.place.phrase}» {one.place.note}: {told}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(
        prog="python -m cleaner.workshop.contexts", description=__doc__
    )
    parser.add_argument("labels", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args(argv)
    outcomes = [clean_place(place) for place in read_places(args.labels, args.folder)]
    print(*report(outcomes), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
