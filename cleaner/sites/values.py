"""The kinds of value a plugin's keys hold: what each accepts, and its JSON Schema."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from cleaner.errors import BadSelector, BadValue
from cleaner.sites.domains import domain_problem, normal_host
from cleaner.sites.selectors import matches_everything, pattern_problem, selector_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cleaner.errors import PluginError


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a value; ``at`` is the place within it (index, key)."""

    message: str
    remedy: str = ""
    error: type[PluginError] = BadValue
    at: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: ``says`` names it for people, ``schema`` for editors, ``check`` tests it."""

    says: str
    check: Callable[[object], Iterator[Problem]]
    schema: dict[str, Any] = field(default_factory=dict)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean 'title'?``, or the list of what is known where nothing is close."""
    known = sorted(known)
    if close := closest(word, known):
        return f"did you mean {close!r}?"
    return f"known: {', '.join(known)}"


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like ``word``; None if none does."""
    spelt = {one.replace("_", "-"): one for one in known}
    close = get_close_matches(word.lower().replace("_", "-"), spelt, n=1, cutoff=0.6)
    return spelt[close[0]] if close else None


def type_name(value: object) -> str:
    """The TOML name of a value's type."""
    names = {bool: "a boolean", int: "an integer", float: "a float", str: "a string"}
    names |= {list: "an array", dict: "a table", date: "a date", datetime: "a date with time"}
    return names.get(type(value), f"a {type(value).__name__}")


def _wrong(value: object, wanted: str) -> Problem:
    return Problem(f"{type_name(value)} where {wanted} belongs")


def _text(value: object) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield _wrong(value, "a string")
    elif not value.strip():
        yield Problem("empty string", "leave the key out")


def _flag(value: object) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield _wrong(value, "true or false")


def _date(value: object) -> Iterator[Problem]:
    if type(value) is not date:  # a datetime is a date as well
        yield Problem(
            f"{type_name(value)} where a date belongs", "write 2020-08-24, without quotes"
        )


def _year(value: object) -> Iterator[Problem]:
    if not isinstance(value, int) or isinstance(value, bool):
        yield _wrong(value, "a year")
    elif not 1600 <= value <= 2100:
        yield Problem(f"{value} is no year of founding")


def _list_of(item: Callable[[str], Problem | None]) -> Callable[[object], Iterator[Problem]]:
    """A list of distinct, non-empty strings, each of which ``item`` accepts."""

    def check(value: object) -> Iterator[Problem]:
        if not isinstance(value, list):
            remedy = f"write [{value!r}]".replace("'", '"') if isinstance(value, str) else ""
            yield Problem(f"{type_name(value)} where an array of strings belongs", remedy)
            return
        if not value:
            yield Problem("empty array", "leave the key out")
        for place, text in enumerate(value):
            found = next(_text(text), None)
            if not found and text in value[:place]:
                found = Problem(f"{text!r} stands twice")
            if found := found or item(text):
                yield Problem(found.message, found.remedy, found.error, (place, *found.at))

    return check


_BY_NAME = "name the element by its own class or id, like '.story p'; XPath begins with /"
_BY_WORDS = "give more of the line's own words"


def _selector(text: str) -> Problem | None:
    if told := selector_problem(text):
        return Problem(f"{text[:80]!r}: {told}", _BY_NAME, BadSelector)
    return None


def _removal(text: str) -> Problem | None:
    if matches_everything(text):
        return Problem(f"{text!r} would remove the whole page", _BY_NAME, BadSelector)
    return _selector(text)


def _pattern(text: str) -> Problem | None:
    if told := pattern_problem(text):
        return Problem(f"{text[:80]!r}: {told}", _BY_WORDS, BadSelector)
    return None


def _domain(text: str) -> Problem | None:
    if found := domain_problem(text):
        error, message, remedy = found
        return Problem(message, remedy, error)
    if text != normal_host(text) and text.isascii():
        return Problem(
            f"{text!r} in capitals or with a dot too many", f"write {normal_host(text)!r}"
        )
    return None


def _names(value: object) -> Iterator[Problem]:
    if not isinstance(value, dict):
        told = f"{type_name(value)} where a table of names belongs"
        yield Problem(told, 'write { ar = "…", en = "…" }')
        return
    if not value:
        yield Problem("empty table", "leave the key out")
    for language, name in value.items():
        for found in (*_language(language), *_text(name)):
            yield Problem(found.message, found.remedy, at=(language,))


