"""Dates as readers see them: found in text, read by the calendar and customs of the outlet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final, Literal

from cleaner.arabic.calendars import YEARS, Calendar, to_gregorian
from cleaner.arabic.clock import Clock, find_times, stamp, zone_for
from cleaner.arabic.date_patterns import (
    ERA,
    NUMERIC,
    RANGE_BEFORE,
    between,
    named,
    updated,
    weekday_beside,
)
from cleaner.arabic.date_words import lookup_key, months, weekdays
from cleaner.arabic.fold import fold_map

if TYPE_CHECKING:
    import re

Precision = Literal["day", "minute", "second"]


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date found in text.

    ``iso`` is ``2020-06-03``, or with a time ``2020-08-24T09:23:00+02:00`` (without an offset
    where neither the text nor the outlet tells the zone). ``start:end`` is its span in the text,
    weekday and time included. ``calendar`` is the one it was written in; ``updated`` says that the
    text calls it the time of a change («آخر تحديث»).
    """

    iso: str
    precision: Precision
    start: int
    end: int
    calendar: Calendar
    updated: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A day found in folded text, before its time is known."""

    day: date
    calendar: Calendar
    start: int
    end: int
    clock: Clock | None = None


_SEARCHED: Final = 5000
"""Characters looked at; what shows a page's date is a line, seldom a paragraph."""
_PERSIAN: Final = frozenset({"fa", "ps", "prs"})
_MONTH_FIRST: Final = frozenset({"US"})
_NO_CUSTOM: Final = frozenset({"en"})
"""Languages in which 3/4/2020 means different days in different countries."""


def parse_date(
    text: str, *, country: str | None = None, language: str = "ar", zone: str | None = None
) -> ParsedDate | None:
    """The date that a piece of display text tells, or None.

    ``country`` (ISO 3166-1 alpha-2) decides the zone of times without one, the order of numeric
    dates and the calendar of numeric years such as 1399; ``zone`` is an IANA name that overrides
    the country's. Of several dates the first counts that is not the time of a change; a Gregorian
    one beside it, of the same day in another calendar, is taken instead. A date that is impossible,
    ambiguous or lacks day, month or year is none. Raises ``ValueError`` for an unknown ``zone``.
    """
    dates = find_dates(text, country=country, language=language, zone=zone)
    return next((found for found in dates if not found.updated), dates[0] if dates else None)


def find_dates(
    text: str, *, country: str | None = None, language: str = "ar", zone: str | None = None
) -> list[ParsedDate]:
    """Every date in the first 5,000 characters, in order; see ``parse_date``.

    Of two calendars' names of one day only one stays.
    """
    country = country.upper() if country else None
    language = language.partition("-")[0].lower()
    folded = fold_map(text[:_SEARCHED])
    found = _with_times(folded.text, _days(folded.text, country, language))
    local = zone_for(country, zone)
    dates = []
    for day in _one_calendar(folded.text, found):
        start, end = folded.span(day.start, day.end)
        lead = folded.text[max(0, day.start - 40) : day.start]
        inside = day.clock and folded.text[day.start : day.clock.start]
        changed = bool(updated().search(lead) or (inside and updated().search(inside)))
        iso, precision = _iso(day, local)
        dates.append(ParsedDate(iso, precision, start, end, day.calendar, changed))
    return dates


def _iso(found: _Found, local: tzinfo | None) -> tuple[str, Precision]:
    if found.clock is None:
        return found.day.isoformat(), "day"
    moment = datetime.combine(found.day, found.clock.time, found.clock.zone)
    return stamp(moment, local), "second" if found.clock.seconds else "minute"


def _days(text: str, country: str | None, language: str) -> list[_Found]:
    """The days in the text; earlier patterns win where two read the same characters."""
    taken: list[tuple[int, int]] = []
    found: list[_Found] = []
    own = country if country == "LY" else None  # one table of patterns for all but Libya
    for by_name, patterns in ((True, named(own)), (False, NUMERIC)):
        for pattern in patterns:
            for match in pattern.finditer(text):
                if any(match.start() < end and start < match.end() for start, end in taken):
                    continue
                taken.append(match.span())
                if RANGE_BEFORE.search(text, max(0, match.start() - 8), match.start()):
                    continue
                if by_name:
                    day = _read_named(text, match, own)
                else:
                    day = _read_numeric(text, match, country, language)
                if day:
                    found.append(day)
    return sorted(found, key=lambda day: day.start)


def _read_named(text: str, match: re.Match[str], country: str | None) -> _Found | None:
    names = months(country)
    month = names[lookup_key(match["m"])]
    if match["m2"] and names[lookup_key(match["m2"])] != month:
        return None
    day = to_gregorian(month.calendar, int(match["y"]), month.number, int(match["d"]))
    start, end, weekday = _surroundings(text, match)
    if day and month.calendar == "hijri" and weekday is not None:
        day = _sighted(day, weekday)
    return _Found(day, month.calendar, start, end) if day else None


