"""Extents: how far furniture reaches in a line that goes on behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.arabic.genre import genre
from cleaner.label.grammar.units import continues

if TYPE_CHECKING:
    from cleaner.arabic.lexicon import Hit, Lexicon

_WORD: Final = re.compile(r"\w+")
_BREAK: Final = re.compile(r"(?<=\w\w)[\"')\]]{0,2}\s?[.!?]+[\"')\]]{0,2}\s+(?=\S)")
_CREDIT: Final = re.compile(r"(?:\w+ ){1,3}\w+\s*-+\s*\"[^\"]{3,30}\"|(?:\w+ ){1,3}\w+(?=\s*$)")
_MEDIA: Final = frozenset("صحيفه جريده وكاله موقع قناه شبكه مجله اذاعه تلفزيون".split())
_TAGS: Final = 12


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
        words[0] in _MEDIA or any(" ".join(words[:count]) in known for count in (1, 2, 3))
    )


def furniture_end(text: str, hit: Hit, rest: str, lexicon: Lexicon) -> int:
    """Where a line of furniture ends that lost its line end."""
    spans = list(_WORD.finditer(text, hit.rest, min(len(text), hit.rest + 300)))
    if not spans:
        return len(text)
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
    if stop is not None:
        return stop.end()
    if rest == "words":
        chunk = text[hit.rest : spans[min(30, len(spans)) - 1].end()]
        commas = [found.end() for found in re.finditer(",", chunk)]
        run = 0
        for order, comma in enumerate(commas):
            begin = commas[order - 1] if order else 0
            if len(_WORD.findall(chunk[begin:comma])) > 4:
                break
            run = comma
        if run:
            behind = list(_WORD.finditer(text, hit.rest + run, len(text)))[:1]
            return behind[0].end() if behind else len(text)
    return spans[min(most, len(spans)) - 1].end()


def _opens_furniture(text: str, at: int, words: list[str], lexicon: Lexicon) -> bool:
    """A marker with its separator, or a run of furniture words, begins at ``at``."""
    if words[0] in lexicon.first_words and any(
        hit.marker.rest and (hit.separated or hit.marker.where == "glue")
        for hit in lexicon.at(text, at)
    ):
        return True
    return words[0] in lexicon.bag_words and lexicon.bag_at(words) is not None


def closes(text: str, end: int, lexicon: Lexicon) -> bool:
    """What stands behind furniture in a one-line text: its end, more of it, or a new sentence."""
    spans = list(_WORD.finditer(text, end, min(len(text), end + 60)))[:2]
    if not spans:
        return True
    word = spans[0][0]
    return (
        word in lexicon.bag_words
        or any(
            hit.marker.rest or hit.marker.where == "line"
            for hit in lexicon.at(text, spans[0].start())
        )
        or word in genre().lead_verbs
        or continues([span[0] for span in spans])
    )
