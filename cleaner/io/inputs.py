"""Input: one thing that will have one row in the manifest, read only when its turn comes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from cleaner.errors import PageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Mode = Literal["html", "text"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are to be read; part of what a resumed run compares."""

    text: bool = False
    """Files hold extracted text, whatever their suffix; records give their text field."""
    html_field: str = "html"
    text_field: str = "text"
    url_field: str = "url"
    id_field: str = "id"
    title_field: str = "title"
    max_bytes: int = 50_000_000
    """Largest page or record, decompressed."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What an input turned out to hold, ready for the cleaner."""

    source: bytes | str
    mode: Mode
    url: str | None = None
    title: str | None = None
    id: str | int | float | None = None
    """The record's own id; None where it has none, then the input's id stands in."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the record nobody used, unchanged."""
    charset: str | None = None
    """Declared outside the page, as in an HTTP header."""
    warc: str | None = None
    """URL in the header of a WARC record."""
    saver: str | None = None
    """URL that the program wrote down that saved the page."""
    captured: date | None = None
    """Day the page was fetched or saved."""


@dataclass(frozen=True, slots=True)
class Input(ABC):
    """One input: found cheaply by the parent process, read by whoever cleans it. Picklable."""

    id: str
    """Unique name: path relative to PATH, ``records.jsonl:12`` for the record of line 12."""
    stem: str
    """Path of its output file without the suffix of the format, unique in any letter case."""
    options: ReadOptions
    url: str | None = None
    """URL from a sidecar file."""
    directory: str = ""
    """Path of its file as the user would name it: a folder in it may be named like a domain."""
    note: str = ""
    """What the user should know though the input is fine (a sidecar without a URL)."""

    @property
    def declared(self) -> tuple[tuple[str, str], ...]:
        """(address, text) of saved files in which its site declares things."""
        return ()

    @property
    def weight(self) -> int:
        """Bytes the input carries with it while it waits; 0 where they are still on disk."""
        return 0

    @abstractmethod
    def raw(self) -> bytes:
        """The bytes as they stand in the input: what is hashed. Raises PageError."""

    @abstractmethod
    def payload(self, raw: bytes) -> Payload:
        """Unpack and parse ``raw``. Raises PageError."""


@dataclass(frozen=True, slots=True)
class Refused(Input):
    """An input that is accounted for without being cleaned: an unknown type, a dangling link."""

    status: Literal["skipped", "failed", "empty"] = "skipped"
    reason: str = ""

    def raw(self) -> bytes:
        """Nothing is read of it."""
        return b""

    def payload(self, raw: bytes) -> Payload:
        """Never cleaned."""
        raise PageError(self.reason, file=self.id)
