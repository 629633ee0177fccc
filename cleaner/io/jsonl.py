"""JSON Lines: one record a line, each an input of its own; a bad line fails alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Literal

from cleaner.errors import NotAPage, TooLarge, Unreadable
from cleaner.io.inputs import Input, Payload, ReadOptions, Refused
from cleaner.io.packing import DAMAGED
from cleaner.io.record import payload_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.io.formats import Source


@dataclass(frozen=True, slots=True)
class Record(Input):
    """One line of a JSON Lines file."""

    line: bytes = b""
    number: int = 0
    """1-based line number."""

    @property
    def weight(self) -> int:
        """Length of the line."""
        return len(self.line)

    def raw(self) -> bytes:
        """The line without its line break."""
        return self.line

    def payload(self, raw: bytes) -> Payload:
        """The record's HTML or text, its URL, id and title, and the fields nobody used."""
        return payload_of(self._parse(raw), self.options, self.id)

    def _parse(self, raw: bytes) -> dict[str, Any]:
        try:
            # NaN and Infinity are not JSON: no reader of our output would take them
            record = json.loads(raw.decode("utf-8-sig"), parse_constant=lambda _name: None)
        except UnicodeDecodeError as error:
            raise NotAPage(
                f"not UTF-8 at byte {error.start + 1} of the line",
                file=self.id,
                remedy="JSON Lines are UTF-8: convert the file",
            ) from error
        except json.JSONDecodeError as error:
            raise NotAPage(
                f"not JSON: {error.msg} at character {error.pos + 1} of the line", file=self.id
            ) from error
        except (ValueError, RecursionError) as error:
            raise NotAPage(f"not JSON we can read: {error}", file=self.id) from error
        if not isinstance(record, dict):
            raise NotAPage(f"the line holds a {type(record).__name__}, not an object", file=self.id)
        return record


def read_jsonl(source: Source, options: ReadOptions) -> Iterator[Input]:
    """The records of a file, plain or packed, line by line."""
    try:
        stream = source.open()
    except OSError as error:
        raise Unreadable(error.strerror or str(error), file=source.id) from error
    with stream:
        yield from records(stream, source, options)


def records(stream: IO[bytes], source: Source, options: ReadOptions) -> Iterator[Input]:
    """One input for each line of ``stream`` that is not blank, one for the file if it has none.

    A stream that breaks off (damaged gzip) gives a failed input for the place where it breaks.
    """
    number = 0
    seen = False
    while True:
        try:
            line = stream.readline(options.max_bytes + 2)
            oversize = len(line) > options.max_bytes and not line.endswith(b"\n")
            while oversize and (more := stream.readline(1 << 20)):
                if more.endswith(b"\n"):
                    break
        except DAMAGED as error:
            why = f"Unreadable: breaks off or is damaged after line {number} ({error})"
            yield _refused(source, options, number + 1, "failed", why)
            return
        if not line:
            break
        number += 1
        if oversize:
            large = TooLarge(
                f"a record of more than {options.max_bytes:,} bytes", remedy="raise --max-mb"
            )
            yield _refused(source, options, number, "failed", f"TooLarge: {large}")
        elif line := line.strip():
            name, stem = _names(source, number)
            yield Record(name, stem, options, line=line, number=number)
        else:
            continue
        seen = True
    if not seen:
        yield _refused(source, options, 0, "empty", "no records in it")


def _names(source: Source, number: int) -> tuple[str, str]:
    return f"{source.id}:{number}", f"{source.stem}/{number:06d}"


def _refused(
    source: Source,
    options: ReadOptions,
    number: int,
    status: Literal["failed", "empty"],
    reason: str,
) -> Input:
    name, stem = _names(source, number) if number else (source.id, source.stem)
    return Refused(name, stem, options, status=status, reason=reason)
