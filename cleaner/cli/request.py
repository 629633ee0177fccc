"""What ``cleaner clean`` is asked for, and whether that can be done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from cleaner.errors import BadOption
from cleaner.extras import MissingExtra
from cleaner.io import ReadOptions
from cleaner.io.dataset import Parquet, Partition
from cleaner.io.formats import format_of, split
from cleaner.io.outputs import File, Folder, Output, Stdout
from cleaner.io.render import RENDERERS
from cleaner.io.sources import STDIN, read_list

if TYPE_CHECKING:
    from collections.abc import Sequence

STREAMS: Final = (".jsonl", ".jsonl.gz", ".jsonl.zst")
"""Suffixes of an OUT that holds many records."""
SINGLE: Final = (".txt", ".md", ".html", ".json")
"""Suffixes of an OUT that holds one."""
PARQUET: Final = ".parquet"
MANIFEST: Final = "manifest.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command line asks for, as click parsed it."""

    paths: Sequence[str]
    output: str
    form: str | None
    partition: Partition | None
    every: bool
    lists: Sequence[Path]
    text: bool
    html_field: str
    text_field: str
    url_field: str
    id_field: str
    plugins: Sequence[Path]
    ratings: Sequence[Path]
    policy: Path | None
    audit: Literal["article", "page"]
    jobs: int | None
    timeout: float
    max_mb: float
    manifest: Path | None
    learn: bool
    fresh: bool
    strict: bool
    dry_run: bool
    quiet: bool
    verbose: bool

    @property
    def policies(self) -> tuple[Path, ...]:
        """The policy, if there is one."""
        return (self.policy,) if self.policy else ()

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
        if name == STDIN or name.endswith("/"):
            return ""
        if Path(name).is_dir() and not name.lower().endswith(PARQUET):
            return ""
        return next((end for end in (*STREAMS, *SINGLE, PARQUET) if name.lower().endswith(end)), "")

    def out_format(self) -> str:
        """The format of the records. Raises BadOption where OUT cannot hold it."""
        if self.partition and self.suffix != PARQUET:
            raise BadOption("--partition is for Parquet", remedy="name a .parquet OUT")
        held: tuple[str, ...]
        if self.suffix in STREAMS:
            held = ("jsonl", "dolma")
        elif self.suffix:
            held = (self.suffix.removeprefix("."),)
        else:
            held = ("jsonl" if self.output == STDIN else "txt", *RENDERERS)
        form = self.form or held[0]
        if form not in held or (not self.suffix and self.output != STDIN and form == "dolma"):
            kind = f"a {self.suffix} file" if self.suffix else "OUT"
            told = f"{kind} does not hold --format {form}"
            raise BadOption(told, file=self.output, remedy="change one of the two")
        if self.every and form not in ("jsonl", "parquet"):
            raise BadOption("--all is for JSON Lines and Parquet", remedy="leave --format out")
        paths, lists = self.sources()
        if self.suffix in SINGLE and not one_page(paths, lists):
            raise BadOption(
                f"a {self.suffix} file holds one page, and PATH may be many",
                file=self.output,
                remedy="name a folder or a .jsonl file",
            )
        return form

    def manifest_path(self) -> Path | None:
        """Where the manifest goes; None where none is asked for."""
        if self.manifest or self.output == STDIN:
            return self.manifest
        out = Path(self.output)
        return out.with_name(f"{out.name}.manifest.jsonl") if self.suffix else out / MANIFEST

    def learned_path(self) -> Path | None:
        """Folder, beside the manifest, for what ``--learn`` has learned."""
        manifest = self.manifest_path()
        if manifest is None:
            return None
        name = manifest.name.removesuffix(MANIFEST).rstrip(".")
        return manifest.with_name(f"{name}.learned")

    def open_output(self, form: str) -> Output:
        """Open OUT and the manifest. Raises RunError where they cannot be written."""
        manifest, out = self.manifest_path(), Path(self.output)
        if manifest is None or self.output == STDIN:
            return Stdout(manifest)
        try:
            if self.suffix == PARQUET:
                return Parquet(out, manifest, partition=self.partition, fresh=self.fresh)
            if self.suffix:
                return File(out, manifest, fresh=self.fresh)
        except MissingExtra as error:
            raise BadOption(str(error), file=out) from error
        return Folder(out, f".{form}", manifest, fresh=self.fresh)

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


def one_page(paths: Sequence[str], lists: Sequence[Path]) -> bool:
    """Whether the input is one file that is one page."""
    if len(paths) != 1 or lists or paths == [STDIN] or Path(paths[0]).is_dir():
        return False
    form = format_of(split(paths[0])[1])
    return form is None or not form.holds_many
