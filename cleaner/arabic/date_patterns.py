"""Patterns of dates in folded display text, built from the names in ``data/``."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cleaner.arabic.date_words import (
    NO_LETTER_AFTER,
    NO_LETTER_BEFORE,
    months,
    table,
    weekdays,
    words,
)

_GAP: Final = r"[\s,./()\-]{0,5}(?:(?:من|شهر|of|de)\s{1,3}){0,2}"
_YEAR_GAP: Final = r"[\s,./()\-]{0,5}(?:(?:ل?عام|سنه|من|لسنه|de)\s{1,3}){0,2}"
_DAY: Final = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er)?"
_YEAR: Final = r"(?P<y>\d{4})(?!\d)"
ERA: Final = re.compile(
    rf"\s?(?:(?P<jalali>ه\s?\.?\s?ش|هجري\s?شمسي|شمسي)|(?P<hijri>ه{{1,2}}(?:\s?\.?\s?ق)?\.?|هجريه?|ah)"
    rf"|(?P<gregorian>م|ميلادي|ميلاديه)){NO_LETTER_AFTER}"
)
NUMERIC: Final = (
    re.compile(
        r"(?<!\d)(?<!\d[./:\-])(?P<y>\d{4})\s{0,2}(?P<sep>[-/.])\s{0,2}(?P<m>\d{1,2})\s{0,2}"
        r"(?P=sep)\s{0,2}(?P<d>\d{1,2})(?!\d)(?!\s{0,2}(?P=sep)\s{0,2}\d)"
    ),
    re.compile(
        r"(?<!\d)(?<!\d[./:\-])(?P<d>\d{1,2})\s{0,2}(?P<sep>[-/.])\s{0,2}(?P<m>\d{1,2})\s{0,2}"
        r"(?P=sep)\s{0,2}(?P<y>\d{4})(?!\d)(?!\s{0,2}[/.]\s{0,2}\d)"
    ),
)
RANGE_BEFORE: Final = re.compile(r"(?<![\d:])\d{1,2}\s{0,2}(?:-|,|و|الي|حتي|to)\s{0,2}$")
"""«19-23 شتنبر 2025» and «14 - 15 / 10 /1436» are spans of days, no dates."""


@cache
def named(country: str | None) -> tuple[re.Pattern[str], ...]:
    """Day, month name and year in three orders; groups ``d m y``, and ``m2`` for a second name."""
    name = words(months(country))
    month = rf"{NO_LETTER_BEFORE}(?P<m>{name}){NO_LETTER_AFTER}\.?"
    also = rf"(?:[\s/()\-]{{1,4}}(?P<m2>{name}){NO_LETTER_AFTER}\)?)?"
    return (
        re.compile(rf"(?<!\d){_DAY}{_GAP}{month}{also}{_YEAR_GAP}{_YEAR}"),
        re.compile(rf"{month}{also}[\s.\-/]{{1,3}}{_DAY}[\s,.\-/]{{1,4}}{_YEAR}"),
        re.compile(rf"(?<!\d){_YEAR}[\s,.\-/]{{1,4}}{month}{also}[\s.\-/]{{1,3}}{_DAY}(?!\d)"),
    )


@cache
def weekday_beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A day of the week that ends where a date begins, and one that follows it; group ``wd``."""
    name = rf"{NO_LETTER_BEFORE}(?P<wd>{words(weekdays())}){NO_LETTER_AFTER}"
    return (
        re.compile(rf"(?:{NO_LETTER_BEFORE}يوم\s{{1,3}})?{name}[\s,:.|()\-]{{0,4}}$"),
        re.compile(rf"[\s,|()\-]{{0,4}}{name}"),
    )


@cache
def between() -> re.Pattern[str]:
    """What may stand between a date and its time, as a whole."""
    clock = table("clock")
    known = words([*clock["between"]["words"], *clock["updated"]["words"], *weekdays()])
    return re.compile(rf"t|(?:[\s,;|()\[\]\-/.:@•*]|{NO_LETTER_BEFORE}{known}{NO_LETTER_AFTER})*")


@cache
def updated() -> re.Pattern[str]:
    """Words before a date or time that make it the time of a change."""
    return re.compile(
        rf"{NO_LETTER_BEFORE}{words(table('clock')['updated']['words'])}{NO_LETTER_AFTER}"
        r"[\s:,|()\-]*(?:(?:في|بتاريخ|on|le)\b)?[\s:]*$"
    )
