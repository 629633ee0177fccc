"""The table of formats: which suffix is read by whom. One small module per format.

To add a format, write a reader (``Source -> Iterator[Input]``) and enter it here; a reader is
imported when the first file of its format comes by.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Final, NamedTuple, cast

from cleaner.io.inputs import Input, ReadOptions

GZIP_MAGIC: Final = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Source:
    """A file found: where it is, what it is called in the run, what stands beside it."""

    path: Path
    id: str
    stem: str
    url: str | None = None
    directory: str = ""
    note: str = ""

    def open(self) -> IO[bytes]:
        """The file's content as a stream, unpacked if its first bytes say gzip."""
        plain = self.path.open("rb")
        if plain.peek(2)[:2] != GZIP_MAGIC:
            return plain
        return cast("IO[bytes]", gzip.GzipFile(fileobj=plain, mode="rb"))


Reader = Callable[[Source, ReadOptions], Iterator[Input]]


class Format(NamedTuple):
    """One line of the table."""

    module: str
    reader: str
    holds_many: bool = False
    """The file holds many inputs, not one."""

    def read(self, source: Source, options: ReadOptions) -> Iterator[Input]:
        """The inputs of ``source``."""
        reader: Reader = getattr(import_module(self.module), self.reader)
        return reader(source, options)


_HTML = Format("cleaner.io.files", "read_html")
_TEXT = Format("cleaner.io.files", "read_text")

FORMATS: Final[dict[str, Format]] = {
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".txt": _TEXT,
    ".jsonl": Format("cleaner.io.jsonl", "read_jsonl", holds_many=True),
}
PACKED: Final = (".gz",)
"""Suffixes that may follow any of the above."""

LATER: Final = (".mhtml", ".mht", ".warc", ".parquet", ".zst")
"""Suffixes (of a format, or following one) that are known but not read yet."""


def split(name: str) -> tuple[str, str]:
    """Part ``page.html.gz`` into its stem and its known suffixes: ``("page", ".html.gz")``.

    The suffixes are in lower case; ``""`` where they are unknown.
    """
    inner, packed = name, ""
    for suffix in (*PACKED, ".zst"):
        if inner.lower().endswith(suffix):
            inner, packed = inner[: -len(suffix)], suffix
            break
    dot = inner.rfind(".")
    suffix = inner[dot:].lower() if dot > 0 else ""
    if suffix in FORMATS or suffix in LATER:
        return inner[:dot], suffix + packed
    return (inner, packed) if packed in LATER else (name, "")


def format_of(suffix: str) -> Format | None:
    """The format of a suffix as ``split`` gives it, None where it is not read (yet)."""
    for packed in PACKED:
        suffix = suffix.removesuffix(packed)
    return FORMATS.get(suffix)


def why_not(suffix: str, name: str) -> str:
    """The reason for which a file without a format is skipped."""
    if suffix:
        return f"{suffix} files cannot be read yet"
    ending = Path(name).suffix
    return f"unknown type {ending}" if ending else "unknown type (no suffix)"
