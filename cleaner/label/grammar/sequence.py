"""Sequence: one walk over the units that decides each place by what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.arabic.genre import genre
from cleaner.label.grammar.candidates import Part, beside, choose, place_at
from cleaner.label.grammar.edges import mark_head, mark_tail
from cleaner.label.grammar.lines import LISTED, Lines
from cleaner.label.grammar.marks import CLOSING, Mark
from cleaner.label.grammar.people import glued_prefix
from cleaner.label.grammar.second import Verdict, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.label.grammar.ballot import Ballot, Role
    from cleaner.label.grammar.units import Unit

_HEADING: Final = 6
"""Words of a heading no lexicon knows."""
_RULED: Final = 4
"""Words of a headline behind a mere rule."""
_NOISE: Final = frozenset({"share", "follow", "app", "subscribe", "newsletter", "ad", "contact"})


class Walk:
    """Decides the units of one document; its decisions go to the ballot."""

    def __init__(
        self,
        units: Sequence[Unit],
        marks: dict[int, Mark],
        ballot: Ballot,
        title: str | None,
        *,
        glued: bool = False,
    ) -> None:
        self.units = units
        self.marks = marks
        self.lines = Lines(units, marks)
        self.ballot = ballot
        self.title = title
        self.glued = glued
        """Also take out a dateline or byline run into an article's first sentence."""

    def run(self) -> None:
        """Walk the main article, and every further one that starts behind it."""
        group = -1
        found = self._article(0, group)
        while found is not None:
            at, verdict = found
            group = self.ballot.new_group()
            found = self._article(self._headline(at, verdict, group), group)

    def _article(self, low: int, group: int) -> tuple[int, Verdict] | None:
        """Walk one article from ``low`` on; where and why the next one starts, if one does."""
        high = len(self.units)
        for place, found in mark_head(self.units, low, high, self.title).items():
            self.marks.setdefault(place, found)
        text = Part(low, high, group)
        at = low
        while at < text.high:
            mark = self._mark(at, text)
            verdict = None
            if mark is None:
                step, verdict = self._unmarked(at, text)
            elif mark.kind == "line":
                step = self._line(at, mark, text)
            else:
                decide = self._heading if mark.kind == "heading" else self._widget
                step, verdict = decide(at, mark, text)
                text.goes_on()
                text.listed = step > at + 1 and self.lines.enumerated(step - 1)
            if verdict is not None:
                text.high = at
                self._finish(text)
                return step, verdict
            at = step
        self._finish(text)
        return None

    def _mark(self, at: int, text: Part) -> Mark | None:
        """The mark of a unit as its surroundings let it stand."""
        mark = self.marks.get(at)
        if mark is None:
            return None
        if mark.label == "read-more" and self.lines.introduces(mark, at + 1, text.high):
            self.marks[at] = Mark("heading", "related-inline", mark.rule, mark.reason)
        elif not mark.sure and not self._agrees(at, mark, text):
            del self.marks[at]
        return self.marks.get(at)

    def _agrees(self, at: int, mark: Mark, text: Part) -> bool:
        """What stands around an unsure mark agrees with it."""
        if mark.kind == "heading":
            return bool(self.lines.items(at + 1, text.high))
        return mark.kind == "widget" or self.lines.fits(at, text.low, text.high)

    def _line(self, at: int, mark: Mark, text: Part) -> int:
        """A line of furniture; readers' comments behind a comments line go with it."""
        self._cast(at, mark.label, mark.rule, mark.reason, text.group)
        if text.body:
            text.closed = mark.label if mark.label in CLOSING else text.closed
            text.noise = text.noise or mark.label in _NOISE
        if mark.rule == "marker.caption-title" and self._captioned(at + 1, text):
            self._cast(at + 1, "caption", mark.rule, "the caption announced above", text.group)
            return at + 2
        if len(text.body) < 2 or mark.label != "comments" or not self.lines.thread(at, text.high):
            return at + 1
        for comment in range(at + 1, text.high):
            self._cast(comment, "comments", "comments.thread", "readers' comments", text.group)
        text.high = at + 1
        return text.high

    def _captioned(self, at: int, text: Part) -> bool:
        """The line under «caption:» near the end of an article is one."""
        return at < text.high <= at + 3 and at not in self.marks and self.units[at].headline

    def _unmarked(self, at: int, text: Part) -> tuple[int, Verdict | None]:
        """A line without a mark: the article goes on, unless behind closing lines one starts."""
        if not self.units[at].spoken:
            text.body.append(at)
            text.ruled = self.lines.one_rule
            return at + 1, None
        bare = self._bare(at, text)
        if text.closed and text.body and len(self.units[at].words) <= _HEADING:
            found = self._unknown_heading(at, text, bare)
            if found is not None:
                return found
        if bare is not None and bare.yes:
            return at, bare
        text.body.append(at)
        text.goes_on()
        return at + 1, None

    def _bare(self, at: int, text: Part) -> Verdict | None:
        """Whether a headline with no heading, behind closing lines, opens an article."""
        unit = self.units[at]
        if not text.parted or not text.body or not unit.headline or unit.bullet:
            return None
        if len(unit.words) < _RULED and not (text.closed or text.noise or text.listed):
            return None
        if unit.html and (unit.source.in_root or not unit.source.level):
            return None
        place = place_at(self.lines, at, at, self.lines.follow(at + 1, text.high), text)
        place.heading = False
        place.tight = False
        place.enumerated = unit.number > 0
        return weigh(place)

    def _unknown_heading(
        self, at: int, text: Part, bare: Verdict | None
    ) -> tuple[int, Verdict | None] | None:
        """A short line no lexicon knows, behind the tags and over a list or a second article."""
        items = self.lines.items(at + 1, text.high)
        if not items or self.units[at].html or self.lines.enumerated(at):
            return None
        listed = len(items) > 1 and all(map(self.lines.enumerated, items))
        if not listed:
            verdict, _, _ = choose(self.lines, at, items, text)
            if verdict is None or not verdict.yes or (bare and bare.odds > verdict.odds):
                return None
        reason = f"a short line behind the {text.closed} line, over other articles"
        mark = Mark("heading", "related-inline", "heading.unknown", reason)
        return self._heading(at, mark, text)

    def _heading(self, at: int, mark: Mark, text: Part) -> tuple[int, Verdict | None]:
        """A heading of other articles: a list, or one more article? Where to go on."""
        items = self.lines.items(at + 1, text.high)
        after = at + 1 + len(items)
        label = "most-read" if mark.label == "most-read" else "related-block"
        self._cast(at, label, mark.rule, mark.reason, text.group, "heading")
        listed = bool(items) and self.lines.enumerated(items[0])
        verdict, headline, lines = None, -1, 0
        goes_on = bool(self.lines.follow(after, text.high))
        if len(items) > 1 and not listed and goes_on and self.lines.loose(text.body):
            items = items[:1]  # the text's own lines look like headlines too
            after = items[0] + 1
        if label == "related-block" and not listed:
            verdict, headline, lines = choose(self.lines, at, items, text)
        if verdict is not None and verdict.yes and not lines:
            self._list([i for i in items if i < headline], label, text.group)
            return (headline if items else after), verdict
        if lines:
            self._list([i for i in items if i <= headline], label, text.group)
            return self._teaser(headline + 1, lines, text), None
        self._list(items, label, text.group, verdict)
        return after, None

    def _teaser(self, at: int, lines: int, text: Part) -> int:
        """Paragraphs of another article's beginning, after which this one goes on."""
        while lines and at < text.high:
            if at not in self.marks:
                reason = "teaser of the headline above; behind it the text returns to its topic"
                self._cast(at, "related-block", "list.teaser", reason, text.group)
                lines -= 1
            at += 1
        return at

    def _widget(self, at: int, mark: Mark, text: Part) -> tuple[int, Verdict | None]:
        """Marker and headline(s) in one line; in a text without lines an article may follow."""
        unit = self.units[at]
        stamps = list(genre().stamp.finditer(unit.text, mark.rest))
        verdict, lines = None, 0
        if text.body and not (unit.html or stamps or mark.label == "most-read"):
            verdict, lines = beside(self.lines, at, mark, text)
        second = verdict is not None and verdict.yes and not lines
        label = "related-block" if second else mark.label
        cast = self.ballot.cast
        rule, why, group = mark.rule, mark.reason, text.group
        cast(unit, label, rule, why, span=(0, mark.rest), group=group, role="heading")
        if second:
            return at, verdict
        start = mark.rest
        for stamp in stamps:
            cast(unit, label, rule, why, span=(start, stamp.start()), group=group, role="item")
            cast(
                unit, label, rule, "date of the headline before it", span=stamp.span(), group=group
            )
            start = stamp.end()
        cast(unit, label, rule, why, span=(start, len(unit.text)), group=group, role="item")
        if lines:
            return self._teaser(at + 1, lines, text), None
        return at + 1 + self._beside(at, mark, text), None

    def _beside(self, at: int, mark: Mark, text: Part) -> int:
        """List lines under a widget whose first item stands beside the marker; how many."""
        unit = self.units[at]
        if unit.cut:
            return 0
        label = "most-read" if mark.label == "most-read" else "related-block"
        items = self.lines.items(at + 1, text.high)
        beside = LISTED.search(unit.text[max(0, mark.rest - 4) : mark.rest + 5] + " ")
        listed = bool(items) and self.lines.enumerated(items[0]) and beside is not None
        to_the_end = label == "most-read" and at + 1 + len(items) == text.high
        if not (listed or to_the_end):
            return 0
        self._list(items, label, text.group)
        return len(items)

    def _headline(self, at: int, verdict: Verdict, group: int) -> int:
        """Label the headline of a second article, if ``at`` is one; where its text begins."""
        unit = self.units[at]
        mark = self.marks.get(at)
        if not (unit.headline or unit.cut):
            return at
        start = mark.rest if mark is not None and mark.kind == "widget" else 0
        span = (start, len(unit.text))
        rule, why = "second.headline", verdict.reason
        self.ballot.cast(unit, "second-article", rule, why, span=span, group=group, role="headline")
        return at + 1

    def _list(
        self, items: Sequence[int], label: str, group: int, verdict: Verdict | None = None
    ) -> None:
        why = f"; no {verdict.reason}" if verdict is not None else ""
        for at in items:
            reason = f"headline {at - items[0] + 1} of {len(items)} under the heading{why}"
            self._cast(at, label, "list.item", reason, group, "item")

    def _finish(self, text: Part) -> None:
        """Label the article's tail, and the rest of a second article as such."""
        open_ = set(text.body)
        if self.glued and text.body:
            unit = self.units[text.body[0]]
            prefix = glued_prefix(unit) if unit.paragraph else None
            if prefix is not None:
                label, end = prefix
                why = "place, agency or writer run into the first sentence"
                self.ballot.cast(
                    unit, label, "head.glued", why, strength=65, span=(0, end), group=text.group
                )
        if open_:
            tail = mark_tail(self.units, text.low, text.high, self.title, open_)
            for at, mark in tail.items():
                self._cast(at, mark.label, mark.rule, mark.reason, text.group)
                open_.discard(at)
        if text.group >= 0:
            for at in sorted(open_):
                reason = "text of the second article"
                self._cast(at, "second-article", "second.body", reason, text.group, "body")

    def _cast(
        self, at: int, label: str, rule: str, reason: str, group: int, role: Role = ""
    ) -> None:
        self.ballot.cast(self.units[at], label, rule, reason, group=group, role=role)
