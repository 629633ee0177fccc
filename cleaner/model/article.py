"""Article: what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cleaner.model.labels import Label

Status = Literal["ok", "generic", "empty", "not-article"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A span of the input that stayed. Text input: ``text == source[start:end]``; HTML: ``path``."""

    text: str
    start: int = -1
    end: int = -1
    path: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """A span of the input that was taken out, and what took it out."""

    label: Label
    text: str
    start: int
    end: int
    path: str
    rule: str
    plugin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Related:
    """A headline the page points to; ``url`` is None where the input has none."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ExtraArticle:
    """A second article found behind the main one, cleaned itself."""

    title: str | None
    text: str
