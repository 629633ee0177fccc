"""Compression, told by the first bytes: gzip, and zstd where the extra ``zstd`` is installed."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO, TYPE_CHECKING, Final, cast

from cleaner.extras import need

if TYPE_CHECKING:
    from typing_extensions import Buffer

GZIP_MAGIC: Final = b"\x1f\x8b"
ZSTD_MAGIC: Final = b"\x28\xb5\x2f\xfd"
DAMAGED: Final = (OSError, EOFError, zlib.error)
"""What reading a damaged or truncated stream raises."""

_CHUNK: Final = 4096
"""Packed bytes taken at once: what a hostile frame can make of them still fits into memory."""
_LEVEL: Final = 3


def unpacking(stream: IO[bytes]) -> IO[bytes]:
    """``stream``, unpacked while it is read if its first bytes say so; it must offer ``peek``.

    Reading raises one of ``DAMAGED`` where the data are truncated or damaged, and ``MissingExtra``
    is raised for zstd without its package.
    """
    start = cast("io.BufferedReader", stream).peek(4)[:4]
    if start[:2] == GZIP_MAGIC:
        return cast("IO[bytes]", _Gzip(stream))
    if start == ZSTD_MAGIC:
        return cast("IO[bytes]", io.BufferedReader(_Zstd(stream), 1 << 16))
    return stream


def unpacked(data: bytes, limit: int) -> bytes:
    """Up to ``limit`` bytes of what ``data`` unpacks to; raises like :func:`unpacking`."""
    with unpacking(cast("IO[bytes]", io.BufferedReader(io.BytesIO(data)))) as stream:
        return stream.read(limit)


def packer(suffix: str) -> str:
    """How files of this name are packed: ``.gz``, ``.zst`` or ``""``.

    Raises MissingExtra where nothing that is installed can do it.
    """
    kind = next((end for end in (".gz", ".zst") if suffix.endswith(end)), "")
    if kind == ".zst":
        need("zstandard", "zstd")
    return kind


def pack(data: bytes, kind: str) -> bytes:
    """One gzip member or zstd frame; the same data give the same bytes."""
    if kind == ".zst":
        zstandard = need("zstandard", "zstd")
        return cast("bytes", zstandard.ZstdCompressor(level=_LEVEL).compress(data))
    return gzip.compress(data, 6, mtime=0)


class _Gzip(gzip.GzipFile):
    """Closes what it reads from, too."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        super().__init__(fileobj=source, mode="rb")

    def close(self) -> None:
        super().close()
        self._source.close()


class _Zstd(io.RawIOBase):
    """Frames of zstd one after the other; a frame that breaks off is an error, not an end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._unpacker = need("zstandard", "zstd").ZstdDecompressor()
        self._error: type[Exception] = need("zstandard", "zstd").ZstdError
        self._frame = self._unpacker.decompressobj()
        self._within = False
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        target = memoryview(buffer)
        while not self._ready:
            data = self._stream.read(_CHUNK)
            if not data:
                if self._within:
                    raise EOFError("the zstd frame ends before its end")
                return 0
            self._ready = memoryview(b"".join(self._unpack(data)))
        size = min(len(target), len(self._ready))
        target[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _unpack(self, data: bytes) -> list[bytes]:
        parts = []
        try:
            while data:
                parts.append(self._frame.decompress(data))
                self._within = not self._frame.eof
                data = self._frame.unused_data if self._frame.eof else b""
                if self._frame.eof:
                    self._frame = self._unpacker.decompressobj()
        except self._error as error:
            raise OSError(f"damaged zstd ({error})") from error
        return parts

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()
