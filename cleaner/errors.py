"""The errors, named by what the caller should do.

CleanerError
├ PluginError       drop the plugin, go on
│ ├ BadToml         the file is not TOML, not UTF-8 or cannot be read
│ ├ BadKey          a key nobody knows
│ ├ BadValue        a value of the wrong type or outside what is allowed
│ ├ BadSelector     a CSS, XPath or line pattern that is wrong or would explode
│ ├ PublicSuffix    a domain that belongs to everybody (com.eg)
│ ├ DomainTaken     a second plugin for the domain in the same folder
│ ├ Untrusted       Python in a folder the user did not name
│ ├ BadPython       a Python plugin that cannot be imported
│ ├ HookFailed      a hook that raised
│ └ BadPlugin       several of the above in one file: ``problems``
├ PageError         record it, go on with the next page
│ ├ Unreadable      the input cannot be opened or read
│ ├ Empty           nothing in it
│ ├ NotDecodable    no character set fits
│ ├ NotAPage        binary, or neither HTML nor text
│ ├ TooLarge        more bytes or nodes than the limit
│ ├ TooDeep         nested beyond what a parser can bear
│ ├ TimedOut        took longer than the limit
│ └ Crashed         the worker died on it
└ RunError          stop the run
  ├ NoInput         nothing to clean was named or found
  ├ OutputNotWritable
  ├ BadOption       an option or argument that makes no sense
  ├ BadManifest     the manifest to resume from is not one
  ├ BadRatings      a file of ratings that is not one
  └ BadPolicy       a policy with an unknown field, or that is not TOML

Each carries ``file`` (the plugin, page or option it is about), ``line``, ``message`` and
``remedy``; ``str()`` joins them::

    plugins/eg/youm7_com.toml:12: unknown key 'titl' – did you mean 'title'?

All can be pickled, so they travel between processes.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

# ruff: noqa: N818 -- the names say what happened; their bases say that it is an error

if TYPE_CHECKING:
    from collections.abc import Sequence


class CleanerError(Exception):
    """What went wrong, where, and what to do about it.

    ``line`` is 1-based, None where there is none. ``remedy`` completes the message («did you
    mean 'title'?», «name the folder with --plugins»); it may be empty.
    """

    def __init__(
        self, message: str, *, file: str | Path = "", line: int | None = None, remedy: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = str(file)
        self.line = line
        self.remedy = remedy

    @property
    def place(self) -> str:
        """``file:line``, ``file`` or nothing, as far as it is known.

        A file below the current directory is shown relative to it.
        """
        shown = self.file
        with suppress(OSError, ValueError):  # not below it, or the directory is gone
            shown = str(Path(shown).relative_to(Path.cwd())) if shown else ""
        return f"{shown}:{self.line}" if shown and self.line else shown

    @property
    def kind(self) -> str:
        """Name of the class, for manifests and counts."""
        return type(self).__name__

    def __str__(self) -> str:
        told = f"{self.message} – {self.remedy}" if self.remedy else self.message
        return f"{self.place}: {told}" if self.place else told


class PluginError(CleanerError):
    """Drop the plugin, go on with the others."""


class BadToml(PluginError):
    """The file is not TOML, not UTF-8, or cannot be read."""


class BadKey(PluginError):
    """A key nobody knows."""


class BadValue(PluginError):
    """A value of the wrong type, or outside what is allowed."""


class BadSelector(PluginError):
    """A CSS selector, XPath or line pattern that is wrong or would explode."""


class PublicSuffix(PluginError):
    """A domain under which anybody may register (``com.eg``): it would claim a whole country."""


class DomainTaken(PluginError):
    """Another plugin of the same folder has the domain already."""


class Untrusted(PluginError):
    """Python in a folder the user did not name."""


class BadPython(PluginError):
    """A Python plugin that cannot be parsed or imported, or holds no site."""


class HookFailed(PluginError):
    """A hook of a plugin raised; ``__cause__`` is what it raised (lost when pickled)."""


class BadPlugin(PluginError):
    """Several problems in one file; ``str()`` has one line for each."""

    def __init__(
        self,
        message: str,
        *,
        file: str | Path = "",
        line: int | None = None,
        remedy: str = "",
        problems: Sequence[PluginError] = (),
    ) -> None:
        super().__init__(message, file=file, line=line, remedy=remedy)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems)) or super().__str__()


class PageError(CleanerError):
    """Record it, go on with the next page."""

    record_id: str | int | float | None = None
    """Own id of the record it is about, where there is one; lost when pickled."""


class Unreadable(PageError):
    """The input cannot be opened or read (missing, dangling link, no permission, bad gzip)."""


class Empty(PageError):
    """There is nothing in the input."""


class NotDecodable(PageError):
    """No character set fits the bytes."""


class NotAPage(PageError):
    """The input is binary, or neither HTML nor text."""


class TooLarge(PageError):
    """More bytes or nodes than the limit allows."""


class TooDeep(PageError):
    """Elements nested beyond what a parser can bear."""


class TimedOut(PageError):
    """The page took longer than the limit allows."""


class Crashed(PageError):
    """The worker process died on the page."""


class RunError(CleanerError):
    """Stop the run."""


class NoInput(RunError):
    """Nothing to clean was named, or found where it was named."""


class OutputNotWritable(RunError):
    """The place for the results cannot be written."""


class BadOption(RunError):
    """An option or argument that makes no sense."""


class BadManifest(RunError):
    """The manifest to resume from is not one, or belongs to another run."""


class BadRatings(RunError):
    """A file of ratings with unknown columns, values off the scale or a domain rated twice."""


class BadPolicy(RunError):
    """A policy that is not TOML, or that asks for a field or an action nobody knows."""
