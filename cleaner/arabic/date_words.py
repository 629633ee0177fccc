"""Names of months, days and halves of the day: the tables in ``data/`` as patterns.

All patterns match folded text (``cleaner.arabic.fold``).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaner.arabic.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.arabic.calendars import Calendar

NO_LETTER_BEFORE: Final = r"(?<![^\W\d_])"
NO_LETTER_AFTER: Final = r"(?![^\W\d_])"


class Month(NamedTuple):
    """A month of a calendar, 1 to 12."""

    calendar: Calendar
    number: int


@cache
def table(name: str) -> dict[str, Any]:
    """A table of ``cleaner/arabic/data``, without the ending ``.toml``."""
    file = resources.files("cleaner.arabic").joinpath("data", f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8"))


@cache
def months(country: str | None = None) -> dict[str, Month]:
    """Folded name -> month. Names only one country uses are in for that country alone."""
    found: dict[str, Month] = {}
    calendars: tuple[Calendar, ...] = ("gregorian", "hijri", "jalali")
    for calendar in calendars:
        for key, year in table("months")[calendar].items():
            if isinstance(year, dict):
                if key != country:
                    continue
                year = year["names"]
            for number, names in enumerate(year, 1):
                for name in names:
                    found.setdefault(fold(name), Month(calendar, number))
    return found


@cache
def weekdays() -> dict[str, int]:
    """Folded name -> day of the week, Monday 0."""
    return {
        fold(name): day
        for day, names in enumerate(table("clock")["weekdays"]["names"])
        for name in names
    }


def words(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first; a blank stands for one to three."""
    folded = sorted({fold(name) for name in names}, key=lambda name: (-len(name), name))
    return "(?:" + "|".join(r"\s{1,3}".join(map(re.escape, n.split())) for n in folded) + ")"


def lookup_key(text: str) -> str:
    """Matched text as the tables have it: single blanks."""
    return " ".join(text.split())
