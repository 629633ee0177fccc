"""People, places and agencies: what the short lines at the edges of an article name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.arabic.genre import genre
from cleaner.label.grammar.extents import MEDIA
from cleaner.label.grammar.marks import Mark, line_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.label.grammar.units import Unit

_PARTS: Final = re.compile(r"\s+[-_/|*]+\s*|\s*[-_/|*]+\s+|/|_")
_PREFIX: Final = re.compile(r"\W*((?:[^-:|/.,]{2,30}[-|/]){0,3}[^-:|/.,]{2,30})(?::|\s-)\s*(?=\S)")
_SOURCES: Final = re.compile(r"\s+[-_/|*+]+\s*|\s*[-_/|*+]+\s+|[/_+|,;]")
_FRAMES: Final = frozenset("()[]-/*|")
_MOST_SOURCES: Final = 8
"""Words of a line of sources."""
_IN_NAMES: Final = frozenset({"بن", "ال", "ابو", "عبد"})


def place_line(unit: Unit) -> Mark | None:
    """The mark of a line that holds a place, an agency, a date, or a writer with one of them."""
    text = unit.text.strip(" .:-*")
    if ":" in text or "?" in text or unit.paragraph:
        return None
    parts = [" ".join(re.findall(r"\w+", part)) for part in _PARTS.split(text)]
    parts = [part for part in parts if part]
    known = genre()
    words = unit.words
    if not parts or len(words) > 9 or any(len(part.split()) > 4 for part in parts):
        return None
    agency = [part for part in parts if _is_agency(part)]
    city = [part for part in parts if part in known.cities]
    person = [part for part in parts if len(part.split()) > 1 and name_line(part.split())]
    dated = known.stamp.search(unit.text) is not None
    if len(parts) == 1 and not dated:
        return None if not agency else _agency_line(unit, parts, city)
    if person and (len(parts) > 1 or city):
        return line_mark("byline", "edge.byline", "writer and place")
    if agency:
        return _agency_line(unit, parts, city)
    if city or (dated and len(words) <= 9):
        if len(parts) < 2 and any(word in known.stopwords for word in words):
            return None
        return line_mark("dateline", "edge.place", "place, outlet or date as a line")
    return None


def _agency_line(unit: Unit, parts: list[str], city: list[str]) -> Mark:
    gathered = {"متابعات", "وكالات", "متابعه", "صحف"} & set(unit.words)
    if city or gathered:
        return line_mark("dateline", "edge.agency", "place and agency as a line")
    return line_mark("source-credit", "edge.agency", "agency as a line")


def _is_agency(part: str) -> bool:
    known = genre()
    words = part.split()
    return part in known.agencies or (part.startswith("وكاله ") and len(words) <= 4)


def source_line(unit: Unit) -> Mark | None:
    """The mark of a line with nothing but agencies or media: «(رويترز)», «- العربي الجديد -»."""
    if len(unit.words) > _MOST_SOURCES or unit.stopped:
        return None
    parts = [" ".join(re.findall(r"\w+", part)) for part in _SOURCES.split(unit.text)]
    parts = [part for part in parts if part]
    framed = unit.text[:1] in _FRAMES and unit.text[-1:] in _FRAMES
    if parts and all(_names_medium(part, framed=framed) for part in parts):
        return line_mark("source-credit", "edge.source", "agencies or media as a line")
    return None


def _names_medium(part: str, *, framed: bool) -> bool:
    """An agency or outlet by name; in brackets or dashes, a noun of the trade and a name too."""
    known = genre()
    words = part.split()
    if part in known.agencies or (framed and part in known.outlets):
        return True
    first, rest = words[0], " ".join(words[1:])
    if first in MEDIA and rest:
        return framed or rest in known.outlets or rest in known.agencies
    return False


def glued_prefix(unit: Unit) -> tuple[str, int] | None:
    """Label and end (in the folded text) of a place, agency or writer run into a first sentence.

    «الرياض - واس: …», «اسم الكاتب - الصحيفة - جدة: …».
    """
    found = _PREFIX.match(unit.text)
    if found is None:
        return None
    parts = [" ".join(re.findall(r"\w+", part)) for part in re.split(r"[-|/]", found[1])]
    known = genre()
    placed = [part for part in parts if part in known.cities or _is_agency(part)]
    if not placed or any(len(part.split()) > 4 for part in parts):
        return None
    named = any(name_line(part.split()) for part in parts)
    return ("byline" if named else "dateline"), found.end()


def name_line(words: Sequence[str]) -> bool:
    """These folded words are the name of a person, as far as given names tell."""
    known = genre()
    names = [word for word in words if word not in ("د", "ا", "م", "الدكتور", "الدكتوره", "الشيخ")]
    if not 2 <= len(names) <= (9 if "بن" in names else 6) or any(
        len(word) < 2 or word.isdecimal() for word in names
    ):
        return False
    if names[0] not in known.given_names:
        return False
    rest = names[1:]
    last = rest[-1]
    if last not in known.given_names and (last in known.stopwords or last in known.lead_verbs):
        return False
    return all(
        word in known.given_names or word in _IN_NAMES or word.startswith("ال")
        for word in rest[:-1]
    )
