"""Scores of an extracted text against gold.

Words are runs of letters and digits in lower case; CJK characters count singly.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.bench.data import Case

_CJK: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD: Final = re.compile(f"[{_CJK}]|[^\\W{_CJK}]+")
SHINGLE: Final = 4
CLEAN: Final = 0.95
"""Pages with at least this F1 count as clean."""
SHORTEST: Final = 12
"""An unwanted string shorter than this, in characters, is looked for as a whole line only."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def words(text: str) -> list[str]:
    """Words of a text."""
    return _WORD.findall(text.lower())


def _overlap(out: Counter[object], gold: Counter[object]) -> Score:
    if not out and not gold:
        return Score(1.0, 1.0)
    common = (out & gold).total()
    return Score(common / (out.total() or 1), common / (gold.total() or 1))


def bag(out: str, gold: str) -> Score:
    """Overlap of the words, each counted as often as it stands there."""
    return _overlap(Counter(words(out)), Counter(words(gold)))


def shingle(out: str, gold: str, size: int = SHINGLE) -> Score:
    """Overlap of runs of ``size`` words; a shorter text is one run."""
    return _overlap(_runs(words(out), size), _runs(words(gold), size))


def _runs(found: list[str], size: int) -> Counter[object]:
    if not found:
        return Counter()
    last = max(len(found) - size, 0)
    return Counter(tuple(found[i : i + size]) for i in range(last + 1))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def survivors(out: str, unwanted: Iterable[str]) -> list[str]:
    """The unwanted strings that are still there: short ones as whole lines, others anywhere."""
    whole = _spaced(out)
    lines = {_spaced(line) for line in out.splitlines()}
    return [
        text
        for text in map(_spaced, unwanted)
        if text and (text in lines or (len(text) >= SHORTEST and text in whole))
    ]


@dataclass(frozen=True, slots=True)
class PageScore:
    """What one extractor made of one page."""

    id: str
    size: int
    """Characters that came out."""
    bag: Score | None
    shingle: Score | None
    wanted: int
    wanted_found: int
    unwanted: int
    unwanted_found: int
    residue: int
    """Unwanted strings that survive, by :func:`survivors`."""
    is_article: bool


def score_page(case: Case, out: str) -> PageScore:
    """Score one page. Snippets are plain substrings, as trafilatura's own evaluation counts."""
    gold = case.gold if case.is_article else None
    return PageScore(
        case.id,
        len(out.strip()),
        bag(out, gold) if gold else None,
        shingle(out, gold) if gold else None,
        len(case.wanted),
        sum(text in out for text in case.wanted),
        len(case.unwanted),
        sum(text in out for text in case.unwanted),
        len(survivors(out, case.unwanted)),
        case.is_article,
    )


@dataclass(frozen=True, slots=True)
class SetScore:
    """One extractor on one set; None where the set has no such gold."""

    pages: int
    bag_precision: float | None
    bag_recall: float | None
    bag_f1: float | None
    """Mean of the pages' F1, as are precision and recall."""
    shingle_f1: float | None
    """F1 of mean precision and mean recall, as the scrapinghub benchmark counts."""
    snippet_f1: float | None
    """Over all segments of the set together."""
    clean: float | None
    """Share of pages with bag F1 of at least 0.95."""
    residue: float | None
    """Share of the pages with unwanted strings on which one survives."""
    empty: float
    """Share of articles from which nothing came out."""
    false_articles: float | None
    """Share of the pages that are no article from which something came out."""
    no_article_precision: float | None = None
    """Share of the pages from which nothing came out that are no article."""
    no_article_recall: float | None = None
    """Share of the pages that are no article from which nothing came out."""

    @property
    def main(self) -> float | None:
        """The figure sets are compared by: bag F1, or snippet F1 where there is no full text."""
        return self.bag_f1 if self.bag_f1 is not None else self.snippet_f1


def score_set(pages: Sequence[PageScore]) -> SetScore:
    """Sum up the pages of a set."""
    bags = [page.bag for page in pages if page.bag]
    runs = [page.shingle for page in pages if page.shingle]
    articles = [page for page in pages if page.is_article]
    others = [page for page in pages if not page.is_article]
    marked = [page for page in pages if page.unwanted]
    return SetScore(
        pages=len(pages),
        bag_precision=_mean(score.precision for score in bags),
        bag_recall=_mean(score.recall for score in bags),
        bag_f1=_mean(score.f1 for score in bags),
        shingle_f1=Score(
            fmean(score.precision for score in runs), fmean(score.recall for score in runs)
        ).f1
        if runs
        else None,
        snippet_f1=_snippets(pages),
        clean=_mean(score.f1 >= CLEAN for score in bags),
        residue=_mean(page.residue > 0 for page in marked),
        empty=_mean(page.size == 0 for page in articles) or 0.0,
        false_articles=_mean(page.size > 0 for page in others),
        no_article_precision=_mean(not page.is_article for page in pages if page.size == 0),
        no_article_recall=_mean(page.size == 0 for page in others),
    )


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return fmean(listed) if listed else None


def _snippets(pages: Sequence[PageScore]) -> float | None:
    wanted = sum(page.wanted for page in pages)
    if not wanted:
        return None
    found = sum(page.wanted_found for page in pages)
    wrong = sum(page.unwanted_found for page in pages)
    return 2 * found / (found + wrong + wanted)
