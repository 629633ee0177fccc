"""Extents: how far furniture reaches in a line that goes on behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.arabic.genre import genre
from cleaner.label.grammar.rests import HASHTAGS
from cleaner.label.grammar.units import continues

if TYPE_CHECKING:
    from cleaner.arabic.lexicon import Hit, Lexicon

_WORD: Final = re.compile(r"\w+")
_BREAK: Final = re.compile(r"(?<=\w\w)[\"')\]]{0,2}\s?[.!?]+[\"')\]]{0,2}\s+(?=\S)")
_CREDIT: Final = re.compile(r"(?:\w+ ){1,3}\w+\s*-+\s*\"[^\"]{3,30}\"|(?:\w+ ){1,3}\w+(?=\s*$)")
MEDIA: Final = frozenset("صحيفه جريده وكاله موقع قناه شبكه مجله اذاعه تلفزيون صحيفتا".split())
"""Nouns before the name of a medium."""
_SIGN: Final = re.compile(r"[^\w\s.,;:!?\"'()\[\]%-]")
"""An arrow, hashtag or emoji: what stands behind it is set off."""
_TAGS: Final = 12
_BETWEEN: Final = re.compile(r"[,|/•]")
_KEYWORD: Final = 4
"""Words of a keyword."""


def credit_span(text: str, hit: Hit) -> tuple[int, int] | None:
    """A caption and its credit between sentences: «جانب من … . تصوير: name --- "paper"»."""
    behind = _CREDIT.match(text, hit.rest)
    if behind is None:
        return None
    start = hit.start
    breaks = [found.end() for found in _BREAK.finditer(text, max(0, start - 200), start + 1)]
    if len(breaks) > 1 and len(_WORD.findall(text[breaks[-2] : start])) <= 18:
        start = breaks[-2]
    return start, behind.end()


def names_source(text: str, hit: Hit) -> bool:
    """What follows «نقلا عن» is an agency or medium by name, and nothing more."""
    words = _WORD.findall(text[hit.rest : hit.rest + 40])
    known = genre().agencies
    return bool(words) and (
        words[0] in MEDIA or any(" ".join(words[:count]) in known for count in (1, 2, 3))
    )


def furniture_end(text: str, hit: Hit, rest: str, lexicon: Lexicon) -> int:
    """Where a line of furniture ends that lost its line end."""
    spans = list(_WORD.finditer(text, hit.rest, min(len(text), hit.rest + 300)))
    if not spans:
        return len(text)
    if rest == "words":
        stop_at = spans[min(30, len(spans)) - 1].end()
        tags = HASHTAGS.match(text, hit.rest, stop_at)
        if tags is not None:
            return tags.end()
        run = _keywords_end(text, hit.rest, stop_at)
        if run > hit.rest:
            return _last_keyword(text, run, lexicon)
    for order, span in enumerate(spans):
        words = [one[0] for one in spans[order : order + 16]]
        if order and _opens_furniture(text, span.start(), words, lexicon):
            return max(hit.end, span.start())
    most = {"source": 4, "rights": 6, "date": 7, "any": 20}.get(rest, _TAGS)
    if rest == "date":
        stamp = genre().stamp.search(text, hit.rest, min(len(text), hit.rest + 80))
        if stamp is not None:
            return stamp.end()
    stop = re.compile(r"[.!?](?=\s)").search(text, hit.rest, spans[min(most, len(spans)) - 1].end())
    return stop.end() if stop is not None else spans[min(most, len(spans)) - 1].end()


def _keywords_end(text: str, start: int, stop: int) -> int:
    """End of the last sign in a run of short keywords with signs between; ``start`` if none."""
    run = start
    for sign in _BETWEEN.finditer(text, start, stop):
        if len(_WORD.findall(text[run : sign.start()])) > _KEYWORD:
            break
        run = sign.end()
    return run


def _last_keyword(text: str, start: int, lexicon: Lexicon) -> int:
    """End of the keyword behind the last sign: with the text or before furniture, or one word."""
    spans = list(_WORD.finditer(text, start, min(len(text), start + 120)))
    for order, span in enumerate(spans[: _KEYWORD + 1]):
        words = [one[0] for one in spans[order : order + 16]]
        if order and _opens_furniture(text, span.start(), words, lexicon):
            return span.start()
    if len(spans) <= _KEYWORD:
        return len(text)
    return spans[0].end()


def _opens_furniture(text: str, at: int, words: list[str], lexicon: Lexicon) -> bool:
    """A marker with its separator, or a run of furniture words, begins at ``at``."""
    if words[0] in lexicon.first_words and any(
        hit.marker.rest and (hit.separated or hit.marker.where == "glue")
        for hit in lexicon.at(text, at)
    ):
        return True
    return lexicon.opens_bag(words[0]) and lexicon.bag_at(words) is not None


def closes(text: str, end: int, lexicon: Lexicon) -> bool:
    """What stands behind furniture in a one-line text: its end, more of it, or a new sentence."""
    spans = list(_WORD.finditer(text, end, min(len(text), end + 60)))[:2]
    if not spans:
        return True
    word = spans[0][0]
    return (
        _SIGN.search(text, end, spans[0].start()) is not None
        or lexicon.opens_bag(word)
        or any(
            hit.marker.rest or hit.marker.where == "line"
            for hit in lexicon.at(text, spans[0].start())
        )
        or word in genre().lead_verbs
        or continues([span[0] for span in spans])
    )
