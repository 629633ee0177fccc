"""Named speakers: persons to whom the report ascribes what it says, each counted once.

Counted is who is named as the subject of a verb of speech. More may be there, named in other ways:
the count is a floor.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from cleaner.model.profile import Signal
from cleaner.profile.signals.persons import (
    JOINTS,
    THAT,
    before_person,
    is_given,
    known,
    may_lead,
    may_name,
)
from cleaner.profile.signals.subject import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.profile.reading import Reading
    from cleaner.profile.signals.subject import Name

_AHEAD: Final = 16
"""Words before a verb in which the sentence of its speaker begins."""
_SURNAME: Final = 4
_FULL: Final = 5
_CLAUSE: Final = 14
_ADJUNCT: Final = 6
_BETWEEN: Final = frozenset(("قد", "فقد", "وقد"))
_ENDS: Final = frozenset(".:?!\n;")


@cache
def verbs() -> frozenset[str]:
    """Verbs of speech, also behind «و» and «ف»."""
    return frozenset(known().verbs)


def read_speakers(reading: Reading) -> Iterator[Signal]:
    """How many persons speak by name, at least; the spans show each where it is named first."""
    said = reading.marked["speech"]
    if not said:
        yield _NOBODY
        return
    found: list[tuple[list[str], Name]] = []
    text = _Text(reading)
    for at in said:
        name = text.speaker(at)
        if name is None or reading.quoted(reading.words.starts[at]):
            continue
        parts = [one for one in text.words[name[0] : name[1] + 1] if one not in _LINKS]
        if parts and not any(_same(parts, others) for others, _ in found):
            found.append((parts, name))
    if not found:
        yield _NOBODY
        return
    places = sorted((text.starts[first], reading.words.end(last)) for _, (first, last) in found)
    spans = tuple(reading.span(*place) for place in places)
    yield Signal("named-speakers", len(spans), spans=spans, rule=_RULE, note="at least")


_RULE: Final = "speakers.named"
_NOBODY: Final = Signal("named-speakers", 0, rule=_RULE)
_LINKS: Final = ("بن", "بنت", "ال")


def _same(name: list[str], other: list[str]) -> bool:
    """Whoever shares the last word, or the first two, with one named before counts as the same."""
    return name[-1] == other[-1] or name[:2] == other[:2]


class _Text(Sentence):
    """A text asked for the speaker of its verbs, by the index of the verb."""

    def speaker(self, verb: int) -> Name | None:
        """Who is named as the subject of a verb."""
        if verb + 1 < len(self.words) and may_lead(self.words[verb + 1]):
            return self.behind(verb) or self.ahead(verb) or self.again(verb)
        return self.ahead(verb)

    def behind(self, verb: int) -> Name | None:
        """The subject behind a verb."""
        at = self._behind_adjuncts(verb + 1)
        if at < 0:
            return None
        said = self.words[verb]
        name = self.subject(at, known().verbs[said], said)
        if name is None or not self._fits(verb, name):
            return None
        quoted = '"' in self.gap(verb + 1) and name[1] + 1 < len(self.words)
        return None if quoted and '"' not in self.gap(name[1] + 1) else name

    def _behind_adjuncts(self, at: int) -> int:
        """Where the subject may begin: behind «أمس», «لـ«س»», «في تصريح صحفي»; -1 without."""
        words = known()
        while not self.ends(at):
            word = self.words[at]
            if word in words.adverbs:
                at += 1
            elif before_person(word):  # to whom it is said
                return -1
            elif self._adjunct(at):
                if (at := self._next_person(at)) < 0:
                    return -1
            else:
                return at
        return -1

    def _adjunct(self, at: int) -> bool:
        word = self.words[at]
        if word in ("في", "خلال", "عبر") and at + 1 < len(self.words):
            return self.words[at + 1] in known().occasions
        if word == "ل":
            return at + 1 < len(self.words) and '"' in self.gap(at + 1)
        return word[0] == "ل" and len(word) > 3 and word not in known().heads and not is_given(word)

    def _next_person(self, at: int) -> int:
        heads = known().heads
        for on in range(at + 1, min(at + 1 + _ADJUNCT, len(self.words))):
            if self.ends(on) or self.words[on] in THAT:
                return -1
            if self.words[on] in heads or is_given(self.words[on]) or self.title(on) > on:
                return on
        return -1

    def _fits(self, verb: int, name: Name) -> bool:
        """Whether a word that may mean something else is a verb of speech."""
        needs, behind = known().needs.get(self.words[verb]), name[1] + 1
        if needs is None:
            return True
        if any(word.startswith("و") for word in self.words[name[0] + 1 : behind + 1]):
            return False
        for at in range(behind, min(behind + _CLAUSE, len(self.words))):
            if self.words[at] in needs:
                return self.words[at - 1] != "علي"
            if needs == THAT and (":" in self.gap(at) or '"' in self.gap(at)):
                return True
            if self.ends(at):
                return False
        return False

    def ahead(self, verb: int) -> Name | None:
        """«المهندس محمد س قال»: the sentence begins with its subject, and the verb follows."""
        words, said = known(), self.words[verb]
        if said not in _bare() or said in words.needs or verb < 2 or self.ends(verb):
            return None
        before = self.words[verb - 1]
        if before not in _BETWEEN and not may_name(before):
            return None
        low = max(0, verb - _AHEAD)
        at = verb
        while at > low and (
            at == verb or _ENDS.isdisjoint(self.gap(at)) or self.abbreviated(at - 1)
        ):
            at -= 1
        if at == low and at:
            return None
        while at < verb and self.words[at].removeprefix("و") in words.leads:
            at += 1
        if at >= verb - 1:
            return None
        name = self.subject(at, "thing", said)
        if name is None or name[1] >= verb:
            return None
        return name if _BETWEEN.issuperset(self.words[name[1] + 1 : verb]) else None

    def again(self, verb: int) -> Name | None:
        """«وقال س»: a surname whose bearer was named in full before."""
        words, said = known(), self.words[verb]
        if said in words.needs or words.verbs[said] == "person":
            return None
        at = self.title(verb + 1)
        if not self.joined(at):
            return None
        surname = self.words[at]
        if len(surname) < _SURNAME or surname[0] == "و" or not may_name(surname):
            return None
        named = -1
        while True:
            try:
                named = self.words.index(surname, named + 1, verb)
            except ValueError:
                return None
            if named < 2 or not self.joined(named) or not self._closes(named):
                continue
            before = self.words[max(0, named - _FULL) : named - 1]
            if is_given(self.words[named - 1]) or any(
                word in words.heads or word in words.titles for word in before
            ):
                first = self._first(named - 1)
                return None if self.of_a_place(first) else (first, named)

    def _closes(self, named: int) -> bool:
        """Whether it is a surname: behind a given name, or one nobody knows behind an office."""
        given, office = self.words[named - 1], self.words[named - 2]
        if is_given(given):
            return given != "علي" or not self.is_on(named - 1)
        if self.words[named].startswith("ال") or given.startswith("ال") or not may_name(given):
            return False
        if "\n" in self.gap(named - 1) or self.ends(named - 1):
            return False
        words = known()
        if "," in self.gap(named - 1):
            return self.gap(named + 1).startswith((",", '"'))
        return office.startswith("ال") or office in words.heads or office in words.titles

    def _first(self, at: int) -> int:
        """Where the name begins that has a word."""
        while at and self.joined(at):
            linked = self.words[at] in ("بن", "بنت") or self.words[at - 1] in JOINTS
            if not linked and not is_given(self.words[at - 1]):
                break
            at -= 1
        return at


@cache
def _bare() -> frozenset[str]:
    """Verbs without «و», «ف» before them."""
    words = known()
    return frozenset(verb for verb, kind in words.verbs.items() if verb[1:] not in words.verbs) - {
        "بحسب",
        "حسب",
        "وفق",
    }
