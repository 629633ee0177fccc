"""Parquet out: made in one go of a stream of records that can be resumed.

A Parquet file cannot be appended to. So records are first written to ``OUT.records.jsonl.gz`` with
its manifest, as to any other file, and OUT is made of them when the run is complete: whatever kills
the run, OUT is either what the whole run gives, or what it was before.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from typing import IO, TYPE_CHECKING, Any, Final, Literal
from urllib.parse import quote

from cleaner.errors import BadManifest, OutputNotWritable
from cleaner.extras import need
from cleaner.io.outputs import File
from cleaner.io.packing import unpacking
from cleaner.io.rows import arrow_schema, row_of

if TYPE_CHECKING:
    from pathlib import Path

Partition = Literal["domain", "date"]

_GROUP_BYTES: Final = 32 << 20
"""Bytes of records that make a row group: what a reader and we hold at once."""
_NONE: Final = "__HIVE_DEFAULT_PARTITION__"


class Parquet(File):
    """One Parquet file, or a folder of them in the way of Hive (``domain=…`` or ``date=…``)."""

    def __init__(
        self,
        path: Path,
        manifest: Path,
        *,
        partition: Partition | None = None,
        fresh: bool = False,
    ) -> None:
        need("pyarrow", "arrow")
        if path.exists() and not manifest.exists() and not fresh:
            raise BadManifest(
                "it exists, and no manifest says that it is ours",
                file=path,
                remedy="choose another name, or overwrite it with --fresh",
            )
        self._target = path
        self._partition: Partition | None = partition
        self._records = path.with_name(path.name + ".records.jsonl.gz")
        super().__init__(self._records, manifest, fresh=fresh)

    def finish(self) -> None:
        """Make OUT of all records; it takes its name when it is whole."""
        super().finish()
        part = self._target.with_name(f".{self._target.name}.part")
        try:
            _remove(part)
            with unpacking(self._records.open("rb")) as records:
                if self._partition is None:
                    _one_file(records, part)
                else:
                    _folder(records, part, self._partition)
            if part.is_dir() or self._target.is_dir():
                _remove(self._target)
            part.replace(self._target)
        except OSError as error:
            told = error.strerror or str(error)
            raise OutputNotWritable(told, file=self._target) from error


def _one_file(records: IO[bytes], path: Path) -> None:
    schema = arrow_schema()
    with _writer(path, schema) as writer:
        rows: list[dict[str, Any]] = []
        held = 0
        for line in records:
            rows.append(row_of(json.loads(line)))
            held += len(line)
            if held >= _GROUP_BYTES:
                writer.write_table(_table(rows, schema))
                rows, held = [], 0
        if rows:
            writer.write_table(_table(rows, schema))


def _folder(records: IO[bytes], path: Path, partition: Partition) -> None:
    """Parts of partitions; when the rows held are too many, the largest partition is written."""
    schema = arrow_schema()
    if partition in schema.names:  # the name of the folder says it
        schema = schema.remove(schema.get_field_index(partition))
    held: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    weights: defaultdict[str, int] = defaultdict(int)
    parts: defaultdict[str, int] = defaultdict(int)
    path.mkdir(parents=True)

    def write(key: str) -> None:
        folder = path / f"{partition}={quote(key, safe='') or _NONE}"
        folder.mkdir(exist_ok=True)
        with _writer(folder / f"part-{parts[key]:05d}.parquet", schema) as writer:
            writer.write_table(_table(held.pop(key), schema))
        parts[key] += 1
        del weights[key]

    total = 0
    for line in records:
        row = row_of(json.loads(line))
        key = (row["domain"] if partition == "domain" else (row["published"] or "")[:10]) or ""
        held[key].append(row)
        weights[key] += len(line)
        total += len(line)
        if total >= _GROUP_BYTES:
            largest = max(weights, key=lambda one: (weights[one], one))
            total -= weights[largest]
            write(largest)
    for key in sorted(held):
        write(key)


def _table(rows: list[dict[str, Any]], schema: Any) -> Any:  # noqa: ANN401 -- pyarrow is an extra
    return need("pyarrow", "arrow").Table.from_pylist(rows, schema)


def _writer(path: Path, schema: Any) -> Any:  # noqa: ANN401 -- pyarrow is an extra
    return need("pyarrow.parquet", "arrow").ParquetWriter(path, schema, compression="zstd")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
