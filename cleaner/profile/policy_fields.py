"""The fields a policy may ask for: what each means, what it can hold, and where a record has it.

Types and closed vocabularies are those of the model's JSON Schema and of the plugins' keys; the
names of signals are those the readers give to any article.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaner.model.article import Article
from cleaner.model.jsonschema import json_schema
from cleaner.model.profile import AXES, CONTESTED
from cleaner.profile.build import Sources, build_profile
from cleaner.profile.ratings_values import address
from cleaner.profile.reading import Furniture, Head
from cleaner.profile.signals.patterns import wordings
from cleaner.sites.keys import OUTLET_TYPES, OWNERSHIPS
from cleaner.sites.registry import SiteRegistry
from cleaner.sites.values import COUNTRIES, LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

TEXT: Final = frozenset({"text"})
NUMBER: Final = frozenset({"number"})
LIST: Final = frozenset({"list"})
FLAG: Final = frozenset({"true", "false"})
_SAYS: Final = {"text": "a text", "number": "a number", "list": "a list"}
ANY: Final = TEXT | NUMBER | LIST | FLAG


class Field(NamedTuple):
    """What a condition may ask for."""

    meaning: str
    kinds: frozenset[str] = ANY
    """What it can hold: ``text``, ``number``, ``list`` (of texts), ``true``, ``false``."""
    values: frozenset[str] = frozenset()
    """The only texts it, or its items, can be; empty where any may stand."""
    form: Callable[[str], str] | None = None
    """Of a text it cannot hold: how to write it; ``""`` for one it can."""

    @property
    def says(self) -> str:
        """In words: ``a text``, ``a list or false``."""
        words = [_SAYS[kind] for kind in _SAYS if kind in self.kinds]
        words += ["true or false"] if self.kinds >= FLAG else sorted(self.kinds & FLAG)
        return " or ".join(words)

    @property
    def ordered(self) -> bool:
        """Whether its texts stand in an order that means something: those of dates do."""
        return self.form is iso_day


# -- how texts are written


def iso_day(text: str) -> str:
    """Dates may be cut after the year or the month: ``'2024' <= article.published``."""
    try:
        if re.fullmatch(r"\d{4}(-\d\d)?", text):
            date.fromisoformat(f"{text}-01-01"[:10])
        else:
            datetime.fromisoformat(text)
    except ValueError:
        return "write an ISO date like '2024-08-31'"
    return ""


def _language(text: str) -> str:
    return "" if re.fullmatch(LANGUAGE, text) else "write a BCP 47 code like 'ar'"


def _domain(text: str) -> str:
    plain = address(text).partition("/")[0]
    if plain == text:
        return ""
    return f"write {plain!r}" if plain else "write it like 'example.com'"


# -- names and meanings

_PARTY: Final = {
    "domain": "domain of the {}",
    "name": "name of the {}",
    "outlet": "plugin of the {}",
    "country": "country code of the {}",
    "kind": "type of the {}",
    "ownership": "class of ownership of the {}",
    "basis": "what the finding of the {} rests on",
}
_HOP: Final = {
    "names": "name",
    "domains": "domain",
    "outlets": "outlet",
    "countries": "country",
    "kinds": "kind",
    "ownerships": "ownership",
    "bases": "basis",
    "confidences": "confidence",
}
_MEANINGS: Final[Mapping[str, str]] = {
    "article.status": "how the cleaning went",
    "article.reason": "why there is no article",
    "article.text": "the main content",
    "article.words": "number of words of the main content",
    "article.title": "the headline",
    "article.language": "BCP 47 code",
    "article.direction": "direction of the writing",
    "article.url": "address of the page",
    "article.url_basis": "what gave the address",
    "article.domain": "registrable domain of the page",
    "article.section": "section it stands in",
    "article.tags": "its tags",
    "article.authors": "its authors",
    "article.published": "ISO date",
    "article.modified": "ISO date",
    "article.dateline": "as the page has it",
    "article.credit": "the source it credits",
    "article.plugin": "plugin whose rules were used",
    "article.layout": "its layout",
    "article.related": "number of headlines the page points to",
    "article.extra_articles": "number of second articles that were cut off",
    "article.removed": "number of pieces that were taken out",
    "article.warnings": "what was odd about the page",
    **{
        f"{who}.{what}": told.format(who)
        for who in ("publisher", "origin")
        for what, told in _PARTY.items()
    },
    "publisher.edition": "host or path of the edition",
    "publisher.network": "family of sites",
    "origin.confidence": "how sure the origin is",
    "origin.candidates": "outlets the name fits",
    "chain.length": "number of hops",
    **{f"chain.{many}": f"the {one} of each hop, where known" for many, one in _HOP.items()},
    **{
        f"coverage.{axis}.{what}": f"criteria of the {axis} axis that are {what}"
        for axis in AXES
        for what in ("known", "applicable", "contested")
    },
    "agreement": "whether the raters of the origin agree",
    "judgements.raters": "raters that judged the origin or anybody of the chain",
    "judgements.bands": "the bands of their judgements",
    "warnings": "what speaks against the page's address, and signals that failed",
}
_COUNTS: Final = ("article.words", "article.extra_articles", "article.related", "article.removed")
_CLOSED: Final = {
    "kind": frozenset((*OUTLET_TYPES, CONTESTED)),
    "ownership": frozenset((*OWNERSHIPS, CONTESTED)),
    "country": COUNTRIES | {CONTESTED},
}
"""Vocabularies of what the model holds as any text: those of the plugins' keys."""
_FORMS: Final = {
    "language": _language,
    "published": iso_day,
    "modified": iso_day,
    "domain": _domain,
}


