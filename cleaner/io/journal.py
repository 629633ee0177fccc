"""The journal: the manifest and the output stream its rows describe, growing together.

Records are written before the rows that tell of them. Whatever a kill leaves behind is cut back
to the last row whose record is complete, so nothing is lost and nothing stands there twice. A
later run keeps what is unchanged from the start of both files; behind the first change it copies
the results of unchanged inputs from what was there before.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from cleaner.errors import BadManifest, OutputNotWritable
from cleaner.io.manifest import Row, read_rows
from cleaner.io.packing import pack, packer, unpacking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cleaner.io.inputs import Input

try:
    import fcntl
except ImportError:  # not on Windows: there, two runs into one file are the user's affair
    fcntl = None  # type: ignore[assignment]

_PART_BYTES: Final = 1 << 18
_PART_ROWS: Final = 4096
_FLUSH_SECONDS: Final = 1.0
_WINDOW: Final = 10_000


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the earlier run, and where its record begins in the earlier stream."""

    row: Row
    start: int


class Earlier:
    """Rows of an earlier run behind the first change, looked up in the order of the inputs."""

    def __init__(
        self, rows: IO[bytes] | None = None, start: int = 0, stream: IO[bytes] | None = None
    ) -> None:
        """``rows`` is a piece of a manifest, ``stream`` the piece of the stream from ``start``."""
        self._files = [file for file in (rows, stream) if file is not None]
        self._rows = (row for row, _ in read_rows(rows)) if rows is not None else iter(())
        self._start = self._end = start
        self._stream = stream
        self._window: dict[str, Found] = {}

    def take(self, name: str) -> Found | None:
        """The row of input ``name``; None where it is not among the next 10,000 rows."""
        while len(self._window) < _WINDOW and (row := next(self._rows, None)):
            self._window[row.input] = Found(row, self._end)
            self._end = row.end or self._end
        if name not in self._window:
            return None
        for passed in list(self._window):  # the order is the same: what stands before is gone
            found = self._window.pop(passed)
            if passed == name:
                return found
        return None

    def record(self, found: Found) -> bytes:
        """The record of ``found`` as it stood in the earlier stream."""
        if self._stream is None or found.row.end is None:
            return b""
        self._stream.seek(found.start - self._start)
        return self._stream.read(found.row.end - found.start)

    def close(self) -> None:
        """Forget it."""
        for file in self._files:
            file.close()


class _Place(NamedTuple):
    """A place where both files may be cut."""

    manifest: int = 0
    stream: int = 0
    end: int = 0
    """Length of the stream, unpacked."""


