"""A file of ratings as rows: CSV or TSV with a header, UTF-8, ``.gz`` or not."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from typing import TYPE_CHECKING

from cleaner.errors import BadRatings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Table:
    """Header (lower case) and rows of a file, with the line each row ends on."""

    def __init__(self, file: Path) -> None:
        self.file = file
        text = _text(file)
        first = text.partition("\n")[0]
        delimiter = max("\t,;", key=first.count)
        # strict: a quote that is never closed would swallow the rows behind it
        self._reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
        self.header = [name.strip().lower() for name in next(self._lines(), [])]
        if not any(self.header):
            raise self.error("the file is empty", 1, "write a header line")
        for name in self.header:
            if self.header.count(name) > 1:
                raise self.error(f"the column {name!r} stands twice", 1, "take one of them out")

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """(line, column -> value) of every row that is not blank."""
        for row in self._lines():
            line = self._reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(self.header):
                told = f"{len(row)} fields where the header has {len(self.header)}"
                raise self.error(told, line, "put values with a comma in quotes")
            yield line, dict(zip(self.header, map(str.strip, row), strict=True))

    def _lines(self) -> Iterator[list[str]]:
        begun = self._reader.line_num
        try:
            for row in self._reader:
                yield row
                begun = self._reader.line_num
        except csv.Error as error:
            remedy = "close the quotes of the value that begins here, or double them inside it"
            raise self.error(f"not CSV: {error}", begun + 1, remedy) from error

    def error(self, told: str, line: int, remedy: str) -> BadRatings:
        """An error of this file."""
        return BadRatings(told, file=self.file, line=line, remedy=remedy)


def _text(file: Path) -> str:
    """The text of a file, with the line ends of Unix."""
    try:
        raw = file.read_bytes()
        if raw.startswith(b"\x1f\x8b"):
            raw = gzip.decompress(raw)
    except (OSError, EOFError, zlib.error) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise BadRatings(
            f"cannot be read ({told})", file=file, remedy="check the path and its rights"
        ) from error
    told, line, remedy = "the file is not UTF-8", 1, "save it as CSV in UTF-8"
    if raw.startswith(b"PK"):
        told += " but a spreadsheet or an archive"
    elif raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw:
        told += ": it has NUL bytes, as UTF-16 does"
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
        else:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise BadRatings(told, file=file, line=line, remedy=remedy)
