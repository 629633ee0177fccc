"""The licence gate: nothing that is the user's to bring may enter the wheel.

Only the standard library, because the build runs it where nothing else is installed
(``hatch_build.py``); a test runs it as well.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLOSED: Final = re.compile(
    r"\bmbfc\b|media bias/fact check|mediabiasfactcheck|newsguard|ad ?fontes|iffy\.news"
    r"|domain-quality-ratings|\bpc1\b|citizen ?lab|perennial sources|news-media-reliability",
    re.IGNORECASE,
)
"""Names and addresses of raters and lists whose terms keep their tables with the user."""
BYO: Final = frozenset({"byo", "bring your own", "proprietary"})
"""Licences that a plugin's author gives to what must not ship."""
TABLES: Final = frozenset({".csv", ".tsv", ".gz", ".zst", ".parquet", ".jsonl", ".xlsx"})
"""Suffixes of tables: the package has none but its own measurements."""


def violations(plugins: Path, package: Path | None = None) -> list[str]:
    """What must not ship, as ``file: why``; empty if the wheel may be built."""
    found = [told for file in sorted(plugins.rglob("*.toml")) for told in _of_plugin(file)]
    folders = [plugins, *([package / "profile"] if package else [])]
    files = [file for folder in folders for file in sorted(folder.rglob("*"))]
    tables = [file for file in files if file.suffix in TABLES]
    return found + [f"{file}: a table where only rules and facts belong" for file in tables]


def _of_plugin(file: Path) -> Iterator[str]:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield f"{file}: cannot be read ({error})"
        return
    outlet = data.get("outlet")
    if isinstance(outlet, dict) and "ratings" in outlet:
        yield f"{file}: [outlet] has ratings"
    for evidence in data.get("evidence", ()):
        yield from (f"{file}: {told}" for told in _of_evidence(evidence))


def _of_evidence(evidence: dict[str, Any]) -> Iterator[str]:
    fields = [str(one) for one in evidence.get("fields", ())]
    if not any(one.partition(".")[0] == "outlet" for one in fields):
        return
    if str(evidence.get("licence", "")).strip().lower() in BYO:
        yield f"evidence for {', '.join(fields)} is the user's to bring"
    said = " ".join(str(evidence.get(key, "")) for key in ("source", "note", "reply"))
    if rater := CLOSED.search(said):
        yield f"evidence for {', '.join(fields)} rests on {rater.group()}"
