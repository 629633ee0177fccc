"""The fingerprint of a run: whatever changes its results, but for the inputs."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner import Cleaner, __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIBRARIES: Final = ("trafilatura", "lxml", "selectolax")
"""Whose version decides what comes out of a page."""


def fingerprint(cleaner: Cleaner, options: Mapping[str, Any]) -> str:
    """16 hexadecimal digits over versions, plugins (their content, not their place) and options."""
    hashed = hashlib.sha256()
    hashed.update(json.dumps([__version__, _versions(cleaner), options], default=str).encode())
    for ref in cleaner.registry.refs():
        file = Path(ref.file)
        content = file.read_bytes() if file.is_file() else b""
        hashed.update(f"{ref.name} {ref.trusted} {ref.domains} {len(content)}\n".encode())
        hashed.update(content)
    return hashed.hexdigest()[:16]


def _versions(cleaner: Cleaner) -> list[tuple[str, str]]:
    found = [(name, _version(name)) for name in _LIBRARIES]
    packages = {str(dist.project_name): dist for _, dist in cleaner.manager.list_plugin_distinfo()}
    return found + [(name, packages[name].version) for name in sorted(packages)]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
