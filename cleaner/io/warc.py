"""WARC archives: every response and revisit is an input; what is no page is skipped by name.

Read with fastwarc, which passes over a body that breaks off without a word; so lengths are
compared here. Behind a damaged stretch reading goes on at the next record.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import IO, TYPE_CHECKING, Any, Final

from cleaner.extras import need
from cleaner.io.files import page_bytes
from cleaner.io.inputs import Input, Payload, ReadOptions, Refused
from cleaner.io.packing import GZIP_MAGIC, ZSTD_MAGIC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.io.formats import Source

_HTML: Final = ("text/html", "application/xhtml+xml")
_STARTS: Final = (GZIP_MAGIC + b"\x08", ZSTD_MAGIC, b"WARC/1.")
_STEP: Final = 1 << 20
_HEADERS: Final = 1 << 16
"""Room for the HTTP headers before a body."""


@dataclass(frozen=True, slots=True)
class Response(Input):
    """An HTTP response of HTML."""

    block: bytes = b""
    target: str = ""
    record_id: str = ""
    when: str = ""

    @property
    def weight(self) -> int:
        """Bytes of the response."""
        return len(self.block)

    def raw(self) -> bytes:
        """The response as it stands in the archive, with its HTTP headers."""
        return self.block

    def payload(self, raw: bytes) -> Payload:
        """The page, decoded as its headers say, with the address and day of the record."""
        _, charset, body = _http(raw, self.options.max_bytes)
        return Payload(
            page_bytes(body, self.options.max_bytes, self.id),
            "html",
            charset=charset,
            warc=self.target or None,
            captured=_day(self.when),
            extra={"warc_record_id": self.record_id, "warc_date": self.when},
        )


def read_warc(source: Source, options: ReadOptions) -> Iterator[Input]:
    """The responses and revisits of a WARC file (plain, gzip or zstd), in their order."""
    archive = _Archive(source, options)
    with source.path.open("rb") as file:
        start: int | None = 0
        while start is not None:
            file.seek(start)
            broken = False
            try:
                yield from archive.records(file, start)
                return
            except OSError as error:
                broken = archive.good
                if broken:
                    why = f"Unreadable: damaged after record {archive.number} ({error})"
                    yield archive.refused("failed", why)
            start = _next_start(file, archive.last + 1)
            archive.last = start if start is not None else archive.last
    if not archive.number:
        yield Refused(source.id, source.stem, options, status="empty", reason="no records in it")


class _Archive:
    """Makes inputs of records, and remembers where the last good one began."""

    def __init__(self, source: Source, options: ReadOptions) -> None:
        self._source = source
        self._options = options
        self._warc = need("fastwarc.warc", "warc")
        self.number = 0
        self.last = 0
        self.good = True
        """A record was read since the last damage: the next damage is news."""

    def records(self, file: IO[bytes], start: int) -> Iterator[Input]:
        wanted = self._warc.WarcRecordType.response | self._warc.WarcRecordType.revisit
        self.good = self.good or start == 0
        for record in self._warc.ArchiveIterator(file, parse_http=False):
            self.last, self.good = start + record.stream_pos, True
            if record.record_type & wanted:
                yield self._input(record)

    def refused(self, status: Any, reason: str) -> Input:  # noqa: ANN401 -- Refused's own
        """An input that is accounted for without being cleaned."""
        self.number += 1
        self.good = False if reason.startswith("Unreadable: damaged") else self.good
        name, stem = self._names()
        return Refused(name, stem, self._options, status=status, reason=reason)

    def _names(self) -> tuple[str, str]:
        return f"{self._source.id}:{self.number}", f"{self._source.stem}/{self.number:06d}"

    def _input(self, record: Any) -> Input:  # noqa: ANN401 -- fastwarc is an extra
        limit = self._options.max_bytes
        if record.record_type == self._warc.WarcRecordType.revisit:
            return self.refused("skipped", "a revisit: the page stands elsewhere")
        if not record.is_http:
            return self.refused("skipped", "not an HTTP response")
        size = record.content_length
        if size > limit + _HEADERS:
            told = f"TooLarge: a record of {size:,} bytes – raise --max-mb if it is a real page"
            return self.refused("failed", told)
        block = record.reader.read(size)
        if len(block) < size:
            why = f"Unreadable: breaks off after {len(block):,} of {size:,} bytes"
            return self.refused("failed", why)
        if why := self._no_page(block):
            return self.refused("skipped", why)
        self.number += 1
        name, stem = self._names()
        return Response(
            name,
            stem,
            self._options,
            directory=self._source.directory,
            block=block,
            target=record.headers.get("WARC-Target-URI", "").strip("<>"),
            record_id=record.record_id or "",
            when=record.headers.get("WARC-Date", ""),
        )

    def _no_page(self, block: bytes) -> str:
        head, _, _ = _http(block, 0)
        if head is None or head.http_headers is None:
            return "not an HTTP response"
        if (code := head.http_headers.status_code) != 200:
            return f"HTTP status {code}"
        kind = head.http_content_type or ""
        return f"not HTML but {kind}" if kind and kind not in _HTML else ""


def _http(block: bytes, limit: int) -> tuple[Any, str | None, bytes]:
    """An HTTP response: its record, the charset of its headers, its body of up to limit+1 bytes.

    A body that is not encoded as its headers say (crawlers decode and keep the header) is taken
    as it stands.
    """
    iterator = need("fastwarc.warc", "warc").ArchiveIterator
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response"
        b"\r\nContent-Length: %d\r\n\r\n" % len(block)
    )
    for decode in ("all", "none") if limit else ("none",):
        stream = io.BytesIO(head + block + b"\r\n\r\n")
        try:
            record = next(iterator(stream, auto_decode=decode))
            return record, record.http_charset, record.reader.read(limit + 1) if limit else b""
        except (OSError, StopIteration):
            continue
    return None, None, block


def _day(when: str) -> date | None:
    try:
        return date.fromisoformat(when[:10])
    except ValueError:
        return None


def _next_start(file: IO[bytes], after: int) -> int | None:
    """Where behind ``after`` a record may begin; None where the file ends first."""
    file.seek(after)
    kept = b""
    while data := file.read(_STEP):
        data = kept + data
        found = [at for mark in _STARTS if (at := data.find(mark)) >= 0]
        if found:
            return file.tell() - len(data) + min(found)
        kept = data[-8:]
    return None
