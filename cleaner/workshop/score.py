"""Scoring span-labelled texts: letters and digits of removed and of kept text, by template.

``python -m cleaner.workshop.score gold-text|splice FILE [--half a|b]`` scores a JSON Lines file of
``{id, text, spans: [{start, end, label, glued?}], title?, url?, template?}``. Only letters and
digits count. Spans marked ``glued`` and spans labelled byline, dateline or title are optional:
neither removing nor keeping them is a fault.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import lzma
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from cleaner.label.grammar import label_blocks
from cleaner.segment.text import segment_text

if TYPE_CHECKING:
    from cleaner import Cleaner

OPTIONAL: Final = frozenset({"byline", "dateline", "title"})
FOUND: Final = 0.9
"""Share of a second article that must go for it to count as found."""
ALARM: Final = 0.2
"""Share of the main text whose loss counts as a false second article."""

_COUNTED: Final = re.compile(r"[^\W_]")
Spans = Sequence[tuple[int, int]]
Cleaned = Callable[[Mapping[str, Any]], Spans]


@dataclass(slots=True)
class Score:
    """Counts of one set of documents; characters are letters and digits."""

    documents: int = 0
    exact: int = 0
    hit: int = 0
    """Characters removed that had to go."""
    lost: int = 0
    """Characters removed that had to stay."""
    missed: int = 0
    """Characters kept that had to go."""
    kept: int = 0
    """Characters kept that had to stay."""
    clean: int = 0
    clean_touched: int = 0
    seconds: int = 0
    seconds_found: int = 0
    without_second: int = 0
    alarms: int = 0
    faults: list[str] = field(default_factory=list)
    """Ids of the documents that are not exact."""

    @property
    def removed(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of the removed characters."""
        return _prf(self.hit, self.lost, self.missed)

    @property
    def keeping(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of the kept characters."""
        return _prf(self.kept, self.missed, self.lost)

    def add(self, row: Mapping[str, Any], removed: Spans) -> None:
        """Count one document: its gold row, and the spans taken out of its text."""
        text = row["text"]
        counted = np.zeros(len(text), dtype=bool)
        counted[[match.start() for match in _COUNTED.finditer(text)]] = True
        gold = np.zeros(len(text), dtype=bool)
        second = np.zeros(len(text), dtype=bool)
        optional = np.zeros(len(text), dtype=bool)
        for span in row["spans"]:
            place = slice(span["start"], span["end"])
            gold[place] = True
            if span.get("glued") or span["label"] in OPTIONAL:
                optional[place] = True
            if span["label"] == "second-article":
                second[place] = True
        out = np.zeros(len(text), dtype=bool)
        for start, end in removed:
            out[start:end] = True
        second &= counted
        main = counted & ~gold
        counted &= ~optional
        lost = int((counted & out & ~gold).sum())
        missed = int((counted & ~out & gold).sum())
        self.documents += 1
        self.hit += int((counted & out & gold).sum())
        self.lost += lost
        self.missed += missed
        self.kept += int((counted & ~out & ~gold).sum())
        if lost or missed:
            self.faults.append(row["id"])
        else:
            self.exact += 1
        if not (counted & gold).any():
            self.clean += 1
            self.clean_touched += lost > 0
        if second.any():
            self.seconds += 1
            self.seconds_found += int((second & out).sum() >= FOUND * second.sum())
        else:
            self.without_second += 1
        self.alarms += int((main & out).sum() > ALARM * main.sum())


def _prf(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def half_of(identity: str) -> str:
    """``a`` or ``b``: half of a set, by the hash of a document's id."""
    return "ab"[hashlib.sha1(identity.encode(), usedforsecurity=False).digest()[1] % 2]


def read_rows(path: Path, half: str | None = None) -> Iterator[dict[str, Any]]:
    """Documents of a JSON Lines file (plain, ``.gz`` or ``.xz``), of one half if asked."""
    opener: Any = {".gz": gzip.open, ".xz": lzma.open}.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if half is None or half_of(row["id"]) == half:
                yield row


def by_cleaner(row: Mapping[str, Any]) -> list[tuple[int, int]]:
    """What the whole package removes from a document, as spans of its text."""
    article = _cleaner().clean_text(row["text"], url=row.get("url"), title=row.get("title"))
    return [(one.start, one.end) for one in article.removed]


@cache
def _cleaner() -> Cleaner:
    from cleaner import Cleaner

    return Cleaner()


def by_grammar(row: Mapping[str, Any]) -> list[tuple[int, int]]:
    """What the grammar alone votes for, without any site's rules."""
    blocks = segment_text(row["text"])
    spans = []
    for vote in label_blocks(blocks, title=row.get("title")):
        block = blocks[vote.block]
        end = block.end if vote.end is None else block.start + vote.end
        spans.append((block.start + vote.start, end))
    return spans


def score_rows(rows: Iterable[Mapping[str, Any]], clean: Cleaned = by_grammar) -> dict[str, Score]:
    """Scores of a set: ``all``, ``lines``, ``one-line`` and each template (or outlet)."""
    scores: dict[str, Score] = {}
    for row in rows:
        spans = clean(row)
        shape = "one-line" if row.get("flat") else "lines"
        kind = row.get("template") or row.get("outlet") or "-"
        for name in ("all", shape, kind):
            scores.setdefault(name, Score()).add(row, spans)
    return scores


def table(scores: Mapping[str, Score]) -> str:
    """The scores as fixed-width lines."""
    lines = [
        (
            f"{'':24}{'docs':>5} {'rem.P':>6} {'rem.R':>6} {'rem.F1':>6} {'keptF1':>6} {'exact':>6}"
            f" {'lost%':>6} {'clean touched':>13} {'2nd found':>11} {'alarms':>7}"
        )
    ]
    first = [name for name in ("all", "lines", "one-line") if name in scores]
    for name in first + sorted(set(scores) - set(first)):
        one = scores[name]
        precision, recall, f1 = one.removed
        main = one.kept + one.lost
        lines.append(
            f"{name:24}{one.documents:5} {precision:6.3f} {recall:6.3f} {f1:6.3f}"
            f" {one.keeping[2]:6.4f} {one.exact / one.documents:6.3f}"
            f" {100 * one.lost / main if main else 0:6.2f}"
            f" {one.clean_touched:>6}/{one.clean:<6}"
            f" {one.seconds_found:>5}/{one.seconds:<5} {one.alarms:>7}"
        )
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table of a file; ``--faults`` also lists the documents that are not exact."""
    parser = argparse.ArgumentParser(prog="python -m cleaner.workshop.score", description=__doc__)
    parser.add_argument("kind", choices=["gold-text", "splice"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=["a", "b"])
    parser.add_argument("--grammar", action="store_true", help="the grammar alone, no sites")
    parser.add_argument("--faults", action="store_true", help="list what is not exact")
    args = parser.parse_args(argv)
    rows = list(read_rows(args.file, args.half))
    started = time.perf_counter()
    scores = score_rows(rows, by_grammar if args.grammar else by_cleaner)
    seconds = time.perf_counter() - started
    size = sum(len(row["text"].encode()) for row in rows) / 1e6
    print(table(scores))
    print(f"{len(rows)} documents, {size:.1f} MB, {size / seconds:.1f} MB/s with scoring")
    if args.faults:
        print(*scores["all"].faults, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
