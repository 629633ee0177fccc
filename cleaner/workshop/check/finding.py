"""Finding: one thing about a plugin that somebody should know."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cleaner.errors import PluginError


@dataclass(frozen=True, slots=True)
class Finding:
    """``problem``: to be mended before the plugin goes anywhere; ``note``: good to know."""

    level: Literal["problem", "note"]
    file: str
    message: str
    line: int | None = None
    remedy: str = ""
    fixable: bool = False
    """``cleaner check --fix`` mends it."""

    def __str__(self) -> str:
        shown = self.file
        with suppress(ValueError):
            shown = str(Path(shown).relative_to(Path.cwd()))
        place = f"{shown}:{self.line}" if self.line else shown
        told = f"{self.message} – {self.remedy}" if self.remedy else self.message
        return f"{place}: {'note: ' if self.level == 'note' else ''}{told}"


def of_error(error: PluginError) -> list[Finding]:
    """A refusal as findings, one for each problem of the file."""
    return [
        Finding("problem", one.file or error.file, one.message, one.line, one.remedy)
        for one in getattr(error, "problems", ()) or (error,)
    ]
