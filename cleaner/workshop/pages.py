"""Scores of pages against their gold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from cleaner.workshop import gold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner import Article


@dataclass(frozen=True, slots=True)
class Score:
    """How near a page, or a group of pages, comes to its gold."""

    COLUMNS: ClassVar = ("page", "status", "F1", "leaks", "title", "date", "authors", "pages")

    name: str
    status: str
    f1: float
    leaked: tuple[str, ...]
    title: tuple[int, int]
    """Equal, and compared: pages that are no articles are not compared."""
    date: tuple[int, int]
    authors: tuple[int, int]
    pages: int = 1

    @classmethod
    def of(cls, case: gold.Case, article: Article) -> Self:
        """Score one page."""
        wanted = case.gold or {}
        counted = int(bool(wanted.get("body")))
        right = counted and gold.is_article(article)
        return cls(
            case.name,
            article.status,
            word_f1(wanted, article),
            tuple(gold.leaks(wanted, article)),
            (int(right and gold.same_title(wanted, article)), counted),
            (int(right and gold.same_date(wanted, article)), counted),
            (int(right and gold.same_authors(wanted, article)), counted),
        )

    @classmethod
    def mean(cls, name: str, scores: Sequence[Self]) -> Self:
        """Mean F1 and summed counts of a group."""

        def both(field: str) -> tuple[int, int]:
            pairs = [getattr(one, field) for one in scores]
            return sum(right for right, _ in pairs), sum(counted for _, counted in pairs)

        return cls(
            name,
            "",
            sum(one.f1 for one in scores) / len(scores) if scores else 0.0,
            tuple(leak for one in scores for leak in one.leaked),
            both("title"),
            both("date"),
            both("authors"),
            len(scores),
        )

    def row(self) -> tuple[str, ...]:
        """The score as cells of a table."""
        pairs = (f"{right}/{counted}" if counted else "–" for right, counted in self._equal())
        return (
            self.name,
            self.status,
            f"{self.f1:.4f}",
            str(len(self.leaked)),
            *pairs,
            f"{self.pages}",
        )

    def _equal(self) -> tuple[tuple[int, int], ...]:
        return self.title, self.date, self.authors


def word_f1(record: Mapping[str, Any], article: Article) -> float:
    """F1 of the words of the text, by their longest common subsequence with the gold's."""
    wanted = [word for text in record.get("body", ()) for word in text.split()]
    got = article.text.split() if gold.is_article(article) else []
    if not wanted or not got:
        return float(wanted == got)
    return 2 * _common(wanted, got) / (len(wanted) + len(got))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence, one bit a word (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for index, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << index
    full = (1 << len(one)) - 1
    row = full
    for word in other:
        matched = row & places.get(word, 0)
        row = ((row + matched) | (row - matched)) & full
    return len(one) - row.bit_count()
