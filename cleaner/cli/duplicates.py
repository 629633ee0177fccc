"""``cleaner duplicates``: who prints whose text, from records of a finished run."""

from __future__ import annotations

import gzip
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from cleaner.arabic.dates import normalise_iso
from cleaner.errors import BadOption

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.profile.corpus_signals import Text

DATES: Final = ("published", "date")
"""Fields of an input that hold its date, unless one is named."""


@click.command()
@click.argument("records", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--texts", is_flag=True, help="Also list the pairs of texts and their clusters.")
@click.option(
    "--date-field",
    metavar="TEXT",
    help="Field of an input's record that dates it.  [default: published, else date]",
)
def duplicates(records: tuple[Path, ...], texts: bool, date_field: str | None) -> None:
    """Near-duplicates across outlets in RECORDS, the JSON Lines that ``cleaner clean`` wrote.

    Prints JSON: figures of each outlet with their number of articles and spread, and the outlets
    that share texts. Who had a text first is told by the dates of the pages; where a page states
    none, as a text never does, by that of the record it came from. Needs the extra ``corpus``.
    """
    from cleaner.profile.corpus_signals import corpus_signals

    fields = (date_field,) if date_field else DATES
    found = asdict(corpus_signals(one for path in records for one in _read(path, fields)))
    if not texts:
        for name in ("pairs", "clusters", "copies"):
            del found[name]
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _read(path: Path, fields: Sequence[str]) -> Iterator[Text]:
    from cleaner.profile.corpus_signals import Text

    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                record = _record(path, number, line)
                yield Text(
                    id=f"{path.name}:{record.get('id') or number}",
                    outlet=record.get("domain") or "",
                    text=record.get("text") or "",
                    published=_published(record, fields),
                    own_report=_own_report(record),
                )
    except (OSError, UnicodeDecodeError) as error:
        raise BadOption(f"{path}: {error}", remedy="name a .jsonl or .jsonl.gz file") from error


def _published(record: dict[str, Any], fields: Sequence[str]) -> str:
    """The date the page states, else that of the input's record; ``""`` for what is no date."""
    given = record.get("input")
    given = given if isinstance(given, dict) else {}
    said = (record.get("published"), *(given.get(name) for name in fields))
    dates = (normalise_iso(one) for one in said if isinstance(one, str) and one)
    return next(filter(None, dates), "")


def _record(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError:
        record = None
    if not isinstance(record, dict):
        raise BadOption(f"{path}:{number}: no JSON object", remedy="give the output of clean")
    return record


def _own_report(record: dict[str, Any]) -> bool | None:
    profile = record.get("profile") or {}
    signals = profile.get("signals") if isinstance(profile, dict) else None
    value = signals.get("own-report") if isinstance(signals, dict) else None
    return value if isinstance(value, bool) else None
