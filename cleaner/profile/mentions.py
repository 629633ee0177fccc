"""In-text attributions: the media a report says it has its matter from, in the words it uses.

«وفق ما نشرته وكالة …», «نقلتها …», «بحسب صحيفة …», «صحيفة … تقول إن», «في تصريح لقناة …». A medium
only spoken of («رئيس تحرير صحيفة …»), one whose report is denied («نفى ما نشرته …»), and one that a
quoted speaker names, is no source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.profile.cues import WORD, cues
from cleaner.profile.media import Medium, bare_name, plain_openings
from cleaner.profile.short import fold_short
from cleaner.profile.standing import (
    PUBLISHED,
    in_work,
    is_denied,
    is_source_denied,
    is_speaking,
    is_told,
    is_verb,
    opens_clause,
    rule_around,
    rule_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.profile.media import Media
    from cleaner.profile.reading import Reading

_QUOTED: Final = re.compile(r"\s?(?:ال)?\s?(?:\"\s?([^\"\n]{2,32})\"|\(\s?([^()\n]{2,32})\))")
_NUMBERED: Final = re.compile(r"\s(?:ال\s?)?\"?\s?(\d{1,2})\"?(?!\w)")
_LATIN: Final = re.compile(r"\s([a-z][a-z0-9.&' -]{1,30}[a-z0-9])")
_NATION: Final = re.compile(r"\s((?:ال\w+يه\s?){1,3})")
_ADJECTIVE: Final = re.compile(r"(?:ال)?\w+(?:يه|ي)")
_GAP: Final = 4
"""Characters before a name in which the cue must end: blanks and marks between them."""
_AGENCY: Final = "وكاله"
_NEWS: Final = "الانباء"
_DAYS: Final = frozenset(("اليوم", "امس", "غدا"))
"""Names of papers that say when, if nothing quotes them («بيان نشرته اليوم»)."""
_MASCULINE: Final = frozenset(("portal", "aggregator", "fact-checker", "blog"))
"""Types of media of which a verb may be masculine, as it is of «موقع»."""
_ADDRESSED: Final = re.compile(r"\s*(?:[:،,.\"]|$|ب?ان)")
"""Behind somebody who was spoken to: «قال لـ … إن»."""
_TO: Final = re.compile(r"(?<!\w)و?لل?[ \"(]*$")
"""«ل "…"», «لـ«…»», «للـ«…»»: the quoted name is spoken to."""
_JOINT: Final = frozenset('")] ,')
_FEMININE: Final = frozenset(("نقلت", "بثت", "اوردت"))
"""A weak name («العربية») may stand right behind these: nothing but a medium does so."""


class Mention(NamedTuple):
    """A medium named as a source, at ``[start:end]`` of ``article.text``."""

    medium: Medium
    start: int
    end: int
    rule: str
    nested: bool = False
    """The medium named just before has it from this one («نقلت … عن …»)."""


def mentions(reading: Reading, media: Media) -> list[Mention]:
    """The media named as sources in the main text, in order; quoted speech is left out."""
    if not reading.understood:
        return []
    found: dict[int, Mention] = {}
    for mention in (*_announced(reading, media), *_bare(reading, media)):
        if not reading.quoted_at(mention.start):
            found.setdefault(mention.medium.end, mention)
    return [found[place] for place in sorted(found)]


def itself(reading: Reading) -> Iterator[str]:
    """Names by which the article's paper speaks of itself («علمت صحيفة …»)."""
    for at in reading.marked["noun"]:
        own, words = cues().itself, reading.words
        if any(word.lstrip("وف") in own for word in words.texts[max(0, at - 2) : at]):
            quoted = _QUOTED.match(reading.body.text, words.end(at))
            if quoted and quoted[1]:
                yield quoted[1]


