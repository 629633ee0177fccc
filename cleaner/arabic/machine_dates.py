"""Dates meant for machines: attributes, metadata and URLs."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import SplitResult, urlsplit

from cleaner.arabic.calendars import YEARS, to_gregorian
from cleaner.arabic.clock import stamp, zone_for
from cleaner.arabic.display_dates import parse_date

_ISO: Final = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d|\d{8})(?:[T ]\s?(?P<time>\d\d:\d\d(?::\d\d)?|\d{4}|\d{6})"
    r"(?:[.,]\d+)?\s?(?P<zone>Z|UTC|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"(?:[a-z]{3,9}, )?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d.*", re.IGNORECASE)
_KNOWN: Final = range(1971, 2100)
"""Years that are believed; programs write 0001, 1970 or 9999 for no date at all."""
_ONLINE: Final = range(1990, 2100)
"""Years in which a news page can have got its URL."""
_JALALI: Final = ("IR", "AF")

_URL_YEAR: Final = re.compile(r"/\d{4}(?:[/_-]|\d{4}/)")
"""Without it no URL tells a day."""
_URL_DAYS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"/(\d{4})/(?:[a-z][a-z_]*/)?(\d{1,2})/(\d{1,2})(?=/|$|\.[a-z])",  # a section may intervene
        r"/(\d{4})-(\d{1,2})-(\d{1,2})(?=[/_.-]|$)",
        r"/(\d{4})_(\d{1,2})_(\d{1,2})(?=[/_.-]|$)",
        r"/(\d{4})-(\d\d)/(\d\d)(?=/)",  # Xinhua
        r"/(\d{4})/(\d\d)(\d\d)(?=/c\d)",  # People's Daily
        r"/(\d{4})(\d\d)(\d\d)(?=/.)",  # as a directory; at the end it may be a number
    )
)


def normalise_iso(
    value: str,
    *,
    country: str | None = None,
    zone: str | None = None,
    localise: bool = False,
) -> str | None:
    """A machine-readable date as ``2020-06-03`` or ``2020-06-03T12:00:00+00:00``, else None.

    Reads ISO 8601 in its usual spellings (also ``20200603``, a blank for the T, ``+0000``), the
    form of mail headers, and dates as ``parse_date`` reads them; 3/4/2020 is ambiguous here, since
    machines write it both ways. The instant stays as written; a time without zone is in the
    outlet's (``zone``, else ``country``'s). ``localise`` expresses instants in the outlet's zone.
    Raises ``ValueError`` for an unknown ``zone``.
    """
    local = zone_for(country, zone)
    text = value.strip()
    moment = _iso(text) or _mail(text)
    if moment is None or moment.year not in _KNOWN:
        found = parse_date(
            text,
            country=country if country in _JALALI else None,  # else its order of day and month
            language="en",
            zone=local.key if local else None,
        )
        moment = _iso(found.iso) if found else None
    if moment is None or moment.year not in _KNOWN:
        return None
    if not isinstance(moment, datetime):
        return moment.isoformat()
    iso = stamp(moment, local)
    return stamp(datetime.fromisoformat(iso).astimezone(local), None) if localise and local else iso


def _iso(text: str) -> datetime | date | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    try:
        if match["time"] is None:
            return date.fromisoformat(match["day"])
        zone = (match["zone"] or "").upper().replace("UTC", "Z")
        return datetime.fromisoformat(f"{match['day']}T{match['time']}{zone}")
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    if not _MAIL.fullmatch(text):
        return None
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None


def _is_iranian(parts: SplitResult) -> bool:
    return (parts.hostname or "").endswith(".ir")


def date_from_url(url: str, *, country: str | None = None) -> str | None:
    """The day a URL's path tells, as ``2020-06-03``, or None.

    Understood: ``/2020/8/24/``, ``/2013/section/8/3/``, ``/2020-06-03-…``, ``/20200603/…`` and the
    forms of Xinhua and People's Daily; years of the Jalali calendar where ``country`` or the host
    is Iranian (``IR``, ``AF``). Year and month alone, or digits inside a longer number, are no day.
    """
    if not _URL_YEAR.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = parts.path.lower()
    for pattern in _URL_DAYS:
        for match in pattern.finditer(path):
            year, month, day = map(int, match.groups())
            found = None
            if year in _ONLINE:
                found = to_gregorian("gregorian", year, month, day)
            elif year in YEARS["jalali"] and (country in _JALALI or _is_iranian(parts)):
                found = to_gregorian("jalali", year, month, day)
            if found:
                return found.isoformat()
    return None
