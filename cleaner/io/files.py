"""Files that hold one page: HTML or extracted text, plain or gzipped, sniffed before trusted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.errors import NotAPage, TooLarge, Unreadable
from cleaner.extras import MissingExtra
from cleaner.io.inputs import Input, Mode, Payload, ReadOptions
from cleaner.io.packing import DAMAGED, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.io.formats import Source

_MAGIC: Final = {
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a RIFF file (WebP image, sound or video)",
    b"PK\x03\x04": "a ZIP archive",
    b"BZh": "bzip2-compressed",
    b"\xfd7zXZ": "xz-compressed",
    b"\x7fELF": "a program",
}
_BOM: Final = b"\xef\xbb\xbf"
_SNIFFED: Final = 2048


@dataclass(frozen=True, slots=True)
class File(Input):
    """One file that is one page."""

    path: Path = Path()
    mode: Mode = "html"

    @property
    def declared(self) -> tuple[tuple[str, str], ...]:
        """``trust.txt`` and ``ads.txt`` of the mirror the file is in."""
        from cleaner.io.mirror import declared_beside  # it knows this module

        return declared_beside(self.path.parent)

    def raw(self) -> bytes:
        """The file's bytes, as they are on disk."""
        try:
            with self.path.open("rb") as file:
                raw = file.read(self.options.max_bytes + 1)
        except OSError as error:
            raise Unreadable(error.strerror or str(error), file=self.id) from error
        return _capped(raw, self.options.max_bytes, self.id)

    def payload(self, raw: bytes) -> Payload:
        """Unpack ``raw``, refuse what is binary, and see whether it is HTML or text."""
        data = page_bytes(raw, self.options.max_bytes, self.id)
        html = not self.options.text and (self.mode == "html" or looks_like_html(data))
        return Payload(data, "html" if html else "text")


def read_html(source: Source, options: ReadOptions) -> Iterator[Input]:
    """A page of HTML."""
    yield _file(source, options, "html")


def read_text(source: Source, options: ReadOptions) -> Iterator[Input]:
    """A text somebody extracted; HTML if it opens like an HTML document."""
    yield _file(source, options, "text")


def _file(source: Source, options: ReadOptions, mode: Mode) -> File:
    return File(
        source.id,
        source.stem,
        options,
        url=source.url,
        directory=source.directory,
        note=source.note,
        path=source.path,
        mode=mode,
    )


def page_bytes(raw: bytes, limit: int, name: str) -> bytes:
    """``raw``, unpacked. Raises NotAPage where the result is binary."""
    data = unpack(raw, limit, name)
    if kind := binary_kind(data):
        raise NotAPage(f"not a page but {kind}", file=name, remedy="take it out of PATH")
    return data


def unpack(raw: bytes, limit: int, name: str) -> bytes:
    """``raw``, unpacked if it is packed. Raises TooLarge where it gives more than ``limit``."""
    try:
        data = unpacked(raw, limit + 1)
    except DAMAGED as error:
        raise Unreadable(
            f"truncated or damaged gzip or zstd ({error})",
            file=name,
            remedy="fetch the file again",
        ) from error
    except MissingExtra as error:
        raise Unreadable(str(error), file=name) from error
    return _capped(data, limit, name)


def _capped(data: bytes, limit: int, name: str) -> bytes:
    if len(data) > limit:
        raise TooLarge(
            f"more than {limit:,} bytes", file=name, remedy="raise --max-mb if it is a real page"
        )
    return data


def looks_like_html(data: bytes) -> bool:
    """Whether ``data`` opens like an HTML document (nothing but the document element counts)."""
    head = data[:_SNIFFED].removeprefix(_BOM).replace(b"\x00", b"").lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html"))


def binary_kind(data: bytes) -> str:
    """What kind of binary file ``data`` is by its first bytes, ``""`` where they do not tell.

    Bytes that are text in no character set are the decoder's to refuse.
    """
    return next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), "")
