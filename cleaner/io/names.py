"""Names of output files: the input's without its suffix, unless that would clash."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

OUTPUT_SUFFIXES = (".txt", ".md", ".html", ".json", ".jsonl")
RESERVED = "manifest"


def _same(name: str) -> str:
    """What a file system blind to case and normalisation makes of ``name``."""
    return unicodedata.normalize("NFC", name).casefold()


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of one directory: its name, and the name without the suffixes of its format."""

    name: str
    stem: str
    holds_many: bool = False
    """Its outputs go to a directory of their own."""


def stems(
    entries: Iterable[Entry], folders: Collection[str] = (), *, top: bool = False
) -> dict[str, str]:
    """Give each file of one directory a stem of its own: name -> stem.

    Where two stems would be the same (``b.html`` and ``b.htm``, ``A.html`` and ``a.html``), each
    keeps its old suffix, and a number where that is not enough. The same holds for stems that the
    directory's sub-folders occupy and, at the ``top``, for the manifest's.
    """
    entries = sorted(entries, key=lambda entry: entry.name)
    directories = {_same(folder) for folder in folders}
    taken = {
        folder.removesuffix(suffix)
        for folder in directories
        for suffix in OUTPUT_SUFFIXES
        if folder.endswith(suffix)
    }
    if top:
        taken.add(RESERVED)
    counts = Counter(_same(entry.stem) for entry in entries)
    result: dict[str, str] = {}

    def free(stem: str, entry: Entry) -> bool:
        key = _same(stem)
        return key not in taken and not (entry.holds_many and key in directories)

    clashing = []
    for entry in entries:
        if counts[_same(entry.stem)] == 1 and free(entry.stem, entry):
            result[entry.name] = entry.stem
            taken.add(_same(entry.stem))
        else:
            clashing.append(entry)
    for entry in clashing:
        stem, number = entry.name, 2
        while not free(stem, entry):
            stem, number = f"{entry.name}.{number}", number + 1
        result[entry.name] = stem
        taken.add(_same(stem))
    return result
