"""Where plugins lie, and in which order the places count."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cleaner.errors import BadOption

if TYPE_CHECKING:
    from collections.abc import Sequence

Origin = Literal["named", "environment", "current", "package", "bundled"]

ENVIRONMENT = "CLEANER_PLUGINS"
"""Environment variable with plugin folders, parted like ``PATH``."""


@dataclass(frozen=True, slots=True)
class PluginDir:
    """A folder with plugins, searched with its sub-folders."""

    path: Path
    trusted: bool = False
    """Python plugins may run: the user named the folder, or it came with the package."""
    origin: Origin = "named"


def plugin_directories(
    named: Sequence[str | Path] | None = None, *, python: bool = True
) -> list[PluginDir]:
    """The folders to search; a plugin in an earlier one overrides its like in a later one.

    First those the user names, as arguments, then in ``CLEANER_PLUGINS``; then ``plugins`` in the
    current directory, for TOML only; last the bundled set. A folder is listed once.
    ``python=False`` keeps Python plugins of the user's folders from running. Raises ``BadOption``
    for a named folder that is none.
    """
    told = os.environ.get(ENVIRONMENT, "").split(os.pathsep)
    found = [
        *(_named(Path(path), python, "named", "--plugins") for path in named or ()),
        *(_named(Path(path), python, "environment", ENVIRONMENT) for path in told if path),
    ]
    bundled = bundled_directory()
    here = Path("plugins").resolve()
    if here.is_dir() and here != bundled:
        found.append(PluginDir(here, trusted=False, origin="current"))
    found.append(PluginDir(bundled, trusted=True, origin="bundled"))
    first: dict[Path, PluginDir] = {}
    for directory in found:
        first.setdefault(directory.path, directory)
    return list(first.values())


def bundled_directory() -> Path:
    """The plugins that come with the package: in the wheel inside it, in a checkout beside it."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_plugins"
    return inside if inside.is_dir() else package.parent / "plugins"


def _named(path: Path, python: bool, origin: Origin, option: str) -> PluginDir:
    if not path.is_dir():
        told = "is no folder" if path.exists() else "does not exist"
        raise BadOption(f"plugin folder {told}", file=path, remedy=f"check {option}")
    return PluginDir(path.resolve(), trusted=python, origin=origin)
