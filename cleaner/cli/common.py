"""What several commands share."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import click

from cleaner import Cleaner
from cleaner.cli.show import counted, say
from cleaner.errors import BadOption

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cleaner.errors import PluginError

USAGE: Final = 2

plugins_option = click.option(
    "--plugins",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of plugins that come first; its Python plugins are run. May be repeated.",
)

plugin_folder_option = click.option(
    "-o",
    "--output",
    default="plugins",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of plugins to write to; what exists is left alone.",
)

ratings_option = click.option(
    "--ratings",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A file of outside ratings (CSV or TSV, also .gz). May be repeated.",
)

_FIELDS: Final = {"html": "HTML", "text": "text", "url": "URL", "id": "id"}
_Command = TypeVar("_Command", bound="Callable[..., Any]")


def field_options(command: _Command) -> _Command:
    """Options that name the fields of a record: ``--html-field`` to ``--id-field``."""
    for name, what in reversed(_FIELDS.items()):
        told = f"Field of a record's {what}."
        command = click.option(f"--{name}-field", default=name, show_default=True, help=told)(
            command
        )
    return command


def new_cleaner(
    plugins: Sequence[Path],
    audit: Literal["article", "page"] = "article",
    *,
    strict: bool = False,
    ratings: Sequence[Path | str] = (),
    policy: Path | None = None,
) -> Cleaner:
    """A Cleaner; what it refused is told. ``strict`` reads all plugins and raises if one is bad."""
    cleaner = Cleaner(plugins, audit=audit, ratings=ratings, policy=policy)
    registry = cleaner.registry
    if strict:
        for ref in registry.refs():
            registry.load(ref)
    tell_refused(registry.refused)
    for told in cleaner.sources.raters.told:
        say(f"ratings: {told}")
    if strict and registry.refused:
        told = f"--strict is set, and {counted(len(registry.refused), 'plugin')} refused"
        raise BadOption(told, remedy="mend or remove them")
    return cleaner


def tell_refused(errors: Iterable[PluginError]) -> None:
    """Name refused plugins on standard error."""
    for error in errors:
        say(f"plugin refused: {error}")


def file_digest(file: Path) -> str:
    """The hash of what is in a file that was read already."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
