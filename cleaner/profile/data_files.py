"""The data files of this package."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

_DATA: Final = Path(__file__).with_name("data")

LANGUAGES: Final = frozenset({"ar"})
"""Of which the words in the data files are; what they tell is unknown in texts of others."""
_LETTER: Final = re.compile("[ء-ي]")


def understood(language: str, text: str = "") -> bool:
    """Whether the words are of a text's language; one that nobody names shows by its letters."""
    if not language:
        return _LETTER.search(text) is not None
    return language.partition("-")[0] in LANGUAGES


def toml(name: str) -> dict[str, Any]:
    """A data file (``wires.toml``), read anew at each call: keep what is made of it."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))
