"""``cleaner shards``: many files of records in, one output for each, shared among machines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cleaner.batch.run import Tally
from cleaner.batch.shards import TARGETS, Sharding, clean_shard, shards
from cleaner.cli.clean import exit_code, processors
from cleaner.cli.common import (
    field_options,
    file_digest,
    new_cleaner,
    plugins_option,
    ratings_option,
)
from cleaner.cli.show import say, summary
from cleaner.errors import BadOption
from cleaner.extras import MissingExtra
from cleaner.io import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTHING: Final = 3


@click.command("shards")
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the finished shards.",
)
@click.option(
    "--to",
    type=click.Choice([suffix[1:] for suffix in TARGETS]),
    default="jsonl.gz",
    show_default=True,
    help="What each shard is written as.",
)
@click.option(
    "--part",
    default="1/1",
    metavar="I/N",
    help="Only every N-th shard, from the I-th: one machine.",
)
@click.option("--text", is_flag=True, help="Records give their text field, even beside HTML.")
@field_options
@plugins_option
@ratings_option
@click.option(
    "--policy",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The user's policy: which articles to keep, flag or drop.",
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=60,
    show_default=True,
    metavar="S",
    help="Seconds a page may take; 0 for no limit.",
)
def clean_shards(
    paths: Sequence[Path],
    output: Path,
    to: str,
    part: str,
    plugins: Sequence[Path],
    ratings: Sequence[Path],
    policy: Path | None,
    jobs: int | None,
    timeout: float,
    text: bool,
    html_field: str,
    text_field: str,
    url_field: str,
    id_field: str,
) -> int:
    """Clean each file of records (.jsonl .parquet .warc .zip .tar) into a file of its own.

    A shard whose marker OUT.done holds is passed over; one that was stopped goes on. Any number of
    machines may run this on parts of the same list: --part $SLURM_ARRAY_TASK_ID/1000.
    """
    which, _, of = part.partition("/")
    if not (which.isdigit() and of.isdigit()):
        raise BadOption(f"--part {part} is no part", remedy="write I/N, as in 3/100")
    found = list(shards(paths, output, f".{to}", (int(which), int(of))))
    read = ReadOptions(text, html_field, text_field, url_field, id_field)
    rules = tuple(file_digest(file) for file in [*ratings, *([policy] if policy else [])])
    cleaner = new_cleaner(plugins, ratings=ratings, policy=policy)
    how = Sharding(cleaner, read, jobs or processors(), timeout or None, rules)
    total = Tally()
    for shard in found:
        try:
            tally = clean_shard(shard, how)
        except MissingExtra as error:
            raise BadOption(str(error), file=shard.target) from error
        total.counts.update(tally.counts)
        total.resumed += tally.resumed
        total.failed += tally.failed
        total.interrupted = tally.interrupted
        say(f"{shard.target}: {tally.seen:,} inputs, {tally.counts['failed']:,} failed")
        if total.interrupted:
            break
    if not found:
        say("nothing to clean: there is no file of records")
        return _NOTHING
    rows = [(status, f"{count:,}") for status, count in total.counts.items() if count]
    summary(("status", "count"), [*rows, ("inputs", f"{total.seen:,}")])
    return exit_code(total)
