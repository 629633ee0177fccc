"""Policies: the user's rules over an article and its profile -> keep, drop or flag, with a reason.

A TOML file; the first rule that keeps or drops ends the search, flags add up::

    [[rule]]
    name = "state account, unsourced"
    when = "origin.ownership == 'state' and signals.named_speakers == 0"
    then = "flag"

Fields stand in :mod:`cleaner.profile.policy_fields`; conditions are those of
:mod:`cleaner.profile.expression`, in which what is unknown never makes a rule apply. One that asks
for what no article has, or for a value that cannot occur, is refused.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from cleaner.errors import BadPolicy
from cleaner.model.article import Decision
from cleaner.profile.expression import BadExpression, Expression, parse
from cleaner.profile.policy_check import check_condition
from cleaner.profile.policy_fields import FIELDS, Field, field_of, signal_named, signals
from cleaner.sites.lines import line_numbers, nearest
from cleaner.sites.values import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Action = Literal["keep", "drop", "flag"]
ACTIONS: Final[dict[str, Action]] = {"keep": "keep", "drop": "drop", "flag": "flag"}
RULE_KEYS: Final = ("name", "when", "then", "reason")
_LIKE: Final = 0.6
_TYPO: Final = 0.85
"""A name that a package may have registered is only a slip if it is this close to a known one."""


class Verdict(NamedTuple):
    """One rule on one article: whether it applies (None: unknown), and the values it saw."""

    rule: Rule
    applies: bool | None
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; ``line`` is where its condition stands."""

    name: str
    when: Expression
    then: Action
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of a file, in order."""

    rules: tuple[Rule, ...]
    file: str = ""

    def decide(self, record: Mapping[str, Any]) -> Decision:
        """Keep, drop or flag an article, given as ``Article.to_dict()`` or a record of a run."""
        flags: list[str] = []
        for verdict in self.explain(record):
            if not verdict.applies:
                continue
            rule = verdict.rule
            if rule.then == "flag":
                flags.append(rule.reason)
            else:
                return Decision(rule.then, (rule.reason, *flags))
        return Decision("flag", tuple(flags)) if flags else Decision()

    def explain(self, record: Mapping[str, Any]) -> Iterator[Verdict]:
        """What each rule says, in order; those behind one that ends the search are not asked."""
        for rule in self.rules:
            values = {name: field_of(record, name) for name in rule.when.fields}
            applies = rule.when.holds(values.__getitem__)
            yield Verdict(rule, applies, values)
            if applies and rule.then != "flag":
                return


def read_policy(file: str | Path, *, others: bool = True) -> Policy:
    """Read and check a policy; raises :class:`BadPolicy` with line and remedy.

    ``others``: packages may register signals, whose names are known only when they are read:
    ``signals['name']`` passes unless it looks like a slip of a signal that is known.
    """
    try:
        text = Path(file).read_bytes().decode("utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        told = f"cannot be read ({error.strerror})"
        raise BadPolicy(told, file=file, remedy="check the path and its rights") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BadPolicy(
            "the file is not UTF-8", file=file, line=line, remedy="save it as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise BadPolicy(f"not TOML: {error}", file=file) from error
    return Policy(tuple(_rules(data, line_numbers(text), str(file), others)), str(file))


def _rules(data: dict[str, Any], places: dict[Any, int], file: str, others: bool) -> Iterator[Rule]:
    def error(told: str, *at: str | int, remedy: str = "") -> BadPolicy:
        return BadPolicy(told, file=file, line=nearest(places, at), remedy=remedy)

    for key in data:
        if key != "rule":
            raise error(f"unknown key {key!r}", key, remedy=did_you_mean(key, ["rule"]))
    rules = data.get("rule")
    if not isinstance(rules, list) or not rules:
        raise error("no rules", "rule", remedy="write [[rule]] with name, when and then")
    for index, row in enumerate(rules):
        if not isinstance(row, dict):
            raise error("a rule is no table", "rule", index, remedy="write [[rule]]")
        for key, value in row.items():
            if key not in RULE_KEYS:
                remedy = did_you_mean(key, RULE_KEYS)
                raise error(f"unknown key {key!r}", "rule", index, key, remedy=remedy)
            if not isinstance(value, str) or not value.strip():
                raise error(f"{key!r} is no text", "rule", index, key)
        for key in ("name", "when", "then"):
            if key not in row:
                raise error(f"a rule without {key!r}", "rule", index, remedy=f'add {key} = "…"')
        if row["then"] not in ACTIONS:
            remedy = did_you_mean(row["then"], ACTIONS)
            raise error(f"unknown action {row['then']!r}", "rule", index, "then", remedy=remedy)
        try:
            when = parse(row["when"])
            known = {name: _known(name, others) for name in when.fields}
            check_condition(when.tree, known.__getitem__)
        except BadExpression as problem:
            told = f"the condition {problem}"
            raise error(told, "rule", index, "when", remedy=problem.remedy) from None
        line = nearest(places, ("rule", index, "when"))
        reason = row.get("reason") or row["name"]
        yield Rule(row["name"], when, ACTIONS[row["then"]], reason, line)


def _known(name: str, others: bool) -> Field:
    """The field of a name; raises :class:`BadExpression` for one that no article ever has."""
    table, _, rest = name.partition(".")
    if table == "signals" and rest:
        return _signal(rest, others)
    if name in FIELDS:
        return FIELDS[name]
    remedy = did_you_mean(name, FIELDS)
    if remedy.startswith("known"):
        remedy = "fields are listed by: cleaner policy fields"
        remedy += "" if "." in name else f"; texts stand in quotes: {name!r}"
    raise BadExpression(f"asks for an unknown field {name!r}", remedy)


def _signal(written: str, others: bool) -> Field:
    known = signals()
    name = signal_named(written, known)
    if name in known:
        return known[name]
    indexed = written.startswith("[")
    like = get_close_matches(name, known, n=1, cutoff=_TYPO if indexed else _LIKE)
    if like or not (indexed and others):
        told = f"asks for a signal {name!r}, which no article has"
        near = f"did you mean {like[0].replace('-', '_')!r}? " if like else ""
        remedy = f"{near}Signals are listed by: cleaner policy fields"
        if others and not like:
            remedy += "; one that a package registers is written signals['name']"
        raise BadExpression(told, remedy)
    return Field("signal that a package registers")
