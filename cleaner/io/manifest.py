"""The manifest: JSON Lines, one row for each input, and all that a resumed run has to know."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import IO, TYPE_CHECKING, Any, Final, Literal, get_args

from cleaner.errors import BadManifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Outcome = Literal["ok", "generic", "empty", "not-article", "dropped", "failed", "skipped"]

STATUSES: Final[tuple[str, ...]] = get_args(Outcome)
"""What can become of an input; the counts add up to the inputs seen."""

WITH_OUTPUT: Final = ("ok", "generic")
"""The statuses whose records stand in OUT; all others stand in the manifest only."""


@dataclass(slots=True)
class Row:
    """What became of one input. The fields from ``id`` on are left out where they are None."""

    input: str
    status: Outcome
    reason: str = ""
    plugin: str = ""
    ms: float = 0.0
    chars_in: int = 0
    chars_out: int = 0
    sha256: str | None = None
    """Of the input's bytes as they stand in the file; None where it was not read."""
    run: str = ""
    """Fingerprint of version, plugins and options."""
    id: str | int | float | None = None
    """The record's own id."""
    url: str | None = None
    """The URL a sidecar gave."""
    output: str | None = None
    """File below OUT (folder output)."""
    end: int | None = None
    """Length of the output stream after this input, unpacked (stream output)."""
    offset: int | None = None
    """Length of the packed file after this input, where a packed part of it ends for good."""
    size: int | None = None
    """The same where a run ended: the next one rewrites the part if inputs were added."""
    health: dict[str, Any] | None = None
    """How well the outlet's plugin fitted, see ``cleaner.batch.health``."""
    asked: bool | None = None
    """Whether trafilatura was asked; only where the generic path took something."""
    learned: int | None = None
    """With ``--learn``: how many spans went by a pattern learned in this run."""

    def line(self) -> bytes:
        """The row as a line of the manifest."""
        shown = {
            name: value
            for name in _FIELDS
            if (value := getattr(self, name)) is not None or name not in _OPTIONAL
        }
        return json_line(shown)


_FIELDS: Final = tuple(field.name for field in fields(Row))
_OPTIONAL: Final = frozenset(_FIELDS[_FIELDS.index("id") :])


def json_line(record: object) -> bytes:
    """``record`` as one line of JSON in UTF-8; lone surrogates are escaped, not lost."""
    text = json.dumps(record, ensure_ascii=False, separators=(", ", ": "))
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(record).encode() + b"\n"


def read_rows(stream: IO[bytes], name: Path | str = "") -> Iterator[tuple[Row, int]]:
    """Rows of a manifest, each with the offset behind its line.

    A last line without a line break was torn by a kill and is left out. Raises BadManifest for a
    line that is no row.
    """
    at = 0
    for number, line in enumerate(stream, 1):
        if not line.endswith(b"\n"):
            return
        at += len(line)
        try:
            record = json.loads(line)
            row = Row(**{field: record[field] for field in _FIELDS if field in record})
            if row.status not in STATUSES:
                raise ValueError(row.status)
        except (ValueError, TypeError) as error:
            raise BadManifest(
                "not a row of a manifest",
                file=name,
                line=number,
                remedy="start over with --fresh, or name another file with --manifest",
            ) from error
        yield row, at
