"""``cleaner clean``: pages and texts in, articles and a manifest out."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from cleaner.batch import CleanInput, Run, Tally, fingerprint, host_of, prepare, run
from cleaner.cli.common import (
    USAGE,
    field_options,
    file_digest,
    new_cleaner,
    plugins_option,
    ratings_option,
    tell_refused,
)
from cleaner.cli.lessons import learn_first, tell
from cleaner.cli.progress import Progress
from cleaner.cli.request import Request, one_page
from cleaner.cli.show import say, summary, table
from cleaner.errors import PageError, RunError
from cleaner.io import ReadOptions, Refused, inputs
from cleaner.io.sources import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner import Cleaner
    from cleaner.io import Input

FAILED, NOTHING, INTERRUPTED = 1, 3, 130
SIGPIPE: Final = 141
"""What a shell reports of a program that wrote to a closed pipe."""
_SHOWN: Final = 10


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH…")
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="OUT",
    help=(
        "A folder (one file per page, same tree), one .jsonl[.gz|.zst] or .parquet file, one .txt, "
        ".md, .html or .json file for a single page, or - for standard output (the default)."
    ),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "dolma", "parquet", "json", "txt", "md", "html"]),
    help="Format of the records. Default: txt in a folder, jsonl on standard output.",
)
@click.option(
    "--partition",
    type=click.Choice(["domain", "date"]),
    help="A .parquet OUT is a folder with one part for each domain or day of publication.",
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="A record for each input, also where there is no article: it tells status and reason.",
)
@click.option(
    "--list",
    "lists",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A file that names the paths to clean, one a line (also: @FILE as a PATH).",
)
@click.option("--text", is_flag=True, help="Input files are extracted text, not HTML.")
@field_options
@plugins_option
@ratings_option
@click.option(
    "--policy",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Rules that keep, drop or flag articles, with a reason (see: cleaner policy).",
)
@click.option(
    "--audit",
    type=click.Choice(["article", "page"]),
    default="article",
    show_default=True,
    help="Record what was removed of the article or the whole page.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Worker processes; 1 works in this one. Default: one for each CPU.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=60,
    show_default=True,
    metavar="S",
    help="Seconds a page may take; 0 for no limit.",
)
@click.option(
    "--max-mb",
    type=click.FloatRange(min=0, min_open=True),
    default=50,
    show_default=True,
    metavar="MB",
    help="Largest page or record, unpacked.",
)
@click.option(
    "--manifest",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the manifest goes. Default: OUT/manifest.jsonl or OUT.manifest.jsonl.",
)
@click.option(
    "--learn",
    is_flag=True,
    help=(
        "Read everything twice: first learn what the texts and pages of each outlet repeat, and "
        "plugins for sites that have none; then clean by that as well."
    ),
)
@click.option("--fresh", is_flag=True, help="Do everything again; do not resume an earlier run.")
@click.option("--strict", is_flag=True, help="Clean nothing if a plugin is refused.")
@click.option("--dry-run", is_flag=True, help="Show what would be read, and by which plugin.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
@click.option("-v", "--verbose", is_flag=True, help="A line for each input.")
def clean(**given: Any) -> int:  # noqa: ANN401 -- click's own way of passing options
    """Clean PATH… into OUT, and account for every input in a manifest.

    PATH is a folder, a page (.html .htm .xhtml .mhtml .txt), records that hold html or text
    (.jsonl .parquet), an archive (.warc .zip .tar), any of them .gz or .zst, @FILE (a list of
    paths), or - for standard input: JSON Lines, answered line by line. Run it again to go on where
    it was stopped: inputs that have not changed are not cleaned twice.
    """
    request = Request(**given)
    level = -1 if request.quiet else int(request.verbose)
    paths, lists = request.sources()
    read = request.read_options()
    form = request.out_format()
    found = inputs(paths, read, lists)
    request.check_places(paths, lists)
    if (first := next(found, None)) is None:
        say("nothing to clean")
        return NOTHING
    found = chain([first], found)
    jobs = 1 if one_page(paths, lists) else request.jobs or processors()
    if jobs > 1 and not request.dry_run:
        prepare()  # while plugins are looked up here
    cleaner = new_cleaner(
        request.plugins,
        request.audit,
        strict=request.strict,
        ratings=request.ratings,
        policy=request.policy,
    )
    if request.dry_run:
        return _dry_run(found, cleaner)
    lessons = learn_first(request, cleaner, jobs) if request.learn else None
    if lessons is not None:
        if lessons.interrupted:
            return INTERRUPTED
        cleaner = cleaner.taught(lessons.taught())
    kind = request.suffix or "folder"  # a manifest of one kind of OUT says nothing about another
    options = {
        "out": kind,
        "format": form,
        "audit": request.audit,
        "all": request.every,
        "rules": [file_digest(file) for file in (*request.ratings, *request.policies)],
        **({"learned": lessons.told()} if lessons else {}),
        **asdict(read),
    }
    how = Run(
        CleanInput(cleaner, _rendered(form), fingerprint(cleaner, options), every=request.every),
        jobs=jobs,
        timeout=request.timeout or None,
    )
    output = request.open_output(form)
    tally = Tally()
    known = {str(error) for error in cleaner.registry.refused}
    try:
        with Progress(_total(paths, lists, read) if level >= 0 else None, level) as how.watch:
            run(found, output, how, tally)
    except BrokenPipeError:  # who reads our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return SIGPIPE
    except RunError as error:
        say(f"Error: {error}")
        say("The run stopped there; the same command goes on where it stopped.")
        return FAILED if tally.seen else USAGE
    finally:
        tell_refused(error for told, error in tally.refused.items() if told not in known)
    if level >= 0:
        _summary(tally, request.manifest_path())
        if lessons is not None:
            tell(lessons, tally, request.learned_path())
    return exit_code(tally)


def _rendered(form: str) -> str:
    """How workers write the records of a format: Parquet is made of JSON Lines."""
    return "jsonl" if form == "parquet" else form


def processors() -> int:
    """Number of CPUs this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _total(paths: Sequence[str], lists: Sequence[Path], read: ReadOptions) -> int | None:
    """Number of inputs, where it costs a walk only: not with records, not without a terminal."""
    if not sys.stderr.isatty() or paths == [STDIN]:
        return None
    total = 0
    for item in inputs(paths, read, lists):
        if item.weight:
            return None
        total += 1
    return total


