"""Words in slugs and credit lines: places, persons, labels, and words that are none of these."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from cleaner.arabic.genre import genre
from cleaner.profile.cues import cues
from cleaner.profile.data_files import toml
from cleaner.profile.short import fold_short, key
from cleaner.profile.wording import lexicon

if TYPE_CHECKING:
    from cleaner.profile.media import Medium

LABEL: Final = re.compile(
    r"(?:بقلم|كتب|كتبت|كتبه|اعداد|اعدت|تحرير|تقرير|تحقيق|حوار|نص|ترجمه|متابعه|تغطيه|تصوير|المصدر|"
    r"مصدر|التاريخ|حاوره|حاورته|اجري الحوار)(?!\w)\s*"
)
_KIN: Final = frozenset("بن ال ابن ابو بنت ام طالب علي".split())
ARABIC: Final = re.compile(r"[ا-ي]")
NAME: Final = 5
"""Words of the longest name of a person nobody knows."""
_WHOLE: Final = 4
"""Letters below which a name is hardly more than a word."""


@cache
def vague_words() -> frozenset[str]:
    """Credits that name nobody, folded."""
    return frozenset(map(key, toml("attribution.toml")["vague"]["words"]))


@cache
def _labels() -> frozenset[str]:
    """Words that say what a piece is, and name nobody: «عاجل», «خاص»; those of sections too."""
    return frozenset(map(key, toml("credits.toml")["slug"]["labels"])) | genre().sections


def is_label(plain: str) -> bool:
    """Whether folded words say what a piece is, and name nobody."""
    return plain in _labels()


@cache
def _doubtful() -> frozenset[str]:
    return lexicon().ordinary | frozenset(map(key, toml("credits.toml")["slug"]["doubtful"]))


def opens_prose(word: str) -> bool:
    """Whether a word is a verb of reports, a function word, a noun for a medium or its people."""
    known, heads = genre(), lexicon().heads
    forms = (word, word[1:]) if word[:1] in "وف" else (word,)
    return word not in _KIN and any(
        form in heads
        or form in known.lead_verbs
        or form in known.stopwords
        or form in known.professions
        or form in cues().report
        or LABEL.fullmatch(form)
        for form in forms
    )


@cache
def no_place() -> frozenset[str]:
    """Nouns before the name of a medium that are no place."""
    return frozenset(map(key, toml("credits.toml")["slug"]["no_place"]))


def is_word(medium: Medium, plain: str) -> bool:
    """Whether a name without a noun before it is a word, too: «العالم», «سبق», «معا»."""
    if medium.head:
        return False
    if not ARABIC.search(plain):
        return False
    if plain in _doubtful():
        return True
    short = " " not in plain and (plain.startswith("ال") or len(plain) < _WHOLE)
    return short and medium.weak and not (medium.wire and not plain.endswith("يه"))


@cache
def _prose() -> tuple[frozenset[str], frozenset[str]]:
    """Words that are in no name: those of running text; and these with the verbs of leads."""
    known = genre()
    return known.stopwords - _KIN, (known.stopwords | known.lead_verbs) - _KIN


def is_place(plain: str) -> bool:
    """Whether folded words are a city or country of datelines."""
    return plain in genre().cities


def may_be_place(text: str, kinds: set[str]) -> bool:
    """Beside an agency or a person any name is a place; beside a paper it may be its section."""
    if kinds & {"agency", "person", "vague"}:
        return True
    bare = fold_short(text).removeprefix("ال")
    return "own" in kinds and bare not in genre().sections and len(text.split()) <= 2


def is_person(plain: str) -> bool:
    """Whether folded words are a name of a person, by the given name."""
    words = [word for word in plain.split() if word not in genre().name_titles or word == "بن"]
    if not 2 <= len(words) <= 6:
        return False
    known = genre()
    first = words[0] in known.given_names or words[0].startswith("عبدال") or words[0] == "عبد"
    return first and _prose()[0].isdisjoint(words[1:])


def maybe_person(text: str) -> bool:
    """Whether words that nobody knows may be a person's name."""
    words = re.findall(r"\w+", fold_short(text))
    known = genre()
    if not 2 <= len(words) <= NAME or (
        words[0].startswith("ال") and words[0] not in known.given_names and words[1] not in _KIN
    ):
        return False
    return _prose()[1].isdisjoint(words) and not any(map(str.isdecimal, words))
