"""Candidates: the places where a second article may start, put together for the log-odds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.label.grammar.lines import LISTED
from cleaner.label.grammar.second import Candidate, Verdict, teaser, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.label.grammar.lines import Lines
    from cleaner.label.grammar.marks import Mark
    from cleaner.label.grammar.units import Unit

_BEFORE: Final = 60
"""Paragraphs from which the topic of an article is known."""


@dataclass(slots=True)
class Part:
    """One article while it is walked."""

    low: int
    high: int
    group: int
    """Number of a second article; -1 for the main one."""
    body: list[int] = field(default_factory=list)
    closed: str = ""
    """Label of the closing line (tags, source, rights …) just before."""
    noise: bool = False
    """A share, follow or app line stands just before."""
    ruled: bool = False
    """A line of stars or dashes stands just before."""
    listed: bool = False
    """A list of other articles stands just before."""

    @property
    def parted(self) -> bool:
        """Something stands just before that may part two articles."""
        return bool(self.closed) or self.noise or self.ruled or self.listed

    def goes_on(self) -> None:
        """A line of the article: nothing stands before the next."""
        self.closed, self.noise, self.ruled, self.listed = "", False, False, False


def choose(
    lines: Lines, at: int, items: Sequence[int], text: Part
) -> tuple[Verdict | None, int, int]:
    """Which of the headlines under a heading opens a second article, and how likely.

    It is the last, or the one before it with a standfirst. The third value counts the paragraphs
    behind it, if they are no more than a teaser.
    """
    verdict, headline, count = None, -1, 0
    follow = lines.follow(at + 1 + len(items), text.high)
    if not text.body or not follow or lines.units[at].source.in_root:
        return None, headline, 0
    for choice in items[:-3:-1] or [-1]:
        lead = [lines.units[i] for i in items if i > choice >= 0]
        place = place_at(lines, at, choice, lead + follow, text)
        place.items = items.index(choice) + 1 if choice >= 0 else 0
        found = weigh(place)
        if verdict is None or found.odds > verdict.odds:
            verdict, headline = found, choice
            count = lines.clicked(choice + 1, text.high) if choice >= 0 else 0
            count = count or (teaser(place) if found.yes else 0)
    return verdict, headline, count


def beside(lines: Lines, at: int, mark: Mark, text: Part) -> tuple[Verdict | None, int]:
    """Whether the headline beside a marker opens a second article, and the lines of its teaser."""
    follow = lines.follow(at + 1, text.high)
    if not follow:
        return None, 0
    place = place_at(lines, at, at, follow, text)
    place.enumerated = LISTED.match(lines.units[at].text, mark.rest) is not None
    place.tight = False
    verdict = weigh(place)
    count = lines.clicked(at + 1, text.high)
    return verdict, count or (teaser(place) if verdict.yes else 0)


def place_at(lines: Lines, at: int, headline: int, after: list[Unit], text: Part) -> Candidate:
    """The place where a second article may start, before any further evidence."""
    unit = lines.units[headline] if headline >= 0 else None
    return Candidate(
        before=[lines.units[i] for i in text.body[:_BEFORE]],
        headline=unit,
        after=after,
        heading=True,
        closed=text.closed,
        noise=text.noise,
        ruled=text.ruled,
        listed=text.listed,
        tight=unit is not None and lines.parted and not unit.gap,
        position=lines.position(at),
    )
