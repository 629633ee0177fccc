"""Where results go: a folder of files, one file, or standard output; each keeps the manifest."""

from __future__ import annotations

import errno
import sys
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Final

from cleaner.errors import OutputNotWritable
from cleaner.io.journal import Earlier, Found, Journal
from cleaner.io.manifest import WITH_OUTPUT, Row

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner.io.inputs import Input

_STOP: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""Errors that the next file would meet as well."""


class Output(ABC):
    """Takes rows and records in the order of the inputs."""

    journal: Journal | None = None

    def holds(self, row: Row, item: Input) -> bool:
        """Whether the result an earlier row tells of is still there, under the name due now."""
        return True

    def repeat(self, found: Found, earlier: Earlier) -> Row:
        """Take over the result of an unchanged input from the earlier run."""
        row = replace(found.row, offset=None, size=None)
        if self.journal is not None:
            self.journal.put(row, earlier.record(found))
        return row

    @abstractmethod
    def put(self, item: Input, row: Row, record: bytes, old: Row | None = None) -> None:
        """Take a new result; ``old`` is what the earlier run had for this input."""

    def finish(self) -> None:
        """All inputs were seen: whatever waited for that is done now."""
        if self.journal is not None:
            self.journal.flush()

    def close(self) -> None:
        """Write all that waits."""
        if self.journal is not None:
            self.journal.close()


class Folder(Output):
    """One file for each record, in the tree of the inputs; written whole or not at all."""

    def __init__(self, folder: Path, suffix: str, manifest: Path, *, fresh: bool = False) -> None:
        self._folder = folder
        self._suffix = suffix
        self.journal = Journal(manifest, None, fresh=fresh)
        folder.mkdir(parents=True, exist_ok=True)
        self._part = folder / ".part"
        _remove(self._part)  # a killed run may have left it

    def _write(self, target: Path, data: bytes) -> None:
        """Write a file under its name only when it is complete."""
        target.parent.mkdir(parents=True, exist_ok=True)
        self._part.write_bytes(data)
        self._part.replace(target)

    def _name(self, item: Input) -> str:
        return item.stem + self._suffix

    def holds(self, row: Row, item: Input) -> bool:
        """Whether the file is there."""
        if row.status not in WITH_OUTPUT:
            return True
        return row.output == self._name(item) and (self._folder / row.output).is_file()

    def put(self, item: Input, row: Row, record: bytes, old: Row | None = None) -> None:
        """Write the file, then its row; what an earlier run left under either name goes."""
        name = self._name(item)
        target = self._folder / name
        try:
            if row.status in WITH_OUTPUT:
                self._write(target, record)
                row.output = name
            else:
                _remove(target)
            if old is not None and old.output not in {None, name}:
                _remove(self._folder / str(old.output))
        except OSError as error:
            if error.errno in _STOP:
                raise OutputNotWritable(error.strerror or str(error), file=target) from error
            row.status, row.output, row.chars_out = "failed", None, 0
            row.reason = f"OutputNotWritable: {name}: {error.strerror or error}"
        assert self.journal is not None
        self.journal.put(row)


class File(Output):
    """One file for all records."""

    def __init__(self, path: Path, manifest: Path, *, fresh: bool = False) -> None:
        self._path = path
        self.journal = Journal(manifest, path, fresh=fresh)

    def put(self, item: Input, row: Row, record: bytes, old: Row | None = None) -> None:
        """Append the record and its row."""
        assert self.journal is not None
        self.journal.put(row, record)


class Stdout(Output):
    """Records to standard output, each at once; rows to ``manifest`` if there is one."""

    def __init__(self, manifest: Path | None, stream: IO[bytes] | None = None) -> None:
        self._stream = stream or sys.stdout.buffer
        self.journal = Journal(manifest, None, fresh=True) if manifest else None

    def put(self, item: Input, row: Row, record: bytes, old: Row | None = None) -> None:
        """Write the record and flush: whoever reads us line by line waits for it."""
        if record:
            self._stream.write(record)
            self._stream.flush()
        if self.journal is not None:
            self.journal.put(row)


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        path.unlink()
