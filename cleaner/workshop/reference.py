"""The parts of ``docs/`` that the code itself tells: keys, labels, hooks, commands.

``python -m cleaner.workshop.reference DOCS`` writes them between the marks that stand in the files
(``<!-- begin keys -->`` … ``<!-- end keys -->``); a test compares what stands there.
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cleaner import hookspecs
from cleaner.model.labels import LABELS
from cleaner.sites.keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WIDTH: Final = 96
_MARKS: Final = re.compile(r"(<!-- begin ([\w-]+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)


def keys() -> str:
    """A table of every key: what it holds, in which files it may stand, what it means."""
    rows = ["| key | holds | in | |", "|---|---|---|---|"]
    for key in KEYS:
        where = {"both": "", "site": "outlets", "family": "families"}[key.where]
        says = key.kind.says.replace("|", "\\|")
        needed = " (must stand)" if key.required else ""
        rows.append(f"| `{key.path}` | {says} | {where} | {key.doc}{needed} |")
    return "\n".join(rows)


def labels() -> str:
    """The closed list of labels."""
    return " · ".join(f"`{label}`" for label in LABELS)


def hooks() -> str:
    """Every hook with its signature, what it is for and an example."""
    parts = []
    for name, hook in vars(hookspecs).items():
        options = getattr(hook, "cleaner_spec", None)
        if options is None:
            continue
        told = inspect.getdoc(hook) or ""
        text, _, example = told.partition("Example::")
        names = ", ".join(inspect.signature(hook).parameters)
        first = " The first answer counts." if options["firstresult"] else ""
        code = textwrap.dedent(example).strip()
        prose = text.strip().removesuffix("Example").strip()
        parts.append(
            f"### `{name}({names})`\n\n{_markdown(prose)}{first}\n\n```python\n{code}\n```"
        )
    return "\n\n".join(parts)


def _markdown(text: str) -> str:
    """ReStructuredText of a docstring: roles and double backquotes to plain code."""
    return re.sub(r":\w+:`~?([^`]+)`", r"`\1`", text).replace("``", "`")


def commands() -> str:
    """The help of every command, as it is printed."""
    from click.testing import CliRunner

    from cleaner.cli import build

    parts = []
    cli = build()
    for path in _walk(cli, ()):
        asked = CliRunner().invoke(
            cli, [*path, "--help"], prog_name="cleaner", terminal_width=_WIDTH
        )
        parts.append(f"## {' '.join(('cleaner', *path))}\n\n```\n{asked.output.rstrip()}\n```")
    return "\n\n".join(parts)


def _walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _walk(command.commands[name], (*path, name))


PARTS: Final[dict[str, Callable[[], str]]] = {
    "keys": keys,
    "labels": labels,
    "hooks": hooks,
    "commands": commands,
}


def filled(text: str) -> str:
    """``text`` with every marked part as the code tells it now. Raises KeyError for an unknown."""
    return _MARKS.sub(lambda match: f"{match[1]}{PARTS[match[2]]()}\n{match[3]}", text)


def main(docs: Path) -> None:
    """Fill in all Markdown files below ``docs``."""
    for file in sorted(docs.rglob("*.md")):
        old = file.read_text("utf-8")
        if (new := filled(old)) != old:
            file.write_text(new, "utf-8")
            print(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
