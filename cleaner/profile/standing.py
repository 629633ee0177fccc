"""How a medium stands in its sentence: subject of a verb, published what is denied, spoken to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.profile.cues import ADVERBS, SENTENCE, WORD, cues

if TYPE_CHECKING:
    from cleaner.profile.words import Words

PUBLISHED: Final = frozenset(("report", "carry"))
"""Rules by which a verb says that a medium published something: it may be denied."""
_GENERAL: Final = "العام"
"""«المدير العام لوكالة …» is the agency's."""
_MARK: Final = re.compile(r"[^\w\s]|\n")
_SPEECH: Final = re.compile(r"[.؟?!\n:]")
_WHAT: Final = frozenset("ما لما بما مما عما التي الذي".split())
_WITHIN: Final = frozenset("في خلال عبر وفق وفقا بحسب حسب حسبما كما ضمن".split())
"""«في بيان نشرته …»: the medium handed on what is said, be it a denial."""
_FROM: Final = frozenset("عن طبقا وفقا استنادا اظهر يظهر".split())
_WROTE: Final = frozenset("كتب نشر يكتب ينشر".split())
_WORK: Final = 5
_SAYS: Final = frozenset(
    f"{with_}ان{whom}" for with_ in ("", "ب") for whom in ("", *"ه ها هم هما هن ني نا".split())
)
"""«أن», «إن», «بأنه»: what is said has begun."""
_BACK: Final = 160
_AHEAD: Final = 100
_LATER: Final = 300
_VEHICLE: Final = 3
_STAFF: Final = 5
_NAMED: Final = 10
"""How far behind a medium the verb of its correspondent may stand: his name is between."""
_FAR: Final = 9


def rule_before(text: str, words: Words, at: int, noun: str) -> tuple[str, str]:
    """By which words before it a noun may be a source, if it has a name; and a verb among them."""
    known = cues()
    form = words.texts[at]
    led = form in (f"و{noun}", f"ف{noun}")
    governed = not led and form != noun
    rule, cue = known.rule_before(text, words, at)
    verb = cue if rule in PUBLISHED and not governed else ""
    if rule and (not verb or is_verb(text, words, at, verb, form in known.masculine_nouns)):
        return rule, verb
    if governed and "ل" in form[:2] and is_told(text, words, at):
        return "" if words.texts[at - 1] == _GENERAL else "told", verb
    if not governed and at and words.texts[at - 1] in known.inform:
        return "told", verb
    if in_work(text, words, at):
        return "work", verb
    if led or (not governed and opens_clause(text, words, at)):
        return "noun-verb", verb
    return "" if staff_before(words, at) is None else "staff", verb


def rule_around(text: str, words: Words, at: int, rule: str, verb: str, behind: int) -> str:
    """The rule of :func:`rule_before`, if what is behind the name agrees."""
    if rule == "from" and is_source_denied(text, words, at, behind):
        return ""
    if verb and is_denied(text, words, at - len(verb.split()), behind):
        return ""
    if rule not in ("noun-verb", "staff"):
        return rule
    if is_speaking(text, words, at, behind):
        return "beside"
    masculine = words.texts[at] in cues().masculine_nouns
    spoken = rule == "noun-verb" and cues().verb_behind(text, behind, masculine)
    return rule if spoken else ""


def opens_clause(text: str, words: Words, at: int) -> bool:
    """Whether a word may be the subject of the verb behind it: nothing before it governs it."""
    if at == 0:
        return True
    before, gap = words.texts[at - 1], text[words.end(at - 1) : words.starts[at]]
    return (
        before == "و"
        or _led(before, cues().opening)
        or _MARK.search(gap.rstrip(' "([')) is not None
    )


def is_verb(text: str, words: Words, at: int, cue: str, masculine: bool | None) -> bool:
    """Whether a cue before a name is its verb, not a noun: «بث قناة …», «رصد «س»».

    ``masculine``: whether the medium's noun is, None if there is none. A verb that is a noun too
    opens its clause.
    """
    known = cues()
    verb = next((word for word in cue.split() if word in known.masculine), "")
    if not verb:
        return True
    if masculine is False:
        return False
    first = at - len(cue.split())
    led = words.texts[first] != cue.partition(" ")[0]
    return verb not in known.also_nouns or led or opens_clause(text, words, first)


