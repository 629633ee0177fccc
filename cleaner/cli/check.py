"""``cleaner check``: whether a plugin is right, fits its pages and leaves others alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.common import plugins_option
from cleaner.cli.show import counted, say

if TYPE_CHECKING:
    from collections.abc import Sequence

FOUND = 1


@click.command()
@click.argument("named", nargs=-1, metavar="[PLUGIN…]")
@plugins_option
@click.option(
    "--pages",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Saved pages to try the plugins on. Default: corpus/pages, beside the plugin folder.",
)
@click.option(
    "--gold",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Their gold. Default: the folder gold beside the pages, else JSON files among them.",
)
@click.option("--fix", is_flag=True, help="Put white space in order; take out what others say.")
@click.option("--strict", is_flag=True, help="Notes count as problems.")
@click.option("-q", "--quiet", is_flag=True, help="Problems only, no notes.")
def check(
    named: Sequence[str],
    plugins: Sequence[Path],
    pages: Path | None,
    gold: Path | None,
    fix: bool,
    strict: bool,
    quiet: bool,
) -> int:
    """Check plugins: PLUGIN is a file, a folder, a domain or a name; all of plugins/ if none is.

    Looked at are the schema, every selector and line pattern on the pages of its outlet, lines
    that the family or the defaults say already, gold field by field, the effect on pages of other
    outlets, and size. Exit code: 0 all is well, 1 problems were found, 2 usage.
    """
    from cleaner.workshop.check import check as run

    report = run(named, plugins, pages, gold, fix=fix)
    for told in report.fixed:
        say(f"fixed: {told}")
    shown = [one for one in report.findings if one.level == "problem" or not quiet]
    for one in shown:
        click.echo(str(one))
    notes = len(report.findings) - report.problems
    say(
        f"{counted(report.plugins, 'plugin')} on {counted(report.pages, 'page')}: "
        f"{counted(report.problems, 'problem')}, {counted(notes, 'note')}; "
        f"rules of the median plugin: {report.median_size:.0f} bytes"
    )
    return FOUND if report.problems or (strict and notes) else 0
