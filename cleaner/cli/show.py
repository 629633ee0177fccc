"""Tables and messages: in colour on a terminal, plain and parted by tabs elsewhere."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def say(message: str) -> None:
    """A message for people: standard error."""
    click.echo(message, err=True)


def counted(number: int, word: str) -> str:
    """``1 page``, ``1,000 pages``."""
    return f"{number:,} {word}{'s' * (number != 1)}"


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    right: Sequence[str] = (),
) -> None:
    """A table of data on standard output; columns named in ``right`` are set flush right.

    Text is never reordered.
    """
    stream = sys.stdout
    if stream.isatty():
        _draw(columns, rows, right, stream)
        return
    stream.write("\t".join(columns) + "\n")
    for row in rows:
        stream.write("\t".join(str(cell).replace("\t", " ") for cell in row) + "\n")


def summary(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A small table of figures for people: standard error; all but the first column are right."""
    if sys.stderr.isatty():
        _draw(columns, rows, columns[1:], sys.stderr)
        return
    widths = [max(map(len, cells)) for cells in zip(columns, *rows, strict=True)]
    for row in (columns, *rows):
        first, *others = (
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        say("  ".join([first, *others]).rstrip())


def _draw(
    columns: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[str], stream: IO[str]
) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        drawn.add_column(column, justify="right" if column in right else "left")
    for row in rows:
        drawn.add_row(*(cell if isinstance(cell, Text) else Text(str(cell)) for cell in row))
    Console(file=stream).print(drawn)
