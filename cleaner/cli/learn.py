"""``cleaner learn``: plugins from many texts of one or more outlets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.show import say

if TYPE_CHECKING:
    from collections.abc import Sequence

FOUND_NOTHING = 1


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FOLDER|JSONL…")
@click.option(
    "-o",
    "--output",
    default="plugins",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of plugins to write to; what exists is left alone.",
)
@click.option("--text-field", default="text", show_default=True, help="Field of the text.")
@click.option("--url-field", default="url", show_default=True, help="Field of the URL.")
def learn(paths: Sequence[str], output: Path, text_field: str, url_field: str) -> int:
    """Learn the repeated heads, trailers and lines of each outlet from many of its texts.

    Writes a plugin with [lines], [head] and [tail] for every outlet that has any, with counts and
    examples in comments. Look at them before use.
    """
    from cleaner.io import ReadOptions
    from cleaner.io.sources import inputs
    from cleaner.workshop.learn import collect
    from cleaner.workshop.learn import learn as learn_texts

    options = ReadOptions(text=True, text_field=text_field, url_field=url_field)
    texts = collect(inputs(paths, options))
    for reason in texts.unread[:10]:
        say(f"not read: {reason}")
    if len(texts.unread) > 10:
        say(f"not read: {len(texts.unread) - 10} more")
    results = learn_texts(texts, output)
    for result in results:
        told = str(result.written) if result.written else f"no file: {result.left}"
        click.echo(f"{result.outlet}: {result.texts} texts, {told}")
        for one in result.proposals:
            click.echo(f"  {one.count:6}  {one.share:4.0%}  {one.table}.{one.label}  {one.pattern}")
        if result.repeated:
            click.echo(
                f"  {result.repeated:6}  repeat their first line at the end (no rule needed)"
            )
    return 0 if any(result.proposals for result in results) else FOUND_NOTHING
