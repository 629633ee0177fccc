"""Ends: where headlines stop when no line end says so, a guess from length and what follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.arabic.genre import genre

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.arabic.lexicon import Hit

_WORD: Final = re.compile(r"\w+")
_SPACED: Final = re.compile(r"\S+")
LIST: Final = re.compile(r"(?:^|\s)(?:[•]|[-*](?=\s)|\(?\d{1,2}\s?[.)\-](?=\s))\s*")
_DATED: Final = re.compile(r"\d{4}|منذ|قبل|/\d+/|\d[-.]\d+[-.]\d")
SINGLE_STOP: Final = re.compile(r"(?<!\.)\.(?![.\w])")
STRONG: Final = 2.0
"""Score from which words count as the opening of a paragraph."""
_OPEN: Final = frozenset("في من علي الي عن مع ان بين بعد قبل ضد حول منذ خلال بن ال".split())
_OPENERS: Final = frozenset(
    "كما كذلك بدوره بدورها بدورهم اما فيما بينما يذكر يشار الجدير جدير تجدر لكن ياتي تاتي لذلك لذا "
    "مشيرا مضيفا موكدا موضحا لافتا مبينا مشددا معتبرا".split()
)
_AUX: Final = frozenset(
    "كان كانت كانوا اضاف اضافت قد هو هي لم ياتي تاتي بحسب وفق تابع تابعت لفت لفتت بين بينت ختم "
    "يذكر يشار من في عن علي الي بعد قبل منذ خلال سبق امس اليوم لا ان يري تري يقول تقول".split()
)


def headlines_end(text: str, hit: Hit, stop: int, *, closing: bool) -> int:
    """Where the headlines behind a marker end: bullets, stamps, or a guess.

    ``closing``: at ``stop`` the text ends, or furniture follows.
    """
    body = text[hit.rest : stop]
    last = 0
    if LIST.search(text[hit.end : hit.rest] + " ") or LIST.match(body):
        for bullet in LIST.finditer(body):
            if len(_WORD.findall(body[last : bullet.start()])) > 32:
                break
            last = bullet.end()
    if _run_of_headlines(body[last:], 12 if closing else 25):
        return stop
    at = last
    for stamp in genre().stamp.finditer(body, last):
        if _DATED.search(stamp[0]) is None:
            continue
        words = _WORD.findall(body[at : stamp.start()])
        if len(words) > 28 or _sentence_inside(body[at : stamp.start()]):
            break
        if any(opener(words[order : order + 2]) >= STRONG for order in range(3, len(words))):
            break
        at = stamp.end()
    if at > last:
        return hit.rest + at
    return hit.rest + last + headline_end(body[last:])


def _run_of_headlines(body: str, least: int) -> bool:
    """Headlines one behind the other: long, but without a full stop and hardly a comma."""
    words = body.split()
    count = len(words)
    if count < least or SINGLE_STOP.search(body) or body.count(",") * 15 > count:
        return False
    return not any(opener(words[at : at + 2]) > 3 for at in range(count))


def _sentence_inside(text: str) -> bool:
    return re.search(r"(?<=\w\w)[\"')]?\.\s+\S", text) is not None


def headline_end(body: str) -> int:
    """Length of the headline that opens ``body``: its end, or the best guess at it."""
    spans = list(_SPACED.finditer(body, 0, min(len(body), 420)))
    whole = len(body) <= 260 and len(spans) <= 30 and not _sentence_inside(body)
    best = (_length_score(len(spans)) + 2.0, len(body)) if whole else (-99.0, 0)
    plain = [_strip(span[0]) for span in spans]
    passed = 0.0
    for count in range(3, min(len(spans), 28)):
        word = spans[count - 1][0]
        start = opener(plain[count : count + 2])
        score = _length_score(count) + start - passed
        passed += 1.2 if start >= STRONG else 0.0
        if re.search(r"[?!][\"')]*$", word):
            score += 1.5
        elif word.endswith(("..", "...")):
            score -= 2.0
        elif word.endswith((",", ":")) or plain[count - 1] in _OPEN:
            score -= 4.0
        if body[: spans[count - 1].end()].count('"') % 2:
            score -= 2.0
        if score > best[0]:
            best = (score, spans[count - 1].end())
    return best[1]


def _length_score(count: int) -> float:
    return -(((count - 9.5) / 5.0) ** 2) * (0.6 if count > 9 else 1.0)


def opener(words: Sequence[str]) -> float:
    """How well these folded words open a paragraph."""
    if not words or not words[0]:
        return 0.0
    first = words[0]
    known = genre()
    if first in known.lead_verbs:
        return 2.0
    bare = first[1:] if first[0] == "و" and first not in known.waw_words else ""
    pair = f"{bare or first} {words[1]}" if len(words) > 1 else ""
    if pair in known.continuation_pairs:
        return 3.5 if bare or pair.startswith("من ج") else 1.8  # «في ختام» stands in headlines too
    if (
        not bare
        and len(first) > 3
        and first[-1] == "ت"
        and first[-2:] != "ات"
        and first[:2] != "ال"
    ):
        return 1.5
    if bare:
        if bare in known.lead_verbs or bare in _AUX:
            return 3.5
        if len(bare) > 3 and (bare[0] in "يت" or (bare[-1] == "ت" and bare[-2] != "ا")):
            return 2.2
        return 0.8
    return 2.5 if first in _OPENERS else 0.0


def _strip(word: str) -> str:
    found = _WORD.search(word)
    return found[0] if found else ""
