"""Files of ratings that the user brings: recognised by their columns, read whole or not at all.

CSV or TSV with a header, UTF-8, ``.gz`` or not. The forms are data (``data/raters.toml``): the
files of known raters, and a plain one with the columns ``domain, rater, value`` and, optional,
``scale, date, band, note``. What is wrong is told with file, line and remedy
(:class:`cleaner.errors.BadRatings`); a file with an error adds nothing.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
import re
import tomllib
import zlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from cleaner.errors import BadRatings
from cleaner.model.profile import Band, Judgement
from cleaner.sites.domains import normal_host
from cleaner.sites.values import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

BANDS: Final = get_args(Band)
_DATA: Final = Path(__file__).with_name("data") / "raters.toml"
_SPAN: Final = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*\.\.\s*([+-]?\d+(?:\.\d+)?)")
_HOST: Final = re.compile(r"(?:[a-z0-9_-]+\.)+[a-z0-9-]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterForm:
    """The form of a rater's file, and its way into three bands.

    Numbers need ``range`` and ``cuts``, words ``classes``. Column names are in lower case.
    """

    name: str
    domain: str
    value: str
    scale: str
    title: str = ""
    address: str = ""
    columns: Sequence[str] = ()
    """Further columns by which the form is recognised."""
    second: str = ""
    """A second column that is shown behind the value."""
    band_from: str = ""
    """The column whose class gives the band; else the value's."""
    strip: str = ""
    note: str = ""
    note_from: str = ""
    date: str = ""
    date_from: str = ""
    several: bool = False
    """A domain may stand in several rows (by topic)."""
    range: Sequence[float] = ()
    cuts: Sequence[float] = ()
    cuts_by: str = ""
    classes: Mapping[str, str] = field(default_factory=dict)
    values: Sequence[str] = ()
    """What the value may be, where the band comes from another column."""
    shown: Mapping[str, str] = field(default_factory=dict)

    @property
    def required(self) -> frozenset[str]:
        """The columns a file of this form must have."""
        named = (self.domain, self.value, self.second, self.band_from, *self.columns)
        return frozenset(filter(None, named))

    def band(self, value: str) -> Band | None:
        """The band of a value (or class). Raises KeyError or ValueError for what is off the scale.

        >>> forms()["PC1"].band("0.78")
        'high'
        """
        if not self.range:
            return _band(self.classes[value.lower().removesuffix(self.strip)])
        number = _number(value, self.range)
        low, mixed = self.cuts
        return "low" if number < low else "mixed" if number < mixed else "high"