def is_told(text: str, words: Words, at: int) -> bool:
    """Whether a medium behind «ل» is spoken to: «قال … ل…», «في تصريح ل…»."""
    known = cues()
    if at and words.texts[at - 1] in known.owned:
        return False
    start = words.starts[at]
    said = _SPEECH.split(text[max(0, start - _BACK) : start])[-1]
    for word in reversed(words.texts[words.since(start - len(said)) : at]):
        if word in known.told or word in _SAYS:
            return word in known.told
    return False


def staff_before(words: Words, at: int) -> int | None:
    """The index of a medium's correspondent before it: «مراسل …», «المراسل … في …»."""
    staff = cues().staff
    most = _STAFF if at and words.texts[at - 1] == "في" else 1
    for place in range(at - 1, max(0, at - most) - 1, -1):
        who = words.texts[place].replace("ال", "", 1)
        if who in staff or who[1:] in staff:
            return place
    return None


def is_speaking(text: str, words: Words, at: int, behind: int) -> bool:
    """Whether a medium's correspondent before it speaks or is asked: «قال مراسل …»."""
    known, staff = cues(), staff_before(words, at)
    if staff is None:
        return False
    before = words.texts[max(0, staff - 2) : staff]
    if before and before[-1] in ADVERBS:
        before.pop()
    if before and (_led(before[-1], known.speech) or _led(before[-1], known.asked)):
        return True
    subject = opens_clause(text, words, staff)
    return subject and any(known.verb_behind(text, behind, one, _NAMED) for one in (True, False))


def in_work(text: str, words: Words, at: int) -> bool:
    """Whether a report's matter is in what a medium made: «في تقرير ل…», «كتب … مقالا في …»."""
    known = cues()
    for work in range(at - 1, max(0, at - _WORK), -1):
        if words.texts[work].removeprefix("ل") not in known.works:
            if words.texts[work] in known.clause:
                return False
            continue
        before = words.texts[work - 1]
        if _led(before, _WITHIN) or _led(before, known.opening) or _led(before, _FROM):
            what = words.texts[max(0, work - _STAFF) : work - 1]  # «نفى ما جاء في تقرير …»
            said = text[max(0, words.starts[work] - _BACK) : words.starts[work]]
            return not (
                any(_led(one, _WHAT) for one in what)
                and known.denied.search(SENTENCE.split(said)[-1])
            )
        if work == at - 1 and words.texts[at][0] not in "بل":
            return False
        if _led(before, known.masculine):
            return True
        return any(_led(one, _WROTE) for one in words.texts[max(0, work - _STAFF) : work])
    return False


def is_denied(text: str, words: Words, first: int, behind: int) -> bool:
    """Whether what a medium published is denied or answered, and the report takes no more of it.

    ``first``: index of the first word of the cue («نشرته»); ``behind``: end of the name.
    """
    low = max(0, first - _VEHICLE)
    if any(_led(word, _WITHIN) for word in words.texts[low:first]):
        return False
    known = cues()
    start = words.starts[first] if first < len(words.starts) else len(text)
    before = SENTENCE.split(text[max(0, start - _BACK) : start])[-1]
    denied = known.denied.search(before)
    if not denied and first and _led(words.texts[first - 1], _WHAT):
        after = SENTENCE.split(text[behind : behind + _AHEAD])[0]
        denied = known.denied_behind.search(after)
    return denied is not None and not _taken_up(text[behind : behind + _LATER])


def is_source_denied(text: str, words: Words, at: int, behind: int) -> bool:
    """Whether «عن» belongs to what is denied: «نفى ما نقلته … عن …»."""
    speech = cues().speech
    for back in range(2, min(_FAR, at)):
        if words.texts[at - back] in speech and _led(words.texts[at - back - 1], _WHAT):
            return is_denied(text, words, at - back, behind)
    return False


def _led(word: str, among: frozenset[str]) -> bool:
    """Whether a word is among others, be it behind «و» or «ف»."""
    return word in among or (word[:1] in "وف" and word[1:] in among)


def _taken_up(text: str) -> bool:
    """Whether a report goes on with what a medium said: «وكانت الصحيفة ذكرت»."""
    known = cues()
    said = WORD.findall(text)
    for at, word in enumerate(said):
        if _led(word, known.again):
            near = [*said[max(0, at - 1) : at], *said[at + 1 : at + 3]]
            if any(_led(one, known.speech) for one in near):
                return True
    return False
