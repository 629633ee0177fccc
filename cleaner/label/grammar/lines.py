"""Lines: what the walk asks about the neighbours of a line."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.label.grammar.marks import Mark
    from cleaner.label.grammar.units import Unit

LISTED: Final = re.compile(r"\s*(?:•|[-*]\s|\(?\d{1,2}\s?[.)\-]\s)")
"""The sign of a list item at the beginning of a folded text."""
_MOST_ITEMS: Final = 24
_PLAIN: Final = 20
"""Words of a further headline that neither bullet, number nor date marks as an item."""
_EDGE: Final = 4
"""Lines from the beginning or end of an article."""
_TEASER_WORDS: Final = 130
"""Words of a teaser over a call to click."""
_RULE: Final = 3
"""Signs of a line that parts two articles: «***»."""
_FORM: Final = frozenset({"الاسم", "name", "نام"})
"""First field of a comment form."""


class Lines:
    """The units of a document with their marks, and questions about runs of them."""

    def __init__(self, units: Sequence[Unit], marks: dict[int, Mark]) -> None:
        self.units = units
        self.marks = marks
        lengths = [len(unit.text) for unit in units]
        self._rules: int | None = None
        self._total = max(1, sum(lengths))
        self._before = list(accumulate(lengths, initial=0))
        self.parted = sum(unit.gap for unit in units) * 2 > len(units)
        """The text parts its paragraphs by blank lines."""

    @property
    def one_rule(self) -> bool:
        """A single line of stars or dashes: several part the sections of one article."""
        if self._rules is None:
            self._rules = sum(len(u.text) >= _RULE and not u.words for u in self.units)
        return self._rules == 1

    def position(self, at: int) -> float:
        """Share of the document before a unit, 0 to 1."""
        return self._before[at] / self._total

    def enumerated(self, at: int) -> bool:
        """The unit has a bullet, a date stamp, or a number that its neighbours count on.

        HTML: it is a link; bullets and headings without one are the article's own.
        """
        unit = self.units[at]
        if unit.html:
            return unit.linked or unit.stamped
        if unit.bullet or unit.stamped:
            return True
        number = unit.number
        if not number:
            return False
        near = [self.units[i].number for i in (at - 1, at + 1) if 0 <= i < len(self.units)]
        return number == 1 or number - 1 in near or number + 1 in near

    def items(self, low: int, high: int) -> list[int]:
        """Headline-like units from ``low`` on that belong to one list."""
        items: list[int] = []
        for at in range(low, min(high, low + _MOST_ITEMS)):
            unit = self.units[at]
            mark = self.marks.get(at)
            listed = self.enumerated(at)
            if items and (
                (unit.gap and not self.units[items[-1]].gap and self.parted and not listed)
                or (self.enumerated(items[0]) and not listed)
            ):
                break
            if (unit.continues and not listed) or (
                mark is not None and not (listed and mark.kind != "heading")
            ):
                break
            if not (unit.headline or (listed and not unit.stopped and len(unit.words) <= 40)):
                break
            if unit.number > 1 and not (items and self.units[items[-1]].number):
                break  # an enumeration of the article itself goes on
            if not listed and (unit.html or (items and len(unit.words) > _PLAIN)):
                break
            items.append(at)
        return items

    def follow(self, low: int, high: int) -> list[Unit]:
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

    def clicked(self, low: int, high: int) -> int:
        """Paragraphs from ``low`` on before a call to click: the teaser it belongs to; or 0."""
        said = 0
        for at in range(low, high):
            mark = self.marks.get(at)
            if mark is not None:
                return at - low if mark.label == "read-more" else 0
            said += len(self.units[at].words)
            if said > _TEASER_WORDS:
                break
        return 0

    def loose(self, body: Sequence[int]) -> bool:
        """The text has short lines without a full stop: verse, an interview, notes."""
        short = sum(self.units[at].headline for at in body)
        return short > 2 and short * 3 > len(body)

    def fits(self, at: int, low: int, high: int) -> bool:
        """An unsure line stands at an edge of the article or beside other furniture."""
        return (
            at - low < _EDGE
            or high - at <= _EDGE
            or any(near in self.marks for near in (at - 1, at + 1))
        )

    def thread(self, low: int, high: int) -> bool:
        """Readers' comments follow: a form to fill in, or lines with nothing but a date."""
        short = [unit for unit in self.units[low:high] if len(unit.words) <= 6]
        if any(not _FORM.isdisjoint(unit.words) for unit in short):
            return True
        return sum(unit.stamped for unit in short) > 1

    def introduces(self, mark: Mark, at: int, high: int) -> bool:
        """«اقرأ المزيد» over a list, or with a colon over a headline, is a heading."""
        if at >= high or at in self.marks:
            return False
        unit = self.units[at]
        return self.enumerated(at) or (mark.open and unit.headline and not unit.continues)
