"""The columns of an article in a table: one list, and Arrow, Spark and JSON Schema made of it.

The columns and their order are stable; a version of the package may add one at the end. What a
later ``Article.to_dict`` knows besides stands in ``more`` until then, so nothing is lost.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cleaner.extras import need

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Any
"""``"string"``, ``"int"``, a list of one kind, or a mapping of names to kinds (a struct)."""

COLUMNS: Final[dict[str, tuple[Kind, str]]] = {
    "id": ("string", "The record's own id; null where it has none"),
    "schema_version": ("int", "Version of the record's fields"),
    "status": ("string", "ok, generic, empty, not-article or failed"),
    "reason": ("string", "Why there is no article; names the error of a failed row"),
    "text": ("string", "The main content"),
    "title": ("string", "Headline"),
    "authors": (["string"], "Names of the byline"),
    "published": ("string", "ISO 8601: a day, or a time with its zone where one is known"),
    "modified": ("string", "As published"),
    "language": ("string", "BCP 47 code"),
    "direction": ("string", "rtl or ltr"),
    "section": ("string", "Section of the outlet"),
    "tags": (["string"], "Tags"),
    "url": ("string", "Address of the page"),
    "url_basis": ("string", "What gave the address"),
    "domain": ("string", "Registrable domain"),
    "dateline": ("string", "Place or agency before the text"),
    "credit": ("string", "Source the article credits"),
    "related": ([{"title": "string", "url": "string"}], "Headlines the page points to"),
    "extra_articles": ([{"title": "string", "text": "string"}], "Second articles behind the main"),
    "removed": (
        [
            {
                "label": "string",
                "text": "string",
                "start": "int",
                "end": "int",
                "path": "string",
                "rule": "string",
                "plugin": "string",
                "reason": "string",
            }
        ],
        "What was taken out, and by which rule",
    ),
    "outlet": (
        {
            "id": "string",
            "domain": "string",
            "name": [{"language": "string", "name": "string"}],
            "country": "string",
            "type": "string",
        },
        "Who publishes",
    ),
    "plugin": ("string", "Plugin whose rules were used"),
    "layout": ("string", "Its layout"),
    "warnings": (["string"], "What the user should know"),
    "decision": ("string", "keep, drop or flag"),
    "decision_reasons": (["string"], "Reasons of the decision"),
    "profile": ("string", "JSON object: what is known of the article's reliability, with sources"),
    "input": ("string", "JSON object of the input's columns that nobody used; null if none"),
    "more": ("string", "JSON object of fields that have no column yet; null if none"),
}
"""Column -> its kind and what it holds."""

_OBJECTS: Final = ("profile", "input")
"""Columns that hold objects as JSON: their fields differ from row to row."""


def arrow_schema() -> Any:  # noqa: ANN401 -- pyarrow is an extra
    """The columns as a ``pyarrow.Schema``."""
    pa = need("pyarrow", "arrow")

    def typed(kind: Kind) -> Any:  # noqa: ANN401
        if isinstance(kind, list):
            return pa.list_(typed(kind[0]))
        if isinstance(kind, dict):
            return pa.struct([(name, typed(one)) for name, one in kind.items()])
        return {"string": pa.string(), "int": pa.int32()}[kind]

    return pa.schema([(name, typed(kind)) for name, (kind, _) in COLUMNS.items()])


def _ddl(kind: Kind) -> str:
    if isinstance(kind, list):
        return f"ARRAY<{_ddl(kind[0])}>"
    if isinstance(kind, dict):
        return f"STRUCT<{', '.join(f'{name}: {_ddl(one)}' for name, one in kind.items())}>"
    return {"string": "STRING", "int": "INT"}[kind]


SPARK_DDL: Final = ", ".join(f"{name} {_ddl(kind)}" for name, (kind, _) in COLUMNS.items())
"""The columns as Spark writes them, for ``mapInArrow`` and table definitions."""


def json_schema() -> dict[str, Any]:
    """The columns as a JSON Schema of one row (also in ``row.schema.json`` beside this file)."""

    def typed(kind: Kind) -> dict[str, Any]:
        if isinstance(kind, list):
            return {"type": "array", "items": typed(kind[0])}
        if isinstance(kind, dict):
            return {"type": ["object", "null"], **fields(kind)}
        return {"type": [{"string": "string", "int": "integer"}[kind], "null"]}

    def fields(kinds: Mapping[str, Kind]) -> dict[str, Any]:
        properties = {name: typed(kind) for name, kind in kinds.items()}
        return {"properties": properties, "required": list(kinds), "additionalProperties": False}

    schema = fields({name: kind for name, (kind, _) in COLUMNS.items()})
    for name, (_, told) in COLUMNS.items():
        schema["properties"][name]["description"] = told
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A row of cleaner's tables",
        "type": "object",
        **schema,
    }


def row_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a JSON Lines record; a record that failed has its ``id``, status and reason."""
    row: dict[str, Any] = {
        name: record.get(name, [] if isinstance(kind, list) else None)
        for name, (kind, _) in COLUMNS.items()
    }
    row["id"] = None if row["id"] is None else str(row["id"])
    for name in _OBJECTS:
        row[name] = _json(record.get(name))
    row["more"] = _json({key: record[key] for key in record if key not in COLUMNS})
    if outlet := record.get("outlet"):
        names = [{"language": key, "name": name} for key, name in outlet["name"].items()]
        row["outlet"] = {**outlet, "name": names}
    return row


def _json(value: Any) -> str | None:  # noqa: ANN401 -- an object of any fields
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else None


def record_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The record a row was made of; the other way round of :func:`row_of` (ids stay text)."""
    record = {key: value for key, value in row.items() if key not in (*_OBJECTS, "more")}
    if outlet := record.get("outlet"):
        names = {one["language"]: one["name"] for one in outlet["name"]}
        record["outlet"] = {**outlet, "name": names}
    objects = {name: json.loads(row[name] or "{}") for name in _OBJECTS}
    return {**record, **json.loads(row["more"] or "{}"), **objects}
