"""Cutting lines that hold more than one thing: glued widgets, and texts that lost their line ends.

A line with a marker inside is cut into the text before, the marker with its headline(s), and the
text behind; from there on the walk treats the pieces like lines. Where a headline ends without a
line end is a guess from its length and from how the text goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cleaner.arabic.genre import genre
from cleaner.arabic.lexicon import Hit, Lexicon, Marker
from cleaner.label.grammar.marks import CLOSING, Mark, judge
from cleaner.label.grammar.units import Unit, continues

_WORD: Final = re.compile(r"\w+")
_SPACED: Final = re.compile(r"\S+")
_SENTENCE_END: Final = re.compile(r"[.!?\"')\]»…](?:\s|$)|\.")
_ENDED: Final = re.compile(r"[.!?…][\"')\]\s]*$|[\"')\]]\s*$")
_STOPPED: Final = re.compile(r"[.!?…][\"')\]]*\s*$")
_BREAK: Final = re.compile(r"(?<=\w\w)[\"')\]]{0,2}\s?[.!?]+[\"')\]]{0,2}\s+(?=\S)")
_LIST: Final = re.compile(r"(?:^|\s)(?:[•]|[-*](?=\s)|\d{1,2}\s?[.)\-](?=\s))\s*")
_NO_MARKER: Final = Marker("bag", "other", "line", "", ())
_SHORT: Final = 500
"""Characters of a line that is surely one paragraph of a text with line ends."""
_TAGS: Final = 12
_ADDRESS: Final = re.compile(r"\W*https?://[!-~]+")
_SINGLE_STOP: Final = re.compile(r"(?<=\w\w)[\"')\]]{0,2}\.(?=\s|$|[\"'])")
_DATED: Final = re.compile(r"\d{4}|منذ|قبل|/\d+/|\d[-.]\d+[-.]\d")
_YEAR: Final = re.compile(r"(?:©|\(c\))\s*(?:\d{4}\s*)?$")


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of a unit's folded text, with its mark if it has one."""

    start: int
    end: int
    mark: Mark | None = None


def cut_units(units: list[Unit], lexicon: Lexicon) -> tuple[list[Unit], dict[int, Mark]]:
    """The units with composite lines cut, and the marks found inside, by new index."""
    one_line = len(units) <= 3 and max((len(unit.text) for unit in units), default=0) > _SHORT
    out: list[Unit] = []
    marks: dict[int, Mark] = {}
    for at, unit in enumerate(units):
        opening = _opening(unit) if at < 2 else None
        if opening is not None:
            for cut in opening:
                piece = _piece(unit, cut)
                if piece is not None:
                    if cut.mark is not None:
                        marks[len(out)] = cut.mark
                    out.append(piece)
            continue
        if len(unit.text) < 40 or lexicon.first_words.isdisjoint(_bare_words(unit.text)):
            out.append(unit)
            continue
        last = at + 1 == len(units)
        cuts = _cut(unit, lexicon, one_line=one_line, last=last)
        if cuts is None:
            out.append(unit)
            continue
        for cut in cuts:
            piece = _piece(unit, cut)
            if piece is None:
                continue
            if cut.mark is not None:
                marks[len(out)] = cut.mark
            out.append(piece)
    return out, marks


def _opening(unit: Unit) -> list[Cut] | None:
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
    address = _ADDRESS.match(text)
    if address is not None and address.end() < len(text):
        what = Mark("line", "media-control", "head.address", "address glued before the text")
        return [Cut(0, address.end(), what), Cut(address.end(), len(text))]
    return None


def _bare_words(text: str) -> list[str]:
    """Words of a folded text, roughly: quotes and brackets off, for a quick look."""
    return text.replace('"', " ").replace("(", " ").replace(":", " ").replace(".", " ").split()


def _piece(unit: Unit, cut: Cut) -> Unit | None:
    text = unit.text[cut.start : cut.end]
    if not text.strip():
        return None
    lead = len(text) - len(text.lstrip())
    end = cut.start + len(text.rstrip())
    start, stop = unit.span(cut.start + lead, end)
    raw = unit.source.text[start:stop]
    return Unit(unit.block, start, stop, raw, unit.text[cut.start + lead : end], unit.source, cut=True)