# -- types, read off the model


def _fields() -> dict[str, Field]:
    schema = json_schema()["properties"]
    return {name: _field(name, meaning, schema) for name, meaning in _MEANINGS.items()}


def _field(name: str, meaning: str, schema: Mapping[str, Any]) -> Field:
    table, _, last = name.partition(".")
    profile = schema["profile"]["properties"]
    if name in _COUNTS or table == "coverage" or name == "chain.length":
        return Field(meaning, NUMBER)
    if name == "publisher.basis":
        return Field(meaning, TEXT, _enum(schema["url_basis"]))
    match table:
        case "article":
            node = schema[last]
        case "agreement":
            node = profile["agreement"]["properties"]["state"]
        case "chain" | "judgements":
            last = _HOP.get(last) or last.removesuffix("s")
            node = profile[table]["items"]["properties"][last]
            return Field(meaning, LIST, _CLOSED.get(last) or _enum(node), _FORMS.get(last))
        case "warnings":
            node = profile[table]
        case _:
            node = profile[table]["properties"][last]
    kinds = LIST if node.get("type") == "array" else TEXT
    return Field(meaning, kinds, _CLOSED.get(last) or _enum(node), _FORMS.get(last))


def _enum(node: Mapping[str, Any]) -> frozenset[str]:
    """The words of a closed list; what is empty or ``unknown`` is None in a condition."""
    nodes = [node, *node.get("anyOf", ())]
    words = {word for one in nodes for word in one.get("enum", ())}
    return frozenset(words - {"", "unknown"})


FIELDS: Final[Mapping[str, Field]] = _fields()
"""Every field a condition may ask for, besides :func:`signals`."""

_SEVERAL: Final = {
    "named-author": LIST | {"false"},
    "dateline": TEXT | {"false"},
    "date-consistency": TEXT | LIST,
    "own-report": FLAG,
}
"""What signals hold that are of several kinds, or that an article without words leaves unknown."""


@cache
def signals() -> dict[str, Field]:
    """Name -> field of every signal the readers give: to an article, all of them, always."""
    bare = Article("ok", text="كلمة", title="عنوان بلا خبر", language="ar")
    head = Head(html=True, furniture=Furniture())
    profile = build_profile(bare, None, Sources(SiteRegistry((), cache=None)), head)
    forms = {one.name: {form for form, _ in one.say if form} for one in wordings()}
    return {
        one.name: Field(
            f"signal of the {one.axis} axis",
            _SEVERAL.get(one.name) or _kinds(one.value),
            frozenset(forms.get(one.name, ())),
        )
        for one in profile.signals
    }


def _kinds(value: object) -> frozenset[str]:
    if isinstance(value, bool):
        return FLAG
    if isinstance(value, tuple):
        return LIST
    return NUMBER if isinstance(value, int | float) else ANY


def signal_named(written: str, there: Container[str]) -> str:
    """The signal's name, of ``named_speakers``, or ``[named-speakers]`` as an index has it.

    One that is ``there`` as it is written has that name.
    """
    plain = written.removeprefix("[").removesuffix("]")
    return plain if plain in there else plain.replace("_", "-")


# -- values of a record


def field_of(record: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 -- any JSON value
    """The value of a field of a record; None where it is unknown, empty or absent."""
    table, _, rest = name.partition(".")
    profile = record.get("profile") or {}
    match table:
        case "article":
            value = _of_article(record, rest)
        case "publisher" | "origin":
            value = (profile.get(table) or {}).get(rest)
            value = None if value == "unknown" else value
        case "chain":
            value = _of_chain(profile.get("chain") or [], rest)
        case "signals":
            carried = profile.get("signals") or {}
            value = carried.get(signal_named(rest, carried))
        case "coverage":
            axis, _, what = rest.partition(".")
            value = ((profile.get("coverage") or {}).get(axis) or {}).get(what)
        case "agreement":
            value = (profile.get("agreement") or {}).get("state")
        case "judgements":
            key = rest.removesuffix("s")
            value = [one[key] for one in profile.get("judgements") or [] if one.get(key)]
        case _:
            value = profile.get("warnings") or []
    return None if value == "" else value


def _of_article(record: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401
    if name == "words":
        return len((record.get("text") or "").split())
    value = record.get(name)
    return len(value or ()) if f"article.{name}" in _COUNTS else value


def _of_chain(chain: list[dict[str, Any]], name: str) -> Any:  # noqa: ANN401
    if name == "length":
        return len(chain)
    return [hop[_HOP[name]] for hop in chain if hop.get(_HOP[name])]