class Journal:
    """Appends rows and records. ``stream`` is None where records are files of their own.

    A packed stream (``.gz``, ``.zst``) is a sequence of members whose borders depend on the records
    alone, never on when the run was interrupted.
    """

    def __init__(self, manifest: Path, stream: Path | None, *, fresh: bool = False) -> None:
        """Open both files and cut them back to where they agree; ``fresh`` empties them.

        Raises BadManifest where the stream holds something no manifest tells of, and
        OutputNotWritable where the files cannot be opened.
        """
        held = stream.stat().st_size if stream is not None and stream.exists() else 0
        if held and not fresh and not manifest.exists():
            raise BadManifest(
                "the file exists, and no manifest says that it is ours",
                file=stream or "",
                remedy="choose another name, or overwrite it with --fresh",
            )
        self._packed = packer(stream.name) if stream is not None else ""
        self._paths = (manifest, stream)
        self._rows: list[Row] = []
        self._records: list[bytes] = []
        self._waiting = 0
        self._end = 0
        self._flushed = time.monotonic()
        with ExitStack() as files:
            self._manifest = files.enter_context(_open(manifest))
            self._stream = files.enter_context(_open(stream)) if stream is not None else None
            self._cut(_Place() if fresh else self._agreed(held))
            self._files = files.pop_all()

    def put(self, row: Row, record: bytes = b"") -> None:
        """Append a row, and its record if the journal has a stream."""
        if self._stream is not None:
            self._end += len(record)
            row.end = self._end
            self._records.append(record)
            self._waiting += len(record)
        self._rows.append(row)
        full = self._waiting >= _PART_BYTES or len(self._rows) >= _PART_ROWS
        due = not self._packed and time.monotonic() - self._flushed > _FLUSH_SECONDS
        if full or due:
            self.flush(full=full)

    def flush(self, *, full: bool = False) -> None:
        """Write what waits; ``full`` says that a packed part ends here for good.

        Raises OutputNotWritable; what half a write leaves is cut off when the journal is opened.
        """
        rows, data = self._rows, b"".join(self._records)
        if not rows:
            return
        self._rows, self._records, self._waiting = [], [], 0
        manifest, path = self._paths
        if self._stream is not None and path is not None:
            if self._packed and data:
                data = pack(data, self._packed)
            _write(self._stream, data, path)
            if self._packed:
                size = os.fstat(self._stream.fileno()).st_size
                rows[-1].offset, rows[-1].size = (size, None) if full else (None, size)
        _write(self._manifest, b"".join(row.line() for row in rows), manifest)
        self._flushed = time.monotonic()

    def close(self) -> None:
        """Write what waits and close both files."""
        with self._files:
            self.flush()

    def resume(
        self,
        inputs: Iterator[Input],
        same: Callable[[Row, Input], bool],
        count: Callable[[Row], None],
    ) -> tuple[Iterator[Input], Earlier]:
        """Pass over the inputs that stand in the files unchanged, and ``count`` their rows.

        Returns the inputs still to be done, and what else the earlier run knew.
        """
        place = _Place()
        since: list[Row] = []
        with self._paths[0].open("rb") as manifest:
            for row, at in read_rows(manifest, self._paths[0]):
                item = next(inputs, None)
                if item is None or not same(row, item):
                    return _put_back(item, inputs), self._part(place, since)
                count(row)
                if self._packed and row.offset is None:
                    since.append(row)
                else:
                    place = _Place(at, self._length(row) or 0, row.end or 0)
                    since = []
        item = next(inputs, None)
        if item is None or not since:
            return _put_back(item, inputs), Earlier()
        return _put_back(item, inputs), self._part(place, since)

    def _part(self, place: _Place, since: list[Row]) -> Earlier:
        """Cut both files at ``place``, keep aside what followed, and repeat the rows ``since``."""
        manifest, path = self._paths
        rows = self._aside(manifest, place.manifest)
        stream = self._aside(path, place.stream) if path is not None else None
        if stream is not None and self._packed:
            stream = _unpacked(stream, manifest.parent)
        self._cut(place)
        earlier = Earlier(rows, place.end, stream)
        for row in since:
            if found := earlier.take(row.input):
                self.put(replace(row, offset=None, size=None), earlier.record(found))
        return earlier

    def _aside(self, path: Path, start: int) -> IO[bytes]:
        """What follows ``start`` in ``path``, in a nameless file that goes with the process."""
        copy = _nameless(self._paths[0].parent)
        with path.open("rb") as file:
            file.seek(start)
            shutil.copyfileobj(file, copy)
        copy.seek(0)
        return copy

    def _agreed(self, held: int) -> _Place:
        """The last place up to which the stream, ``held`` bytes long, is what the rows say."""
        place = _Place()
        manifest, _ = self._paths
        with manifest.open("rb") as file:
            for row, at in read_rows(file, manifest):
                length = self._length(row)
                if length is not None and length <= held:
                    place = _Place(at, length, row.end or 0)
        return place

    def _length(self, row: Row) -> int | None:
        """Length of the stream file after ``row``; None where a packed part is not complete."""
        if not self._packed:
            return row.end or 0
        return row.offset if row.offset is not None else row.size

    def _cut(self, place: _Place) -> None:
        self._manifest.truncate(place.manifest)
        if self._stream is not None:
            self._stream.truncate(place.stream)
        self._end = place.end


def _put_back(item: Input | None, inputs: Iterator[Input]) -> Iterator[Input]:
    return inputs if item is None else chain([item], inputs)


def _nameless(folder: Path) -> IO[bytes]:
    return tempfile.TemporaryFile(dir=folder)


def _unpacked(packed: IO[bytes], folder: Path) -> IO[bytes]:
    plain = _nameless(folder)
    with packed, unpacking(packed) as stream:
        shutil.copyfileobj(stream, plain)
    return plain


def _write(file: IO[bytes], data: bytes, path: Path) -> None:
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[file.write(rest) :]
    except OSError as error:
        raise OutputNotWritable(error.strerror or str(error), file=path) from error


def _open(path: Path) -> IO[bytes]:
    """Open for appending, making its folder; refuse what another run is writing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab", buffering=0)
    except OSError as error:
        raise OutputNotWritable(error.strerror or str(error), file=path) from error
    if fcntl is not None:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.close()
            raise OutputNotWritable("another run is writing it", file=path) from error
        except OSError:
            pass  # a file system without locks
    return file
