"""Cutting lines that hold more than one thing: glued widgets, and texts that lost their line ends.

A line with a marker inside is cut into the text before, the marker with its headline(s), and the
text behind; from there on the walk treats the pieces like lines. Where a headline ends without a
line end is a guess (``ends``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.label.grammar.ends import headline_end, headlines_end
from cleaner.label.grammar.inside import after_sentence, anchored, begin, inside, open_quote
from cleaner.label.grammar.marks import CLOSING, Mark
from cleaner.label.grammar.units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.arabic.lexicon import Hit, Lexicon

_WORD: Final = re.compile(r"\w+")
_BREAK: Final = re.compile(r"(?<=\w\w)[\"')\]]{0,2}\s?[.!?]+[\"')\]]{0,2}\s+(?=\S)")
_ADDRESS: Final = re.compile(r"\W*https?://[!-~]+")
_PICTURE: Final = re.compile(r"https?://[!-~]+\.(?:jpe?g|png|gif|webp)(?![a-z])[!-~]*")
_CALL: Final = 28
"""Characters at the end of a line in which a call to click stands."""
_SHORT: Final = 500
"""Characters of a line that is surely one paragraph of a text with line ends."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of a unit's folded text, with its mark if it has one."""

    start: int
    end: int
    mark: Mark | None = None


def cut_units(units: list[Unit], lexicon: Lexicon) -> tuple[list[Unit], dict[int, Mark]]:
    """The units with composite lines cut, and the marks found inside, by new index."""
    longest = max((len(unit.text) for unit in units), default=0)
    one_line = len(units) <= 3 and longest > _SHORT and not units[0].html
    text = "\n".join([unit.text for unit in units])
    anchors = anchored(text, lexicon)
    unspaced = any(phrase in text for phrase in lexicon.unspaced)
    out: list[Unit] = []
    marks: dict[int, Mark] = {}
    for at, unit in enumerate(units):
        cuts = _opening(unit, lexicon, first_line=not at) if at < 2 else None
        if cuts is None and len(unit.text) >= 40:
            last = at + 2 >= len(units)
            here = [anchor for anchor in anchors if anchor in unit.text]
            cuts = _cut_call(unit, lexicon)
            if cuts is None and unspaced:
                cuts = _cut_glued(unit, lexicon, one_line=one_line)
            if cuts is None and (here or one_line or last):
                cuts = _cut(unit, lexicon, here, one_line=one_line, last=last)
        if cuts is None:
            out.append(unit)
            continue
        for cut in cuts:
            piece = _piece(unit, cut)
            if piece is not None:
                if cut.mark is not None:
                    marks[len(out)] = cut.mark
                out.append(piece)
    return out, marks


def _opening(unit: Unit, lexicon: Lexicon, *, first_line: bool) -> list[Cut] | None:
    """A slider or the address of a video run into the first line."""
    text = unit.text
    slider = text.find("next previous")
    if 0 <= slider < 400:
        end = slider + len("next previous")
        return [
            Cut(0, slider, Mark("line", "caption", "head.slider", "captions of a slider")),
            Cut(slider, end, Mark("line", "media-control", "head.slider", "slider control")),
            Cut(end, len(text)),
        ]
    first = _WORD.match(text, unit.head)
    known = first is not None and lexicon.opens_bag(first[0])
    spans = list(_WORD.finditer(text, 0, 240))[:16] if known else []
    share = lexicon.bag_at([span[0] for span in spans])
    if share is not None and 5 <= share[1] < len(spans) and share[0].label == "share":
        end = spans[share[1] - 1].end()
        what = Mark("line", "share", "head.share", "share bar run into the text")
        return [Cut(0, end, what), Cut(end, len(text))]
    picture = _PICTURE.search(text, 0, 600) if first_line else None
    if picture is not None:
        what = Mark(
            "line", "media-control", "head.picture", "address of a picture run into the text"
        )
        return [
            Cut(0, picture.start()),
            Cut(picture.start(), picture.end(), what),
            Cut(picture.end(), len(text)),
        ]
    address = _ADDRESS.match(text) if first_line else None
    if address is not None and address.end() < len(text):
        what = Mark("line", "media-control", "head.address", "address glued before the text")
        return [Cut(0, address.end(), what), Cut(address.end(), len(text))]
    return None


