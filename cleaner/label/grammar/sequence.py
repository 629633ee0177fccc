"""Sequence: one walk over the units that decides each place by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cleaner.arabic.genre import genre
from cleaner.arabic.lexicon import Lexicon
from cleaner.label.grammar.ballot import Ballot
from cleaner.label.grammar.edges import mark_head, mark_tail
from cleaner.label.grammar.marks import CLOSING, Mark, mark_of
from cleaner.label.grammar.second import Candidate, Verdict, weigh
from cleaner.label.grammar.units import Unit

LISTED: Final = re.compile(r"\s*(?:•|[-*]\s|\d{1,2}\s?[.)\-]\s)")
_MOST_ITEMS: Final = 24
_LAST: Final = 3
_EDGE: Final = 4
"""Lines from the beginning or end of an article."""
_NOISE: Final = frozenset({"share", "follow", "app", "subscribe", "newsletter", "ad", "contact"})


class Walk:
    """Decides the units of one document; its decisions go to the ballot."""

    def __init__(
        self,
        units: Sequence[Unit],
        marks: dict[int, Mark],
        ballot: Ballot,
        title: str | None,
    ) -> None:
        self.units = units
        self.marks = marks
        self.ballot = ballot
        self.title = title
        lengths = [len(unit.text) for unit in units]
        self.total = max(1, sum(lengths))
        self.before = [sum(lengths[:at]) for at in range(len(units))]
        gaps = sum(unit.gap for unit in units)
        self.parted = gaps * 2 > len(units)
        """The text parts its paragraphs by blank lines."""

    def article(self, low: int, high: int, group: int = -1) -> None:
        """Walk one article: ``low:high``, of a second article if ``group`` is not negative."""
        if group < 0 or low:
            for at, mark in mark_head(self.units, low, high, self.title).items():
                self.marks.setdefault(at, mark)
        body: list[int] = []
        closed = ""
        noise = False
        at = low
        while at < high:
            mark = self.marks.get(at)
            if mark is not None and mark.label == "read-more" and self._opens(mark, at + 1, high):
                mark = Mark("heading", "related-inline", mark.rule, mark.reason)
                self.marks[at] = mark
            if mark is None:
                verdict = self._bare(at, high, body, closed, noise)
                if verdict is not None and verdict.yes:
                    self._finish(low, at, body, group)
                    self._second(at, high, verdict)
                    return
                body.append(at)
                closed, noise = "", False
                at += 1
            elif mark.kind == "line" and not mark.sure and not self._fits(at, low, high):
                del self.marks[at]
                body.append(at)
                at += 1
            elif mark.kind == "line" and mark.label == "comments" and self._thread(at, high, body):
                self._line(at, mark, group)
                self._comments(at + 1, high, group)
                high = at + 1
                at = high
            elif mark.kind == "line":
                self._line(at, mark, group)
                closed = mark.label if body and mark.label in CLOSING else closed
                noise = noise or (bool(body) and mark.label in _NOISE)
                at += 1
            else:
                step, verdict = (
                    self._heading(at, high, body, closed, noise, group)
                    if mark.kind == "heading"
                    else self._widget(at, high, body, closed, noise, group)
                )
                if verdict is not None:
                    self._finish(low, at, body, group)
                    self._second(step, high, verdict)
                    return
                at = step
                closed, noise = "", False
        self._finish(low, high, body, group)

    def _finish(self, low: int, high: int, body: list[int], group: int) -> None:
        """Label the article's tail, and the rest of a second article as such."""
        taken: set[int] = set()
        if body:
            open_ = set(body)
            tail = mark_tail(self.units, low, high, self.title, lambda at: at not in open_)
            for at, mark in tail.items():
                if at in open_:
                    self._line(at, mark, group)
                    taken.add(at)
        if group >= 0:
            for at in body:
                if at not in taken:
                    self.ballot.cast(
                        self.units[at],
                        "second-article",
                        "second.body",
                        "text of the second article",
                        group=group,
                        role="body",
                    )

    def _fits(self, at: int, low: int, high: int) -> bool:
        """An unsure line stands at an edge of the article or beside other furniture."""
        return (
            at - low < _EDGE
            or high - at <= _EDGE
            or any(near in self.marks for near in (at - 1, at + 1))
        )

    def _thread(self, at: int, high: int, body: list[int]) -> bool:
        """Readers' comments follow: a form to fill in, or lines with nothing but a date."""
        rest = self.units[at + 1 : high]
        short = [unit for unit in rest if len(unit.words) <= 6]
        stamps = sum(unit.stamped for unit in short)
        return len(body) > 1 and (stamps > 1 or any(unit.words == ["الاسم"] for unit in short))

    def _comments(self, low: int, high: int, group: int) -> None:
        for at in range(low, high):
            self.ballot.cast(
                self.units[at], "comments", "comments.thread", "readers' comments", group=group
            )

    def _line(self, at: int, mark: Mark, group: int) -> None:
        self.ballot.cast(self.units[at], mark.label, mark.rule, mark.reason, group=group)

    def _bare(
        self, at: int, high: int, body: list[int], closed: str, noise: bool
    ) -> Verdict | None:
        """A headline with no heading, behind closing lines: does an article start?"""
        unit = self.units[at]
        if not (closed or noise) or not body or not unit.headline or unit.bullet:
            return None
        return weigh(
            Candidate(
                before=[self.units[i] for i in body],
                headline=unit,
                after=self._follow(at + 1, high),
                heading=False,
                closed=closed,
                noise=noise,
                enumerated=unit.number > 0,
                position=self.before[at] / self.total,
            )
        )

    def _heading(
        self, at: int, high: int, body: list[int], closed: str, noise: bool, group: int
    ) -> tuple[int, Verdict | None]:
        """A heading of other articles: a list, or one more article? Next index, and its verdict."""
        mark = self.marks[at]
        items = self._items(at + 1, high)
        after = at + 1 + len(items)
        listed = bool(items) and self._enumerated(items[0])
        label = "most-read" if mark.label == "most-read" else "related-block"
        verdict = None
        headline = items[-1] if items else -1
        if body and label == "related-block" and not listed:
            follow = self._follow(after, high)
            # The last headline opens the article, or the one before it with a standfirst.
            for choice in items[:-3:-1] or [-1]:
                lead = [self.units[i] for i in items if i > choice >= 0]
                one = self._candidate(at, choice, lead + follow, body, closed, noise)
                one.items = max(1, items.index(choice) + 1) if choice >= 0 else 0
                found = weigh(one) if follow else None
                if found is not None and (verdict is None or found.odds > verdict.odds):
                    verdict, headline = found, choice
        reason = mark.reason
        self.ballot.cast(self.units[at], label, mark.rule, reason, group=group, role="heading")
        if verdict is not None and verdict.yes:
            self._list([i for i in items if i < headline], label, group)
            return (headline if items else after), verdict
        self._list(items, label, group, verdict)
        return after, None

    def _candidate(
        self, at: int, headline: int, after: list[Unit], body: list[int], closed: str, noise: bool
    ) -> Candidate:
        unit = self.units[headline] if headline >= 0 else None
        return Candidate(
            before=[self.units[i] for i in body],
            headline=unit,
            after=after,
            heading=True,
            closed=closed,
            noise=noise,
            tight=unit is not None and self.parted and not unit.gap,
            position=self.before[at] / self.total,
        )

    def _widget(
        self, at: int, high: int, body: list[int], closed: str, noise: bool, group: int
    ) -> tuple[int, Verdict | None]:
        """Marker and headline(s) in one line; in a text without lines an article may follow."""
        mark = self.marks[at]
        unit = self.units[at]
        verdict = None
        stamps = list(genre().stamp.finditer(unit.text, mark.rest))
        if unit.cut and body and not stamps and mark.label != "most-read":
            follow = self._follow(at + 1, high)
            if follow:
                verdict = weigh(
                    Candidate(
                        before=[self.units[i] for i in body],
                        headline=unit,
                        after=follow,
                        heading=True,
                        closed=closed,
                        noise=noise,
                        enumerated=LISTED.match(unit.text, mark.rest) is not None,
                        position=self.before[at] / self.total,
                    )
                )
        second = verdict is not None and verdict.yes
        label = "related-block" if second else mark.label
        self.ballot.cast(
            unit, label, mark.rule, mark.reason, span=(0, mark.rest), group=group, role="heading"
        )
        if second:
            return at, verdict
        start = mark.rest
        for stamp in stamps:
            self._item(unit, label, mark, (start, stamp.start()), group)
            self.ballot.cast(
                unit,
                label,
                mark.rule,
                "date of the headline before it",
                span=stamp.span(),
                group=group,
            )
            start = stamp.end()
        self._item(unit, label, mark, (start, len(unit.text)), group)
        beside = LISTED.search(unit.text[max(0, mark.rest - 4) : mark.rest + 5] + " ")
        more = [] if unit.cut or not beside else self._items(at + 1, high)
        if more and self._enumerated(more[0]):  # the first headline stands beside the marker
            self._list(more, "most-read" if label == "most-read" else "related-block", group)
            return at + 1 + len(more), None
        return at + 1, None

    def _item(self, unit: Unit, label: str, mark: Mark, span: tuple[int, int], group: int) -> None:
        self.ballot.cast(unit, label, mark.rule, mark.reason, span=span, group=group, role="item")

    def _second(self, at: int, high: int, verdict: Verdict) -> None:
        """Label a second article whose headline (or first paragraph) is ``at``."""
        group = self.ballot.new_group()
        unit = self.units[at]
        mark = self.marks.get(at)
        start = mark.rest if mark is not None and mark.kind == "widget" else 0
        if unit.headline or unit.cut:
            self.ballot.cast(
                unit,
                "second-article",
                "second.headline",
                verdict.reason,
                span=(start, len(unit.text)),
                group=group,
                role="headline",
            )
            at += 1
        self.article(at, high, group)

    def _list(
        self, items: Sequence[int], label: str, group: int, verdict: Verdict | None = None
    ) -> None:
        why = f"; no {verdict.reason}" if verdict is not None else ""
        for at in items:
            self.ballot.cast(
                self.units[at],
                label,
                "list.item",
                f"headline {at - items[0] + 1} of {len(items)} under the heading{why}",
                group=group,
                role="item",
            )

    def _items(self, low: int, high: int) -> list[int]:
        """Headline-like units from ``low`` on that belong to one list."""
        items: list[int] = []
        for at in range(low, min(high, low + _MOST_ITEMS)):
            unit = self.units[at]
            mark = self.marks.get(at)
            if items and unit.gap and not self.units[items[-1]].gap and self.parted:
                break
            listed = self._enumerated(at)
            if items and self._enumerated(items[0]) and not listed:
                break
            if unit.continues and not listed:
                break
            if mark is not None and not (listed and mark.kind != "heading"):
                break
            if not (unit.headline or (listed and len(unit.words) <= 40)):
                break
            items.append(at)
        return items

    def _opens(self, mark: Mark, at: int, high: int) -> bool:
        """«اقرأ المزيد» over a list, or with a colon over a headline, is a heading."""
        if at >= high or at in self.marks:
            return False
        unit = self.units[at]
        return self._enumerated(at) or (mark.open and unit.headline and not unit.continues)

    def _enumerated(self, at: int) -> bool:
        unit = self.units[at]
        if unit.bullet or unit.stamped:
            return True
        number = unit.number
        if not number:
            return False
        near = [self.units[i].number for i in (at - 1, at + 1) if 0 <= i < len(self.units)]
        return number == 1 or number - 1 in near or number + 1 in near

    def _follow(self, low: int, high: int) -> list[Unit]:
        """Units without a mark from ``low`` to the next heading."""
        out: list[Unit] = []
        for at in range(low, high):
            mark = self.marks.get(at)
            if mark is None:
                if self.units[at].words:
                    out.append(self.units[at])
            elif mark.kind == "heading":
                break
        return out


def find_marks(units: Sequence[Unit], lexicon: Lexicon, marks: dict[int, Mark]) -> None:
    """Add to ``marks`` what single units say of themselves."""
    for at, unit in enumerate(units):
        if at not in marks and not unit.cut:
            mark = mark_of(unit, lexicon, tail=at + _LAST >= len(units))
            if mark is not None:
                marks[at] = mark
