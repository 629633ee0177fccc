"""The table of formats: which suffix is read by whom. One small module per format.

To add a format, write a reader (``Source -> Iterator[Input]``) and enter it here; a reader is
imported when the first file of its format comes by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Final, NamedTuple

from cleaner.errors import PageError
from cleaner.extras import MissingExtra
from cleaner.io.inputs import Input, ReadOptions, Refused
from cleaner.io.packing import unpacking


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
        """The file's content as a stream, unpacked if its first bytes say gzip or zstd."""
        return unpacking(self.path.open("rb"))


Reader = Callable[[Source, ReadOptions], Iterator[Input]]


class Format(NamedTuple):
    """One line of the table."""

    module: str
    reader: str
    holds_many: bool = False
    """The file holds many inputs, not one."""

    def read(self, source: Source, options: ReadOptions) -> Iterator[Input]:
        """The inputs of ``source``; a file that cannot be read at all is a failed one."""
        try:
            reader: Reader = getattr(import_module(self.module), self.reader)
            yield from reader(source, options)
        except PageError as error:
            told = f"{error.kind}: {error.message}" + (f" – {error.remedy}" if error.remedy else "")
            yield Refused(source.id, source.stem, options, status="failed", reason=told)
        except MissingExtra as error:
            yield Refused(source.id, source.stem, options, status="failed", reason=str(error))


_HTML = Format("cleaner.io.files", "read_html")
_TEXT = Format("cleaner.io.files", "read_text")
_MHTML = Format("cleaner.io.mhtml", "read_mhtml")
_TAR = Format("cleaner.io.archives", "read_tar", holds_many=True)

FORMATS: Final[dict[str, Format]] = {
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".txt": _TEXT,
    ".mhtml": _MHTML,
    ".mht": _MHTML,
    ".jsonl": Format("cleaner.io.jsonl", "read_jsonl", holds_many=True),
    ".parquet": Format("cleaner.io.parquet", "read_parquet", holds_many=True),
    ".warc": Format("cleaner.io.warc", "read_warc", holds_many=True),
    ".zip": Format("cleaner.io.archives", "read_zip", holds_many=True),
    ".tar": _TAR,
    ".tgz": _TAR,
}
PACKED: Final = (".gz", ".zst")
"""Suffixes that may follow any of the above."""


def split(name: str) -> tuple[str, str]:
    """Part ``page.html.gz`` into its stem and its known suffixes: ``("page", ".html.gz")``.

    The suffixes are in lower case; ``""`` where they are unknown.
    """
    inner, packed = name, ""
    for suffix in PACKED:
        if inner.lower().endswith(suffix):
            inner, packed = inner[: -len(suffix)], suffix
            break
    dot = inner.rfind(".")
    suffix = inner[dot:].lower() if dot > 0 else ""
    return (inner[:dot], suffix + packed) if suffix in FORMATS else (name, "")


def format_of(suffix: str) -> Format | None:
    """The format of a suffix as ``split`` gives it, None where it is not read."""
    for packed in PACKED:
        suffix = suffix.removesuffix(packed)
    return FORMATS.get(suffix)


def why_not(name: str) -> str:
    """The reason for which a file without a format is skipped."""
    ending = Path(name).suffix
    return f"unknown type {ending}" if ending else "unknown type (no suffix)"
