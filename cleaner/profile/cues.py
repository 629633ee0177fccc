"""The words of ``data/attribution.toml``, folded and laid out for look-up by word."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from cleaner.arabic.fold import fold
from cleaner.arabic.genre import genre
from cleaner.profile.data_files import toml
from cleaner.profile.wording import with_prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.profile.words import Words

WORD: Final = re.compile(r"\w+")
SENTENCE: Final = re.compile(r"[.؟?!\n]")
ADVERBS: Final = tuple(
    map(fold, ("أمس", "اليوم", "لاحقا", "بدورها", "بدوره", "أيضا", "عن", "فيه", "به", "بها"))
)
_LONGEST: Final = 4
_BETWEEN: Final = fold("بين")
"""«بين صحيفة …»: between, more often than «made clear»."""


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """One of some folded words or phrases."""
    return re.compile(rf"(?<!\w)[وف]?(?:{'|'.join(words)})(?!\w)")


def _folded(words: Iterable[str]) -> list[str]:
    return [" ".join(fold(word).split()) for word in words]


class Cues:
    """What may stand before or behind the name of a medium that is a source."""

    def __init__(self, data: dict[str, Any]) -> None:
        nouns, verbs, phrases = data["nouns"], data["verbs"], data["phrases"]
        self.sure = frozenset(_folded(nouns["sure"]))
        self.closed = frozenset(_folded(data["not_media"]["after"]))
        self.doubled = frozenset(_folded(nouns["doubled"]))
        single = {word.split()[0] for word in _folded([*nouns["sure"], *nouns["open"]])}
        self.nouns = with_prefixes(single)
        """Written form of a noun -> the noun."""
        self.several = with_prefixes(_folded(nouns["several"]))
        self.nouns |= self.several
        self.again = frozenset(_folded(nouns["again"]))
        self.report = frozenset(_folded(verbs["report"]))
        self.carry = frozenset(_folded(verbs["carry"]))
        self.speech = self.report | self.carry
        self.masculine = frozenset(filter(self._is_masculine, self.speech))
        """Verbs with which no «صحيفة», «وكالة», «قناة» goes: «بث قناة …» is its broadcast."""
        self.also_nouns = frozenset(_folded(verbs["also_nouns"]))
        self.masculine_nouns = with_prefixes(_folded(nouns["masculine"]))
        self.told = with_prefixes(_folded(verbs["told"]), "وفب")
        self.inform = frozenset(_folded(verbs["inform"]))
        self.itself = frozenset(_folded(phrases["itself"]))
        self.clause = frozenset(_folded(phrases["clause"]))
        self.staff = frozenset(_folded(phrases["staff"]))
        self.asked = frozenset(_folded(phrases["asked"]))
        self.works = frozenset(_folded(phrases["works"]))
        self.opening = frozenset(_folded(phrases["opening"]))
        self.owned = frozenset(_folded(phrases["owned"]))
        self.denied = _any(_folded(phrases["denied"]))
        self.denied_behind = _any(_folded(phrases["denied_behind"]))
        self.before = dict(self._before(phrases, _folded(verbs["announce"])))
        """Words right before a name -> rule; «و» and «ف» before the first are left out."""
        self.last = frozenset(phrase.rpartition(" ")[2].lstrip("وف") for phrase in self.before)
        """Their last words."""
        self.last_forms = frozenset(lead + word for word in self.last for lead in ("", "و", "ف"))
        self.stop = genre().stopwords | self.report | self.carry

    def _is_masculine(self, verb: str) -> bool:
        """Whether the feminine is among the verbs: «نقل» and «نقلت», «نقله» and «نقلته»."""
        ends = (verb[:cut] + "ت" + verb[cut:] for cut in range(len(verb) - 2, len(verb) + 1))
        return verb.startswith("ي") or any(one in self.speech for one in ends)

    def _before(
        self, phrases: dict[str, list[str]], announce: list[str]
    ) -> Iterator[tuple[str, str]]:
        verbs = self.speech.union(announce)
        for phrase in _folded(phrases["according"]):
            bare = phrase.removesuffix(" ل").removesuffix(" ما").removesuffix(" لما")
            if bare not in ("كما", "مثلما"):
                yield phrase, "according"
                yield bare, "according"
            for verb in verbs:
                for ma in ("", " ما", " لما"):
                    yield f"{bare}{ma} {verb}", "according"
        for phrase in _folded(phrases["from_"]):
            yield phrase, "from"
        for phrase in _folded(phrases["with_"]):
            yield phrase, "beside"
        for verb in self.report:
            if verb == _BETWEEN:
                continue
            yield verb, "report"
            for adverb in ADVERBS:
                yield f"{verb} {adverb}", "report"
        for verb in self.carry:
            yield verb, "carry"

    def rule_before(self, text: str, words: Words, word: int) -> tuple[str, str]:
        """(rule, cue) of the words that end right before a word; empty if they are no cue."""
        if not word or words.texts[word - 1].lstrip("وف") not in self.last:
            return "", ""
        at, low = words.starts[word], max(0, word - _LONGEST)
        if ends := SENTENCE.findall(text, words.starts[low], at):
            low = words.since(text.rindex(ends[-1], 0, at))
        for first in range(low, word):
            phrase = " ".join(words.texts[first:word])
            for cue in (phrase, phrase[1:] if phrase[:1] in "وف" else ""):
                rule = self.before.get(cue) if cue else None
                if rule and not (cue == "عن" and not self._hands_on(text, at)):
                    said = rule in ("report", "carry") and ":" in text[words.end(word - 1) : at]
                    return ("", "") if said else (rule, cue)  # «قال: …» is speech
        return "", ""

    def _hands_on(self, text: str, at: int) -> bool:
        """Whether «عن» belongs to «نقل», «منقول», «مترجم» in its sentence."""
        sentence = SENTENCE.split(text[max(0, at - 120) : at])[-1]
        return any(
            word.lstrip("وف")[:3] in ("نقل", "منق", "متر") for word in WORD.findall(sentence)
        )

    def verb_behind(
        self, text: str, end: int, masculine: bool | None = None, most: int = _LONGEST + 2
    ) -> bool:
        """Whether a verb of reporting stands behind a name, over adjectives and four words.

        ``masculine``: of which gender the name is; None if unknown, then a masculine verb counts
        right behind it. «… وقالت» begins a clause of another.
        """
        clause = SENTENCE.split(text[end : end + 80])[0]
        between = 0
        for word in WORD.findall(clause):
            verb = word[1:] if word[:1] == "ف" and word not in self.report else word
            if verb in self.report or verb in _DUAL:
                fits = verb in self.masculine
                if masculine is None:
                    return not fits or not between
                return fits is masculine or verb in _DUAL
            if word in self.clause or between > most:
                return False
            adjective = word.startswith("ال") and word.endswith(("يه", "ي"))
            between += 1 if adjective else 2
        return False


_DUAL: Final = frozenset(map(fold, ("نشرا", "ذكرا", "كشفا", "نشرتا", "ذكرتا")))


@cache
def cues() -> Cues:
    """The cues, read once."""
    return Cues(toml("attribution.toml"))
