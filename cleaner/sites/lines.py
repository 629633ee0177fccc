"""Line numbers of the keys in a TOML text, which ``tomllib`` does not keep."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]
"""Where a value stands: names of tables and keys, indices of items: ``("layout", 1, "name")``."""

_TOKEN = re.compile(
    r"""
    (?P<string>
        \"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5}
      | "(?:\\.|[^"\\\n])*" | '[^'\n]*'
    )
  | (?P<skip>[ \t\r]+|\#[^\n]*)
  | (?P<newline>\n)
  | (?P<mark>[\[\]{}=,.])
  | (?P<bare>[^\s\[\]{}=,."'\#]+)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int
    start: int = 0
    end: int = 0


def line_numbers(source: str) -> dict[Path, int]:
    """Path of every table, key and array item -> its 1-based line.

    ``source`` must be TOML that ``tomllib`` accepts; of other texts the answer is any. The line of
    a table is that of its first header or key, the line of an array item where the item begins.
    """
    return _Scanner(source).scan()


def spans(source: str) -> dict[Path, tuple[int, int]]:
    """Path of every ``key = value`` and every array item -> its offsets in ``source``.

    The same holds of ``source`` as for :func:`line_numbers`. A key that is only a table has none.
    """
    scanner = _Scanner(source)
    scanner.scan()
    return scanner.spans


def nearest(lines: dict[Path, int], path: Path) -> int | None:
    """The line of ``path``, or of the closest thing around it that has one."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


class _Scanner:
    """One pass over the tokens; ``self.lines`` fills on the way."""

    def __init__(self, source: str) -> None:
        self.lines: dict[Path, int] = {}
        self.entries: dict[Path, int] = {}
        """Array of tables -> index of its last entry."""
        self.spans: dict[Path, tuple[int, int]] = {}
        self.tokens = list(_tokens(source))
        self.at = 0

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        while self.peek() != "end":
            if self.peek() == "newline":
                self.at += 1
            elif self.tokens[self.at].text == "[":
                table = self.header()
            else:
                self.pair(table)
        return self.lines

    def peek(self) -> str:
        return self.tokens[self.at].kind

    def next(self) -> _Token:
        token = self.tokens[self.at]
        if token.kind != "end":
            self.at += 1
        return token

    def header(self) -> Path:
        """``[a.b]`` or ``[[a.b]]``; an array met on the way means its last entry."""
        start = self.next()
        array = self.tokens[self.at].text == "["
        if array:
            self.next()
        names = self.key()
        path: Path = ()
        for place, (name, _) in enumerate(names, 1):
            path = (*path, name)
            if array and place == len(names):
                self.lines.setdefault(path, start.line)
                self.entries[path] = self.entries.get(path, -1) + 1
            if path in self.entries:
                path = (*path, self.entries[path])
            self.lines.setdefault(path, start.line)
        while self.next().kind not in ("newline", "end"):
            pass
        return path

    def key(self) -> list[tuple[str, int]]:
        """The names of a dotted key, each with its line; stops at ``=`` or ``]``."""
        names = []
        while self.peek() in ("bare", "string") or self.tokens[self.at].text == ".":
            token = self.next()
            if token.text != ".":
                names.append((_plain(token.text), token.line))
        return names

    def pair(self, table: Path) -> None:
        """``a.b = value`` within ``table``."""
        path = table
        before = self.at
        start = self.tokens[before].start
        for name, line in self.key():
            path = (*path, name)
            self.lines.setdefault(path, line)
        self.next()  # the equals sign
        self.value(path)
        if self.at == before:  # not TOML: never stand still
            self.next()
        self.spans[path] = (start, self.tokens[self.at - 1].end)

    def value(self, path: Path) -> None:
        """Any value; items of arrays and keys of inline tables are recorded."""
        text = self.tokens[self.at].text
        if text == "[":
            self.next()
            self.array(path)
        elif text == "{":
            self.next()
            while self.skip_separators() not in ("}", ""):
                self.pair(path)
            self.next()
        else:  # a string, or the bare pieces of a number, date or boolean
            while self.peek() in ("string", "bare") or self.tokens[self.at].text == ".":
                self.next()

    def array(self, path: Path) -> None:
        index = 0
        while self.skip_separators() not in ("]", ""):
            before = self.at
            token = self.tokens[self.at]
            self.lines[(*path, index)] = token.line
            self.value((*path, index))
            self.spans[(*path, index)] = (token.start, self.tokens[self.at - 1].end)
            index += 1
            if self.at == before:
                self.next()
        self.next()

    def skip_separators(self) -> str:
        """Step over commas and line ends; the text of what follows."""
        while self.peek() == "newline" or self.tokens[self.at].text == ",":
            self.next()
        return self.tokens[self.at].text


def _tokens(source: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(source):
        kind = match.lastgroup or ""
        if kind != "skip":
            yield _Token(kind, match.group(), line, match.start(), match.end())
        line += match.group().count("\n")
    yield _Token("end", "", line, len(source), len(source))


def _plain(key: str) -> str:
    """A key as ``tomllib`` gives it: without quotes and escapes."""
    if key.startswith("'"):
        return key[1:-1]
    return _ESCAPE.sub(_unescape, key[1:-1]) if key.startswith('"') else key


def _unescape(match: re.Match[str]) -> str:
    short, long, letter = match.groups()
    return _ESCAPED.get(letter, letter) if letter else chr(int(short or long, 16))
