"""The folder walk: sorted, no link followed, every entry accounted for."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from cleaner.io.formats import FORMATS, Source, format_of, split, why_not
from cleaner.io.inputs import Input, ReadOptions, Refused
from cleaner.io.mirror import maybe_page, opens_as_page, own_file
from cleaner.io.names import Entry, stems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_SIDECARS: Final = (".url", ".json")
_SIDECAR_BYTES: Final = 65_536


def printable(name: str) -> str:
    r"""A file name as text: bytes that are not UTF-8 are written as ``\xe9``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def walk(root: Path, options: ReadOptions, prefix: str = "") -> Iterator[Input]:
    """Every input under ``root``, in the order of their names; ids are relative to it.

    ``prefix`` (``""`` or ending in ``/``) is put before ids and stems. Folders are read when the
    walk reaches them, so memory depends on the depth and the largest folder only.
    """
    pending = [_Folder(root, root, prefix, options).entries()]
    while pending:
        item = next(pending[-1], None)
        if item is None:
            pending.pop()
        elif isinstance(item, Path):
            below = prefix + printable(item.relative_to(root).as_posix()) + "/"
            pending.append(_Folder(item, root, below, options).entries())
        else:
            yield item


@dataclass(frozen=True, slots=True)
class _Folder:
    """One folder of a walk; ``prefix`` is what stands before the names of its files."""

    path: Path
    root: Path
    prefix: str
    options: ReadOptions

    def entries(self) -> Iterator[Input | Path]:
        """The inputs of the folder and, at their places, its sub-folders."""
        try:
            with os.scandir(self.path) as found:
                entries = sorted(found, key=lambda entry: entry.name)
                folders = {entry.name for entry in entries if entry.is_dir(follow_symlinks=False)}
        except OSError as error:
            yield self._refused("", "failed", f"Unreadable: {error.strerror or error}")
            return
        files = [entry.name for entry in entries if entry.name not in folders]
        pages = {name for name in files if self._is_page(name)}
        table = stem_table(files, folders, top=not self.prefix, pages=pages)
        sidecars = {name for name in files if _owner(name) in table}
        own = {name: what for name in files if (what := own_file(name, self.path.name, folders))}
        for entry in entries:
            if entry.name in folders:
                yield self.path / entry.name
            elif entry.name in own:
                yield self._refused(entry.name, "skipped", own[entry.name])
            elif entry.name not in sidecars:
                yield from self._entry(entry.name, table, sidecars)

    def _is_page(self, name: str) -> bool:
        """Whether a file without a suffix of ours is a page: mirrors keep addresses as names."""
        known = name.startswith(".") or split(name)[1]
        return not known and maybe_page(name) and opens_as_page(self.path / name)

    def _entry(
        self, name: str, table: Mapping[str, str], sidecars: Collection[str]
    ) -> Iterator[Input]:
        path = self.path / name
        relative = path.relative_to(self.root)
        if refusal := _not_a_file(path, self.root):
            yield self._refused(name, *refusal)
        elif any(part.startswith(".") for part in relative.parts):
            yield self._refused(name, "skipped", "hidden")
        elif name not in table:
            yield self._refused(name, "skipped", why_not(printable(name)))
        else:
            yield from read(
                path,
                self.prefix + printable(name),
                self.prefix + printable(table[name]),
                self.options,
                sidecars,
                f"{self.root.resolve().name}/{relative.as_posix()}",
            )

    def _refused(self, name: str, status: Literal["skipped", "failed"], reason: str) -> Input:
        identity = self.prefix + printable(name) or "./"
        return Refused(identity, identity, self.options, status=status, reason=reason)


def stem_table(
    files: Collection[str],
    folders: Collection[str] = (),
    *,
    top: bool = False,
    pages: Collection[str] = (),
) -> dict[str, str]:
    """Stems of those of a folder's files that have a format: name -> stem.

    ``pages`` are files that hold HTML without a suffix that says so.
    """
    readable = []
    for name in files:
        stem, suffix = split(name)
        if form := format_of(suffix):
            readable.append(Entry(name, stem, form.holds_many))
        elif name in pages:
            readable.append(Entry(name, name))
    return stems(readable, folders, top=top)


def _owner(name: str) -> str:
    """The file a sidecar would belong to: ``a.html`` of ``a.html.url``."""
    return next((name.removesuffix(end) for end in _SIDECARS if name.endswith(end)), "")


def read(
    path: Path,
    identity: str,
    stem: str,
    options: ReadOptions,
    sidecars: Collection[str],
    directory: str,
) -> Iterator[Input]:
    """The inputs of a file that has a format, with the URL of its sidecar."""
    form = format_of(split(path.name)[1]) or FORMATS[".html"]
    url, note = None, ""
    for end in _SIDECARS:
        if url is None and path.name + end in sidecars:
            url, note = sidecar_url(path.with_name(path.name + end))
    yield from form.read(Source(path, identity, stem, url, directory, note), options)


def _not_a_file(path: Path, root: Path) -> tuple[Literal["skipped", "failed"], str] | None:
    """Why an entry cannot be read as a file: (status, reason); None where it can."""
    try:
        kind = path.lstat().st_mode
        if stat.S_ISLNK(kind):
            target = path.resolve(strict=True)
            if not target.is_relative_to(root.resolve()):
                return "skipped", "a link that leads out of PATH"
            kind = target.stat().st_mode
            if stat.S_ISDIR(kind):
                return "skipped", "a link to a folder is not followed"
    except FileNotFoundError:
        return "failed", "Unreadable: a link to nothing"
    except (OSError, RuntimeError) as error:
        return "failed", f"Unreadable: {getattr(error, 'strerror', None) or error}"
    if stat.S_ISREG(kind):
        return None
    return "skipped", f"not a file but {_KINDS.get(stat.S_IFMT(kind), 'something else')}"


_KINDS: Final = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def sidecar_url(path: Path) -> tuple[str | None, str]:
    """The URL a sidecar gives, and a note where it gives none.

    ``.url`` holds it as its first line or as a Windows shortcut (``URL=…``), ``.json`` as the
    field ``url``.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_SIDECAR_BYTES).decode("utf-8-sig")
        if path.suffix == ".json":
            record = json.loads(text)
            lines = [str(record["url"])]
        else:
            lines = text.splitlines()
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        return None, f"the sidecar {printable(path.name)} cannot be used ({error})"
    for line in lines:
        candidate = line.strip().removeprefix("URL=")
        if candidate.startswith(("http://", "https://")):
            return candidate, ""
    return None, f"no URL in the sidecar {printable(path.name)}"