def _cut(unit: Unit, lexicon: Lexicon, *, one_line: bool, last: bool) -> list[Cut] | None:
    text = unit.text
    found = list(_inside(unit, lexicon, one_line=one_line, last=last))
    if not found or (len(found) == 1 and found[0][0].start <= unit.head and not one_line):
        return None
    cuts: list[Cut] = []
    at = 0
    for order, (hit, mark) in enumerate(found):
        if hit.start < at:
            continue
        start = _begin(text, hit)
        cuts.append(Cut(at, start))
        stop = _begin(text, found[order + 1][0]) if order + 1 < len(found) else len(text)
        at = _marked(text, hit, mark, start, stop, cuts)
    cuts.append(Cut(at, len(text)))
    out: list[Cut] = []
    for cut in cuts:
        closing = bool(out) and out[-1].mark is not None and out[-1].mark.label in CLOSING
        out.extend(_sentences(text, cut, one_line=one_line, headed=closing))
    return [cut for cut in out if text[cut.start : cut.end].strip()]


def _begin(text: str, hit: Hit) -> int:
    """Start of a marker with the quotes, bullets or (rights) «© 2023» before it."""
    if hit.marker.label == "copyright":
        year = _YEAR.search(text, max(0, hit.start - 12), hit.start)
        if year is not None:
            return year.start()
    return _open_quote(text, hit.start)


def _open_quote(text: str, start: int) -> int:
    while start > 0 and text[start - 1] in "\"'([{*•-|":
        start -= 1
    return start


def _inside(
    unit: Unit, lexicon: Lexicon, *, one_line: bool, last: bool
) -> Iterator[tuple[Hit, Mark]]:
    """Markers inside a unit whose surroundings allow them, from left to right."""
    text = unit.text
    done = 0
    chain = -1
    for word in _WORD.finditer(text):
        at = word.start()
        if at < done:
            continue
        if at == unit.head and not one_line:
            done = max((hit.end for hit in lexicon.at(text, at)), default=0)
            continue
        chained = one_line and 0 <= chain and not _WORD.search(text, chain, at)
        if word[0] in lexicon.first_words:
            best = _best(unit, lexicon, at, one_line=one_line, last=last, chained=chained)
            if best is not None:
                yield best
                done = best[0].end
                chain = done if best[1].kind == "line" else -1
                continue
        if one_line and word[0] in lexicon.bag_words and (chained or _after_sentence(text, at)):
            spans = list(_WORD.finditer(text, at, min(len(text), at + 200)))
            for order, span in enumerate(spans):
                if order > 1 and span[0] in lexicon.first_words and any(
                    one.marker.rest == "headlines" or one.separated
                    for one in lexicon.at(text, span.start())
                ):
                    del spans[order:]
                    break
            taken = lexicon.bag_at([span[0] for span in spans])
            if taken is not None:
                bag, count = taken
                end = spans[count - 1].end()
                if _closes(text, end, lexicon):
                    reason = f"{bag.label} words between sentences"
                    mark = Mark("line", bag.label, f"line.{bag.id}", reason, end)
                    yield _span_hit(at, end), mark
                    done = chain = end


def _span_hit(start: int, end: int) -> Hit:
    return Hit(_NO_MARKER, start, end, end, False)


def _best(
    unit: Unit, lexicon: Lexicon, at: int, *, one_line: bool, last: bool, chained: bool
) -> tuple[Hit, Mark] | None:
    text = unit.text
    opening = at <= unit.head
    ended = opening or chained or _after_sentence(text, at)
    for hit in sorted(lexicon.at(text, at), key=lambda hit: -hit.end):
        marker = hit.marker
        if not marker.inside:
            continue
        if marker.rest == "headlines":
            if marker.where == "glue":
                allowed = ended or hit.separated or one_line
            else:
                allowed = ended and (
                    hit.separated or (one_line and marker.id == "related-kin" and _fresh(text, hit))
                )
            if not allowed or (opening and not one_line):
                continue
            rest = _WORD.findall(text[hit.rest : hit.rest + 60])
            if not rest and not one_line:
                continue
            if rest and rest[0] in _NO_HEADLINE and not hit.separated:
                continue
            if not hit.separated and not ended:
                continue
            reason = f"«{text[hit.start : hit.end]}» inside a line"
            label = "related-inline" if marker.label == "related" else marker.label
            return hit, Mark("widget", label, f"marker.{marker.id}", reason, hit.rest)
        if marker.label == "copyright" and not ended:
            begin = _begin(text, hit)
            ended = begin < at or "©" in text[hit.end : hit.end + 3]
        if not ended:
            continue
        if marker.where == "line":
            strict = chained or _STOPPED.search(text[max(0, at - 12) : at]) is not None
            if one_line and strict and not opening and _closes(text, hit.end, lexicon):
                reason = f"«{text[hit.start : hit.end]}» between sentences"
                return hit, Mark("line", marker.label, f"marker.{marker.id}", reason, hit.end)
            continue
        if opening:
            continue
        if marker.rest == "caption" and hit.separated:
            span = _credit(text, hit)
            if span is not None:
                reason = f"picture credit «{text[hit.start : hit.end]}» inside a paragraph"
                found = Hit(marker, span[0], span[1], span[1], True)
                return found, Mark("line", "caption", f"marker.{marker.id}", reason, span[1])
            continue
        if one_line and marker.rest in _OPEN_ENDED and (
            hit.separated or marker.where == "glue" or not text[hit.end :].strip()
        ):
            if not text[hit.end :].strip():
                return hit, Mark("line", marker.label, f"marker.{marker.id}", "closes the text")
            limit = _limit(text, hit, marker.rest, lexicon)
            mark = judge(unit, hit, limit)
            if mark is not None:
                return _with_rest(hit, limit), mark
        elif not one_line and last and marker.rest in ("any", "source", "rights", "words"):
            mark = judge(unit, hit)
            if mark is not None and len(text) - hit.start < 400:
                return _with_rest(hit, len(text)), mark
    return None