@cache
def forms() -> dict[str, RaterForm]:
    """The known raters by name."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {row["name"]: RaterForm(**row) for row in data["rater"]}


PLAIN: Final = ("domain", "rater", "value")
OPTIONAL: Final = ("scale", "date", "band", "note")


def read_ratings(file: str | Path, known: Mapping[str, RaterForm] | None = None) -> list[Judgement]:
    """All ratings of a file; raises :class:`BadRatings`, and then nothing is read."""
    table = _Table(Path(file))
    known = forms() if known is None else known
    fits = [form for form in known.values() if form.required <= set(table.header)]
    plain = set(PLAIN) <= set(table.header)
    if plain and not any(len(form.required) > len(PLAIN) for form in fits):
        return list(_plain(table))
    if not fits:
        raise _strange(table, known)
    best = max(fits, key=lambda form: len(form.required))
    return list(_rated(table, best))


class _Table:
    """Header (lower case) and rows of a file, with the line each row ends on."""

    def __init__(self, file: Path) -> None:
        self.file = file
        text = _text(file)
        first = text.partition("\n")[0]
        delimiter = max("\t,;", key=first.count)
        self._reader = csv.reader(io.StringIO(text), delimiter=delimiter)
        self.header = [name.strip().lower() for name in next(self._reader, [])]
        if not any(self.header):
            raise BadRatings("the file is empty", file=file, line=1, remedy="write a header line")
        for name in self.header:
            if self.header.count(name) > 1:
                told = f"the column {name!r} stands twice"
                raise BadRatings(told, file=file, line=1, remedy="take one of them out")

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """(line, column -> value) of every row that is not blank."""
        try:
            for row in self._reader:
                line = self._reader.line_num
                if not any(cell.strip() for cell in row):
                    continue
                if len(row) != len(self.header):
                    told = f"{len(row)} fields where the header has {len(self.header)}"
                    raise self.error(told, line, "put values with a comma in quotes")
                yield line, dict(zip(self.header, map(str.strip, row), strict=True))
        except csv.Error as error:
            raise self.error(f"not CSV: {error}", self._reader.line_num, "") from error

    def error(self, told: str, line: int, remedy: str) -> BadRatings:
        return BadRatings(told, file=self.file, line=line, remedy=remedy)


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
        if raw.startswith(b"\x1f\x8b"):
            raw = gzip.decompress(raw)
    except (OSError, EOFError, zlib.error) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise BadRatings(
            f"cannot be read ({told})", file=file, remedy="check the path and its rights"
        ) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        told = "the file is not UTF-8"
        raise BadRatings(told, file=file, line=line, remedy="save it as UTF-8") from error


def _strange(table: _Table, known: Mapping[str, RaterForm]) -> BadRatings:
    """No rater has these columns: the nearest form, and what it lacks."""
    wanted = [("the plain form", frozenset(PLAIN))]
    wanted += [(name, form.required) for name, form in known.items()]
    have = set(table.header)
    name, columns = max(wanted, key=lambda one: _likeness(one[1], table.header))
    missing = sorted(columns - have)
    hints = [f"{close!r} for {one!r}" for one in missing if (close := closest(one, have))]
    told = f"no known rater has the columns {', '.join(table.header)}"
    remedy = f"nearest is {name}, which needs {', '.join(sorted(columns))}"
    if hints:
        remedy += f"; did you write {', '.join(hints)}?"
    return table.error(told, 1, remedy)


def _likeness(columns: frozenset[str], header: Sequence[str]) -> float:
    near = sum(1.0 if one in header else 0.5 if closest(one, header) else 0.0 for one in columns)
    return near / len(columns)


def _rated(table: _Table, form: RaterForm) -> Iterator[Judgement]:
    seen: dict[str, int] = {}
    for line, row in table.rows():
        value = row[form.value]
        try:
            band = form.band(row[form.band_from or form.value])
            if form.values and value.lower() not in form.values:
                raise KeyError(value)
        except KeyError as error:
            told = f"{form.name}: {error.args[0]!r} is none of its values"
            raise table.error(
                told, line, did_you_mean(str(error.args[0]), form.values or form.classes)
            ) from None
        except ValueError as error:
            raise table.error(f"{form.name}: {error}", line, f"its scale is {form.scale}") from None
        shown = form.shown.get(value, value)
        if form.second:
            shown = f"{shown} / {row[form.second].removesuffix(form.strip)}"
        notes = [row.get(form.note_from, "").strip("()"), form.note]
        # raters' own tables have rows without a usable domain; they can rate nothing here
        for written in row[form.domain].lower().split():
            _twice(table, seen, written, line, form.several)
            if not (domain := _address(written)):
                continue
            yield Judgement(
                rater=form.name,
                subject=domain,
                rated=domain,
                value=shown,
                scale=form.scale,
                date=row.get(form.date_from) or form.date,
                band=band,
                note="; ".join(filter(None, notes)),
                source=f"{table.file.name}:{line}",
            )


def _plain(table: _Table) -> Iterator[Judgement]:
    for name in table.header:
        if name not in (*PLAIN, *OPTIONAL):
            remedy = did_you_mean(name, (*PLAIN, *OPTIONAL))
            raise table.error(f"unknown column {name!r}", 1, remedy)
    seen: dict[str, int] = {}
    for line, row in table.rows():
        domain = _address(row["domain"])
        if not domain:
            told = f"{row['domain']!r} is no domain"
            raise table.error(told, line, "write it like 'example.com' or 'example.com/arabic'")
        for name in ("rater", "value"):
            if not row[name]:
                raise table.error(f"no {name}", line, "fill it in or take the row out")
        _twice(table, seen, f"{domain} by {row['rater']}", line, False)
        scale = row.get("scale", "")
        if limits := _SPAN.fullmatch(scale):
            try:
                _number(row["value"], (float(limits[1]), float(limits[2])))
            except ValueError as error:
                raise table.error(str(error), line, f"its scale is {scale}") from None
        band = row.get("band", "").lower()
        if band and band not in BANDS:
            raise table.error(f"{band!r} is no band", line, did_you_mean(band, BANDS))
        yield Judgement(
            rater=row["rater"],
            subject=domain,
            rated=domain,
            value=row["value"],
            scale=scale,
            date=row.get("date", ""),
            band=_band(band),
            note=row.get("note", ""),
            source=f"{table.file.name}:{line}",
        )


def _twice(table: _Table, seen: dict[str, int], what: str, line: int, several: bool) -> None:
    if what in seen and not several:
        told = f"{what} is rated twice, first in line {seen[what]}"
        raise table.error(told, line, "leave one of the rows")
    seen[what] = line


def _band(word: str) -> Band | None:
    bands: dict[str, Literal["high", "mixed", "low"]] = {one: one for one in BANDS}
    return bands.get(word)


def _number(value: str, limits: Sequence[float]) -> float:
    try:
        number = float(value)
    except ValueError:
        raise ValueError(f"{value!r} is no number") from None
    if math.isnan(number) or not limits[0] <= number <= limits[1]:
        raise ValueError(f"{value} is outside {limits[0]:g}..{limits[1]:g}")
    return number


def _address(text: str) -> str:
    """``example.com`` or ``example.com/path``, lower case, no ``www.``; ``""`` if it is neither."""
    host, slash, path = text.strip().lower().partition("/")
    name = normal_host(host).removeprefix("www.")
    if not _HOST.fullmatch(name):
        return ""
    return name + (slash + path.strip("/") if path.strip("/") else "")
