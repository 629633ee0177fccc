"""Outlets of one name told apart: by their type, and by the nationality behind the name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.profile.wording import lexicon, without_head

if TYPE_CHECKING:
    from cleaner.profile.outlets import Known

_ARAB: Final = frozenset(
    "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split()
)
_BRANCH: Final = ("عربي", "عربيه", "العربيه", "بالعربيه")
"""What the Arabic branch of a foreign medium adds to its name."""
_NEWS: Final = frozenset(("انباء", "الانباء"))


class Entry(NamedTuple):
    """An outlet under one of its names; ``derived`` is a name that lost its head word."""

    known: Known
    edition: str = ""
    derived: bool = False


def is_agency(entry: Entry, opening: str, apart: bool) -> bool:
    """Whether a name may stand behind «وكالة الأنباء»; ``apart``: behind adjectives."""
    kind = entry.known.type
    return kind == "agency" or opening in lexicon().wires or (kind is None and not apart)


def choose(
    name: str, entries: list[Entry], head: str, country: str | None
) -> tuple[list[Entry], bool]:
    """The outlets that what stands around the name allows, and whether that is doubtful."""
    left = entries
    if head == "agency" and name.partition(" ")[0] in _NEWS:
        left = [one for one in left if one.known.type == head]  # no paper «الأنباء»
    if len(left) == 1 and country is None:
        return left, False
    left = [one for one in left if not one.derived] or left
    name = next(without_head(name, lexicon()), name)
    doubtful = False
    if country is not None:
        said = [one for one in left if country in _nations(one.known, name)]
        doubtful = not said
        left = said or [one for one in left if _may_be_of(one.known, name, country)]
        doubtful = doubtful and any(_nations(one.known, name) for one in left)
    else:
        left = [one for one in left if one.known.id[:6] != "media:"] or left
    if len(left) > 1 and head not in ("", "any"):
        left = [one for one in left if one.known.type in (head, None)] or left
    if len(left) > 1 and not head and country is None and name in lexicon().bare:
        left = [one for one in left if one.known.id == lexicon().bare[name]] or left
    return left, doubtful


def _nations(known: Known, name: str) -> set[str]:
    """Countries an outlet is known to be of: its own, and by an alias («الأيام العدنية»)."""
    nations = lexicon().nationalities
    called = (nations.get(one[len(name) + 1 :]) for one in known.keys if one.startswith(name))
    return set(filter(None, (known.country, *called)))


def _may_be_of(known: Known, name: str, country: str) -> bool:
    """Whether an outlet that is not known to be of a country may go by its nationality.

    Not if it is of another; but one that sits abroad is called by the country it covers or belongs
    to («القدس العربي» of London), and there is only one of some names, whatever is said of it
    («فايننشال تايمز الأميركية»). The Arabic branch of a medium is not the medium of that country
    («سكاي نيوز البريطانية»).
    """
    if country not in _ARAB and any(f"{name} {word}" in known.keys for word in _BRANCH):
        return False
    nations = _nations(known, name)
    if not nations:
        return True
    words = name.split()
    if len(words) > 1 and not any(word.startswith("ال") for word in words):
        return True
    common = len(words) == 1 and name.startswith("ال")
    return country in _ARAB and not common and _ARAB.isdisjoint(nations)
