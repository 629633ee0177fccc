"""Times of the day and time zones in folded display text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cleaner.arabic.date_words import NO_LETTER_AFTER, NO_LETTER_BEFORE, lookup_key, table, words
from cleaner.arabic.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day with the zone written beside it, if any; ``start:end`` in folded text."""

    time: time
    zone: tzinfo | None
    seconds: bool
    start: int
    end: int


_OFFSET: Final = r"(?P<{0}>[+-]\s?\d{{1,2}}(?::?[0-5]\d)?)(?!\d)"
_TIME: Final = re.compile(
    r"(?<![\d:])(?<!\d[./-])(?P<h>\d{1,2})"
    r"(?:\s?:\s?(?P<m>[0-5]\d)(?:\s?:\s?(?P<s>[0-5]\d)(?:[.,]\d{1,9})?)?|h(?P<mh>[0-5]\d)"
    r"|\.(?P<md>[0-5]\d))?(?![\d:])"
)
_UTC: Final = r"(?:gmt|utc)"
_ZONE_BEFORE: Final = re.compile(rf"{_UTC}(?:\s?{_OFFSET.format('o')})?[\s,:|]{{0,3}}$")


@cache
def _halves() -> dict[str, str]:
    return {fold(name): half for half, names in table("clock")["halves"].items() for name in names}


@cache
def _half_behind() -> re.Pattern[str]:
    return re.compile(rf"\s{{0,3}}(?P<half>{words(_halves())}){NO_LETTER_AFTER}")


@cache
def _half_before() -> re.Pattern[str]:
    long = [name for name in _halves() if len(name) > 2]
    return re.compile(rf"{NO_LETTER_BEFORE}(?P<half>{words(long)})[\s,:]{{1,3}}$")


@cache
def _places() -> dict[str, str]:
    return {fold(name): zone for zone, names in table("clock")["zones"].items() for name in names}


@cache
def _zone_behind() -> re.Pattern[str]:
    return re.compile(
        rf"\s{{0,3}}[(\[]?\s?(?:(?P<utc>{_UTC}|z{NO_LETTER_AFTER})(?:\s?{_OFFSET.format('o')})?"
        rf"|{_OFFSET.format('bare')}"
        rf"|(?:ب?توقيت|بوقت)\s{{1,3}}(?:مدينه\s)?(?P<place>{words(_places())}){NO_LETTER_AFTER}"
        r")(?:\s?[)\]])?"
    )


def find_times(folded: str) -> Iterator[Clock]:
    """Every time of the day in the text, from left to right."""
    for match in _TIME.finditer(folded):
        start, end = match.span()
        behind = _half_behind().match(folded, end)
        before = None if behind else _half_before().search(folded, max(0, start - 20), start)
        half = behind or before
        if half is None and not (match["m"] or match["mh"]):
            continue  # a bare number, or «3.45»
        if half and not (match["m"] or match["mh"] or match["md"]) and len(half["half"]) < 3:
            continue  # «9 م» may be metres
        start = min(start, before.start("half")) if before else start
        end = behind.end() if behind else end
        hour = _hour(int(match["h"]), _halves()[lookup_key(half["half"])] if half else "")
        minute = int(match["m"] or match["mh"] or match["md"] or 0)
        if hour is None:
            continue
        zone, start, end = _zone(folded, start, end, exact=bool(match["s"]))
        clock = time(hour, minute, int(match["s"] or 0))
        yield Clock(clock, zone, match["s"] is not None, start, end)


def _hour(hour: int, half: str) -> int | None:
    """The hour from 0 to 23. «12 ص» is midnight; an hour above 12 says itself which half it is."""
    if hour > 23:
        return None
    if not half or hour > 12 or hour == 0:
        return hour
    if half == "morning":
        return hour % 12
    if half == "noon":
        return hour if hour in (11, 12) else hour + 12
    if half == "night":
        return hour % 12 + 12 if 6 <= hour < 12 else hour % 12
    return hour % 12 + 12


def _zone(folded: str, start: int, end: int, *, exact: bool) -> tuple[tzinfo | None, int, int]:
    """The zone written behind or before a time, and the span with it."""
    behind = _zone_behind().match(folded, end)
    if behind and behind["place"]:
        return ZoneInfo(_places()[lookup_key(behind["place"])]), start, behind.end()
    if behind and behind["utc"]:
        return _fixed(behind["o"]), start, behind.end()
    # «12:30-14:00» is a span of time, «12:30:05-05:00» an offset
    if behind and behind["bare"] and (exact or behind["bare"].startswith("+")):
        zone = _fixed(behind["bare"])
        return zone, start, behind.end() if zone else end
    before = _ZONE_BEFORE.search(folded, max(0, start - 16), start)
    if before:
        return _fixed(before["o"]), before.start(), end
    return None, start, end


def _fixed(offset: str | None) -> tzinfo | None:
    """``+04:00``, ``+0400``, ``+4`` as a zone; None is UTC, and what no clock shows is None."""
    if offset is None:
        return UTC
    digits = re.sub(r"\D", "", offset)
    hours, minutes = (int(digits), 0) if len(digits) < 3 else (int(digits[:-2]), int(digits[-2:]))
    delta = timedelta(hours=hours, minutes=minutes) * (-1 if offset[0] == "-" else 1)
    return timezone(delta) if -12 <= delta / timedelta(hours=1) <= 14 else None


def zone_for(country: str | None = None, zone: str | None = None) -> ZoneInfo | None:
    """The time zone of an outlet: the IANA ``zone`` if named, else its country's only one.

    ``country`` is an ISO 3166-1 alpha-2 code; None comes back for countries with several zones
    and for unknown ones. Raises ``ValueError`` for a ``zone`` that does not exist.
    """
    name = zone or table("timezones")["zones"].get((country or "").upper())
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise ValueError(f"no time zone is called {name!r}") from problem


def stamp(moment: datetime, zone: tzinfo | None) -> str:
    """ISO 8601 to the second; a naive moment is in ``zone``, and stays naive where that is None."""
    if moment.tzinfo is None and zone is not None:
        moment = moment.replace(tzinfo=zone)
    return moment.isoformat(timespec="seconds")
