"""``cleaner policy``: why a rule file decides as it does."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import click

from cleaner.cli.show import table
from cleaner.errors import BadOption
from cleaner.profile.policy import read_policy
from cleaner.profile.policy_check import MANY
from cleaner.profile.policy_fields import FIELDS, TEXT, Field, signals


@click.group()
def policy() -> None:
    """Rules that turn an article and its profile into keep, drop or flag."""


@policy.command()
@click.argument("record", metavar="RECORD")
@click.option("--policy", "file", required=True, metavar="FILE", help="The rules.")
@click.option("--id", "identity", metavar="ID", help="Which record of a JSON Lines file.")
def explain(record: str, file: str, identity: str | None) -> int:
    """Show what each rule says of RECORD: a .json file, a line of a .jsonl file, or - (stdin)."""
    rules = read_policy(file)
    found = _record(record, identity)
    applies = {True: "yes", False: "no", None: "unknown"}
    rows = [
        (
            verdict.rule.name,
            verdict.rule.then,
            applies[verdict.applies],
            "; ".join(f"{_named(name)} = {_shown(said)}" for name, said in verdict.values.items()),
            str(verdict.rule.line or ""),
        )
        for verdict in rules.explain(found)
    ]
    table(("rule", "then", "applies", "because", "line"), rows)
    decision = rules.decide(found)
    click.echo()
    reasons = "; ".join(decision.reasons) or "no rule applies"
    table(("decision", "reasons"), [(decision.action, reasons)])
    return 0


@policy.command()
def fields() -> int:
    """List the fields that a condition may ask for, and what each can hold.

    Signals of other packages are written signals['name'].
    """
    known = {**FIELDS, **{f"signals.{name.replace('-', '_')}": f for name, f in signals().items()}}
    rows = [(name, _held(field), field.meaning) for name, field in known.items()]
    table(("field", "holds", "meaning"), rows)
    return 0


def _held(field: Field) -> str:
    if not field.values or len(field.values) > MANY:
        return field.says
    words = " | ".join(sorted(field.values))
    return words if field.kinds == TEXT else f"{field.says} of {words}"


def _named(field: str) -> str:
    """A field as a condition writes it."""
    return field.replace(".[", "['").replace("]", "']")


def _shown(value: object) -> str:
    if value is None:
        return "unknown"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:79] + "…"


def _record(record: str, identity: str | None) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if record == "-" else Path(record).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadOption(f"cannot be read ({error})", file=record, remedy="name a record") from None
    try:
        whole = json.loads(text)
        records = whole if isinstance(whole, list) else [whole]
    except ValueError:
        records = [*_lines(record, text)]
    for one in records if identity is not None else islice(records, 1):
        if not isinstance(one, dict) or "status" not in one:
            break
        if identity is None or str(one.get("id")) == identity:
            return one
    told = "holds no record of cleaner" if identity is None else f"holds no record {identity!r}"
    raise BadOption(told, file=record, remedy="make one with cleaner clean … -o out.jsonl")


def _lines(record: str, text: str) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError:
        raise BadOption("is not JSON", file=record, remedy="name a .json or .jsonl file") from None
