"""``cleaner new``: a plugin drafted from saved pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.common import plugin_folder_option
from cleaner.cli.show import say

if TYPE_CHECKING:
    from collections.abc import Sequence

LEFT = 1


@click.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE…", type=click.Path(path_type=Path))
@plugin_folder_option
@click.option(
    "--corpus",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the pages and their draft gold go. Default: corpus, beside the plugin folder.",
)
@click.option("--url", help="Where the pages are from, if they do not say so themselves.")
def new(pages: Sequence[Path], output: Path, corpus: Path | None, url: str | None) -> int:
    """Draft a plugin from saved pages of an outlet, with a corpus case and draft gold for each.

    PAGE is a saved page or a folder of them; pages of several outlets make several plugins.
    Nothing that exists is overwritten: what was left alone is named, and the exit code is 1.
    """
    from cleaner.workshop.new import new as make

    made = make(pages, output, corpus or output.parent / "corpus", url)
    for path in made.written:
        click.echo(path)
    for name, reason in made.left:
        say(f"left alone: {name}: {reason}")
    if made.written:
        say("Next: look at every line of the plugin and of the gold, then run cleaner check.")
    return LEFT if made.left else 0
