"""Parquet: each row an input of its own, read group by group; a damaged group fails alone."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cleaner.errors import BadOption, Unreadable
from cleaner.extras import need
from cleaner.io.inputs import Input, Payload, ReadOptions, Refused
from cleaner.io.record import check_fields, payload_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cleaner.io.formats import Source

_ROWS: Final = 64
"""Rows made into Python objects at once."""


@dataclass(frozen=True, slots=True)
class ParquetRow(Input):
    """One row of a Parquet file."""

    record: Mapping[str, Any] = field(default_factory=dict)
    bytes_held: int = 0

    @property
    def weight(self) -> int:
        """About the bytes of the row."""
        return self.bytes_held

    def raw(self) -> bytes:
        """The row as JSON, for its hash."""
        return json.dumps(self.record, default=plain, ensure_ascii=False).encode("utf-8", "replace")

    def payload(self, raw: bytes) -> Payload:
        """The row's HTML or text, its URL, id and title, and the columns nobody used."""
        return payload_of(self.record, self.options, self.id)


def read_parquet(source: Source, options: ReadOptions) -> Iterator[Input]:
    """The rows of a Parquet file; memory holds some pages of one row group, never the file."""
    parquet = need("pyarrow.parquet", "arrow")
    errors = (OSError, need("pyarrow", "arrow").ArrowException)
    try:
        file = parquet.ParquetFile(source.path, buffer_size=1 << 20, pre_buffer=False)
    except errors as error:
        raise Unreadable(
            f"no Parquet file, or truncated ({_first_line(error)})", file=source.id
        ) from error
    with file:
        try:
            check_fields(file.schema_arrow.names, options, source.id)
        except BadOption as error:
            told = f"BadOption: {error.message} – {error.remedy}"
            yield Refused(source.id, source.stem, options, status="failed", reason=told)
            return
        start = 0
        for group in range(file.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            done = 0
            try:
                for batch in file.iter_batches(_ROWS, row_groups=[group], use_threads=False):
                    share = batch.nbytes // max(batch.num_rows, 1)
                    for record in batch.to_pylist():
                        done += 1
                        name, stem = _names(source, start + done)
                        yield ParquetRow(name, stem, options, record=record, bytes_held=share)
            except errors as error:
                why = f"Unreadable: rows {start + done + 1} to {start + rows} are damaged"
                name, stem = _names(source, start + done + 1)
                told = f"{why} ({_first_line(error)})"
                yield Refused(name, stem, options, status="failed", reason=told)
            start += rows
        if not start:
            yield Refused(source.id, source.stem, options, status="empty", reason="no rows in it")


def _names(source: Source, number: int) -> tuple[str, str]:
    return f"{source.id}:{number}", f"{source.stem}/{number:06d}"


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
