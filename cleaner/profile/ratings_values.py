"""What stands in the cells of a file of ratings: addresses, numbers and their scales, dates, names.

What cannot be read raises ValueError, whose text says why.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Final

from cleaner.segment.address import suffixes
from cleaner.sites.domains import normal_host, split_address

if TYPE_CHECKING:
    from collections.abc import Sequence

_END: Final = r"([+\-−]?\d+(?:\.\d+)?)\s*%?"
_SPAN: Final = re.compile(rf"{_END}\s*(?:\.\.+|…|to|[-–—/]|إلى|الى)\s*{_END}", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:[a-z0-9_-]+\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)")
_DATE: Final = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)?)?")


def address(text: str) -> str:
    """``example.com`` or ``example.com/path``, lower case, no ``www.``; ``""`` if it is neither.

    >>> address("https://www.Example.com:443/arabic/?page=2")
    'example.com/arabic'
    """
    host, path = split_address(text.strip())
    name = "" if "@" in host else normal_host(host).removeprefix("www.")
    if not _HOST.fullmatch(name):
        return ""
    path = path.strip("/")
    return f"{name}/{path}" if path else name


def rated_address(text: str) -> str:
    """The address an outlet is rated by; a public suffix (``com.sa``) is nobody's."""
    found = address(text)
    if not found:
        raise ValueError(f"{text!r} is no domain")
    host = found.partition("/")[0]
    if not suffixes()(host).domain:  # of companies, too: raters rate those sites
        raise ValueError(f"{host!r} is no outlet's: anybody may have a name under it")
    return found


def number(value: str, limits: Sequence[float]) -> float:
    """A number within limits."""
    try:
        found = float(value)
    except ValueError:
        raise ValueError(f"{value!r} is no number") from None
    if math.isnan(found) or not limits[0] <= found <= limits[1]:
        raise ValueError(f"{value} is outside {limits[0]:g}..{limits[1]:g}")
    return found


def is_number(value: str) -> bool:
    """Whether a value is in figures, per cent or not."""
    try:
        float(value.removesuffix("%"))
    except ValueError:
        return False
    return True


def limits_of(scale: str) -> tuple[float, float] | None:
    """The ends of ``0..1``, ``1-5``, ``0 to 100 %``; None for what is no such range."""
    found = _SPAN.fullmatch(scale.strip())
    if found is None:
        return None
    low, high = sorted(float(end.replace("−", "-")) for end in found.groups())
    return low, high


def iso_date(said: str) -> str:
    """A year, month or day as ISO 8601 has it; a time is cut to its day."""
    day = said[:10]
    try:
        if said and not _DATE.fullmatch(said):
            raise ValueError
        if said:
            date.fromisoformat(f"{day}-01-01"[:10])
    except ValueError:
        raise ValueError(f"{said!r} is no date") from None
    return day


def folded(name: str) -> str:
    """A rater's name without case, and without what looks the same."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
