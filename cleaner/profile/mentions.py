"""In-text attributions: the media a report says it has its matter from, in the words it uses.

«وفق ما نشرته وكالة …», «نقلتها …», «بحسب صحيفة …», «صحيفة … تقول إن», «في تصريح لقناة …». A medium
that is only spoken of («رئيس تحرير صحيفة …»), and one that a quoted speaker names, is no source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.profile.cues import WORD, cues
from cleaner.profile.media import Medium, bare_name, plain_openings
from cleaner.profile.short import fold_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.profile.media import Media
    from cleaner.profile.reading import Reading

_QUOTED: Final = re.compile(r"\s?(?:\"\s?([^\"\n]{2,32})\"|\(\s?([^()\n]{2,32})\))")
_NUMBERED: Final = re.compile(r"\s(?:ال\s?)?\"?\s?(\d{1,2})\"?(?!\w)")
_LATIN: Final = re.compile(r"\s([a-z][a-z0-9.&' -]{1,30}[a-z0-9])")
_NATION: Final = re.compile(r"\s((?:ال\w+يه\s?){1,3})")
_ADJECTIVE: Final = re.compile(r"(?:ال)?\w+(?:يه|ي)")
_GAP: Final = 4
"""Characters before a name in which the cue must end: blanks and marks between them."""
_AGENCY: Final = "وكاله"
_DAYS: Final = frozenset(("اليوم", "امس", "غدا"))
"""Names of papers that say when, if nothing quotes them («بيان نشرته اليوم»)."""
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
    own = cues().itself
    for at in reading.marked["noun"]:
        words = reading.words
        if any(word.lstrip("وف") in own for word in words.texts[max(0, at - 2) : at]):
            quoted = _QUOTED.match(reading.body.text, words.end(at))
            if quoted and quoted[1]:
                yield quoted[1]


def _announced(reading: Reading, media: Media) -> Iterator[Mention]:
    """Names behind a noun («صحيفة …»), with a cue before or a verb behind."""
    text, words, known = reading.body.text, reading.words, cues()
    for at in reading.marked["noun"]:
        start, form = words.starts[at], words.texts[at]
        noun = known.nouns[form]
        named = _named(reading, media, start, start + len(form), noun)
        if named is None:
            continue
        medium, behind = named
        if not medium.known and (same := media.named(medium.name)) is not None:
            medium = medium._replace(known=same.known)
        rule, _ = known.rule_before(text, words, at)
        spoken_of = at > 0 and words.texts[at - 1] in known.spoken_of
        if not rule and not spoken_of and known.verb_behind(text, behind):
            rule = "noun-verb"
        if not rule and form != noun and "ل" in form[:2] and known.told_before(text, start):
            rule = "told"
        if rule:
            yield _mention(reading, start, behind, medium, rule)


def _named(
    reading: Reading, media: Media, start: int, end: int, noun: str
) -> tuple[Medium, int] | None:
    """The name behind a noun, and where it ends in the folded text."""
    text, known = reading.body.text, cues()
    sure = noun in known.sure
    word = WORD.search(text, end, end + 20)
    twice = word is not None and word.group() in known.doubled
    if word is not None and twice:
        end, sure = word.end(), True
    medium = media.at(reading, start)
    if medium is None:
        medium = media.at(reading, end)
        if medium is not None and medium.weak and not medium.head and not sure:
            medium = medium if _QUOTED.match(text, end) else None
    if medium is not None and noun == _AGENCY and medium.types and not medium.agency:
        medium = None  # «وكالة الأنباء …» is not the paper «الأنباء»
    quoted = _QUOTED.match(text, end)
    group = 1 if quoted and quoted[1] else 2
    if medium is not None:
        behind = reading.folded_place(medium.end)
        if quoted is None or behind >= quoted.end(group) - 1 or behind <= end:
            return medium, behind
    if quoted:
        return _stranger(reading, quoted.start(group), quoted.end(group), quoted.end())
    if word is None or (word.group() in known.closed and not twice):
        return None
    if noun.endswith("قناه") and (number := _NUMBERED.match(text, end)):
        return _stranger(reading, number.start(1), number.end(1), number.end(), "القناة ")
    if latin := _LATIN.match(text, end):
        return _stranger(reading, latin.start(1), latin.end(1), latin.end())
    if word.group() in ("انباء", "الانباء"):
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
        form, place = words.texts[at], words.starts[at]
        follow = media.continued.get(form)
        if follow and (at + 1 == len(words.texts) or words.texts[at + 1] not in follow):
            continue  # «إن» is a name only before «بي سي»
        quoted = place > 0 and text[place - 1] in '"('
        if not (quoted or at in plain or (at and words.texts[at - 1] in known.last_forms)):
            continue
        bare = media.openings[form]
        if bare in _DAYS and not quoted:
            continue
        to = form != bare and "ل" in form[: len(form) - len(bare) + 1]
        to_plain = to and bare in plain_openings()
        near = at > 0 and words.end(at - 1) > place - _GAP
        rule, cue = known.rule_before(text, words, at) if near else ("", "")
        if not rule and quoted and known.verb_behind(text, place + len(form)):
            rule = "name-verb"
        if not rule and (to_plain or (quoted and (to or _is_told(text, place)))):
            rule = "told" if known.told_before(text, place) else ""
        if not rule or (not quoted and rule == "beside"):
            continue
        medium = media.at(reading, place)
        if medium is None or medium.head:
            continue
        hands_on = rule in ("carry", "from") or cue in _FEMININE
        if rule == "told" and not quoted and not media.is_plain(medium):
            continue
        if medium.weak and not (quoted or hands_on or medium.wire):
            continue
        if rule == "name-verb" and not _closed(text, reading.folded_place(medium.end)):
            continue
        yield _mention(reading, place, reading.folded_place(medium.end), medium, rule)


def _is_told(text: str, place: int) -> bool:
    """«ل "…"», «لـ«…»»: the quoted name is spoken to."""
    before = text[:place].rstrip(' "(')
    return before.endswith("ل") and not before[-2:-1].isalpha()


def _closed(text: str, end: int) -> bool:
    """Whether a quotation or bracket closes behind a name: it held nothing else."""
    return text[end : end + 2].lstrip()[:1] in ('"', ")")


def _mention(reading: Reading, start: int, end: int, medium: Medium, rule: str) -> Mention:
    left, right = reading.body.span(start, end)
    return Mention(medium, left, right, rule, nested=rule == "from")
