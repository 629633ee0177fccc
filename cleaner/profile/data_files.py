"""The data files of this package."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

_DATA: Final = Path(__file__).with_name("data")


def toml(name: str) -> dict[str, Any]:
    """A data file (``wires.toml``), read anew at each call: keep what is made of it."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))
