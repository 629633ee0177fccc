"""``cleaner corpus``: the gold corpus, compared, scored and extended."""

from __future__ import annotations

import difflib
import json
import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.common import new_cleaner, plugins_option
from cleaner.cli.show import say, table
from cleaner.errors import BadOption
from cleaner.workshop import gold
from cleaner.workshop.pages import Score
from cleaner.workshop.readable import readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


DIFFERENT = 1
_ACCEPT = "cleaner corpus accept"


@click.group()
def corpus() -> None:
    """The gold corpus: pages, and what they should give."""


def _folders(command: Callable[..., int]) -> Callable[..., int]:
    """Options that say where pages and gold lie, and which pages are meant."""
    folder = click.Path(path_type=Path)
    decorators = [
        click.argument("names", nargs=-1, metavar="[PAGE…]"),
        click.option(
            "--pages",
            type=folder,
            default="corpus/pages",
            show_default=True,
            metavar="DIR",
            help="Folder of the pages.",
        ),
        click.option(
            "--gold",
            "gold_folder",
            type=folder,
            default="corpus/gold",
            show_default=True,
            metavar="DIR",
            help="Folder of their gold.",
        ),
        click.option("--with-url", is_flag=True, help="Give each page the URL its gold knows."),
        plugins_option,
    ]
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


@corpus.command()
@_folders
def run(
    names: Sequence[str],
    pages: Path,
    gold_folder: Path,
    with_url: bool,
    plugins: Sequence[Path],
) -> int:
    """Compare what every PAGE gives with its gold, field by field; 1 if anything differs."""
    cleaner = new_cleaner(plugins)
    failed = passed = 0
    for case in _chosen(names, pages, gold_folder):
        if case.gold is None:
            failed += 1
            click.echo(f"{case.name}: no gold; look at it, then: {_ACCEPT} {case.name}")
            continue
        if case.gold.get(gold.DRAFT):
            click.echo(f"{case.name}: its gold is a draft; look at it, then: {_ACCEPT} {case.name}")
        article = gold.clean_case(cleaner, case, with_url=with_url)
        found = list(gold.differences(case.gold, article))
        wrong = bool(found or case.gold.get(gold.DRAFT))
        passed, failed = passed + (not wrong), failed + wrong
        for difference in found:
            click.echo(f"{case.name}: {readable(difference)}")
    say(f"{passed} pages as their gold says, {failed} not")
    return DIFFERENT if failed else 0


@corpus.command()
@_folders
@click.option("--all", "every", is_flag=True, help="Accept every page that differs.")
def accept(
    names: Sequence[str],
    pages: Path,
    gold_folder: Path,
    with_url: bool,
    plugins: Sequence[Path],
    every: bool,
) -> int:
    """Write what PAGE gives now as its gold, and show what that changes."""
    if os.environ.get("CI", "").lower() not in {"", "0", "false"}:
        raise BadOption("gold is accepted by people, not under CI", remedy="unset CI")
    if not names and not every:
        raise click.UsageError("name the pages to accept, or say --all")
    cleaner = new_cleaner(plugins)
    for case in _chosen(names, pages, gold_folder):
        article = gold.clean_case(cleaner, case, with_url=with_url)
        known = case.gold is not None and not case.gold.get(gold.DRAFT)
        if known and not any(gold.differences(case.gold or {}, article)):
            continue
        new = _json(gold.record(case, article))
        old = _json(case.gold) if case.gold is not None else ""
        click.echo("".join(_diff(old, new, case.gold_file.name)), nl=False)
        case.gold_file.parent.mkdir(parents=True, exist_ok=True)
        case.gold_file.write_text(new, encoding="utf-8")
        say(f"written: {case.gold_file}")
    return 0


@corpus.command()
@_folders
def report(
    names: Sequence[str],
    pages: Path,
    gold_folder: Path,
    with_url: bool,
    plugins: Sequence[Path],
) -> int:
    """Score every PAGE that has gold: words, leaks, title, date, authors; by outlet and overall."""
    cleaner = new_cleaner(plugins)
    scores: dict[str, list[Score]] = defaultdict(list)
    without = 0
    for case in _chosen(names, pages, gold_folder):
        if case.gold is None or "body" not in case.gold:
            without += 1
            continue
        article = gold.clean_case(cleaner, case, with_url=with_url)
        scores[case.outlet].append(Score.of(case, article))
    rows: list[Score] = []
    for outlet, found in sorted(scores.items()):
        rows += found
        if len(found) > 1:
            rows.append(Score.mean(f"= {outlet}", found))
    rows.append(Score.mean("= all", [one for found in scores.values() for one in found]))
    table(Score.COLUMNS, (one.row() for one in rows), right=Score.COLUMNS[2:])
    for one in (one for found in scores.values() for one in found):
        for leak in one.leaked:
            say(f"{one.name}: leaks «{leak[:120]}»")
    if without:
        say(f"{without} pages without gold paragraphs are not scored")
    return 0


def _chosen(names: Sequence[str], pages: Path, gold_folder: Path) -> Iterator[gold.Case]:
    """The cases named (by page, part of a path, or domain), all if none is."""
    found = gold.cases(pages, gold_folder)
    for name in names:
        if not any(_meant(name, case) for case in found):
            raise BadOption("no such page in the corpus", file=name)
    return (case for case in found if not names or any(_meant(name, case) for name in names))


def _meant(name: str, case: gold.Case) -> bool:
    return name in {case.name, case.page.as_posix(), case.outlet, case.gold_file.as_posix()}


def _json(value: Any) -> str:  # noqa: ANN401 -- whatever JSON can hold
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _diff(old: str, new: str, name: str) -> Iterator[str]:
    return difflib.unified_diff(
        old.splitlines(keepends=True),
        new.splitlines(keepends=True),
        f"{name} (gold)",
        f"{name} (now)",
    )
