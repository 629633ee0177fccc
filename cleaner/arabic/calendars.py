"""Days of the calendars dates are written in, as Gregorian days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal

Calendar = Literal["gregorian", "hijri", "jalali"]

_NOWRUZ_1: Final = date(622, 3, 21).toordinal()
"""1 Farvardin 1, as the 33-year rule and the Gregorian calendar reckon back."""

YEARS: Final[dict[Calendar, range]] = {
    "gregorian": range(1900, 2100),
    "hijri": range(1343, 1501),
    "jalali": range(1300, 1480),
}
"""Years that are read as years; the Umm al-Qura tables begin with 1343."""


def to_gregorian(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """The Gregorian day, None where the calendar has no such day or its year is out of range."""
    if year not in YEARS[calendar]:
        return None
    if calendar == "hijri":
        return _from_hijri(year, month, day)
    if calendar == "jalali":
        return _from_jalali(year, month, day)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_hijri(year: int, month: int, day: int) -> date | None:
    """Umm al-Qura, the civil calendar of Saudi Arabia; elsewhere sighting may differ by a day."""
    from hijridate import Hijri

    try:
        gregorian = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(gregorian.year, gregorian.month, gregorian.day)


def _is_leap(year: int) -> bool:
    """Leap years of the Solar Hijri calendar: 8 in 33, which holds from 1178 to 1633."""
    return (25 * year + 11) % 33 < 8


def _from_jalali(year: int, month: int, day: int) -> date | None:
    """Six months of 31 days, five of 30, the last of 29 or (leap year) 30."""
    if not 1 <= month <= 12:
        return None
    length = 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29
    if not 1 <= day <= length:
        return None
    leap_days = (8 * year + 21) // 33  # leap years before this one
    days_before = 365 * (year - 1) + leap_days + 30 * (month - 1) + min(month - 1, 6)
    return date.fromordinal(_NOWRUZ_1) + timedelta(days=days_before + day - 1)
