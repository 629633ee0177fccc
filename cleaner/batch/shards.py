"""Shard by shard: one output for each input file, so that many machines can share the work.

A shard is done when ``OUT.done`` stands beside its output. The marker says of what it was made (the
hash of the input, the fingerprint of the run) and what came of it; it is written last, and taken
away first. So a shard is either done, and passed over by whoever comes by, or it is done again from
where its own manifest says that it stopped, and gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.batch.fingerprint import fingerprint
from cleaner.batch.run import Run, Tally, run
from cleaner.batch.work import CleanInput
from cleaner.errors import BadOption, OutputNotWritable
from cleaner.io.dataset import Parquet
from cleaner.io.formats import format_of, split
from cleaner.io.inputs import ReadOptions
from cleaner.io.outputs import File, Output
from cleaner.io.sources import inputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner import Cleaner

TARGETS: Final = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")


@dataclass(frozen=True, slots=True)
class Shard:
    """One file of records and where its articles go."""

    source: Path
    target: Path

    @property
    def marker(self) -> Path:
        """The file that says the shard is done."""
        return self.target.with_name(self.target.name + ".done")


@dataclass(frozen=True, slots=True)
class Sharding:
    """How shards are cleaned; as for a run of one file."""

    cleaner: Cleaner
    read: ReadOptions = field(default_factory=ReadOptions)
    jobs: int = 1
    timeout: float | None = 60.0
    rules: tuple[str, ...] = ()
    """Hashes of the files of ratings and policy that the Cleaner was made with."""

    def run_of(self, shard: Shard) -> str:
        """Fingerprint of whatever changes the output, but for the input."""
        options = {"out": split_target(shard.target), "rules": self.rules, **asdict(self.read)}
        return fingerprint(self.cleaner, options)


def split_target(path: Path) -> str:
    """The suffix of an output."""
    return next((end for end in sorted(TARGETS, key=len)[::-1] if path.name.endswith(end)), "")


def shards(
    paths: Sequence[Path], out: Path, suffix: str, part: tuple[int, int] = (1, 1)
) -> Iterator[Shard]:
    """The shards of folders and files, in the order of their names: every ``n``-th of ``part``.

    ``part`` is (which, of how many), from 1. Raises BadOption for an unknown ``suffix`` and for two
    shards that would have one output.
    """
    if suffix not in TARGETS:
        raise BadOption(f"'{suffix}' is no output of shards", remedy=f"one of {', '.join(TARGETS)}")
    which, of = part
    if not 1 <= which <= of:
        raise BadOption(f"there is no part {which} of {of}", remedy="parts are 1/N to N/N")
    taken: dict[Path, Path] = {}
    number = 0
    for path in paths:
        for source in sorted(path.rglob("*")) if path.is_dir() else [path]:
            form = format_of(split(source.name)[1])
            if form is None or not form.holds_many or not source.is_file():
                continue
            below = source.relative_to(path) if path.is_dir() else Path(source.name)
            target = out / below.with_name(split(below.name)[0] + suffix)
            if target in taken:
                told = f"the shards {taken[target]} and {source} have one output, {target}"
                raise BadOption(told, remedy="rename one of them")
            taken[target] = source
            number += 1
            if (number - which) % of == 0:
                yield Shard(source, target)


def done(shard: Shard, how: Sharding) -> Tally | None:
    """What an earlier run counted, if its output still holds; None if the shard is to be done."""
    try:
        told = json.loads(shard.marker.read_text("utf-8"))
        same = told["run"] == how.run_of(shard) and shard.target.exists()
        if same and told["sha256"] == digest_of(shard.source):
            tally = Tally(chars_in=told["chars_in"], chars_out=told["chars_out"])
            tally.counts.update(told["counts"])
            tally.resumed = tally.seen
            return tally
    except (OSError, ValueError, LookupError, TypeError):
        pass  # no marker, or none of ours
    return None


def clean_shard(shard: Shard, how: Sharding) -> Tally:
    """Clean one shard, unless it is done; go on where it was stopped. Raises RunError."""
    if (before := done(shard, how)) is not None:
        return before
    name = how.run_of(shard)
    try:
        shard.target.parent.mkdir(parents=True, exist_ok=True)
        shard.marker.unlink(missing_ok=True)
        before_hash = digest_of(shard.source)
    except OSError as error:
        raise OutputNotWritable(error.strerror or str(error), file=shard.marker) from error
    manifest = shard.target.with_name(shard.target.name + ".manifest.jsonl")
    kind: type[Parquet] | type[File] = Parquet if shard.target.suffix == ".parquet" else File
    output: Output = kind(shard.target, manifest)
    tally = Tally()
    work = CleanInput(how.cleaner, "jsonl", name)
    run(inputs([shard.source], how.read), output, Run(work, how.jobs, how.timeout), tally)
    if not tally.interrupted:
        told = {
            "run": name,
            "sha256": before_hash,
            "counts": {key: value for key, value in tally.counts.items() if value},
            "chars_in": tally.chars_in,
            "chars_out": tally.chars_out,
        }
        _write(shard.marker, json.dumps(told, sort_keys=True) + "\n")
    return tally


def digest_of(path: Path) -> str:
    """Hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, "utf-8")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise OutputNotWritable(error.strerror or str(error), file=path) from error
