"""Task: an input on its way through the pool."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.errors import PageError, PluginError
from cleaner.io.inputs import Input

if TYPE_CHECKING:
    from cleaner.io.journal import Found
    from cleaner.io.manifest import Row


@dataclass(frozen=True, slots=True)
class Result:
    """What cleaning an input gave: its row and its record (empty where there is none)."""

    row: Row
    record: bytes = b""
    refused: tuple[PluginError, ...] = ()
    """Plugins found bad on the way."""


@dataclass(frozen=True, slots=True)
class Task:
    """An input, and what is known of it before anybody cleans it."""

    item: Input
    ready: Result | Found | None = None
    """The result, where no worker is needed."""
    old: Row | None = None
    """What an earlier run had for it."""


Work = Callable[[Input], Result]
"""Cleans one input; picklable, raises nothing."""

Fail = Callable[[Input, PageError], Result]
"""The result of an input whose worker had to be killed or died."""