def _announced(reading: Reading, media: Media) -> Iterator[Mention]:
    """Names behind a noun («صحيفة …»), with a cue before or a verb behind."""
    text, words = reading.body.text, reading.words
    for at in reading.marked["noun"]:
        start, form = words.starts[at], words.texts[at]
        noun = cues().nouns[form]
        rule, verb = rule_before(text, words, at, noun)
        named = _named(reading, media, start, start + len(form), noun) if rule else None
        if named is None:
            continue
        medium, behind = named
        if rule := rule_around(text, words, at, rule, verb, behind):
            if not medium.known and (same := media.named(medium.name)) is not None:
                medium = medium._replace(known=same.known)
            yield _mention(reading, start, behind, medium, rule)
            yield from _joined(reading, media, behind, rule, form in cues().several)


def _joined(
    reading: Reading, media: Media, behind: int, rule: str, several: bool
) -> Iterator[Mention]:
    """Names joined to one that is a source: «رويترز وفرانس برس», «وكالتا «س» و«ص»»."""
    text, words = reading.body.text, reading.words
    while (at := words.since(behind)) < len(words.texts):
        form, place = words.texts[at], words.starts[at]
        if form[0] != "و" or not _JOINT.issuperset(text[behind:place]):
            return
        quoted = form == "و" and _QUOTED.match(text, words.end(at))
        if quoted:
            place = quoted.start(1 if quoted[1] else 2)
        named = media.at(reading, place)
        if named is not None and (quoted or named[0].head or not named[0].weak):
            if quoted and named[1] < quoted.end() - 1:
                return
        elif quoted and several:
            named = _stranger(reading, place, quoted.end() - 1, quoted.end())
        else:
            return
        if named is None:
            return
        medium, behind = named
        yield _mention(reading, place, behind, medium, rule)


def _named(
    reading: Reading, media: Media, start: int, end: int, noun: str
) -> tuple[Medium, int] | None:
    """The name behind a noun, and where it ends in the folded text."""
    text, known = reading.body.text, cues()
    sure = noun in known.sure
    word = WORD.search(text, end, end + 20)
    twice = word is not None and word.group() in known.doubled
    if word and noun in known.several and word.group() == _NEWS:
        twice = _QUOTED.match(text, word.end()) is not None
    if word is not None and twice:
        end, sure = word.end(), True
    quoted = _QUOTED.match(text, end)
    group = 1 if quoted and quoted[1] else 2
    named = media.at(reading, start)
    if named is None:
        named = media.at(reading, end)
        if named is not None and named[0].weak and not (named[0].head or sure or quoted):
            named = None
    if named is not None:
        medium, behind = named
        # «وكالة الأنباء …» is not the paper «الأنباء»
        other = noun.startswith(_AGENCY[:-1]) and medium.types and not medium.agency
        if not other and (quoted is None or behind >= quoted.end(group) - 1 or behind <= end):
            return named
    number = _NUMBERED.match(text, end) if noun.endswith("قناه") else None
    if number and (quoted is None or quoted.start(group) == number.start(1)):
        return _stranger(reading, number.start(1), number.end(1), number.end(), "القناة ")
    if quoted:
        return _stranger(reading, quoted.start(group), quoted.end(group), quoted.end())
    if word is None or (word.group() in known.closed and not twice):
        return None
    if latin := _LATIN.match(text, end):
        return _stranger(reading, latin.start(1), latin.end(1), latin.end())
    if noun == _AGENCY and word.group() in ("انباء", "الانباء"):
        nation = _NATION.match(text, word.end())
        if nation is None or nation[1].strip() in known.closed:
            return None
        return _stranger(reading, start, nation.end(1), nation.end())
    if not sure or twice or _ADJECTIVE.fullmatch(word.group()) or word.group() in known.stop:
        return None  # «صحيفة إسرائيلية» names none
    return _stranger(reading, word.start(), word.end(), word.end())


