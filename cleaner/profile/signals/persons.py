"""Words about persons: verbs of speech, titles, offices, given names, and what is no name."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from cleaner.arabic.fold import fold
from cleaner.arabic.genre import genre
from cleaner.profile.data_files import toml

JOINTS: Final = frozenset(("بن", "بنت", "ابن", "ال", "ابو", "ابي", "عبد"))
"""Words that are no name without the next."""
_ENDINGS: Final = frozenset(("الدين", "الحسين", "الامين", "الزين", "العابدين"))
"""Names that look like a plural."""
NAMED: Final = "باسم"
"""«المتحدث باسم»; a given name, too."""
THAT: Final = frozenset("ان بان انه انها بانه بانها".split())
"""What is said begins here."""


class Known(NamedTuple):
    """``data/speakers.toml``, folded."""

    verbs: dict[str, str]
    """A verb of speech, also behind «و», «ف» -> ``plain``, ``thing``, ``person``."""
    needs: dict[str, frozenset[str]]
    """Verb -> what must stand behind the name."""
    feminine: frozenset[str]
    titles: frozenset[str]
    abbreviated: frozenset[str]
    learned: frozenset[str]
    heads: frozenset[str]
    places: frozenset[str]
    deeds: frozenset[str]
    adverbs: frozenset[str]
    occasions: frozenset[str]
    leads: frozenset[str]
    given: frozenset[str]
    things: frozenset[str]
    no_name: frozenset[str]


@cache
def known() -> Known:
    """The words of the data file."""
    data: dict[str, Any] = toml("speakers.toml")
    sets = {
        name: frozenset(map(fold, row))
        for name, row in data.items()
        if name not in ("ambiguous", "plain", "thing", "person")
    }
    kinds = {kind: list(map(fold, data[kind])) for kind in ("plain", "thing", "person")}
    behind = {fold(verb): fold(word) for verb, word in data["ambiguous"].items()}
    kinds["thing"] += behind
    heads = sets["heads"] | {"ال" + head for head in sets["heads"]}
    cleaners = genre()
    sets["no_name"] |= (
        cleaners.stopwords - {"علي"}
        | cleaners.lead_verbs
        | heads
        | sets["titles"]
        | sets["deeds"]
        | sets["places"] - JOINTS
        | sets["things"]
        | THAT
    )
    sets["no_name"] |= {verb for verbs in kinds.values() for verb in verbs}
    sets["given"] |= cleaners.given_names - {NAMED}
    sets["no_name"] -= sets["given"]
    sets["heads"] = heads
    return Known(
        verbs={
            lead + verb: kind
            for kind, verbs in kinds.items()
            for verb in verbs
            for lead in ("", "و", "ف")
        },
        needs={
            lead + verb: THAT if word == "that" else frozenset((word,))
            for verb, word in behind.items()
            for lead in ("", "و", "ف")
        },
        **sets,
    )


def is_given(word: str) -> bool:
    """Whether a word is known to be a given name."""
    return word in known().given or (word.startswith("عبدال") and len(word) > 6)


def is_deed(word: str) -> bool:
    """Whether a word tells what befell or what is of somebody: «وفاة», «باستقالة»."""
    deeds = known().deeds
    return word in deeds or (word[0] in "بلو" and word[1:] in deeds and word != NAMED)


def is_person(word: str) -> bool:
    """Whether a word is an office or a title."""
    return word in known().heads or word in known().titles


def before_person(word: str) -> bool:
    """«لوزير …», «بالأمير …»: a preposition before another person."""
    if word[0] not in "بل" or is_given(word) or word in known().heads:
        return False
    bare = "ا" + word[1:] if word.startswith("لل") else word[1:]
    return is_person(bare) or is_given(bare)


@lru_cache(8192)
def may_name(word: str) -> bool:
    """Whether a word may be part of a person's name."""
    no_name = known().no_name
    if is_given(word) or word in JOINTS:
        return True
    if len(word) < 2 or word in no_name or word.isdecimal():
        return False
    if word[0] in "وفبلك" and word[1:] in no_name:
        return False
    if word[-1] == "ا" and word[:-1] in no_name:
        return False  # «مديرا»: what he becomes or is
    if word.startswith(("لل", "بال")) or word.endswith("هم"):
        return False  # «للزوار», «بالديوان»
    if word[0] in "لو" and word[-1] == "ه":
        return False  # «لرجاله», «ومقره»
    many = word.startswith("ال") and word.endswith(("يه", "ين", "ات", "ون"))
    return not many or word in _ENDINGS


@lru_cache(8192)
def may_lead(word: str) -> bool:
    """Whether who speaks, or when and where, may begin with a word."""
    words = known()
    return (
        may_name(word)
        or is_person(word)
        or word in words.adverbs
        or word in words.abbreviated
        or word[0] == "ل"
        or word in ("في", "خلال", "عبر")
    )
