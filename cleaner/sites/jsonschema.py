"""JSON Schema of plugin files, so that editors complete and check keys.

``python -m cleaner.sites.jsonschema`` writes ``schema.json`` beside this file from the table of
keys. In a plugin, ``#:schema <path or URL of schema.json>`` on the first line switches it on in
editors that know the convention.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cleaner.model.labels import REMOVABLE
from cleaner.sites.keys import EACH, LABEL, TREE, Key, Node

FILE = Path(__file__).with_name("schema.json")


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of sites and families alike."""
    definitions: dict[str, Any] = {}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Plugin of cleaner, the Arabic-first news cleaner",
        **_schema(TREE, definitions),
        "$defs": definitions,
    }


def _schema(node: Node, definitions: dict[str, Any]) -> dict[str, Any]:
    if isinstance(node, Key):
        definitions[node.kind.says] = node.kind.schema
        return {"$ref": _pointer(node.kind.says), "description": node.doc}
    if EACH in node:
        return {"type": "array", "items": _schema(node[EACH], definitions)}
    if LABEL in node:
        one = _schema(node[LABEL], definitions)
        properties = dict.fromkeys(REMOVABLE, one)
    else:
        properties = {name: _schema(below, definitions) for name, below in node.items()}
    required = [name for name, key in node.items() if isinstance(key, Key) and key.required]
    table: dict[str, Any] = {"type": "object", "additionalProperties": False}
    table["properties"] = properties
    return {**table, "required": required} if required else table


def _pointer(name: str) -> str:
    """A JSON pointer in a URI fragment."""
    escaped = name.replace("~", "~0").replace("/", "~1").replace(" ", "%20").replace("|", "%7C")
    return f"#/$defs/{escaped}"


def main() -> None:
    """Write the schema file."""
    text = json.dumps(json_schema(), ensure_ascii=False, indent=1)
    FILE.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
