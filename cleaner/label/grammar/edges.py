"""Edges: what short lines at the head and at the tail of an article are, without any marker.

Repeated headlines, breadcrumbs, place and agency lines, dates, names of writers, addresses, the
standfirst printed again at the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.arabic.fold import fold
from cleaner.arabic.genre import genre
from cleaner.label.grammar.marks import Mark, line_mark
from cleaner.label.grammar.people import name_line, place_line, source_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cleaner.label.grammar.units import Unit

_HEAD: Final = 10
"""Lines looked at before the first paragraph."""
_TAIL: Final = 16
_FIRST: Final = 12
"""Lines at the beginning that may be printed again at the end."""
_CLOCK: Final = re.compile(r"\W*\d{1,2}[:.]\d{2}\s*(?:ت م|ص|م|gmt)?\W*(?:n{4}\W*)?$")
_END: Final = re.compile(r"\W*(?:انتهي|يتبع)\W+\d{1,2}[:.]\d{2}\s*ت م\W*(?:n{4}\W*)?$")
_SMS: Final = re.compile(r"(?<!\w)sms(?!\w).*\d{4}|^\W*\d{4,7}\W+\w+\W*$")
_NAMES: Final = frozenset({"tail.name", "tail.profession"})
_MOST_NAMES: Final = 2
_CONTACT_WORDS: Final = frozenset("تويتر فيسبوك ايميل للتواصل البريد twitter email e mail".split())
_APPEAL: Final = frozenset(
    "نرحب نستقبل ننتظر يسعدنا يسرنا تسعدنا ارسلوا راسلونا شاركونا ابعثوا تواصلوا للمشاركه".split()
)
_OPENING: Final = 20
"""Characters that hold the first word of a box."""
_ORNAMENT: Final = 4
"""Signs before the first word of a box."""
_ASKED: Final = (
    "مشاركات مساهمات اراء اراي رسايل استفسارات اقتراحات ملاحظات صور عدسات تواصل مقالات".split()
)
_YOURS: Final = frozenset(f"{start}{word}كم" for start in ("", "ب") for word in _ASKED)
"""What a page asks its readers for: «your letters», «your pictures»."""
_SIGN_OFF: Final = frozenset("اخوكم اخوك ابنكم محبكم كتبه".split())
_CREDIT: Final = re.compile(
    r"(?<!\w)(?:تصوير|عدسه|ارشيفيه|صوره جماعيه|صوره تذكاريه|صوره ارشيفيه)(?!\w)"
)


def mark_head(units: Sequence[Unit], low: int, high: int, title: str | None) -> dict[int, Mark]:
    """Marks for the lines between ``low`` and the first paragraph, by index."""
    end = low
    while end < min(high, low + _HEAD) and not units[end].paragraph:
        end += 1
    found: dict[int, Mark] = {}
    lines = [(at, _key(units[at])) for at in range(low, end)]
    head = _words_key(title) if title else ""
    for at, key in lines:
        twins = [other for other, again in lines if again == key and other != at]
        if head and key == head and len(key) > 8:
            found[at] = line_mark("title", "head.title", "the headline given with the text")
        elif not head and twins and units[at].headline and len(units[at].words) > 3:
            found[at] = line_mark("title", "head.twice", "the headline stands twice")
        elif found and key and any(abs(other - at) == 1 for other in twins):
            found[at] = line_mark("source-credit", "head.twice", "a short line printed twice")
    for at, _ in lines:
        if at not in found:
            mark = _furniture(units[at], in_head=True)
            if mark is not None and (mark.sure or _joins(found, units, at, end)):
                found[at] = mark
    for at in range(low, end):  # «سياسة» over a lone «|», «هسبريس» over «رياضة»
        if at not in found and at + 1 < end and len(units[at].words) <= 2:
            below = found.get(at + 1)
            if not units[at + 1].words or (below is not None and below.label == "breadcrumb"):
                found[at] = line_mark("breadcrumb", "head.breadcrumb", "site or section line")
    for at in range(low, end):
        if not units[at].words and at - 1 in found:
            found[at] = line_mark(found[at - 1].label, "head.separator", "a lone separator")
    return found


def mark_tail(
    units: Sequence[Unit], low: int, high: int, title: str | None, open_: Collection[int]
) -> dict[int, Mark]:
    """Marks for the lines behind the last paragraph of ``low:high``; ``open_`` are undecided."""
    found: dict[int, Mark] = {}
    head = _words_key(title) if title else ""
    bottom = max(low, high - _TAIL)
    set_off = next((at for at in range(bottom, high) if units[at].raw[:1] == "\x1a"), -1)
    box = next((at for at in range(bottom, high) if _is_box(units[at])), high)
    for at in range(high - 1, bottom, -1):
        if at not in open_:
            continue
        unit = units[at]
        if at >= box and len(unit.words) <= 12 and not unit.stopped:
            found[at] = line_mark("contact", "tail.box", "goes on with the writer's address")
            if at == box and unit.words[0] in _APPEAL:
                break
            continue
        mark = _repeated(units, low, at, head) or _furniture(unit, in_head=False)
        if mark is None and at > set_off >= 0 and not unit.paragraph and not unit.stopped:
            mark = line_mark("caption", "tail.substitute", "behind the sign some papers put there")
        if mark is None and at + 1 in found and found[at + 1].label == "contact":
            mark = _contact_label(unit)
        if mark is None and at + 1 in found and found[at + 1].label == "byline":
            mark = _sign_off(unit)
        if mark is None and at + 1 == high and at > low and _signature(unit, units[at - 1]):
            mark = line_mark("byline", "tail.signature", "a lone starred line: post of the writer")
        if mark is None:
            if not unit.words:
                continue
            break
        found[at] = mark
    again = [at for at, mark in found.items() if mark.rule == "tail.repeated" and units[at].html]
    if len(again) > 1:  # of a page a standfirst is printed again, not half of the text
        found = {at: mark for at, mark in found.items() if at > again[0]}
    names = [at for at, mark in found.items() if mark.rule in _NAMES]
    if len(names) > _MOST_NAMES:  # a list of names is what the article tells
        for at in names:
            del found[at]
    return found


def _signature(unit: Unit, before: Unit) -> bool:
    """«* post of the writer» as last line, behind a paragraph."""
    return (
        unit.text[:1] in "*-"
        and 2 <= len(unit.words) <= 8
        and not unit.stopped
        and ":" not in unit.text
        and not any(word.isdecimal() for word in unit.words)
        and before.paragraph
        and not before.bullet
    )


def _is_box(unit: Unit) -> bool:
    """First line of a «message to the writer» box, or of an appeal of the page to its readers."""
    first = unit.text[unit.head : unit.head + _OPENING].split(" ", 1)[0]
    if unit.head >= _ORNAMENT or not (first == "للتواصل" or first in _APPEAL):
        return False
    if first == "للتواصل":
        return "sms" in unit.text
    return not (unit.stopped or unit.paragraph) and not _YOURS.isdisjoint(unit.words)


def _repeated(units: Sequence[Unit], low: int, at: int, head: str) -> Mark | None:
    size = len(units[at].text)
    if head and size < 2 * len(head) + 20 and _key(units[at]) == head:
        return line_mark("title", "tail.title", "the headline once more")
    if size <= 40:
        return None
    for other in units[low : min(at, low + _FIRST)]:
        if _siblings(other, units[at]):
            continue
        if abs(len(other.text) - size) < 4 and _key(other) == _key(units[at]):
            return line_mark("other", "tail.repeated", "an earlier line once more")
        if other.html and other.paragraph:  # behind it no standfirst stands
            break
    return None


def _siblings(one: Unit, other: Unit) -> bool:
    """Both are paragraphs of one element of a page: written there, not printed again."""
    parents = [unit.source.path.rpartition("/")[0] for unit in (one, other)]
    return parents[0] != "" and parents[0] == parents[1]


def _furniture(unit: Unit, *, in_head: bool) -> Mark | None:
    """What a short line without a marker is, by its form alone."""
    words = unit.words
    where = "head" if in_head else "tail"
    if not in_head and len(words) < 50 and _SMS.search(unit.text) and not unit.stopped:
        return line_mark("contact", "tail.sms", "message-to-the-writer box")
    if not words or len(words) > 14 or unit.paragraph or unit.signed:
        return None
    if not in_head and unit.raw[:1] == "\x1a" and not unit.stopped:
        return line_mark(
            "caption", "tail.substitute", "set off by the sign some papers put before captions"
        )
    if unit.contact and len(words) <= 10 and not unit.stopped:
        if "youtu" in unit.text:
            return line_mark("media-control", f"{where}.video", "address of a video")
        if not in_head and not words[0].endswith("لمزيد"):
            return line_mark("contact", "tail.contact", "address of the writer or the page")
        return None
    if _END.match(unit.text):
        return line_mark("end-mark", f"{where}.end", "end mark of an agency with its clock")
    if _only_stamp(unit):
        return line_mark("dateline", f"{where}.date", "nothing but a date or time")
    if _CREDIT.search(unit.text) and len(words) <= 8 and not unit.stopped:
        return line_mark("caption", f"{where}.caption", "words of a picture credit")
    place = place_line(unit) or (None if in_head else source_line(unit))
    if place is not None:
        return place
    if in_head and " ".join(words) in genre().sections:
        return Mark("line", "breadcrumb", "head.section", "name of a section", sure=False)
    if name_line(words) and not unit.stopped:
        return Mark(
            "line", "byline", f"{where}.name", "a person's name as a line", sure=not in_head
        )
    if not in_head and words[0] in genre().professions and len(words) <= 8 and not unit.stopped:
        return line_mark("byline", "tail.profession", "what the writer is")
    return None


def _joins(found: Collection[int], units: Sequence[Unit], at: int, end: int) -> bool:
    """An unsure head line stands among others of its kind, or right over the first paragraph."""
    return at - 1 in found or at + 1 in found or at + 1 == end


def _only_stamp(unit: Unit) -> bool:
    if _CLOCK.match(unit.text):
        return True
    found = genre().stamp.search(unit.text)
    if found is None:
        return False
    left = re.findall(r"\w+", unit.text[: found.start()] + " " + unit.text[found.end() :])
    known = genre()
    return len(left) <= 5 and all(
        word in known.agencies or word in known.cities or word.isdecimal() or len(word) <= 2
        for word in left
    )


def _contact_label(unit: Unit) -> Mark | None:
    if len(unit.words) <= 12 and (
        (unit.words and unit.words[0] in _CONTACT_WORDS) or "رساله" in unit.text
    ):
        return line_mark("contact", "tail.contact", "label of the address below")
    return None


def _sign_off(unit: Unit) -> Mark | None:
    if len(unit.words) <= 2 and unit.words and unit.words[0] in _SIGN_OFF:
        return line_mark("byline", "tail.sign-off", "closing of a letter over the writer's name")
    return None


def _key(unit: Unit) -> str:
    return " ".join(unit.words)


def _words_key(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
