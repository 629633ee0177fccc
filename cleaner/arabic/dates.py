"""Dates of news pages, read for what they are; never guessed.

``parse_date`` and ``find_dates`` read what people see: Arabic month names of Egypt and the Gulf,
the Levant, the Maghreb, Morocco and Libya, Persian, Dari, Pashto, Urdu, Kurdish, Turkish, French
and English ones, Hijri and Jalali dates, digits of any script, halves of the day, named time zones.
``normalise_iso`` and ``date_from_url`` read what machines write. The names are data:
``data/months.toml``, ``data/clock.toml``, ``data/timezones.toml``.
"""

from cleaner.arabic.clock import zone_for
from cleaner.arabic.display_dates import ParsedDate, Precision, find_dates, parse_date
from cleaner.arabic.machine_dates import date_from_url, normalise_iso

__all__ = [
    "ParsedDate",
    "Precision",
    "date_from_url",
    "find_dates",
    "normalise_iso",
    "parse_date",
    "zone_for",
]
