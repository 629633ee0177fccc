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
    from cleaner.sites.schema import FileKind

VERSION = 1
"""Of the form of the cache file; others are rebuilt."""
SUFFIXES = (".toml", ".py")


class SiteRef(NamedTuple):
    """A plugin that is known but not read yet."""

    rank: int
    """Place of its folder in the search order."""
    name: str
    """``youm7_com``, ``families/jnews``."""
    file: str
    kind: FileKind
    domains: tuple[str, ...]
    """Normal form; empty for families and for files that name no domain at all."""
    trusted: bool
    """It may be run, if it is Python."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What it is found by: its domains, or ``families/<name>``."""
        return (self.name,) if self.kind == "family" else self.domains


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


def index(
    directory: Path, cache: Path | None, *, rank: int = 0, trusted: bool = False
) -> tuple[list[SiteRef], list[PluginError]]:
    """The plugins below ``directory``, sorted by path, and what could not be looked at.

    ``cache``: folder of the JSON index, None to do without.
    """
    store = cache / f"index-{_digest(directory)}.json" if cache else None
    known = _load(store, directory) if store else {}
    errors: list[PluginError] = []
    rows: dict[str, _Row] = {}
    refs = []
    for file, name, kind, size, mtime in sorted(_scan(directory, errors)):
        row = known.get(file)
        if row is None or row[0] != size or row[1] != mtime:
            row = (size, mtime, claimed_domains(Path(file)) if kind == "site" else ())
        rows[file] = row
        refs.append(SiteRef(rank, name, file, kind, row[2], trusted))
    if store and rows != known:
        _save(store, directory, rows)
    return refs, errors


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


_Found = tuple[str, str, "FileKind", int, int]


def _scan(directory: Path, errors: list[PluginError]) -> list[_Found]:
    """Path, name, kind, size, mtime of every plugin file below a folder; links are not entered."""
    found: list[_Found] = []
    folders = [(str(directory), directory.name)]
    while folders:
        folder, called = folders.pop()
        family = called == FAMILIES
        kind: FileKind = "family" if family else "site"
        prefix = f"{FAMILIES}/" if family else ""
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    stem, dot, suffix = entry.name.rpartition(".")
                    hidden = entry.name.startswith((".", "_"))
                    if hidden and not (family and entry.name == f"{DEFAULT}.toml"):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append((entry.path, entry.name))
                    elif dot + suffix in SUFFIXES:
                        try:
                            stat = entry.stat()
                        except OSError as error:
                            errors.append(_unreadable(entry.path, error))
                            continue
                        name = f"{prefix}{stem}"
                        found.append((entry.path, name, kind, stat.st_size, stat.st_mtime_ns))
        except OSError as error:
            errors.append(_unreadable(folder, error))
    return found


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
        rows = data["files"].items()
        return {file: (size, time, tuple(said.split())) for file, (size, time, said) in rows}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _save(store: Path, directory: Path, rows: dict[str, _Row]) -> None:
    """Write beside and rename: whoever reads or writes at the same time sees whole files."""
    files = {file: (size, time, " ".join(said)) for file, (size, time, said) in rows.items()}
    data = {"version": VERSION, "directory": str(directory), "files": files}
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
