"""Files of ratings that the user brings: recognised by their columns, read whole or not at all.

CSV or TSV with a header, UTF-8, ``.gz`` or not. The forms are data (``data/raters.toml``): the
files of known raters, and a plain one with the columns ``domain, rater, value`` and, optional,
``scale, date, band, note``. What is wrong is told with file, line and remedy
(:class:`cleaner.errors.BadRatings`); a file with an error adds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from cleaner.model.profile import Band, Judgement
from cleaner.profile.data_files import toml
from cleaner.profile.ratings_table import Table
from cleaner.profile.ratings_values import (
    address,
    folded,
    is_number,
    iso_date,
    limits_of,
    number,
    rated_address,
)
from cleaner.sites.values import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaner.errors import BadRatings

BANDS: Final = get_args(Band)
_ODD: Final = 0.01
"""Share of rows that rate no domain, or one rated before, which a rater's own table may have: of
those published up to one in two hundred does (pairs of stations, slugs of pages)."""
_SHOWN: Final = 10
WRITE: Final = "write it like 'example.com' or 'example.com/arabic'"
_TAKE: Final = "leave one of the rows"


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
    url: str = ""
    """A column that has the whole address, where the one of domains has it mangled."""
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
    derived_from: Sequence[str] = ()
    """Raters whose ratings these are made from: no second opinion on theirs."""

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
        said = number(value, self.range)
        low, mixed = self.cuts
        return "low" if said < low else "mixed" if said < mixed else "high"


@cache
def forms() -> dict[str, RaterForm]:
    """The known raters by name."""
    return {row["name"]: RaterForm(**row) for row in toml("raters.toml")["rater"]}


PLAIN: Final = ("domain", "rater", "value")
OPTIONAL: Final = ("scale", "date", "band", "note")


def read_ratings(
    file: str | Path, known: Mapping[str, RaterForm] | None = None, told: list[str] | None = None
) -> list[Judgement]:
    """All ratings of a file; raises :class:`BadRatings`, and then nothing is read.

    ``told`` is given what a user should know of a rater's own table: rows that rate no domain.
    """
    table = Table(Path(file))
    known = forms() if known is None else known
    fits = [form for form in known.values() if form.required <= set(table.header)]
    plain = set(PLAIN) <= set(table.header)
    if plain and not any(len(form.required) > len(PLAIN) for form in fits):
        found = list(_plain(table, known))
    elif fits:
        most = max(len(form.required) for form in fits)
        best, *others = (form for form in fits if len(form.required) == most)
        if others:
            names = ", ".join(one.name for one in (best, *others))
            remedy = "take out the columns of all but one"
            raise table.error(f"the columns are those of several raters: {names}", 1, remedy)
        found = _rated(table, best, [] if told is None else told)
    else:
        raise _strange(table, known)
    if not found:
        remedy = "bring the rows as well, or leave the file out"
        raise table.error("a header, and no rating below it", 1, remedy)
    return found


def _strange(table: Table, known: Mapping[str, RaterForm]) -> BadRatings:
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


def _rated(table: Table, form: RaterForm, told: list[str]) -> list[Judgement]:
    found: list[Judgement] = []
    seen: dict[str, int] = {}
    odd: list[tuple[int, str, str]] = []
    """(line, what is odd, remedy)"""
    rows = nameless = 0
    for line, row in table.rows():
        rows += 1
        made = _judgement(table, form, row, line)
        nameless += not row[form.domain]
        whole = row.get(form.url, "")
        for written in [whole] if address(whole) else row[form.domain].split():
            try:
                domain = rated_address(written)
            except ValueError as error:
                odd.append((line, str(error), WRITE))
                continue
            first = seen.setdefault(domain, line)
            if first != line and not form.several:
                odd.append((line, f"{domain} is rated twice, first in line {first}", _TAKE))
            found.append(made._replace(subject=domain, rated=domain))
    if odd and len(odd) > _ODD * rows:
        line, what, remedy = odd[0]
        raise table.error(f"{form.name}: {what}", line, remedy)
    told += [f"{table.file.name}:{line}: {what}" for line, what, _ in odd[:_SHOWN]]
    if more := len(odd[_SHOWN:]):
        told.append(f"{table.file.name}: {more} more rows like these")
    if nameless:
        told.append(f"{table.file.name}: {nameless} of {rows} rows name no domain")
    return found


def _judgement(table: Table, form: RaterForm, row: Mapping[str, str], line: int) -> Judgement:
    """What a row says, as yet of no domain."""
    value = row[form.value]
    try:
        band = form.band(row[form.band_from or form.value])
        if form.values and value.lower() not in form.values:
            raise KeyError(value)
    except KeyError as error:
        told = f"{form.name}: {error.args[0]!r} is none of its values"
        remedy = did_you_mean(str(error.args[0]), form.values or form.classes)
        raise table.error(told, line, remedy) from None
    except ValueError as error:
        raise table.error(f"{form.name}: {error}", line, f"its scale is {form.scale}") from None
    shown = form.shown.get(value, value)
    if form.second:
        shown = f"{shown} / {row[form.second].removesuffix(form.strip)}"
    notes = [row.get(form.note_from, "").strip("()"), form.note]
    return Judgement(
        rater=form.name,
        subject="",
        rated="",
        value=shown,
        scale=form.scale,
        date=_date(table, row.get(form.date_from, ""), line) or form.date,
        band=band,
        note="; ".join(filter(None, notes)),
        source=f"{table.file.name}:{line}",
    )


def _plain(table: Table, known: Mapping[str, RaterForm]) -> Iterator[Judgement]:
    for name in table.header:
        if name not in (*PLAIN, *OPTIONAL):
            remedy = did_you_mean(name, (*PLAIN, *OPTIONAL))
            raise table.error(f"unknown column {name!r}", 1, remedy)
    seen: dict[tuple[str, str], int] = {}
    spelt = {folded(name): (name, "a known rater") for name in known}
    for line, row in table.rows():
        for name in ("rater", "value"):
            if not row[name]:
                raise table.error(f"no {name}", line, "fill it in or take the row out")
        rater, band = row["rater"], row.get("band", "").lower()
        other, who = spelt.setdefault(folded(rater), (rater, f"in line {line}"))
        if other != rater:
            told = f"the rater {rater!r} is written {other!r} elsewhere ({who})"
            raise table.error(told, line, "write the name one way")
        try:
            domain = rated_address(row["domain"])
        except ValueError as error:
            raise table.error(str(error), line, WRITE) from None
        first = seen.setdefault((domain, rater), line)
        if first != line:
            told = f"{domain} by {rater} is rated twice, first in line {first}"
            raise table.error(told, line, _TAKE)
        if band and band not in BANDS:
            raise table.error(f"{band!r} is no band", line, did_you_mean(band, BANDS))
        _on_scale(table, row, line)
        yield Judgement(
            rater=rater,
            subject=domain,
            rated=domain,
            value=row["value"],
            scale=row.get("scale", ""),
            date=_date(table, row.get("date", ""), line),
            band=_band(band),
            note=row.get("note", ""),
            source=f"{table.file.name}:{line}",
        )


def _on_scale(table: Table, row: Mapping[str, str], line: int) -> None:
    """Whether a value keeps to the ends that its row gives; in words, scales may be anything."""
    scale, value = row.get("scale", ""), row["value"]
    limits = limits_of(scale)
    try:
        if limits:
            number(value.removesuffix("%").strip() if "%" in scale else value, limits)
        elif any(map(str.isdigit, scale)) and is_number(value):
            told = f"the scale {scale!r} cannot be read"
            raise table.error(told, line, "write its ends, like '0..5'")
    except ValueError as error:
        raise table.error(str(error), line, f"its scale is {scale}") from None


def _date(table: Table, said: str, line: int) -> str:
    try:
        return iso_date(said)
    except ValueError as error:
        raise table.error(str(error), line, "write 2026, 2026-08 or 2026-08-31") from None


def _band(word: str) -> Band | None:
    bands: dict[str, Literal["high", "mixed", "low"]] = {one: one for one in BANDS}
    return bands.get(word)
