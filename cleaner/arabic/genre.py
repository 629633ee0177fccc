"""Words of the genre: how news paragraphs open and go on, dates, places, agencies, names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from cleaner.arabic.fold import fold


@dataclass(frozen=True, slots=True)
class Genre:
    """Word sets, folded; phrases of several words are written with single blanks."""

    continuation: frozenset[str]
    continuation_pairs: frozenset[str]
    particles: frozenset[str]
    waw_words: frozenset[str]
    lead_verbs: frozenset[str]
    stopwords: frozenset[str]
    agencies: frozenset[str]
    outlets: frozenset[str]
    cities: frozenset[str]
    sections: frozenset[str]
    given_names: frozenset[str]
    name_titles: frozenset[str]
    professions: frozenset[str]
    common: frozenset[str]
    """Words too frequent in prose to look for a marker by."""
    stamp: re.Pattern[str]
    """A date or time stamp, as the furniture of a page writes it."""


@cache
def genre() -> Genre:
    """The word sets of ``data/genre.toml``, read once."""
    text = resources.files("cleaner.arabic").joinpath("data/genre.toml").read_text("utf-8")
    raw: dict[str, list[str]] = tomllib.loads(text)
    sets = {
        name: frozenset(" ".join(re.findall(r"\w+", fold(word))) for word in words)
        for name, words in raw.items()
    }
    stamp = _stamp(sets.pop("weekdays"), sets.pop("months"))
    return Genre(stamp=stamp, **sets)


def _stamp(weekdays: frozenset[str], months: frozenset[str]) -> re.Pattern[str]:
    day = _either(weekdays)
    month = _either(months)
    era = r"(?:\s*(?:م|ه|هجري|هجريه|ميلادي|ميلاديه)(?!\w))?"
    clock = (
        r"(?:(?:الساعه\s*)?\d{1,2}\s*[:.]\s*\d{2}(?::\d{2})?\s*"
        r"(?:صباحا|مساء|ظهرا|عصرا|ص|م|ت م|am|pm|gmt|بتوقيت [ا-ي]+)?(?!\w))"
    )
    iso = r"t\d{2}:\d{2}(?::\d{2})?"
    date = (
        rf"(?:\d{{1,2}}\s*[-/]?\s*{month}(?:\s*[/-]\s*{month})?\s*[,/-]?\s*(?:\d{{4}}|\d{{2}})?{era}"
        rf"|{month}\s+\d{{1,2}}\s*,?\s*\d{{4}}"
        rf"|\d{{4}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*\d{{1,2}}{era}"
        rf"|\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*(?:\d{{4}}|\d{{2}}){era})"
    )
    ago = (
        r"(?:(?:منذ|قبل)\s+(?:\d+\s+)?(?:حوالي\s+)?(?:ثانيه|ثوان|ثواني|دقيقه|دقايق|دقيقتين|ساعه|ساعات|"
        r"ساعتين|يوم|يوما|ايام|يومين|اسبوع|اسابيع|اسبوعين|شهر|شهرين|اشهر|شهور|سنه|سنوات|سنتين|عام|"
        r"عامين|اعوام)(?:\s+واحد[ه]?)?(?!\w))"
    )
    whole = (
        rf"(?<!\w)(?:(?:{day}\s*[,-]?\s*)?{date}(?:\s*الموافق\s*{date})?(?:\s*[-|,@•]?\s*{clock}|{iso})?"
        rf"|{day}\s*[,-]?\s*{clock}|{clock}\s*[-|,]?\s*(?:{day}\s*[,-]?\s*)?{date}|{ago}|(?:امس|اليوم|غدا)\s*[,-]?\s*{clock})(?!\w)"
    )
    return re.compile(whole)


def _either(words: frozenset[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(word.replace(" ", r"\s+") for word in ordered) + ")"
