"""The command line: thin commands over the public API."""

from __future__ import annotations

import sys
from typing import Any

import click

from cleaner import __version__
from cleaner.cli.show import say
from cleaner.errors import CleanerError

INTERRUPTED = 130
USAGE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="cleaner")
def cli() -> None:
    """Keep the article, take out the rest: Arabic-first cleaning of news pages and texts."""


def build() -> click.Group:
    """The command group, with the commands that installed packages add."""
    import pluggy

    from cleaner import hookspecs
    from cleaner.cli import (
        bench,
        check,
        clean,
        corpus,
        duplicates,
        explain,
        learn,
        new,
        outlets,
        policy,
        ratings,
        shards,
        sites,
    )

    for command in (
        clean.clean,
        shards.clean_shards,
        explain.explain,
        sites.sites,
        new.new,
        learn.learn,
        check.check,
        corpus.corpus,
        bench.bench,
        duplicates.duplicates,
        outlets.outlets,
        ratings.ratings,
        policy.policy,
    ):
        cli.add_command(command)
    manager = pluggy.PluginManager("cleaner")
    manager.add_hookspecs(hookspecs)
    try:
        manager.load_setuptools_entrypoints("cleaner")
        manager.hook.register_commands(cli=cli)
    except Exception as error:
        say(f"an installed plugin package cannot be used: {type(error).__name__}: {error}")
    return cli


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit with 0, 1 (failed inputs), 2 (usage), 3 (no input) or 130."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(args))


def _run(args: list[str] | None) -> int:
    try:
        code = build().main(args, prog_name="cleaner", standalone_mode=False)
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USAGE
    except CleanerError as error:
        say(f"Error: {error}")
        return USAGE
    return int(code or 0)
