"""What is not installed with the core: named when it is missed, never sooner."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

PACKAGE = "arabic-news-cleaner"


class MissingExtra(ImportError):  # noqa: N818 -- says what happened, like cleaner.errors
    """A package that an extra of ours would have installed is not there."""


def missing(module: str, extra: str) -> MissingExtra:
    """The error for a ``module`` that cannot be imported, naming the ``extra`` that brings it."""
    return MissingExtra(f"{module} is not installed: pip install '{PACKAGE}[{extra}]'", name=module)


def need(module: str, extra: str) -> Any:  # noqa: ANN401 -- a module is what its name says
    """Import ``module``; raises MissingExtra naming ``extra`` where it is not installed.

    An installed module that fails to import raises what it raises.
    """
    if find_spec(module.partition(".")[0]) is None:
        raise missing(module, extra)
    return import_module(module)