def _credit(text: str, hit: Hit) -> tuple[int, int] | None:
    """A caption and its credit between sentences: «جانب من … . تصوير: name --- "paper"»."""
    behind = _CREDIT.match(text, hit.rest)
    if behind is None:
        return None
    start = hit.start
    breaks = [found.end() for found in _BREAK.finditer(text, max(0, start - 200), start + 1)]
    if len(breaks) > 1 and len(_WORD.findall(text[breaks[-2] : start])) <= 18:
        start = breaks[-2]
    return start, behind.end()


_CREDIT: Final = re.compile(r"(?:\w+ ){1,3}\w+\s*-+\s*\"[^\"]{3,30}\"|(?:\w+ ){1,3}\w+(?=\s*$)")
_OPEN_ENDED: Final = frozenset({"words", "source", "rights", "any", "date"})
_NO_HEADLINE: Final = frozenset("ان انه ما اذا لو التي الذي من في الي علي عن هو هي".split())


def _with_rest(hit: Hit, end: int) -> Hit:
    return Hit(hit.marker, hit.start, end, end, hit.separated)


def _limit(text: str, hit: Hit, rest: str, lexicon: Lexicon) -> int:
    """Where a line of furniture ends that lost its line end."""
    spans = list(_WORD.finditer(text, hit.rest, min(len(text), hit.rest + 300)))
    if not spans:
        return len(text)
    for order, span in enumerate(spans):
        words = [one[0] for one in spans[order : order + 16]]
        if order and _opens_furniture(text, span.start(), words, lexicon):
            return max(hit.end, _open_quote(text, span.start()))
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


def _fresh(text: str, hit: Hit) -> bool:
    """What stands behind a marker without a separator is no complement («متعلقة بالحرب»)."""
    word = _WORD.match(text, hit.rest)
    return word is not None and word[0][0] not in "بل" and word[0] not in _OPEN


def _after_sentence(text: str, at: int) -> bool:
    return _ENDED.search(text[max(0, at - 12) : at].rstrip(" *-•|\"'([{")) is not None or (
        _ENDED.search(text[max(0, at - 12) : at]) is not None
    )


def _closes(text: str, end: int, lexicon: Lexicon) -> bool:
    """What stands behind furniture in a one-line text: its end, more of it, or a new sentence."""
    spans = list(_WORD.finditer(text, end, min(len(text), end + 60)))[:2]
    if not spans:
        return True
    word = spans[0][0]
    return (
        word in lexicon.bag_words
        or any(hit.marker.rest or hit.marker.where == "line" for hit in lexicon.at(text, spans[0].start()))
        or word in genre().lead_verbs
        or continues([span[0] for span in spans])
    )


def _marked(
    text: str, hit: Hit, mark: Mark, start: int, stop: int, cuts: list[Cut]
) -> int:
    """Append the pieces of one marker; return where the text goes on."""
    if mark.kind == "line":
        cuts.append(Cut(start, hit.end, mark))
        return hit.end
    end = _headlines_end(text, hit, stop)
    shifted = Mark(mark.kind, mark.label, mark.rule, mark.reason, hit.rest - start)
    if not text[hit.rest : end].strip():
        shifted = Mark("heading", mark.label, mark.rule, mark.reason)
    cuts.append(Cut(start, end, shifted))
    return end