def _piece(unit: Unit, cut: Cut) -> Unit | None:
    text = unit.text[cut.start : cut.end]
    if not text.strip():
        return None
    lead = len(text) - len(text.lstrip())
    end = cut.start + len(text.rstrip())
    start, stop = unit.span(cut.start + lead, end)
    raw = unit.source.text[start:stop]
    return Unit(
        unit.block, start, stop, raw, unit.text[cut.start + lead : end], unit.source, cut=True
    )


def _cut_call(unit: Unit, lexicon: Lexicon) -> list[Cut] | None:
    """A call to click behind the last sentence: «… اقرأ المزيد»."""
    tail = unit.text[-_CALL:]
    if "مزيد" not in tail and "قراءه" not in tail:
        return None
    for word in _WORD.finditer(unit.text, len(unit.text) - len(tail)):
        for hit in lexicon.at(unit.text, word.start()):
            ends = _WORD.search(unit.text, hit.end) is None
            if hit.marker.label == "read-more" and ends and after_sentence(unit.text, hit.start):
                reason = "a call to click behind the last sentence"
                mark = Mark("line", "read-more", f"marker.{hit.marker.id}", reason)
                start = open_quote(unit.text, hit.start)
                return [Cut(0, start), Cut(start, len(unit.text), mark)] if start else None
    return None


def _cut_glued(unit: Unit, lexicon: Lexicon, *, one_line: bool) -> list[Cut] | None:
    """A unit with a marker that lost the blank before or behind it."""
    text = unit.text
    glued = next(lexicon.glued(text), None)
    if glued is None:
        return None
    reason = "marker without its blanks"
    mark = Mark("widget", "related-inline", "marker.unspaced", reason, glued.rest)
    cuts = [Cut(0, glued.start)]
    at = _marked(text, glued, mark, (glued.start, len(text)), cuts, closing=True)
    if not one_line and glued.start <= unit.head:
        cuts[-1], at = Cut(glued.start, len(text), cuts[-1].mark), len(text)
    return [*cuts, Cut(at, len(text))]


def _cut(
    unit: Unit, lexicon: Lexicon, anchors: list[str], *, one_line: bool, last: bool
) -> list[Cut] | None:
    text = unit.text
    found = list(inside(unit, lexicon, anchors, one_line=one_line, last=last))
    if not found or (len(found) == 1 and found[0][0].start <= unit.head and not one_line):
        return None
    cuts: list[Cut] = []
    at = 0
    for order, (hit, mark) in enumerate(found):
        if hit.start < at:
            continue
        start = begin(text, hit)
        cuts.append(Cut(at, start))
        behind = found[order + 1] if order + 1 < len(found) else None
        stop = begin(text, behind[0]) if behind else len(text)
        closing = behind is None or behind[1].kind == "line"
        at = _marked(text, hit, mark, (start, stop), cuts, closing=closing)
    cuts.append(Cut(at, len(text)))
    out: list[Cut] = []
    for cut in cuts:
        closing = bool(out) and out[-1].mark is not None and out[-1].mark.label in CLOSING
        out.extend(_sentences(text, cut, one_line=one_line, headed=closing))
    return [cut for cut in out if text[cut.start : cut.end].strip()]


def _marked(
    text: str, hit: Hit, mark: Mark, span: tuple[int, int], cuts: list[Cut], *, closing: bool
) -> int:
    """Append the pieces of one marker; return where the text goes on."""
    start, stop = span
    if mark.kind == "line":
        cuts.append(Cut(start, hit.end, mark))
        return hit.end
    end = headlines_end(text, hit, stop, closing=closing)
    shifted = Mark(mark.kind, mark.label, mark.rule, mark.reason, hit.rest - start)
    if not text[hit.rest : end].strip():
        shifted = Mark("heading", mark.label, mark.rule, mark.reason)
    cuts.append(Cut(start, end, shifted))
    return end


def _sentences(text: str, cut: Cut, *, one_line: bool, headed: bool) -> Iterator[Cut]:
    """The text between markers; in one-line documents cut at sentence ends.

    ``headed``: it stands behind a closing line, where a headline may open it.
    """
    if cut.mark is not None or not one_line:
        yield cut
        return
    at = cut.start
    if headed and cut.end - cut.start > _SHORT // 2:
        at += headline_end(text[cut.start : cut.end])
        yield Cut(cut.start, at)
    for found in _BREAK.finditer(text, at, cut.end):
        yield Cut(at, found.end())
        at = found.end()
    yield Cut(at, cut.end)
