"""JSON Schema of ``Article.to_dict``, read off the types of the model.

``python -m cleaner.model.jsonschema`` writes ``article.schema.json`` beside this file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from cleaner.model import article, profile
from cleaner.model.labels import Label
from cleaner.model.page import UrlBasis
from cleaner.model.site import OutletFacts

FILE: Final = Path(__file__).with_name("article.schema.json")

_SCALARS: Final = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    NoneType: "null",
}
_NAMES: Final = {
    "Label": Label,
    "OutletFacts": OutletFacts,
    "Profile": profile.Profile,
    "Mapping": Mapping,
    "Callable": Callable,
    "date": date,
}
"""What the modules of the model import for the type checker alone."""


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of an article as JSON; every key is always there."""
    told = {name: _schema(hint) for name, hint in _hints(article.Article).items()}
    for internal in ("kept", "root", "profiler", "_profile", "outlet"):
        del told[internal]
    decision = _hints(article.Decision)
    told |= {
        "schema_version": {"const": article.SCHEMA_VERSION},
        "url_basis": _schema(UrlBasis),
        "outlet": {"anyOf": [_outlet(), {"type": "null"}]},
        "decision": _schema(decision["action"]),
        "decision_reasons": _schema(decision["reasons"]),
        "profile": _profile(),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Article of cleaner, the Arabic-first news cleaner",
        **_object(told),
    }


def _outlet() -> dict[str, Any]:
    own, facts = _hints(article.Outlet), _hints(OutletFacts)
    told = {"id": own["id"], "domain": own["domain"], "name": facts["names"]}
    told |= {"country": facts["country"], "type": facts["type"]}
    return _object({name: _schema(hint) for name, hint in told.items()})


def _profile() -> dict[str, Any]:
    told = {name: _schema(hint) for name, hint in _hints(profile.Profile).items()}
    counts = _object({name: _schema(int) for name in ("known", "applicable", "contested")})
    told["coverage"] = {"type": "object", "additionalProperties": counts}
    told["signals"] = {"type": "object"}
    del told["claims"]
    return _object(told)


def _hints(model: type) -> dict[str, Any]:
    hints = get_type_hints(model, localns=_NAMES)
    names = getattr(model, "_fields", None) or [one.name for one in fields(model)]
    return {name: hints[name] for name in names}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema(hint: Any) -> dict[str, Any]:  # noqa: ANN401 -- a type of any kind
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if hint is date:
        return {"type": "string", "format": "date"}
    if isinstance(hint, type) and (is_dataclass(hint) or hasattr(hint, "_fields")):
        return _object({name: _schema(one) for name, one in _hints(hint).items()})
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(inside)}
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(one) for one in inside]}
    if origin is tuple and inside[1:] == (...,):
        return {"type": "array", "items": _schema(inside[0])}
    if origin is tuple:
        return {"type": "array", "prefixItems": [_schema(one) for one in inside], "items": False}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(inside[1])}
    return {}


def schema_of(model: type) -> dict[str, Any]:
    """The schema of any dataclass of the model."""
    return _schema(model)


def main() -> None:
    """Write the schema file."""
    text = json.dumps(json_schema(), ensure_ascii=False, indent=1)
    FILE.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
