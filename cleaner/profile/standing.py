"""How a medium stands in its sentence: subject of a verb, published what is denied, spoken to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.profile.cues import ADVERBS, SENTENCE, WORD, cues

if TYPE_CHECKING:
    from cleaner.profile.words import Words

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
    said = _SPEECH.split(text[max(0, words.starts[at] - _BACK) : words.starts[at]])[-1]
    for word in reversed(WORD.findall(said)):
        if word in known.told or word in _SAYS:
            return word in known.told
    return False


def is_speaking(text: str, words: Words, at: int, behind: int) -> bool:
    """Whether a medium's correspondent before it speaks or is asked: «قال مراسل …»."""
    known = cues()
    for back in range(1, min(_STAFF, at) + 1):
        if back > 1 and words.texts[at - 1] != "في":
            return False
        staff = at - back
        who = words.texts[staff].replace("ال", "", 1)
        if who in known.staff or who[1:] in known.staff:
            before = words.texts[max(0, staff - 2) : staff]
            if before and before[-1] in ADVERBS:
                before.pop()
            if before and (_led(before[-1], known.speech) or _led(before[-1], known.asked)):
                return True
            subject = opens_clause(text, words, staff)
            return subject and any(
                known.verb_behind(text, behind, one, _NAMED) for one in (True, False)
            )
    return False


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
