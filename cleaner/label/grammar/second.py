"""Does a second article start here? Log-odds with weights anybody can read (``data/second.toml``).

The weights are set by hand from how such pages are made; nothing was fitted to texts.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, Protocol

from cleaner.arabic.genre import genre
from cleaner.label.grammar.ends import opener
from cleaner.label.grammar.topic import content, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.label.grammar.units import Unit

_DATELINE: Final = re.compile(r"[^:.]{2,40}?\s*[:]|[^:.]{2,30}\s-\s")
_ARABIC: Final = re.compile("[ء-ي]")
_LOOK: Final = 8
_PARAGRAPH: Final = 25
_TEASER: Final = 3
"""Paragraphs a teaser has at most; where line ends are lost, as many sentences as have …"""
_TEASER_WORDS: Final = 90
"""… so many words."""
_GOES_ON: Final = 3.0
"""Score of words that open a paragraph going on («وقال», «من جهته»)."""
_FEW: Final = 4
"""Content words below which a paragraph has no topic of its own."""
"""Paragraphs behind the headline that are looked at."""


@dataclass(slots=True)
class Verdict:
    """Log-odds for «a second article starts here» and the evidence that gave them."""

    odds: float = 0.0
    evidence: list[tuple[float, str]] = field(default_factory=list)

    def add(self, weight: float, what: str) -> None:
        """Count one piece of evidence."""
        if abs(weight) >= 0.05:
            self.odds += weight
            self.evidence.append((weight, what))

    @property
    def yes(self) -> bool:
        """More likely than not."""
        return self.odds > 0

    @property
    def reason(self) -> str:
        """The evidence in words, strongest first, with its weights."""
        ranked = sorted(self.evidence, key=lambda item: -abs(item[0]))
        listed = ", ".join(f"{what} ({weight:+.1f})" for weight, what in ranked)
        chance = 1 / (1 + math.exp(-max(-50.0, min(50.0, self.odds))))
        return f"second article {chance:.0%}: {listed}"


class _Add(Protocol):
    """Counts a named piece of evidence."""

    def __call__(self, name: str, what: str, times: float = 1.0) -> None:
        """Count it."""


@dataclass(slots=True)
class Candidate:
    """A place where a second article may start."""

    before: Sequence[Unit]
    """The article so far (paragraphs and its own headings)."""
    headline: Unit | None
    after: Sequence[Unit]
    """What follows the headline, without furniture, up to the end or the next list."""
    heading: bool
    """A related heading stands before; else only tags, source or the like."""
    items: int = 1
    """Headline-like lines under the heading, this one included."""
    closed: str = ""
    """Label of the closing line just before (tags, source-credit, copyright …), if any."""
    noise: bool = False
    """A share, follow, app or ad line stands just before."""
    ruled: bool = False
    """A line of stars or dashes stands just before."""
    listed: bool = False
    """A list of other articles stands just before."""
    tight: bool = False
    """The headline clings to the heading in a text that parts its paragraphs by blank lines."""
    enumerated: bool = False
    """The headline has a bullet, a number or a date stamp: an item."""
    position: float = 0.5
    """Share of the document before this place."""


@cache
def weights() -> Mapping[str, float]:
    """The weights, by name, from ``data/second.toml`` beside this file."""
    text = resources.files("cleaner.label.grammar").joinpath("second.toml").read_text("utf-8")
    return {name: float(value) for name, value in tomllib.loads(text)["weights"].items()}


def weigh(place: Candidate) -> Verdict:
    """Judge one candidate."""
    verdict = Verdict()
    known = weights()

    def add(name: str, what: str, times: float = 1.0) -> None:
        verdict.add(known[name] * times, what)

    if place.heading:
        add("heading", "under a heading of other articles")
        if place.headline is None:
            add("no_headline", "no headline")
        elif place.items > 1:
            add("items", f"last of {place.items} headlines", min(place.items - 1, 3))
    else:
        add("bare", "bare headline")
    if place.closed:
        add("closed", f"{place.closed} just before")
    elif place.listed:
        add("listed", "a list of other articles just before")
    elif place.noise:
        add("noise", "page furniture just before")
    elif place.ruled:
        add("ruled", "a rule just before")
    if not _ARABIC.search(place.after[0].text if place.after else ""):
        add("foreign", "a language whose conjunctions are not known here")
    if place.headline is not None and place.headline.cut:
        add("one_line", "no line ends")
        words = place.headline.words
        if any(opener(words[at : at + 2]) > _GOES_ON for at in range(_FEW, len(words))):
            add("swallowed", "a sentence that goes on may begin inside the headline")
    if place.tight:
        add("tight", "headline set like a list item")
    if place.enumerated:
        add("enumerated", "headline set as a list item")
    if not any(unit.paragraph for unit in place.after[:_LOOK]):
        add("nothing_after", "no text follows")
        return verdict
    if place.position < 0.2:
        add("early", "near the beginning")
    first = place.after[0]
    if first.continues:
        add("continues", f"next paragraph goes on with «{' '.join(first.words[:2])}»")
    elif first.words[0] in genre().particles:
        add("particle", f"next paragraph opens with «{first.words[0]}», like no lead")
    elif first.words[0] in genre().lead_verbs:
        add("lead_verb", f"next paragraph opens like a lead («{first.words[0]}»)")
    else:
        add("fresh", "next paragraph opens without a conjunction")
    if _DATELINE.match(first.text) and any(
        word in genre().cities or word in genre().agencies for word in first.words[:4]
    ):
        add("dateline", "next paragraph opens with a date line")
    _topic(place, add)
    count = len(place.after)
    if count == 1:
        add("short", "one paragraph follows")
    elif count >= 4:
        add("long", f"{count} paragraphs follow")
    return verdict


def teaser(place: Candidate) -> int:
    """How many paragraphs behind the headline are a teaser, after which the text goes on; or 0.

    From there on the paragraphs are closer to the text so far than to the headline and the teaser.
    """
    if place.closed or place.headline is None:
        return 0
    old = content([word for unit in place.before for word in unit.words])
    new = content(place.headline.words)
    said = 0
    for count, unit in enumerate(place.after, 1):
        if count > _TEASER and not (unit.cut and said < _TEASER_WORDS):
            break
        said += len(unit.words)
        new |= content(unit.words)
        rest = [content(one.words) for one in place.after[count : count + _LOOK]]
        rest = [words for words in rest if len(words) > _FEW]
        enough = weights()["returns_flat" if unit.cut else "returns"]
        if rest and _closeness(rest, old, new) > enough:
            return count
    return 0


def _closeness(rest: Sequence[set[str]], old: set[str], new: set[str]) -> float:
    """Likeness of paragraphs to the text so far, less that to the new lead (sizes evened out)."""
    scale = math.sqrt(min(1.0, len(new) / max(1, len(old))))
    return sum(share(words, old) * scale - share(words, new) for words in rest) / len(rest)


def _topic(place: Candidate, add: _Add) -> None:
    body = place.after[:_LOOK]
    old_words = [word for unit in place.before for word in unit.words]
    old = content(old_words)
    head = content(place.headline.words) if place.headline else set()
    opening = 1  # sentences of a one-line text are short: take as many as make a paragraph
    while opening < len(body) and sum(len(unit.words) for unit in body[:opening]) < _PARAGRAPH:
        opening += 1
    first = content([word for unit in body[:opening] for word in unit.words])
    lead = first | (content(body[opening].words) if len(body) > opening else set())
    if len(head) >= 2:
        fresh = share(head, lead)
        known = share(head, old)
        add("in_lead", f"{fresh:.0%} of the headline's words in the next paragraphs", fresh - 0.2)
        if not fresh:
            add("no_overlap", "not one of its words there")
        add("in_old", f"{known:.0%} of them in the text so far", known)
    add("first_old", "next paragraph speaks of the text so far", share(first, old) - 0.35)
    rest = [content(unit.words) for unit in body[opening:]]
    if rest and old:
        add(
            "closer",
            "later paragraphs are closer to the new lead",
            -_closeness(rest, old, head | first),
        )