def _dry_run(found: Iterator[Input], cleaner: Cleaner) -> int:
    def rows() -> Iterator[tuple[str, str, str]]:
        for item in found:
            if isinstance(item, Refused):
                yield item.status, item.id, item.reason
                continue
            try:
                payload = item.payload(item.raw())
                host = host_of(item, payload)
            except PageError as error:
                yield "failed", item.id, str(error)
            else:
                ref = cleaner.registry.find(host) if host else None
                yield payload.mode, item.id, ref.name if ref else ""

    table(("would be", "input", "plugin or reason"), rows())
    return 0


def _summary(tally: Tally, manifest: Path | None) -> None:
    total = tally.seen
    rows: list[tuple[str, str, str]] = [
        (status, f"{count:,}", f"{count / total:.1%}" if total else "")
        for status, count in tally.counts.items()
        if count
    ]
    rows.append(("inputs", f"{total:,}", ""))
    summary(("status", "count", "share"), rows)
    for failed in tally.failed[:_SHOWN]:
        say(f"failed: {failed.input}: {failed.reason}")
    if (more := tally.counts["failed"] - _SHOWN) > 0:
        say(f"… and {more:,} more that failed")
    if tally.resumed:
        say(f"{tally.resumed:,} of them had not changed since the last run and were not done again")
    if tally.weighed:
        pages = f"{tally.weighed:,} pages whose article no plugin knows"
        say(f"{pages}: trafilatura was asked on {tally.asked:,}")
    if tally.interrupted:
        say("interrupted: the same command goes on where it stopped")
    if manifest is not None:
        say(f"manifest: {manifest}")


def exit_code(tally: Tally) -> int:
    """What a run ends with: 0, 1 (failed inputs), 3 (nothing cleaned) or 130 (interrupted)."""
    if tally.interrupted:
        return INTERRUPTED
    if tally.seen == tally.counts["skipped"]:
        say("nothing to clean: every input was skipped")
        return NOTHING
    return FAILED if tally.counts["failed"] else 0
