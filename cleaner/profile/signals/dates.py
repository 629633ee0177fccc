"""Whether the dates of a page agree: published and modified, weekday, Hijri and Gregorian, URL."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cleaner.arabic.date_words import weekdays
from cleaner.arabic.dates import date_from_url, parse_date
from cleaner.model.profile import Signal
from cleaner.profile.cues import WORD
from cleaner.profile.short import fold_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.profile.reading import Reading, Segment

_SLACK: Final = timedelta(days=1)
"""Zones, and months that begin by sighting, move a date by a day."""
_CORRESPONDS: Final = re.compile(r"\s*\(?(?:الموافق(?: ل)?|/)\s*|(?<=هـ)\s*[-–]\s*")
_DIGIT: Final = re.compile(r"[\d٠-٩۰-۹]")


def read_dates(reading: Reading) -> Iterator[Signal]:
    """``date-consistency``: ``"consistent"``, what disagrees, or None: nothing to compare."""
    article = reading.article
    checks: list[tuple[str, bool]] = []
    published, modified = _day(article.published), _day(article.modified)
    if published and modified:
        checks.append(("modified-before-published", published - modified <= _SLACK))
    in_url = _day(date_from_url(article.url)) if published and article.url else None
    if published and in_url:
        checks.append(("url", abs(published - in_url) <= _SLACK))
    country = article.outlet.facts.country if article.outlet else None
    for segment in reading.slots:
        if segment.role == "dateline" and _DIGIT.search(segment.text):
            checks += _checks(segment, country)
    value = tuple(dict.fromkeys(name for name, agrees in checks if not agrees))
    yield Signal(
        "date-consistency",
        value or ("consistent" if checks else None),
        rule="dates.consistency",
        note=f"{len(checks)} compared" if checks else "nothing to compare",
    )


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None


def _checks(segment: Segment, country: str | None) -> Iterator[tuple[str, bool]]:
    halves = [part for part in _CORRESPONDS.split(segment.text, maxsplit=1) if part.strip()]
    named = filter(weekdays().__contains__, WORD.findall(fold_short(segment.text)))
    weekday = weekdays().get(next(named, ""))
    if len(halves) < 2 and weekday is None:
        return
    days = [_day(found.iso) for half in halves if (found := parse_date(half, country=country))]
    if len(days) == 2 and days[0] and days[1]:
        yield "hijri", abs(days[0] - days[1]) <= _SLACK
    if days and days[0] and weekday is not None:
        yield "weekday", any(day.weekday() == weekday for day in days if day)
