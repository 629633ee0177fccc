"""Signals of form: how the headline fits, what the cleaner took out, what the page links to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from cleaner.arabic.genre import genre
from cleaner.model.profile import Signal
from cleaner.profile.data_files import toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.profile.reading import Reading

_CONTENT: Final = 3
"""Letters of the shortest word of content."""
_FEWEST: Final = 3
_STEM: Final = 4
_ARTICLES: Final = ("وال", "بال", "فال", "كال", "لل", "ال")


def read_shape(reading: Reading) -> tuple[Signal, ...]:
    """``headline-fit``, ``second-article-share``, ``removed-share``, links and ad density."""
    furniture = reading.head.furniture
    links = _links(furniture.links if furniture else None)
    return (_fit(reading), *_residues(reading), *links, _density(reading))


def _fit(reading: Reading) -> Signal:
    """Share of the headline's words of content that the text has, by their first letters."""
    stop = genre().stopwords
    words = [word for word in reading.headline_words if len(word) >= _CONTENT and word not in stop]
    if len(words) < _FEWEST or not reading.article.text:
        return Signal(
            "headline-fit", None, rule="shape.headline-fit", note="no headline to compare"
        )
    text = reading.body.text
    share = sum(_stem(word) in text for word in words) / len(words)
    return Signal("headline-fit", round(share, 2), rule="shape.headline-fit")


def _stem(word: str) -> str:
    """A word without conjunction, preposition and article, cut after four letters."""
    if word.startswith(_ARTICLES):
        for prefix in _ARTICLES:
            if word.startswith(prefix) and len(word) > len(prefix) + 2:
                return word[len(prefix) :][:_STEM]
    if word[0] in "وفبل" and len(word) > _STEM:
        return word[1 : _STEM + 1]
    return word[:_STEM]


def _residues(reading: Reading) -> Iterator[Signal]:
    article = reading.article
    size = len(article.text)
    extra = sum(len(one.text) for one in article.extra_articles)
    removed = sum(len(one.text) for one in article.removed)
    for name, part in (("second-article-share", extra), ("removed-share", removed)):
        share = round(part / (size + part), 3) if size + part else None
        yield Signal(name, share, "originality", rule=f"shape.{name}")


def _density(reading: Reading) -> Signal:
    furniture, density = reading.head.furniture, None
    if furniture is not None:
        # words are only counted where they weigh
        words = len(reading.words.texts) if furniture.ads else len(reading.article.text)
        density = round(furniture.ads * 1000 / words, 1) if words else None
    return Signal(
        "ad-density",
        density,
        rule="page.ad-density",
        note="" if density is None else "ad slots per 1,000 words",
    )


@cache
def _links(there: frozenset[str] | None) -> tuple[Signal, ...]:
    """What the links say of each criterion; None for a text, and in languages nobody reads."""
    return tuple(
        Signal(name, None if there is None else name in there, "transparency", rule=f"page.{name}")
        for name in toml("page_links.toml")["links"]
    )
