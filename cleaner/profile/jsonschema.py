"""JSON Schema of what ``cleaner sites DOMAIN --format json`` prints: a profile with its claims.

``python -m cleaner.profile.jsonschema`` writes ``profile.schema.json`` beside this file. The
compact profile of a record is in the schema of articles.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, get_args

from cleaner.model import jsonschema as model
from cleaner.model.profile import PREDICATES, Claim, State

FILE: Final = Path(__file__).with_name("profile.schema.json")


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12): predicates are a closed list, every key is always there."""
    claim = model.schema_of(Claim)
    claim["properties"]["predicate"] = {"enum": sorted(PREDICATES)}
    profile = model.json_schema()["properties"]["profile"]
    states = {"type": "object", "additionalProperties": {"enum": list(get_args(State))}}
    told = {
        **profile["properties"],
        "claims": {"type": "array", "items": claim},
        "criteria": {"type": "object", "additionalProperties": states},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Profile of an outlet or article, with its claims",
        **profile,
        "properties": told,
        "required": list(told),
    }


def main() -> None:
    """Write the schema file."""
    text = json.dumps(json_schema(), ensure_ascii=False, indent=1)
    FILE.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
