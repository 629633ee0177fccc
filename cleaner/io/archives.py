"""ZIP and TAR archives of pages: each member is an input of its own; a bad member fails alone."""

from __future__ import annotations

import tarfile
import zipfile
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Final, Literal

from cleaner.errors import PageError, TooLarge, Unreadable
from cleaner.io.files import looks_like_html, page_bytes
from cleaner.io.formats import format_of, split, why_not
from cleaner.io.inputs import Input, Payload, ReadOptions, Refused
from cleaner.io.mhtml import mhtml_payload
from cleaner.io.mirror import maybe_page
from cleaner.io.packing import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaner.io.formats import Source

    Opened = Callable[[], IO[bytes] | None]

_MHTML: Final = (".mhtml", ".mht")
_BAD: Final = (*DAMAGED, zipfile.BadZipFile, tarfile.TarError, NotImplementedError, RuntimeError)
"""What reading a member raises: damage, a method we lack, a password."""


@dataclass(frozen=True, slots=True)
class Member(Input):
    """A page in an archive, read when the archive was at it."""

    data: bytes = b""
    suffix: str = ".html"

    @property
    def weight(self) -> int:
        """Bytes of the member."""
        return len(self.data)

    def raw(self) -> bytes:
        """The member as it stands in the archive."""
        return self.data

    def payload(self, raw: bytes) -> Payload:
        """The page in it. Raises PageError where it is none."""
        if self.suffix.startswith(_MHTML):
            return mhtml_payload(raw, self.options, self.id)
        data = page_bytes(raw, self.options.max_bytes, self.id)
        text = self.suffix.startswith(".txt") and not looks_like_html(data)
        return Payload(data, "text" if text or self.options.text else "html")


def read_zip(source: Source, options: ReadOptions) -> Iterator[Input]:
    """The members of a ZIP archive, in the order of its directory."""
    names = _Names(source, options)
    try:
        archive = zipfile.ZipFile(source.path)
    except _BAD as error:
        raise Unreadable(f"no ZIP archive, or truncated ({error})", file=source.id) from error
    with archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield names.member(info.filename, info.file_size, partial(archive.open, info))


def read_tar(source: Source, options: ReadOptions) -> Iterator[Input]:
    """The members of a TAR archive (plain, gzip or zstd), in their order, read once through.

    An archive that breaks off gives a failed input for the place where it breaks.
    """
    names = _Names(source, options)
    item: Input | None = None
    try:
        with source.open() as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                if info.isfile():
                    item = names.member(info.name, info.size, partial(archive.extractfile, info))
                elif not info.isdir():
                    item = names.refused(info.name, "skipped", "not a file but a link or a device")
                else:
                    continue
                yield item
    except _BAD as error:
        if isinstance(item, Refused) and item.reason.startswith("Unreadable:"):
            return  # the member told of it
        why = f"Unreadable: the archive breaks off or is damaged ({error})"
        yield names.refused("(the rest)", "failed", why)


class _Names:
    """Makes the inputs of an archive, each with a name of its own."""

    def __init__(self, source: Source, options: ReadOptions) -> None:
        self._source = source
        self._options = options
        self._seen: dict[str, int] = {}

    def member(self, name: str, size: int, opened: Opened) -> Input:
        """The input of a file in the archive, read now."""
        path = PurePosixPath(name.replace("\\", "/"))
        suffix = split(path.name)[1]
        form = format_of(suffix)
        if any(part.startswith((".", "__MACOSX")) for part in path.parts if part != ".."):
            return self.refused(name, "skipped", "hidden")
        if (form is None and not maybe_page(path.name)) or (form and form.holds_many):
            told = f"{suffix} files in an archive are not read" if form else ""
            return self.refused(name, "skipped", told or why_not(path.name))
        limit = self._options.max_bytes
        try:
            data = _read(opened, size, limit)
        except PageError as error:
            return self.refused(name, "failed", f"{error.kind}: {error}")
        except _BAD as error:
            return self.refused(name, "failed", f"Unreadable: damaged in the archive ({error})")
        if form is None and not looks_like_html(data):
            return self.refused(name, "skipped", why_not(path.name))
        identity, stem = self._names(name)
        return Member(
            identity,
            stem,
            self._options,
            directory=f"{self._source.directory}/{name}",
            data=data,
            suffix=suffix or ".html",
        )

    def refused(self, name: str, status: Literal["skipped", "failed"], reason: str) -> Input:
        """A member that is accounted for without being cleaned."""
        identity, stem = self._names(name)
        return Refused(identity, stem, self._options, status=status, reason=reason)

    def _names(self, name: str) -> tuple[str, str]:
        """Id and stem; the stem cannot leave the archive's folder."""
        clean = name.encode("utf-8", "backslashreplace").decode()
        parts = [
            part for part in clean.replace("\\", "/").split("/") if part not in ("", ".", "..")
        ]
        key = "/".join(parts).casefold()
        again = self._seen.get(key, 0) + 1
        self._seen[key] = again
        more = f"#{again}" if again > 1 else ""
        return f"{self._source.id}:{clean}{more}", "/".join([self._source.stem, *parts]) + more


def _read(opened: Opened, size: int, limit: int) -> bytes:
    if size <= limit:
        stream = opened()
        if stream is None:
            raise Unreadable("cannot be opened")
        with stream:
            data = stream.read(limit + 1)
        if len(data) < size:
            raise Unreadable("shorter than the archive says")
        if len(data) <= limit:
            return data
    raise TooLarge(f"more than {limit:,} bytes", remedy="raise --max-mb if it is a real page")
