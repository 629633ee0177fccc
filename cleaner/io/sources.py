"""From the PATHs of the command line to one stream of inputs."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from cleaner.errors import BadOption
from cleaner.io.files import looks_like_html, page_bytes
from cleaner.io.formats import Source, format_of, split, why_not
from cleaner.io.inputs import Input, Mode, Payload, ReadOptions, Refused
from cleaner.io.jsonl import records
from cleaner.io.packing import unpacking
from cleaner.io.walk import printable, read, stem_table, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDIN = "-"


def read_list(path: Path) -> list[Path]:
    """The paths a list file names, one a line; blank lines and ``#`` lines do not count."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadOption(f"the list cannot be read ({error})", file=path) from error
    return [Path(line) for line in map(str.strip, lines) if line and not line.startswith("#")]


def inputs(
    paths: Sequence[Path | str], options: ReadOptions, lists: Sequence[Path] = ()
) -> Iterator[Input]:
    """Every input of ``paths`` (folders, files, ``-``) and of the files ``lists`` name.

    One folder: ids are relative to it. Several paths: ids are relative to the folder that holds
    them all. A listed path that does not exist is a failed input; one of ``paths`` that does not
    raises BadOption at once.
    """
    named = [Path(path) for path in paths]
    if named == [Path(STDIN)] and not lists:
        return stdin(_own_stdin(), options)
    for path in named:
        if str(path) == STDIN:
            raise BadOption("- (standard input) cannot be mixed with other paths")
        if not path.exists():
            raise BadOption("there is no such file or folder", file=path)
    named += [path for name in lists for path in read_list(name)]
    if len(named) == 1 and named[0].is_dir():
        return walk(named[0], options)
    return _several(named, options)


def _several(paths: Sequence[Path], options: ReadOptions) -> Iterator[Input]:
    absolute = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 -- resolve() would follow links
    if not absolute:
        return
    base = Path(os.path.commonpath([path.parent for path in absolute]))
    names: defaultdict[Path, set[str]] = defaultdict(set)
    for path in absolute:
        names[path.parent].add(path.name)
    tables = {
        folder: stem_table(_files(folder, found), top=folder == base)
        for folder, found in names.items()
    }
    seen: set[Path] = set()
    for path in absolute:
        identity = printable(path.relative_to(base).as_posix())
        if path in seen:
            yield Refused(identity, identity, options, reason="named twice")
        elif path.is_dir():
            yield from walk(path, options, identity + "/")
        else:
            yield from _file(path, identity, base, options, tables[path.parent])
        seen.add(path)


def _files(folder: Path, names: set[str]) -> set[str]:
    return {name for name in names if not (folder / name).is_dir()}


def _file(
    path: Path, identity: str, base: Path, options: ReadOptions, table: dict[str, str]
) -> Iterator[Input]:
    """A file the user named: read through links, and sniffed where its suffix says nothing."""
    parent = printable(path.parent.relative_to(base).as_posix())
    prefix = "" if parent == "." else parent + "/"
    if not path.exists():
        why = "Unreadable: there is no such file"
        yield Refused(identity, identity, options, status="failed", reason=why)
    elif path.name in table:
        beside = {path.name + end for end in (".url", ".json")}
        sidecars = {name for name in beside if path.with_name(name).exists()}
        stem = prefix + printable(table[path.name])
        yield from read(path, identity, stem, options, sidecars, path.as_posix())
    elif path.is_file() and not split(path.name)[1] and (options.text or _opens_as_html(path)):
        form = format_of(".txt" if options.text else ".html")
        assert form is not None
        source = Source(path, identity, identity, directory=path.as_posix())
        yield from form.read(source, options)
    else:
        why = why_not(printable(path.name))
        yield Refused(identity, identity, options, reason=why)


def _opens_as_html(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return looks_like_html(file.read(4096))
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Piped(Input):
    """A whole page that came through standard input."""

    data: bytes = b""
    mode: Mode = "html"

    def raw(self) -> bytes:
        """The page."""
        return self.data

    def payload(self, raw: bytes) -> Payload:
        """The page, unpacked. Raises PageError where it is none."""
        return Payload(page_bytes(raw, self.options.max_bytes, self.id), self.mode)


def stdin(stream: IO[bytes], options: ReadOptions) -> Iterator[Input]:
    """JSON Lines from standard input, line by line; or one page, where it opens with ``<``.

    With ``options.text`` whatever does not open with ``{`` is one text.
    """
    source = Source(Path("stdin"), "stdin", "stdin")
    if hasattr(stream, "peek"):
        stream = unpacking(stream)
    lines: list[bytes] = []  # up to the first that is not blank
    while (not lines or not lines[-1].strip()) and (line := stream.readline(options.max_bytes + 2)):
        lines.append(line)
    opening = b"".join(lines).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if opening == b"<" or (options.text and opening not in {b"{", b""}):
        mode: Mode = "text" if options.text else "html"
        data = b"".join(lines)
        data += stream.read(max(0, options.max_bytes + 1 - len(data)))
        yield Piped(source.id, source.stem, options, data=data, mode=mode)
    else:
        yield from records(cast("IO[bytes]", _Rest(lines, stream)), source, options)


def _own_stdin() -> IO[bytes]:
    """Standard input through a reader of our own: the interpreter's may be in use when it ends."""
    if sys.stdin is sys.__stdin__:
        return open(0, "rb", closefd=False)
    return sys.stdin.buffer


class _Rest:
    """A stream with its first lines put back."""

    def __init__(self, lines: Sequence[bytes], stream: IO[bytes]) -> None:
        self._lines = iter(lines)
        self._stream = stream

    def readline(self, limit: int) -> bytes:
        return next(self._lines, b"") or self._stream.readline(limit)
