"""``clean --learn``: the pass that goes before, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.batch import CleanInput, Run
from cleaner.cli.show import say
from cleaner.errors import BadOption, OutputNotWritable
from cleaner.io.sources import STDIN, inputs
from cleaner.workshop.first_pass import Lessons, first_pass, write

_SHOWN = 10

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner import Cleaner
    from cleaner.batch import Tally
    from cleaner.cli.request import Request


def learn_first(request: Request, cleaner: Cleaner, jobs: int) -> Lessons:
    """Learn from all inputs, and write what was learned beside the manifest. Raises RunError."""
    paths, lists = request.sources()
    if STDIN in paths:
        raise BadOption("--learn reads its inputs twice", remedy="name a file instead of -")
    how = Run(CleanInput(cleaner, "jsonl", ""), jobs=jobs, timeout=request.timeout or None)
    lessons = first_pass(inputs(paths, request.read_options(), lists), how)
    if (folder := request.learned_path()) and not lessons.interrupted:
        try:
            write(lessons, folder)
        except OSError as error:
            raise OutputNotWritable(error.strerror or str(error), file=folder) from error
    return lessons


def tell(lessons: Lessons, tally: Tally, folder: Path | None) -> None:
    """Say what was learned, and from how many inputs it took something."""
    some = f"{lessons.patterns:,} patterns of {len(lessons.by_outlet):,} outlets"
    say(f"learned {some} ({lessons.outlets:,} looked at), used in {tally.learned:,} inputs")
    if lessons.frames:
        blocks = sum(len(frame.counts) for frame in lessons.frames.values())
        say(f"{blocks:,} blocks are on several pages of their site ({len(lessons.frames):,} sites)")
    for one in lessons.sites[:_SHOWN]:
        if one.toml:
            say(f"plugin for {one.site}: {one.articles} articles, agreement {one.agreement:.3f}")
        else:
            say(f"no plugin for {one.site}: {one.left}")
    if (more := len(lessons.sites) - _SHOWN) > 0:
        say(f"… and {more:,} more sites without a plugin of theirs")
    if lessons.full:
        say("not everything was looked at: there was more than is kept in memory")
    if folder is not None and (lessons.by_outlet or lessons.plugins):
        say(f"what was learned: {folder}")
