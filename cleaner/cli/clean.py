"""``cleaner clean``: pages and texts in, articles and a manifest out."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from cleaner.batch import CleanInput, Run, Tally, fingerprint, host_of, run
from cleaner.cli.common import USAGE, new_cleaner, plugins_option, tell_refused
from cleaner.cli.progress import Progress
from cleaner.cli.show import say, summary, table
from cleaner.errors import BadOption, PageError, RunError
from cleaner.io import ReadOptions, Refused, inputs
from cleaner.io.formats import format_of, split
from cleaner.io.outputs import File, Folder, Stdout
from cleaner.io.sources import STDIN, read_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner import Cleaner
    from cleaner.io import Input
    from cleaner.io.outputs import Output

STREAMS: Final = (".jsonl", ".jsonl.gz")
"""Suffixes of an OUT that holds many records."""
SINGLE: Final = (".txt", ".md", ".html", ".json")
"""Suffixes of an OUT that holds one."""
LATER: Final = (".parquet", ".zst")
MANIFEST: Final = "manifest.jsonl"
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
        "A folder (one file per page, same tree), one .jsonl[.gz] file, one .txt, .md, .html or "
        ".json file for a single page, or - for standard output (the default)."
    ),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "json", "txt", "md", "html"]),
    help="Format of the records. Default: txt in a folder, jsonl on standard output.",
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
@click.option("--html-field", default="html", show_default=True, help="Field of a record's HTML.")
@click.option("--text-field", default="text", show_default=True, help="Field of a record's text.")
@click.option("--url-field", default="url", show_default=True, help="Field of a record's URL.")
@click.option("--id-field", default="id", show_default=True, help="Field of a record's id.")
@plugins_option
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
@click.option("--fresh", is_flag=True, help="Do everything again; do not resume an earlier run.")
@click.option("--strict", is_flag=True, help="Clean nothing if a plugin is refused.")
@click.option("--dry-run", is_flag=True, help="Show what would be read, and by which plugin.")
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
@click.option("-v", "--verbose", is_flag=True, help="A line for each input.")
def clean(**given: Any) -> int:  # noqa: ANN401 -- click's own way of passing options
    """Clean PATH… into OUT, and account for every input in a manifest.

    PATH is a folder, a page (.html .htm .xhtml .txt, also .gz), JSON Lines (.jsonl, also .gz) whose
    records hold html or text, @FILE (a list of paths), or - for standard input. Run it again to go
    on where it was stopped: inputs that have not changed are not cleaned twice.
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
    cleaner = new_cleaner(request.plugins, request.audit, strict=request.strict)
    if request.dry_run:
        return _dry_run(found, cleaner)
    kind = request.suffix or "folder"  # a manifest of one kind of OUT says nothing about another
    options = {"out": kind, "format": form, "audit": request.audit, **asdict(read)}
    how = Run(
        CleanInput(cleaner, form, fingerprint(cleaner, options)),
        jobs=1 if _one_page(paths, lists) else request.jobs or _processors(),
        timeout=request.timeout or None,
    )
    output = request.open_output(form)
    tally = Tally()
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
        tell_refused(tally.refused.values())
    if level >= 0:
        _summary(tally, request.manifest_path())
    return _exit_code(tally)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command line asks for, as click parsed it."""

    paths: Sequence[str]
    output: str
    form: str | None
    lists: Sequence[Path]
    text: bool
    html_field: str
    text_field: str
    url_field: str
    id_field: str
    plugins: Sequence[Path]
    audit: Literal["article", "page"]
    jobs: int | None
    timeout: float
    max_mb: float
    manifest: Path | None
    fresh: bool
    strict: bool
    dry_run: bool
    quiet: bool
    verbose: bool

    def sources(self) -> tuple[list[str], list[Path]]:
        """Paths to clean, and the files that list more of them."""
        paths = [path for path in self.paths if not path.startswith("@") or Path(path).exists()]
        named = [Path(path[1:]) for path in self.paths if path not in paths]
        if not paths and not named and not self.lists:
            raise click.UsageError("name what to clean: a folder, a file, or - for standard input")
        return paths, [*named, *self.lists]

    def read_options(self) -> ReadOptions:
        """How inputs are read."""
        return ReadOptions(
            text=self.text,
            html_field=self.html_field,
            text_field=self.text_field,
            url_field=self.url_field,
            id_field=self.id_field,
            max_bytes=int(self.max_mb * 1_000_000),
        )

    @property
    def suffix(self) -> str:
        """The suffix that makes OUT a file; ``""`` for a folder and for standard output."""
        name = self.output
        if name == STDIN or name.endswith("/") or Path(name).is_dir():
            return ""
        return next((end for end in (*STREAMS, *SINGLE, *LATER) if name.lower().endswith(end)), "")

    def out_format(self) -> str:
        """The format of the records. Raises BadOption where OUT cannot hold it."""
        if self.suffix in LATER:
            told = f"{self.suffix} files cannot be written yet"
            raise BadOption(told, file=self.output, remedy="name a .jsonl or .jsonl.gz file")
        if not self.suffix:
            return self.form or ("jsonl" if self.output == STDIN else "txt")
        own = "jsonl" if self.suffix in STREAMS else self.suffix.removeprefix(".")
        if self.form not in {None, own}:
            told = f"a {self.suffix} file does not hold --format {self.form}"
            raise BadOption(told, file=self.output, remedy="change one of the two")
        paths, lists = self.sources()
        if self.suffix in SINGLE and not _one_page(paths, lists):
            raise BadOption(
                f"a {self.suffix} file holds one page, and PATH may be many",
                file=self.output,
                remedy="name a folder or a .jsonl file",
            )
        return own

    def manifest_path(self) -> Path | None:
        """Where the manifest goes; None where none is asked for."""
        if self.manifest or self.output == STDIN:
            return self.manifest
        out = Path(self.output)
        return out.with_name(f"{out.name}.manifest.jsonl") if self.suffix else out / MANIFEST

    def open_output(self, form: str) -> Output:
        """Open OUT and the manifest. Raises RunError where they cannot be written."""
        manifest = self.manifest_path()
        if manifest is None or self.output == STDIN:
            return Stdout(manifest)
        if self.suffix:
            return File(Path(self.output), manifest, fresh=self.fresh)
        return Folder(Path(self.output), f".{form}", manifest, fresh=self.fresh)

    def check_places(self, paths: Sequence[str], lists: Sequence[Path]) -> None:
        """Raise BadOption where writing would change what is read, or the other way round."""
        manifest = self.manifest_path()
        written = [Path(self.output)] if self.output != STDIN else []
        written += [manifest] if manifest is not None else []
        read = [Path(path) for path in paths if path != STDIN]
        read += [path for name in lists for path in read_list(name)]
        for target in written:
            for source in read:
                if why := _clash(target.resolve(), source.resolve()):
                    raise BadOption(f"{why} {source}", file=target, remedy="write elsewhere")


def _clash(target: Path, source: Path) -> str:
    """Why ``target`` may not be written while ``source`` is read, ``""`` if it may."""
    if target == source:
        return "is itself what is to be cleaned:"
    if target.is_relative_to(source):
        return "lies inside what is to be cleaned:"
    return "holds what is to be cleaned:" if source.is_relative_to(target) else ""


def _one_page(paths: Sequence[str], lists: Sequence[Path]) -> bool:
    """Whether the input is one file that is one page."""
    if len(paths) != 1 or lists or paths == [STDIN] or Path(paths[0]).is_dir():
        return False
    form = format_of(split(paths[0])[1])
    return form is None or not form.holds_many


def _processors() -> int:
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
    if tally.interrupted:
        say("interrupted: the same command goes on where it stopped")
    if manifest is not None:
        say(f"manifest: {manifest}")


def _exit_code(tally: Tally) -> int:
    if tally.interrupted:
        return INTERRUPTED
    if tally.seen == tally.counts["skipped"]:
        say("nothing to clean: every input was skipped")
        return NOTHING
    return FAILED if tally.counts["failed"] else 0
