"""Inside: markers and furniture in the middle of a line, where their surroundings allow them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.arabic.genre import genre
from cleaner.arabic.lexicon import Hit, Lexicon, Marker
from cleaner.label.grammar.ends import LIST, SINGLE_STOP, STRONG, opener
from cleaner.label.grammar.extents import closes, credit_span, furniture_end, names_source
from cleaner.label.grammar.marks import HEADINGS, Mark, head_at, head_mark, judge
from cleaner.label.grammar.rests import HASHTAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.arabic.bags import Bag
    from cleaner.label.grammar.units import Unit

_WORD: Final = re.compile(r"\w+")
_ENDED: Final = re.compile(r"[.!?…][^\w.!?]*$|[\"')\]]\s[^\w,;:]*$|[\"')\]]$")
_OPENED: Final = re.compile(r"(?<=\w)\s+[\"'(\[]+$")
"""A quotation or bracket that opens in the middle of a sentence."""
_STOPPED: Final = re.compile(r"[.!?…][^\w.!?]*$")
_SENTENCE: Final = re.compile(r"[.!?\"')\]]\s*(?:[^\w\s]+\s*)*(?=\w)")
_BACK: Final = 40
"""Characters before its anchor word within which a marker begins."""
_OURS: Final = 3
"""Words of a run that speaks of the page itself, from which it is furniture whatever follows."""
_YEAR: Final = re.compile(r"(?:©|\(c\))\s*(?:\d{4}\s*)?$")
_NO_MARKER: Final = Marker("bag", "other", "line", "", ())
_OPEN_ENDED: Final = frozenset({"words", "source", "rights", "any", "date"})
_NO_HEADLINE: Final = frozenset("ان انه ما اذا لو التي الذي".split())
_COMPLEMENT: Final = frozenset("في من علي الي عن مع ان بين بعد قبل ضد حول منذ خلال بن ال".split())
_BREAK: Final = re.compile(r"(?<=\w\w)[\"')\]]{0,2}\s?[.!?]+[\"')\]]{0,2}\s+(?=\S)")


def anchored(text: str, lexicon: Lexicon) -> list[str]:
    """Anchor words that stand in a folded text."""
    for sign in '"([:./|':
        if sign in text:
            text = text.replace(sign, " ")
    words = text.split()
    return [] if lexicon.anchors.isdisjoint(words) else list(lexicon.anchors.intersection(words))


def _places(text: str, lexicon: Lexicon, anchors: list[str], *, sentences: bool) -> list[int]:
    """Where a marker could begin: shortly before an anchor word; or a sentence."""
    found: set[int] = set()
    for anchor in anchors:
        at = text.find(anchor)
        while at >= 0:
            for word in _WORD.finditer(text, max(0, at - _BACK), at + len(anchor)):
                if word[0] in lexicon.first_words:
                    found.add(word.start())
            at = text.find(anchor, at + len(anchor))
    if sentences:
        found.update(match.end() for match in _SENTENCE.finditer(text))
        first = _WORD.search(text)
        found.add(first.start() if first else 0)
    return sorted(found)


def inside(
    unit: Unit, lexicon: Lexicon, anchors: list[str], *, one_line: bool, last: bool
) -> Iterator[tuple[Hit, Mark]]:
    """Markers inside a unit whose surroundings allow them, from left to right."""
    text = unit.text
    done = 0
    for place in _places(text, lexicon, anchors, sentences=one_line or last):
        if place < done:
            continue
        at = place
        chained = False
        while True:  # furniture stands in chains, without sentence ends between
            word = _WORD.match(text, at)
            if word is None:
                break
            if at == unit.head and not one_line:
                done = max((hit.end for hit in lexicon.at(text, at)), default=0)
                break
            found = _best(unit, lexicon, at, one_line=one_line, last=last, chained=chained)
            if found is None and one_line:
                found = _bag(unit, at, lexicon, chained=chained)
            if found is None:
                break
            yield found
            done = found[0].end
            if not one_line or found[1].kind != "line":
                break
            next_word = _WORD.search(text, done)
            if next_word is None:
                break
            at, chained = next_word.start(), True


def _bag(unit: Unit, at: int, lexicon: Lexicon, *, chained: bool) -> tuple[Hit, Mark] | None:
    """A run of furniture words between sentences, or a head set off from what it announces."""
    text = unit.text
    tags = HASHTAGS.match(text, at - 1, at + 200) if text[max(0, at - 1) : at] == "#" else None
    if tags is not None:
        found = Hit(_NO_MARKER, at, tags.end(), tags.end(), False)
        return found, Mark("line", "tags", "line.hashtags", "a run of hashtags", tags.end())
    first = _WORD.match(text, at)
    if first is None or not lexicon.opens_bag(first[0]):
        return None
    if not (chained or _STOPPED.search(text[max(0, at - 12) : at])):
        return None
    spans = list(_WORD.finditer(text, at, min(len(text), at + 200)))
    head = head_at(text, at, lexicon)
    if head is not None:
        return _announced(unit, *head, lexicon)
    for order, span in enumerate(spans):
        if (
            order > 1
            and span[0] in lexicon.first_words
            and any(
                one.marker.rest == "headlines" or one.separated
                for one in lexicon.at(text, span.start())
            )
        ):
            del spans[order:]
            break
    taken = lexicon.bag_at([span[0] for span in spans])
    if taken is None:
        return None
    bag, count = taken
    if bag.label in HEADINGS:
        return None
    end = spans[count - 1].end()
    ours = count >= _OURS and any(_is_ours(span[0]) for span in spans[:count])
    if not (ours or closes(text, end, lexicon)):
        return None
    reason = f"{bag.label} words between sentences"
    mark = Mark("line", bag.label, f"line.{bag.id}", reason, end)
    return Hit(_NO_MARKER, at, end, end, False), mark


def _is_ours(word: str) -> bool:
    """A word with «our» or «us» behind it: «قناتنا», «تطبيقنا», «تابعونا»."""
    return len(word) > _OURS + 1 and word.endswith("نا")


def _announced(unit: Unit, bag: Bag, hit: Hit, lexicon: Lexicon) -> tuple[Hit, Mark] | None:
    """A head with keywords, a source or a headline behind it, between sentences."""
    if bag.label in HEADINGS:
        reason = f"«{unit.text[hit.start : hit.end]}» between sentences"
        label = "related-inline" if bag.label == "related" else bag.label
        return hit, Mark("widget", label, f"heading.{bag.id}", reason, hit.rest)
    end = furniture_end(unit.text, hit, hit.marker.rest, lexicon)
    mark = head_mark(unit, bag, hit, end)
    return None if mark is None else (_with_rest(hit, end), mark)


def _best(
    unit: Unit, lexicon: Lexicon, at: int, *, one_line: bool, last: bool, chained: bool
) -> tuple[Hit, Mark] | None:
    text = unit.text
    opening = at <= unit.head
    ended = opening or chained or after_sentence(text, at)
    for hit in sorted(lexicon.at(text, at), key=lambda hit: -hit.end):
        marker = hit.marker
        if not marker.inside:
            continue
        if marker.rest == "headlines":
            if marker.where == "glue":
                allowed = ended or hit.separated or one_line
            else:
                allowed = ended and (
                    hit.separated or (one_line and marker.id in _PLURAL and _fresh(text, hit))
                )
            if not allowed or (opening and not one_line):
                continue
            rest = _WORD.findall(text[hit.rest : hit.rest + 60])
            if not rest and not one_line:
                continue
            if rest and rest[0] in _NO_HEADLINE and not hit.separated:
                continue
            if not hit.separated and not _stands(text, hit, ended=ended, one_line=one_line):
                continue
            reason = f"«{text[hit.start : hit.end]}» inside a line"
            label = "related-inline" if marker.label == "related" else marker.label
            return hit, Mark("widget", label, f"marker.{marker.id}", reason, hit.rest)
        if marker.label == "copyright" and not ended:
            ended = begin(text, hit) < at or "©" in text[hit.end : hit.end + 3]
        strict = chained or (ended and _STOPPED.search(text[max(0, at - 12) : at]) is not None)
        if not (strict or opening or (marker.label == "copyright" and ended)):
            continue
        if marker.where == "line":
            wanted = chained or marker.label == "ad"
            if one_line and wanted and not opening and closes(text, hit.end, lexicon):
                reason = f"«{text[hit.start : hit.end]}» between sentences"
                return hit, Mark("line", marker.label, f"marker.{marker.id}", reason, hit.end)
            continue
        if opening:
            continue
        if marker.rest == "caption" and hit.separated:
            span = credit_span(text, hit)
            if span is not None:
                reason = f"picture credit «{text[hit.start : hit.end]}» inside a paragraph"
                found = Hit(marker, span[0], span[1], span[1], True)
                return found, Mark("line", "caption", f"marker.{marker.id}", reason, span[1])
            continue
        if (
            one_line
            and marker.rest in _OPEN_ENDED
            and (hit.separated or marker.where == "glue" or not text[hit.end :].strip())
        ):
            if not text[hit.end :].strip():
                return hit, Mark("line", marker.label, f"marker.{marker.id}", "closes the text")
            if marker.id == "source-quoted" and not names_source(text, hit):
                continue
            limit = furniture_end(text, hit, marker.rest, lexicon)
            mark = judge(unit, hit, limit, tail=last)
            if mark is not None:
                return _with_rest(hit, limit), mark
        elif not one_line and last and marker.rest in ("any", "source", "rights", "words"):
            mark = judge(unit, hit, tail=last)
            if mark is not None and len(text) - hit.start < 400:
                return _with_rest(hit, len(text)), mark
    return None


def _stands(text: str, hit: Hit, *, ended: bool, one_line: bool) -> bool:
    """A marker without separator is one: a list or dated headlines follow, and no sentence.

    «شاهد أيضا الحضور …» runs to its full stop; a headline ends in a date, in «?» or «!», with the
    line, or before words that open a paragraph.
    """
    if LIST.match(text[hit.rest : hit.rest + 8]):
        return True
    stop = SINGLE_STOP.search(text, hit.rest)
    sentence = text[hit.rest : stop.start() if stop else len(text)]
    dated = genre().stamp.search(sentence)
    if dated is not None and len(_WORD.findall(sentence[: dated.start()])) <= 28:
        return True
    if not ended:
        return False
    words = _WORD.findall(sentence)
    if len(words) > 34 or "?" in sentence or "!" in sentence or (stop is None and not one_line):
        return True
    return any(opener(words[at : at + 2]) >= STRONG for at in range(3, len(words)))


def _with_rest(hit: Hit, end: int) -> Hit:
    return Hit(hit.marker, hit.start, end, end, hit.separated)


_PLURAL: Final = frozenset({"related-kin", "most-read"})
"""Headings of lists: where line ends are lost, the list may follow without a separator."""


def _fresh(text: str, hit: Hit) -> bool:
    """What stands behind a marker without a separator is no complement («متعلقة بالحرب»)."""
    word = _WORD.match(text, hit.rest)
    if word is None or word[0][0] in "بل" or word[0] in _COMPLEMENT:
        return False
    return not (word[0].startswith("ال") and word[0].endswith("ه"))  # «الأخبار الواردة»


def after_sentence(text: str, at: int) -> bool:
    """A sentence or a quotation ends before ``at``; bullets and emoji may stand between."""
    before = _OPENED.sub(" ", text[max(0, at - 12) : at])
    return _ENDED.search(before) is not None


def begin(text: str, hit: Hit) -> int:
    """Start of a marker with the quotes, bullets or (rights) «© 2023» before it."""
    if hit.marker.label == "copyright":
        year = _YEAR.search(text, max(0, hit.start - 12), hit.start)
        if year is not None:
            return year.start()
    return open_quote(text, hit.start)


def open_quote(text: str, start: int) -> int:
    """Start of a marker with the quotes, bullets and emoji before it."""
    found = _ORNAMENT.search(text, max(0, start - 8), start)
    return found.start() if found else start


_ORNAMENT: Final = re.compile(r"(?:(?<=\s)|^)[^\w\s.,;:!?)\]][^\w.,;:!?)\]]*$|[\"'(\[{*•|=#-]+$")