def _stranger(
    reading: Reading, start: int, end: int, behind: int, before: str = ""
) -> tuple[Medium, int] | None:
    """A name that is in no table."""
    left, right = reading.body.span(start, end)
    name = bare_name(reading.article.text[left:right])
    if not name or fold_short(name) in cues().closed:
        return None
    head = "agency" if _AGENCY in reading.body.text[max(0, start - 8) : end] else ""
    return Medium(left, right, before + name, head=head), behind


def _bare(reading: Reading, media: Media) -> Iterator[Mention]:
    """Names without a noun: behind a cue, in quotes before a verb, or spoken to («لـ«…»»)."""
    text, known = reading.body.text, cues()
    words = reading.words
    plain = set(reading.marked["told plainly"])
    for at in reading.marked["name"]:
        place = words.starts[at]
        quoted = place > 0 and text[place - 1] in '"('
        before = words.texts[at - 1] if at else ""
        apart = before == "ل"
        if not (quoted or before in known.last_forms or at in plain or apart):
            continue
        form = words.texts[at]
        follow = media.continued.get(form)
        if follow and (at + 1 == len(words.texts) or words.texts[at + 1] not in follow):
            continue  # «إن» is a name only before «بي سي»
        bare = media.openings[form]
        if bare in _DAYS and not (quoted or apart):
            continue
        to = form != bare and "ل" in form[: len(form) - len(bare) + 1]
        to_plain = to and bare in plain_openings()
        near = at > 0 and words.end(at - 1) > place - _GAP
        rule, cue = known.rule_before(text, words, at) if near else ("", "")
        if not rule and quoted:
            rule = _quoted_rule(reading, at)
        apart = apart and not rule and not quoted and _has_tatweel(reading, at - 1)
        if not rule and (
            to_plain or apart or (quoted and (to or _TO.search(text[max(0, place - 9) : place])))
        ):
            told = is_told(text, words, at)
            rule = "told" if told else "work" if in_work(text, words, at) else ""
        if not rule or (not quoted and rule == "beside"):
            continue
        medium, behind = media.at(reading, place) or (None, 0)
        if medium is None or medium.head:
            continue
        plainly = media.is_plain(medium)
        if rule == "from" and is_source_denied(text, words, at, behind):
            continue
        if rule in PUBLISHED:
            masculine = None if quoted or medium.types <= _MASCULINE else False
            if not to and not is_verb(text, words, at, cue, masculine):
                continue
            if is_denied(text, words, at - len(cue.split()), behind):
                continue
        hands_on = rule in ("carry", "from") or cue in _FEMININE
        apart = apart and _ADDRESSED.match(text, behind) is not None
        if rule == "told" and not (quoted or plainly or apart):
            continue
        if medium.weak and not (quoted or hands_on or medium.wire or apart):
            continue
        if quoted and rule != "told" and not plainly and not _closed(text, behind):
            continue
        yield _mention(reading, place, behind, medium, rule)
        yield from _joined(reading, media, behind, rule, False)


def _quoted_rule(reading: Reading, at: int) -> str:
    """By which words a quoted name without a cue before it is a source."""
    text, words = reading.body.text, reading.words
    behind = words.end(at)
    if is_speaking(text, words, at, behind):
        return "beside"
    subject = opens_clause(text, words, at) and cues().verb_behind(text, behind)
    return "name-verb" if subject else ""


def _has_tatweel(reading: Reading, at: int) -> bool:
    """Whether a «ل» is written «لـ», as before names."""
    words = reading.words
    left, right = reading.body.span(words.starts[at], words.starts[at + 1])
    return "ـ" in reading.article.text[left:right]


def _closed(text: str, end: int) -> bool:
    """Whether a quotation or bracket closes behind a name: it held nothing else."""
    return text[end : end + 2].lstrip()[:1] in ('"', ")")


def _mention(reading: Reading, start: int, end: int, medium: Medium, rule: str) -> Mention:
    left, right = reading.body.span(start, end)
    return Mention(medium, left, right, rule, nested=rule == "from")