def _edition(value: object) -> Iterator[Problem]:
    """``arabic.example.com`` or ``example.com/arabic``."""
    if not isinstance(value, str):
        yield _wrong(value, "a host or a path")
        return
    host, slash, path = value.partition("/")
    if found := _domain(host):
        yield found
    elif slash and not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*", path):
        yield Problem(f"{value!r} is no host or path", "write it like 'example.com/arabic'")


def _matching(pattern: str, wanted: str, remedy: str) -> Callable[[object], Iterator[Problem]]:
    form = re.compile(pattern)

    def check(value: object) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield _wrong(value, wanted)
        elif not form.fullmatch(value):
            yield Problem(f"{value!r} is not {wanted}", remedy)

    return check


def _one_of(options: Iterable[str], wanted: str) -> Callable[[object], Iterator[Problem]]:
    known = frozenset(options)

    def check(value: object) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield _wrong(value, wanted)
        elif value not in known:
            remedy = did_you_mean(value, known) if len(known) < 50 else ""
            if value.upper() in known:
                remedy = f"write {value.upper()!r}"
            yield Problem(f"{value!r} is not {wanted}", remedy)

    return check


def _timezone(value: object) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield _wrong(value, "a time zone")
        return
    try:
        ZoneInfo(value)
    except (ValueError, OSError, LookupError):  # ZoneInfoNotFoundError is a KeyError
        yield Problem(f"{value!r} is not a time zone", "write an IANA name like 'Asia/Riyadh'")


LANGUAGE: Final = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_language = _matching(LANGUAGE, "a language code", "write a BCP 47 code like 'ar' or 'ar-EG'")

_COUNTRIES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
COUNTRIES: Final = frozenset(_COUNTRIES.split())
"""ISO 3166-1 alpha-2, and XK, which the EU and others use for Kosovo."""

_STRINGS: Final = {
    "type": "array",
    "minItems": 1,
    "uniqueItems": True,
    "items": {"type": "string", "minLength": 1},
}

TEXT: Final = Kind("string", _text, {"type": "string", "minLength": 1})
TEXTS: Final = Kind("strings", _list_of(lambda text: None), _STRINGS)
FLAG: Final = Kind("true or false", _flag, {"type": "boolean"})
DATE: Final = Kind("date", _date, {"type": "string", "format": "date"})
YEAR: Final = Kind("year", _year, {"type": "integer", "minimum": 1600, "maximum": 2100})
SELECTORS: Final = Kind("selectors", _list_of(_selector), _STRINGS)
REMOVALS: Final = Kind("selectors", _list_of(_removal), _STRINGS)
PATTERNS: Final = Kind("line patterns", _list_of(_pattern), _STRINGS)
DOMAINS: Final = Kind("domains", _list_of(_domain), _STRINGS)
NAMES: Final = Kind(
    "language = name",
    _names,
    {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": f"^{LANGUAGE}$"},
        "additionalProperties": {"type": "string", "minLength": 1},
    },
)
LANGUAGE_CODE: Final = Kind(
    "language code", _language, {"type": "string", "pattern": f"^{LANGUAGE}$"}
)
TIMEZONE: Final = Kind("IANA time zone", _timezone, {"type": "string"})
COUNTRY: Final = Kind(
    "country code",
    _one_of(COUNTRIES, "an ISO 3166-1 country code"),
    {"type": "string", "pattern": "^[A-Z]{2}$"},
)
EDITION: Final = Kind("host or path", _edition, {"type": "string", "minLength": 4})
WIKIDATA: Final = Kind(
    "Wikidata id",
    _matching(r"Q[1-9][0-9]*", "a Wikidata id", "write it like 'Q42'"),
    {"type": "string", "pattern": "^Q[1-9][0-9]*$"},
)
LANGUAGES: Final = Kind(
    "language codes",
    _list_of(lambda text: next(_language(text), None)),
    {**_STRINGS, "items": {"type": "string", "pattern": f"^{LANGUAGE}$"}},
)
FAMILY: Final = Kind(
    "name of a file in families/",
    _matching(r"[a-z0-9][a-z0-9-]*", "a family's name", "lower case, digits and hyphens"),
    {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"},
)


def one_of(*options: str) -> Kind:
    """A kind that is a closed list of words."""
    says = " | ".join(options)
    return Kind(says, _one_of(options, "one of them"), {"enum": list(options)})
