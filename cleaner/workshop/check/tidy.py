"""Plugin files in order: white space, and lines that can go; comments stay."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from cleaner.sites.lines import spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.sites.lines import Path

_HEADER = re.compile(r"\[+\s*[\w-]+\s*\]")
"""A table of its own; those within another, like ``[layout.remove]``, may stand close to it."""


def tidy(text: str) -> str:
    """The same TOML with plain white space; unchanged where it is not TOML.

    No byte-order mark, no carriage returns, no blanks at line ends, two blanks for a tab, one
    empty line before a table (and the comment above it), none twice, one line end at the end.
    """
    rows = [row.rstrip() for row in text.removeprefix("\ufeff").splitlines()]
    out: list[str] = []
    depth = 0
    for at, row in enumerate(rows):
        row = re.sub(r"^\t+", lambda tabs: "  " * len(tabs[0]), row)
        if not row and (not out or not out[-1]):
            continue
        heads = depth == 0 and (_HEADER.match(row) or _heads(rows, at))
        if heads and out and out[-1] and not out[-1].startswith("#"):
            out.append("")
        out.append(row)
        depth = max(0, depth + _opened(row))
    new = "\n".join(out).rstrip("\n") + "\n"
    return new if _same(text, new) else text


def _heads(rows: list[str], at: int) -> bool:
    """The row is a comment that stands right above a table."""
    while at < len(rows) and rows[at].startswith("#"):
        at += 1
    return at < len(rows) and bool(_HEADER.match(rows[at])) and rows[at - 1].startswith("#")


def _opened(row: str) -> int:
    """Brackets that a row leaves open; a table's header leaves none."""
    bare = re.sub(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*", "", row)
    return bare.count("[") - bare.count("]") + bare.count("{") - bare.count("}")


def _same(one: str, other: str) -> bool:
    try:
        return tomllib.loads(one.removeprefix("\ufeff")) == tomllib.loads(other)
    except tomllib.TOMLDecodeError:
        return False


def without(text: str, paths: Iterable[Path]) -> str:
    """``text`` without the array items and keys at ``paths``; what is left empty goes with them.

    Unchanged where the result would not say exactly what is left.
    """
    gone = sorted(set(paths), key=_order)
    wanted = tomllib.loads(text)
    keys = {path for path in gone if not isinstance(path[-1], int)}
    for path in sorted((p for p in gone if isinstance(p[-1], int)), key=_order, reverse=True):
        items = _at(wanted, path[:-1])
        items[path[-1]] = None
    for path in {path[:-1] for path in gone if isinstance(path[-1], int)}:
        items = _at(wanted, path)
        if all(item is None for item in items):
            keys.add(path)
        else:
            items[:] = [item for item in items if item is not None]
    single = [p for p in gone if isinstance(p[-1], int) and p[:-1] not in keys]
    for key in keys:
        del _at(wanted, key[:-1])[key[-1]]
    new = text
    for path in sorted((*single, *keys), key=_order, reverse=True):  # later items first
        if place := spans(new).get(path):
            start, end = (_whole_lines if path in keys else _item)(new, *place)
            new = new[:start] + new[end:]
    emptied = {str(key[0]) for key in keys if len(key) == 2}
    for table in (one for one in emptied if not wanted.get(one, True)):
        new = re.sub(rf"(?m)^\[{re.escape(table)}\][^\n]*\n", "", new)
        del wanted[table]
    new = tidy(new)
    try:
        return new if tomllib.loads(new) == wanted else text
    except tomllib.TOMLDecodeError:
        return text


def _order(path: Path) -> tuple[tuple[str, int], ...]:
    return tuple(("", step) if isinstance(step, int) else (step, 0) for step in path)


def _at(data: Any, path: Path) -> Any:  # noqa: ANN401 -- whatever TOML holds
    for step in path:
        data = data[step]
    return data


def _item(text: str, start: int, end: int) -> tuple[int, int]:
    """An array item with its comma; with its line, comment included, if it stands alone on it."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    alone = not text[first:start].strip() and re.fullmatch(r"\s*,?\s*(#.*)?", text[end:last])
    if alone:
        return first, last + 1
    if comma := re.match(r"\s*,[ \t]*", text[end:]):
        return start, end + comma.end()
    before = re.search(r",\s*$", text[:start])  # the last of its array
    return (before.start() if before else start), end


def _whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return first, len(text) if last < 0 else last + 1
