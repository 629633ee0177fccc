"""Progress of a run on standard error: a bar on a terminal, a line every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Final, Self

from cleaner.cli.show import say

if TYPE_CHECKING:
    from cleaner.batch import Tally
    from cleaner.io import Row

_EVERY: Final = 5.0


class Progress:
    """Watches a run. ``total`` is the number of inputs if it is known; ``level`` -1, 0 or 1."""

    def __init__(self, total: int | None, level: int = 0) -> None:
        self._level = level
        self._started = self._told = time.monotonic()
        self._bar: Any = None
        self._task: Any = None
        if level >= 0 and sys.stderr.isatty():
            self._bar = _bar()
            self._task = self._bar.add_task("cleaning", total=total)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, row: Row, tally: Tally) -> None:
        """Show one more input."""
        if self._level > 0:
            told = f"{row.status}\t{row.input}" + (f"\t{row.reason}" if row.reason else "")
            if self._bar is not None:
                self._bar.console.print(told, markup=False, highlight=False, soft_wrap=True)
            else:
                say(told)
        if self._bar is not None:
            self._bar.update(self._task, completed=tally.seen, description=_told(tally))
            return
        now = time.monotonic()
        if self._level >= 0 and now - self._told >= _EVERY:
            self._told = now
            rate = (tally.seen - tally.resumed) / (now - self._started)
            say(f"{tally.seen:,} inputs: {_told(tally)}; {rate:.1f} a second")


def _told(tally: Tally) -> str:
    return ", ".join(f"{count:,} {status}" for status, count in tally.counts.items() if count)


def _bar() -> Any:  # noqa: ANN401 -- rich is imported for terminals only
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )
