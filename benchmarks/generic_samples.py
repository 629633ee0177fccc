"""Pages of the public sets as the network of the generic path is trained on them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from cleaner import Cleaner
from cleaner.bench.data import read_set
from cleaner.bench.score import words
from cleaner.label.generic.features import features
from cleaner.label.generic.sieve import sift
from cleaner.label.generic.voter import aligned
from cleaner.segment.blocks import Segmenter
from cleaner.segment.read import read_html
from cleaner.segment.root import place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cleaner.bench.data import Case

FOLDS = 5
FEWEST, MOST_LEFT = 25, 180
"""Words between which a shortened page keeps of its article."""
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Sample:
    """One page: its weighed blocks, columns, how many words of each are in the gold."""

    set: str
    case: Case
    fold: int
    texts: list[str]
    words: np.ndarray
    """As the columns count them."""
    x: np.ndarray
    names: list[str]
    sizes: np.ndarray
    """Words as the gold's are counted."""
    hits: np.ndarray
    """nan where the gold does not tell."""
    gold_words: int
    shortened: bool = False
    """Not a page as it was: most of its article was left out, for training only."""
    estimate: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    """By networks that have not seen its site."""


def samples(name: str, path: Path) -> list[Sample]:
    """Read a set; pages without text are left out."""
    made = Cleaner(entry_points=False)
    segmenter = Segmenter()
    found = []
    for case in read_set(path):
        page = read_html(case.html, url=case.url)
        page = replace(place(page, [made.registry.resolve(None)]), roots=())
        blocks = segmenter.blocks(page, {})
        blocks = [blocks[at] for at in sift(blocks)[0]]
        if not blocks or not case.is_article:
            continue
        texts = [block.text for block in blocks]
        sizes = np.array([len(words(text)) for text in texts], dtype=np.float32)
        site = page.domain or case.id
        fold = int(hashlib.sha256(site.encode()).hexdigest()[:8], 16) % FOLDS
        hits = against_gold(texts, case.gold) if case.gold else against_segments(texts, case)
        whole = np.arange(len(blocks))
        for left in (whole, without_most(hits, sizes, case)):
            if len(left) == len(blocks) and left is not whole:
                continue
            columns, shape = features([blocks[at] for at in left], page)
            x = columns.matrix().astype(np.float16)
            size = len(words(case.gold or "")) if left is whole else int(hits[left].sum())
            found.append(
                Sample(
                    name,
                    case,
                    fold,
                    [texts[at] for at in left],
                    shape.words,
                    x,
                    columns.names,
                    sizes[left],
                    hits[left],
                    size,
                    shortened=left is not whole,
                )
            )
    return found


def without_most(hits: np.ndarray, sizes: np.ndarray, case: Case) -> np.ndarray:
    """The blocks of a page without most of its article: between FEWEST and MOST_LEFT words stay.

    Public sets have long articles; a network that has seen no short one takes whatever is longest.
    """
    everything = np.arange(len(hits))
    if not case.gold:
        return everything
    main = np.flatnonzero(hits > sizes / 2)
    seed = int(hashlib.sha256(case.id.encode()).hexdigest()[:8], 16)
    stay = np.random.default_rng(seed).integers(FEWEST, MOST_LEFT)
    passed = np.cumsum(sizes[main])
    gone = main[1:][passed[:-1] >= stay]
    return np.setdiff1d(everything, gone) if len(gone) > 2 else everything


def against_gold(texts: Sequence[str], gold: str) -> np.ndarray:
    """Words of each block that stand in the gold: whole blocks in order, then runs of four."""
    tokens = [words(text) for text in texts]
    keys = [squeeze(text) for text in texts]
    whole = squeeze(gold)
    runs, used = set(_runs(words(gold))), set()
    hits = np.zeros(len(texts), dtype=np.float32)
    exact = aligned(keys, whole)
    for i in exact:
        hits[i] = len(tokens[i])
        used.update(_runs(tokens[i]))
    for i, found in enumerate(tokens):
        if i in exact or len(found) < 5 or keys[i] in whole:
            continue
        covered = np.zeros(len(found), dtype=bool)
        for at, run in enumerate(_runs(found)):
            if run in runs and run not in used:
                covered[at : at + 4] = True
        if covered.mean() >= 0.3:
            hits[i] = covered.sum()
            used.update(_runs(found))
    return hits


def _runs(tokens: list[str]) -> list[tuple[str, ...]]:
    return [tuple(tokens[i : i + 4]) for i in range(len(tokens) - 3)]


def squeeze(text: str) -> str:
    """Letters and digits in lower case."""
    return _NOT_WORD.sub("", text).lower()


def against_segments(texts: Sequence[str], case: Case) -> np.ndarray:
    """All words of blocks that hold a wanted segment, none of those with an unwanted one."""
    hits = np.full(len(texts), np.nan, dtype=np.float32)
    keys = [squeeze(text) for text in texts]
    for segments, is_main in ((case.unwanted, False), (case.wanted, True)):
        for segment in map(squeeze, segments):
            for i, key in enumerate(keys):
                if len(segment) >= 4 and (segment in key or (len(key) > 20 and key in segment)):
                    hits[i] = len(words(texts[i])) if is_main else 0
    return hits
