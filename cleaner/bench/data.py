"""Pages with gold, from the layouts in which public sets of main content are kept.

* a folder (or file) ``*.jsonl[.gz|.xz]`` whose rows hold ``html`` and ``gold`` (text), or ``with``
  and ``without`` (segments that must and must not come out), or both;
* a folder of saved pages with ``gold/*.json``: ``file``, ``body`` (paragraphs), ``excluded``
  (``{"text", "label"}``: what must not come out); and ``index.jsonl``, whose rows name further
  pages that are no article (``file``, ``url``, ``page_kind``).
"""

from __future__ import annotations

import gzip
import json
import lzma
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final, cast

from cleaner.errors import PageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_OPEN: Final[dict[str, Callable[..., Any]]] = {".gz": gzip.open, ".xz": lzma.open}
_NO_ARTICLE: Final = frozenset({"home page", "listing", "section", "gallery", "bot wall", "404"})
"""Values of ``page_kind`` of pages from which nothing should come out."""
_ROWS: Final = ("*.jsonl", "*.jsonl.gz", "*.jsonl.xz")


@dataclass(frozen=True, slots=True)
class Case:
    """One page with what should, and should not, be extracted from it."""

    id: str
    html: str | bytes
    url: str | None = None
    gold: str | None = None
    """The whole main text; None where only segments are known."""
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    """Boilerplate of the page: none of it may come out."""
    is_article: bool = True
    """False for home pages, listings, walls: nothing should come out."""


def find_sets(data: Path) -> dict[str, Path]:
    """Sets in a folder, by name: the folder itself if it is one, else its subfolders that are.

    Raises :class:`PageError` where there is none.
    """
    found = {data.stem.partition(".")[0]: data} if _is_set(data) else {}
    if not found and data.is_dir():
        found = {child.name: child for child in sorted(data.iterdir()) if _is_set(child)}
    if not found:
        raise PageError(
            "no pages with gold were found",
            file=str(data),
            remedy="give a *.jsonl file with html and gold, or a folder with index.jsonl and gold/",
        )
    return found


def _is_set(path: Path) -> bool:
    if path.is_file():
        return any(path.match(pattern) for pattern in _ROWS)
    return path.is_dir() and ((path / "gold").is_dir() or any(_row_files(path)))


def _row_files(folder: Path) -> list[Path]:
    return sorted(file for pattern in _ROWS for file in folder.glob(pattern))


def read_set(path: Path) -> Iterator[Case]:
    """Cases of one set, in its order."""
    if path.is_dir() and (path / "gold").is_dir():
        yield from _saved(path)
        return
    for file in [path] if path.is_file() else _row_files(path):
        for number, row in enumerate(_rows(file), 1):
            if "html" in row:
                yield _case(row, f"{file.name}:{number}")


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    opened = _OPEN.get(file.suffix, open)(file, "rt", encoding="utf-8")
    with cast("IO[str]", opened) as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _case(row: dict[str, Any], fallback: str) -> Case:
    url = row.get("url")
    return Case(
        str(row.get("id") or fallback),
        row["html"],
        url if isinstance(url, str) and url.startswith("http") else None,
        row.get("gold"),
        tuple(row.get("with") or ()),
        tuple(row.get("without") or ()),
        bool(row.get("is_article", True)),
    )


def _saved(folder: Path) -> Iterator[Case]:
    known = set()
    for file in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        known.add(gold["file"])
        body = [text for text in gold["body"] if isinstance(text, str)]
        excluded = tuple(
            item["text"] for item in gold.get("excluded", ()) if not item.get("also_in_body")
        )
        yield Case(
            gold["file"],
            _saved_page(folder / gold["file"]),
            gold.get("url"),
            "\n".join(body),
            unwanted=excluded,
            is_article=gold.get("page_kind", "article") == "article" and bool(body),
        )
    index = folder / "index.jsonl"
    for row in _rows(index) if index.exists() else ():
        if row.get("page_kind") in _NO_ARTICLE and row["file"] not in known:
            html = _saved_page(folder / row["file"])
            yield Case(row["file"], html, row.get("url"), is_article=False)


def _saved_page(page: Path) -> bytes:
    raw = _OPEN.get(page.suffix, open)(page, "rb")
    with cast("IO[bytes]", raw) as opened:
        return opened.read()