def _headlines_end(text: str, hit: Hit, stop: int) -> int:
    """Where the headlines behind a marker end: bullets, stamps, or a guess."""
    body = text[hit.rest : stop]
    last = 0
    if _LIST.search(text[hit.end : hit.rest] + " ") or _LIST.match(body):
        for bullet in _LIST.finditer(body):
            if len(_WORD.findall(body[last : bullet.start()])) > 32:
                break
            last = bullet.end()
    if _run_of_headlines(body[last:]):
        return stop
    at = last
    for stamp in genre().stamp.finditer(body, last):
        if _DATED.search(stamp[0]) is None:
            continue
        words = _WORD.findall(body[at : stamp.start()])
        if len(words) > 28 or _sentence_inside(body[at : stamp.start()]):
            break
        if any(_opener(words[order : order + 2]) >= _STRONG for order in range(3, len(words))):
            break
        at = stamp.end()
    if at > last:
        return hit.rest + at
    return hit.rest + last + _headline_end(body[last:])


def _run_of_headlines(body: str) -> bool:
    """Headlines one behind the other: long, but without a full stop and hardly a comma."""
    count = len(body.split())
    return count >= 25 and _SINGLE_STOP.search(body) is None and body.count(",") * 25 <= count


def _sentence_inside(text: str) -> bool:
    return re.search(r"(?<=\w\w)[\"')]?\.\s+\S", text) is not None


def _headline_end(body: str) -> int:
    """Length of the headline that opens ``body``: its end, or the best guess at it."""
    spans = list(_SPACED.finditer(body, 0, min(len(body), 420)))
    if len(body) <= 260 and len(spans) <= 30 and not _sentence_inside(body):
        whole = True
    else:
        whole = False
    best = (_length_score(len(spans)) + 2.0, len(body)) if whole else (-99.0, 0)
    plain = [_strip(span[0]) for span in spans]
    passed = 0.0
    for count in range(3, min(len(spans), 28)):
        word = spans[count - 1][0]
        opener = _opener(plain[count : count + 2])
        score = _length_score(count) + opener - passed
        passed += 1.2 if opener >= _STRONG else 0.0
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


_OPEN: Final = frozenset("في من علي الي عن مع ان بين بعد قبل ضد حول منذ خلال بن ال".split())


def _length_score(count: int) -> float:
    return -(((count - 9.5) / 5.0) ** 2) * (0.6 if count > 9 else 1.0)


def _opener(words: Sequence[str]) -> float:
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
        return 3.5
    if not bare and len(first) > 3 and first[-1] == "ت" and first[-2:] != "ات" and first[:2] != "ال":
        return 1.5
    if bare:
        if bare in known.lead_verbs or bare in _AUX:
            return 3.5
        if len(bare) > 3 and (bare[0] in "يت" or (bare[-1] == "ت" and bare[-2] != "ا")):
            return 2.2
        return 0.8
    return 2.5 if first in _OPENERS else 0.0


_STRONG: Final = 2.0
_OPENERS: Final = frozenset(
    "كما كذلك بدوره بدورها بدورهم اما فيما بينما يذكر يشار الجدير جدير تجدر لكن ياتي تاتي لذلك لذا مشيرا مضيفا موكدا موضحا لافتا مبينا مشددا معتبرا".split()
)
_AUX: Final = frozenset(
    "كان كانت كانوا اضاف اضافت قد هو هي لم ياتي تاتي بحسب وفق تابع تابعت لفت لفتت بين بينت ختم "
    "يذكر يشار من في عن علي الي بعد قبل منذ خلال سبق امس اليوم لا ان يري تري يقول تقول".split()
)


def _strip(word: str) -> str:
    found = _WORD.search(word)
    return found[0] if found else ""


def _sentences(text: str, cut: Cut, *, one_line: bool, headed: bool) -> Iterator[Cut]:
    """The text between markers; in one-line documents cut at sentence ends.

    ``headed``: it stands behind a closing line, where a headline may open it.
    """
    if cut.mark is not None or not one_line:
        yield cut
        return
    at = cut.start
    if headed and cut.end - cut.start > _SHORT // 2:
        at += _headline_end(text[cut.start : cut.end])
        yield Cut(cut.start, at)
    for found in _BREAK.finditer(text, at, cut.end):
        yield Cut(at, found.end())
        at = found.end()
    yield Cut(at, cut.end)