def _sighted(day: date, weekday: int) -> date | None:
    """Where the month began by sighting, the weekday tells by which day it differs."""
    near = (day + timedelta(days=shift) for shift in (0, -1, 1))
    return next((other for other in near if other.weekday() == weekday), None)


def _read_numeric(
    text: str, match: re.Match[str], country: str | None, language: str
) -> _Found | None:
    start, end, weekday = _surroundings(text, match)
    era = ERA.match(text, match.end())
    calendar = _calendar_of(int(match["y"]), era and era.lastgroup, country, language)
    if calendar is None:
        return None
    year, first, second = int(match["y"]), int(match["d"]), int(match["m"])
    written = to_gregorian(calendar, year, second, first)
    if match.start("y") < match.start("m"):
        return _Found(written, calendar, start, end) if written else None
    swapped = to_gregorian(calendar, year, first, second)
    day = _ordered(written, swapped, weekday, country, language)
    return _Found(day, calendar, start, end) if day else None


def _ordered(
    day_first: date | None,
    month_first: date | None,
    weekday: int | None,
    country: str | None,
    language: str,
) -> date | None:
    """Which of the two readings of 3/4/2020 is meant.

    The only possible one, the one on the weekday written beside it, or the one the country uses.
    """
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    if weekday is not None:
        fitting = [day for day in (day_first, month_first) if day.weekday() == weekday]
        return fitting[0] if len(fitting) == 1 else None
    if country in _MONTH_FIRST:
        return month_first
    return None if country is None and language in _NO_CUSTOM else day_first


def _calendar_of(year: int, era: str | None, country: str | None, language: str) -> Calendar | None:
    """Calendar of a numeric date: what the era behind it says, else what the year can be."""
    if era is None or era == "gregorian":
        if year in YEARS["gregorian"]:
            return "gregorian"
    elif era == "jalali":
        return "jalali"
    elif era == "hijri":
        # «ه» alone is Hijri in Arabic; in Persian texts it may be either
        return "hijri" if language not in _PERSIAN else None
    if era is not None:
        return None
    if country in ("IR", "AF") or (country is None and language in _PERSIAN):
        return "jalali"
    return "hijri" if country == "SA" else None  # its civil calendar


def _surroundings(text: str, match: re.Match[str]) -> tuple[int, int, int | None]:
    """Span of a date with the weekday beside it and its era, and that weekday."""
    start, end = match.span()
    before, behind = weekday_beside()
    if era := ERA.match(text, end):
        end = era.end()
    day = before.search(text, max(0, start - 24), start)
    if day:
        return day.start(), end, weekdays()[lookup_key(day["wd"])]
    day = behind.match(text, end)
    if day:
        return start, day.end(), weekdays()[lookup_key(day["wd"])]
    return start, end, None


def _with_times(text: str, days: list[_Found]) -> list[_Found]:
    """Each day with the time that stands nearest to it, nothing but fillers between."""
    free = [
        clock
        for clock in find_times(text)
        if not any(clock.start < day.end and day.start < clock.end for day in days)
    ]
    timed = []
    for day in days:
        near = [(gap, clock) for clock in free if (gap := _gap(text, day, clock)) is not None]
        if not near:
            timed.append(day)
            continue
        clock = min(near, key=lambda pair: pair[0])[1]
        free.remove(clock)
        start, end = min(day.start, clock.start), max(day.end, clock.end)
        timed.append(replace(day, clock=clock, start=start, end=end))
    return timed


def _gap(text: str, day: _Found, clock: Clock) -> int | None:
    """Characters between a day and a time; None if they do not belong together."""
    start, end = (day.end, clock.start) if clock.start >= day.end else (clock.end, day.start)
    if end - start > 40 or not between().fullmatch(text, start, end):
        return None
    return end - start


def _one_calendar(text: str, days: list[_Found]) -> list[_Found]:
    """Where one day stands in two calendars, only the Gregorian name, with the time of either."""
    kept: list[_Found] = []
    for day in days:
        twin = kept[-1] if kept else None
        if twin is None or not _same_day(text, twin, day):
            kept.append(day)
            continue
        gregorian = day if day.calendar == "gregorian" else twin
        start, end = min(twin.start, day.start), max(twin.end, day.end)
        clock = gregorian.clock or twin.clock or day.clock
        kept[-1] = replace(gregorian, start=start, end=end, clock=clock)
    return kept


def _same_day(text: str, first: _Found, second: _Found) -> bool:
    """One of them Gregorian, the other not, close by and not more than two days apart."""
    if (first.calendar == "gregorian") == (second.calendar == "gregorian"):
        return False
    return second.start - first.end <= 40 and abs((first.day - second.day).days) <= 2
