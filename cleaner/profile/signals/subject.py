"""Who is the subject of a verb of speech: verb - office and titles - name, and nothing between.

A name behind the verb is not enough: in «أعلن الاتحاد وفاة اللاعب س» the federation speaks. The
words are walked one by one from the verb on, as long as they can belong to one person's office, and
the walk ends without a name at the first that cannot.
"""

from __future__ import annotations

from typing import Final

from cleaner.profile.signals.line import Line
from cleaner.profile.signals.persons import (
    JOINTS,
    NAMED,
    THAT,
    before_person,
    is_deed,
    is_given,
    is_person,
    known,
    may_name,
)

Name = tuple[int, int]
"""First and last word of a name."""
_OFFICE: Final = 16
"""Words an office may have."""
_NAME: Final = 7
_QUOTED: Final = 6
"""Words of a house's name in quotation marks."""
_WITHIN: Final = frozenset(("في", "من", "لدي", "ب", "ل"))
"""Prepositions an office may hold."""
_OVER: Final = frozenset(("علي", "عن"))
"""Prepositions an office may hold behind a participle: «المشرف على»."""


class Sentence(Line):
    """The words of a folded text, asked for the subject that begins at one of them."""

    def subject(self, at: int, kind: str, said: str) -> Name | None:
        """The name of the person whose mention begins at a word, as the subject of a verb."""
        high = min(len(self.words), at + _OFFICE)
        first = self.title(at)
        if first > at and (name := self._name(first, high, kind, title=self.words[first - 1])):
            return None if self._disagrees(at, said) else name
        if is_given(self.words[at]) and (name := self._name(at, high, kind)):
            return name
        if self.words[at] in known().heads:
            return None if self._disagrees(at, said) else self._behind_office(at, high, kind)
        return self._apposed(at, high)

    def _disagrees(self, at: int, said: str) -> bool:
        """Whether a verb is feminine, and an office masculine."""
        feminine = known().feminine
        if not (said.endswith("ت") or said in feminine or said[1:] in feminine):
            return False
        return not self.words[at].endswith("ه") and not self.abbreviated(at)

    def _behind_office(self, at: int, high: int, kind: str) -> Name | None:
        """The name behind an office: a noun, its genitives, adjectives, and «في», «ل» with theirs.

        Behind a word with «ال» the genitives have ended, and an indefinite noun begins a new
        phrase, unless it is the name.
        """
        words = known()
        closed = self.words[at].startswith("ال")
        preposition = False
        while (at := at + 1) < high and not self.ends(at):
            word, gap = self.words[at], self.gap(at)
            if "," in gap and not (word[0] == "و" and word[1:] in words.heads):
                return self._between_commas(at, high)
            if kind == "person" and closed and word in words.heads:
                return None
            if '"' in gap or "(" in gap:
                if (at := self._closing(at)) < 0:
                    return None
                closed = True
                continue
            if not self.joined(at) and "," not in gap and not self.abbreviated(at - 1):
                return None
            titled = self.title(at)
            given = is_given(word) and word not in words.heads
            if titled > at or (given and not (word == "علي" and self.is_on(at))):
                if self.of_a_place(at):
                    closed = True
                    at = self._last_given(at, high)
                    continue
                if preposition or kind == "person":
                    return None
                return self._name(titled, high, kind, title=self.words[at] if titled > at else "")
            if word in THAT or word in words.verbs or is_deed(word) or before_person(word):
                return None
            if word == NAMED and at + 1 < high and is_person(self.words[at + 1]):
                return None
            preposition = False
            if word in _WITHIN or (word in _OVER and self.words[at - 1].startswith(("ال", "وال"))):
                closed, preposition = False, True
            elif word in _OVER:
                return None
            elif word.startswith("ال"):
                closed = True
            elif word[0] in "بل" and closed:
                closed = word.startswith(("لل", "بال"))
            elif closed and word[0] != "و":
                return None if kind == "person" else self._by_place(at, high, kind)
        return None

    def _last_given(self, at: int, high: int) -> int:
        """The last of the given names, «بن» … from a word on."""
        while at + 1 < high and self.joined(at + 1):
            if not (is_given(self.words[at + 1]) or self.words[at + 1] in JOINTS):
                break
            at += 1
        return at

    def of_a_place(self, at: int) -> bool:
        """Whether a name is of a house: «جامعة س», «جامعة الملك س»."""
        words, before = known(), self.words[at - 1]
        if before in words.titles or before in JOINTS:
            before = self.words[at - 2]
        return before in words.places or before[1:] in words.places

    def _closing(self, at: int) -> int:
        """The last word of what is in quotation marks or brackets from a word on, or -1."""
        for last in range(at, min(at + _QUOTED, len(self.words) - 1)):
            gap = self.gap(last + 1)
            if '"' in gap or ")" in gap:
                return last
        return -1

    def _run(self, first: int, high: int) -> int:
        """The last word of a name that begins at a word, if all that may be name is."""
        last, high = first, min(high, len(self.words))
        while last + 1 < high and last - first < _NAME and self.joined(last + 1):
            word = self.words[last + 1]
            if self.words[last] == "ال":
                last += 1
                continue
            if self._office_as_surname(last + 1):
                return last + 1
            if not may_name(word) or (word == "علي" and self.is_on(last + 1)):
                break
            if self._circumstance(last + 1):
                break
            last += 1
        return last

    def _circumstance(self, at: int) -> bool:
        """«مشيرا إلى …»: what the speaker does meanwhile."""
        word = self.words[at]
        if word[0] != "م" or word[-1] != "ا" or is_given(word) or at + 1 >= len(self.words):
            return False
        return self.joined(at + 1) and self.words[at + 1] not in THAT

    def _office_as_surname(self, at: int) -> bool:
        """«حسن الأمين،»: a surname that also is an office."""
        words, word, before = known(), self.words[at], self.words[at - 1]
        if not word.startswith("ال") or (word not in words.heads and word not in words.titles):
            return False
        if not is_given(before) and self.words[at - 2] not in JOINTS:
            return False
        return at + 1 < len(self.words) and (self.gap(at + 1)[:1] == "," or self._said(at + 1))

    def _name(self, first: int, high: int, kind: str, title: str = "") -> Name | None:
        """The name that begins at a word."""
        if first >= len(self.words) or not may_name(self.words[first]):
            return None
        if self.words[first].startswith("ال") and not self._surname_alone(first, title):
            return None
        if kind == "person" and title and not is_given(self.words[first]):
            return None
        if self.words[first] == "علي" and self.is_on(first):
            return None
        last = self._run(first, max(high, first + _NAME))
        if kind != "plain" and not self._said(last + 1) and not self._object(last + 1):
            last = self._surname(first, last)
        while last > first and self.words[last] in JOINTS:
            last -= 1
        if last > first:
            return first, last
        return (first, last) if self.words[first].startswith("ال") else None

    def _surname_alone(self, at: int, title: str) -> bool:
        """Whether a word with «ال» is a name, not an adjective: «الدكتور س إن», «الأمير س بن»."""
        if at + 1 < len(self.words) and self.words[at + 1] in ("بن", "بنت"):
            return True
        return title in known().learned and self._said(at + 1)

    def _said(self, at: int) -> bool:
        """Whether what is said begins at a word."""
        return at < len(self.words) and (self.words[at] in THAT or ":" in self.gap(at))

    def _object(self, at: int) -> bool:
        """Whether a word is known to begin what is announced, so that a name has ended before."""
        words = known()
        if at >= len(self.words) or not self.joined(at):
            return False
        word = self.words[at]
        return word in words.deeds or word in words.things or word in words.heads

    def _surname(self, first: int, last: int) -> int:
        """Where a name surely ends of which the last words may be what is announced."""
        at, parts = first, 0
        while at < last:
            word = self.words[at + 1]
            parts += self.words[at] not in JOINTS
            surely = parts < 2 or is_given(word) or word in JOINTS or self.words[at] in JOINTS
            if not surely and not self._family(at + 1):
                break
            at += 1
        return at

    def _family(self, at: int) -> bool:
        """Whether a word is rather one more name than what is announced."""
        if at + 1 < len(self.words) and self.gap(at + 1).startswith(","):
            return True
        if not self.words[at].startswith("ال"):
            return at + 1 < len(self.words) and self.words[at + 1] in known().heads
        return self.words[at].endswith("ي") or self._pauses(at + 1)

    def _pauses(self, at: int) -> bool:
        """Whether a mark or a preposition stands where a name may have ended."""
        if at >= len(self.words) or self.words[at] in ("في", "خلال", "ل"):
            return True
        return self.gap(at).strip()[:1] in (",", "-", "(", '"')

    def _by_place(self, at: int, high: int, kind: str) -> Name | None:
        """A name nobody knows: two to four words behind an office, right before what is said."""
        last = self._run(at, high)
        if not 1 <= last - at <= 3 or not may_name(self.words[at]):
            return None
        behind = last + 1 < len(self.words) and self.gap(last + 1)
        if behind and behind.strip() == "," and self.words[last + 1] in THAT:
            return at, last
        if behind == " " and (
            self.words[last + 1] in THAT or self.words[last + 1] in known().heads
        ):
            return at, last
        return (at, last) if behind and kind == "plain" and ":" in behind else None

    def _between_commas(self, at: int, high: int) -> Name | None:
        """«رئيس الوزراء، س ص، …»."""
        at = self.title(at)
        if at >= high or self.words[at].startswith(("ال", "و")) or not may_name(self.words[at]):
            return None if at >= high or not is_given(self.words[at]) else self._name(at, high, "")
        last = self._run(at, at + 5)
        if last == at or last + 1 >= len(self.words):
            return None
        ended = self.gap(last + 1).strip('" ')[:1] in (",", ":", "-", "(")
        return (at, last) if ended or self.words[last + 1] in THAT else None

    def _apposed(self, at: int, high: int) -> Name | None:
        """«س ص، رئيس …»: a name nobody knows, told by the office behind."""
        if self.words[at].startswith("ال") or not may_name(self.words[at]):
            return None
        for last in range(at + 1, min(at + 3, len(self.words) - 2)):
            if self.gap(last + 1).strip() == ",":
                break
        else:
            return None
        if self._run(at, high) != last:
            return None
        office = last + 1 + (self.words[last + 1] in ("وهو", "وهي", "هو", "هي"))
        return (at, last) if self.words[office] in known().heads else None
