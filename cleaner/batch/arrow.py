"""The one batch function for engines: an Arrow table of pages in, an Arrow table of articles out.

Every engine's adapter is a thin wrapper over it. One row in gives one row out, in the same order;
a row that cannot be cleaned has the status ``failed`` and the error's name in ``reason``, so totals
add up. The columns are those of :mod:`cleaner.io.rows`, whatever the table holds besides: what it
holds besides stands as JSON in the column ``input``.

Needs the extra ``arrow``.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from cleaner import Cleaner
from cleaner.batch.work import CleanInput
from cleaner.extras import need
from cleaner.io.inputs import ReadOptions
from cleaner.io.parquet import ParquetRow
from cleaner.io.record import check_fields
from cleaner.io.rows import SPARK_DDL, arrow_schema, json_schema, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["SPARK_DDL", "CleanBatch", "arrow_schema", "clean_batch", "json_schema"]

_SLICE: Final = 256
"""Rows that are Python objects at once."""


class CleanBatch:
    """The batch function with its settings; picklable, a worker makes its Cleaner once.

    ``text``: the pages are extracted text even where an HTML column exists. The ``…_field`` are the
    names of columns (``metadata.url`` for one inside another). A page or text longer than
    ``max_bytes`` fails. All other settings are those of :class:`cleaner.Cleaner`; files and folders
    they name must be where the workers are.
    """

    def __init__(
        self,
        *,
        text: bool = False,
        html_field: str = "html",
        text_field: str = "text",
        url_field: str = "url",
        id_field: str = "id",
        title_field: str = "title",
        max_bytes: int = 50_000_000,
        **cleaner: Any,  # noqa: ANN401 -- Cleaner checks them
    ) -> None:
        self._options = ReadOptions(
            text, html_field, text_field, url_field, id_field, title_field, max_bytes
        )
        self._cleaner = tuple(
            (name, tuple(value) if isinstance(value, list) else value)
            for name, value in sorted(cleaner.items())
        )

    def __call__(self, table: Any) -> Any:  # noqa: ANN401 -- pyarrow is an extra
        """A ``pyarrow.Table`` of articles for a ``pyarrow.Table`` (or RecordBatch) of pages.

        Raises :class:`cleaner.errors.BadOption` where no column may hold pages.
        """
        pa = need("pyarrow", "arrow")
        check_fields(table.schema.names, self._options, "the table")
        schema = arrow_schema()
        work = _work(self._cleaner)
        parts = [
            pa.Table.from_pylist(
                [
                    row_of(self._record(work, record))
                    for record in table.slice(start, _SLICE).to_pylist()
                ],
                schema,
            )
            for start in range(0, table.num_rows, _SLICE)
        ]
        return pa.concat_tables(parts) if parts else schema.empty_table()

    def batches(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Record batches for record batches, one after the other: what ``mapInArrow`` wants."""
        for batch in batches:
            yield from self(batch).to_batches()

    def record(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The JSON Lines record of one, as ``cleaner clean - --all`` gives it; needs no extra."""
        return self._record(_work(self._cleaner), record)

    def _record(self, work: CleanInput, record: Mapping[str, Any]) -> dict[str, Any]:
        result = work(ParquetRow("", "", self._options, record=record))
        cleaned: dict[str, Any] = json.loads(result.record)
        # a record without an id is named by its place, and here it has none
        return cleaned if result.row.id is not None else {**cleaned, "id": None}


def clean_batch(table: Any, **settings: Any) -> Any:  # noqa: ANN401 -- pyarrow is an extra
    """Clean a table of pages; ``settings`` are those of :class:`CleanBatch`."""
    return CleanBatch(**settings)(table)


@lru_cache(maxsize=4)
def _work(settings: tuple[tuple[str, Any], ...]) -> CleanInput:
    """One for each process: plugins are read once, however many batches come."""
    return CleanInput(Cleaner(**dict(settings)), "jsonl", "", every=True)
