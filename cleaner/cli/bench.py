"""``cleaner bench``: quality and speed against installed peers, in one run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.bench.run import Result

WIDTH = 130
"""Columns the table needs."""

_COLUMNS = (
    ("bag P", "bag_precision"),
    ("bag R", "bag_recall"),
    ("bag F1", "bag_f1"),
    ("shingle F1", "shingle_f1"),
    ("snippet F1", "snippet_f1"),
    ("clean", "clean"),
    ("residue", "residue"),
    ("empty", "empty"),
)
_TYPES = (("no article P", "no_article_precision"), ("no article R", "no_article_recall"))
"""Shown only where a set has pages that are no article."""


@click.command
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--peers",
    default="cleaner,trafilatura,trafilatura-precision",
    show_default=True,
    help="Extractors to run, by name, or 'all'.",
)
@click.option("--sample", type=click.IntRange(min=1), help="Only the first N pages of each set.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line a set and peer.")
def bench(data: Path, peers: str, sample: int | None, as_json: bool) -> None:
    """Measure this project and its peers on the pages with gold in DATA.

    Peers that need packages of their own get an environment each, kept in the user's cache.
    """
    from cleaner.bench.peers import choose, environments
    from cleaner.bench.run import means, results_of

    results: list[Result] = []
    for result in results_of(data, choose(peers), environments(), sample):
        results.append(result)
        if as_json:
            click.echo(json.dumps(result.to_dict(), ensure_ascii=False))
        else:
            click.echo(f"{result.set}: {result.peer}", err=True)
    if not as_json:
        _table(results, means(results))


def _table(results: Sequence[Result], mean: dict[str, float]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    console.width = max(console.width, WIDTH)
    for name in dict.fromkeys(result.set for result in results):
        rows = [result for result in results if result.set == name]
        table = Table("peer", title=f"{name}, {rows[0].score.pages} pages")
        has_types = any(row.score.no_article_recall is not None for row in rows)
        columns = _COLUMNS + (_TYPES if has_types else ())
        for title, _ in columns:
            table.add_column(title, justify="right")
        table.add_column("x lxml parse", justify="right")
        for result in sorted(rows, key=lambda row: -(row.score.main or 0)):
            figures = [getattr(result.score, column) for _, column in columns]
            told = ["-" if figure is None else f"{figure:.3f}" for figure in figures]
            table.add_row(result.peer, *told, f"{result.parses:.1f}")
        console.print(table)
    table = Table("peer", "mean of the sets", title="bag F1, or snippet F1 where there is no text")
    for peer, figure in sorted(mean.items(), key=lambda item: -item[1]):
        table.add_row(peer, f"{figure:.4f}")
    console.print(table)
