"""Which plugin files there are and which domains they claim, without reading them twice.

A file that does not say ``domains`` has its domain in its name. For the others the index keeps
what they say, in one JSON file for each plugin folder in the user's cache: a file is opened again
only when its size or time has changed. The cache is never trusted to be there, whole or writable.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleaner.errors import BadPlugin, PluginError
from cleaner.sites.build import DEFAULT
from cleaner.sites.domains import file_domain, normal_host
from cleaner.sites.schema import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.sites.schema import FileKind

VERSION = 1
"""Of the form of the cache file; others are rebuilt."""
SUFFIXES = (".toml", ".py")


class Entry(NamedTuple):
    """One plugin file as the index knows it."""

    file: str
    kind: FileKind
    size: int
    mtime_ns: int
    domains: tuple[str, ...]
    """Normal form; empty for families and for files that name no domain at all."""


def cache_folder() -> Path | None:
    """``CLEANER_CACHE``, else ``cleaner`` in ``XDG_CACHE_HOME`` or ``~/.cache``, or None."""
    if named := os.environ.get("CLEANER_CACHE"):
        return Path(named)
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base) / "cleaner"
    try:
        return Path.home() / ".cache" / "cleaner"
    except RuntimeError:
        return None


def index(directory: Path, cache: Path | None) -> tuple[list[Entry], list[PluginError]]:
    """The plugin files below ``directory``, sorted by path, and what could not be looked at.

    ``cache``: folder of the JSON index, None to do without.
    """
    store = cache / f"index-{_digest(directory)}.json" if cache else None
    known = _load(store, directory) if store else {}
    errors: list[PluginError] = []
    rows = {}
    entries = []
    for file, kind, stat in sorted(_scan(str(directory), errors)):
        size, mtime = stat
        row = known.get(file)
        if row is None or row[0] != size or row[1] != mtime:
            row = (size, mtime, claimed_domains(Path(file)) if kind == "site" else ())
        rows[file] = row
        entries.append(Entry(file, kind, size, mtime, row[2]))
    if store and rows != known:
        _save(store, directory, rows)
    return entries, errors


def claimed_domains(file: Path) -> tuple[str, ...]:
    """The domains a plugin file says, else the one its name says; no checks, no import.

    ``()`` where there is none, so that a look at the file can tell what is wrong with it.
    """
    said = None
    with suppress(OSError, ValueError, SyntaxError, RecursionError):
        raw = file.read_bytes()
        if b"domains" in raw:
            said = _python_domains(raw) if file.suffix == ".py" else _toml_domains(raw)
    if said is None:
        said = [file_domain(file.stem)]
    if not isinstance(said, list | tuple) or not all(isinstance(one, str) for one in said):
        return ()
    return tuple(dict.fromkeys(filter(None, map(normal_host, said))))


def _toml_domains(raw: bytes) -> object:
    return tomllib.loads(raw.decode("utf-8-sig")).get("domains")


def _python_domains(raw: bytes) -> object:
    """The literal that a class body assigns to ``domains``."""
    classes = (node for node in ast.parse(raw).body if isinstance(node, ast.ClassDef))
    for statement in (statement for node in classes for statement in node.body):
        match statement:
            case ast.Assign(targets=[ast.Name(id="domains")], value=value):
                return ast.literal_eval(value)
            case ast.AnnAssign(target=ast.Name(id="domains"), value=ast.expr() as value):
                return ast.literal_eval(value)
    return None


def _scan(
    folder: str, errors: list[PluginError]
) -> Iterator[tuple[str, FileKind, tuple[int, int]]]:
    """Plugin files below ``folder``: path, kind, (size, mtime). Linked folders are not entered."""
    family = os.path.basename(folder) == FAMILIES  # noqa: PTH119 -- Path doubles the time of a scan
    kind: FileKind = "family" if family else "site"
    below = []
    try:
        with os.scandir(folder) as found:
            for entry in found:
                name = entry.name
                if name.startswith((".", "_")) and not (family and name == f"{DEFAULT}.toml"):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
                elif name.endswith(SUFFIXES):
                    try:
                        stat = entry.stat()
                    except OSError as error:
                        errors.append(_unreadable(entry.path, error))
                    else:
                        yield entry.path, kind, (stat.st_size, stat.st_mtime_ns)
    except OSError as error:
        errors.append(_unreadable(folder, error))
    for path in below:
        yield from _scan(path, errors)


def _unreadable(path: str, error: OSError) -> PluginError:
    return BadPlugin(f"cannot be read ({error.strerror})", file=path, remedy="check its rights")


def _digest(directory: Path) -> str:
    return hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]


_Row = tuple[int, int, tuple[str, ...]]


def _load(store: Path, directory: Path) -> dict[str, _Row]:
    """What the cache knows; empty if it is absent, broken, or of another folder or version."""
    try:
        data = json.loads(store.read_bytes())
        if (data["version"], data["directory"]) != (VERSION, str(directory)):
            return {}
        return {file: _row(*row) for file, row in data["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _row(size: int, mtime: int, domains: list[str]) -> _Row:
    if not all(isinstance(domain, str) for domain in domains):
        raise TypeError
    return size, mtime, tuple(domains)


def _save(store: Path, directory: Path, rows: dict[str, _Row]) -> None:
    """Write beside and rename: whoever reads or writes at the same time sees whole files."""
    data = {"version": VERSION, "directory": str(directory), "files": rows}
    temporary = None
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=store.parent, suffix=".tmp")
        with open(handle, "w", encoding="utf-8") as out:  # noqa: PTH123 -- a descriptor
            json.dump(data, out, ensure_ascii=True)
        Path(temporary).replace(store)
    except (OSError, ValueError):
        if temporary:
            Path(temporary).unlink(missing_ok=True)
