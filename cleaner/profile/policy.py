"""Policies: the user's rules over an article and its profile -> keep, drop or flag, with a reason.

A TOML file; the first rule that keeps or drops ends the search, flags add up::

    [[rule]]
    name = "state account, unsourced"
    when = "origin.ownership == 'state' and signals.named_speakers == 0"
    then = "flag"

Fields and their meaning stand in :data:`FIELDS`; conditions are those of
:mod:`cleaner.profile.expression`, in which what is unknown never makes a rule apply.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from cleaner.errors import BadPolicy
from cleaner.model.article import Decision
from cleaner.model.profile import AXES, PREDICATES
from cleaner.profile.expression import BadExpression, Expression, parse
from cleaner.sites.lines import line_numbers, nearest
from cleaner.sites.values import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Action = Literal["keep", "drop", "flag"]
ACTIONS: Final[dict[str, Action]] = {"keep": "keep", "drop": "drop", "flag": "flag"}
RULE_KEYS: Final = ("name", "when", "then", "reason")

FIELDS: Final[Mapping[str, str]] = {
    "article.status": "ok, generic, empty or not-article",
    "article.text": "the main content",
    "article.words": "number of words of the main content",
    "article.title": "the headline",
    "article.language": "BCP 47 code",
    "article.url": "address of the page",
    "article.domain": "registrable domain of the page",
    "article.section": "section it stands in",
    "article.tags": "its tags",
    "article.authors": "its authors",
    "article.published": "ISO date",
    "article.modified": "ISO date",
    "article.dateline": "as the page has it",
    "article.credit": "the source it credits",
    "article.plugin": "plugin whose rules were used",
    "article.extra_articles": "number of second articles that were cut off",
    "article.warnings": "what was odd about the page",
    **{
        f"{who}.{what}": f"{told} of the {who}"
        for who in ("publisher", "origin")
        for what, told in (
            ("domain", "domain"),
            ("name", "name"),
            ("outlet", "plugin"),
            ("country", "country code"),
            ("kind", "type"),
            ("ownership", "class of ownership"),
            ("basis", "what the finding rests on"),
        )
    },
    "publisher.edition": "host or path of the edition",
    "publisher.network": "family of sites",
    "origin.confidence": "high, medium or low",
    "origin.candidates": "outlets the name fits",
    "chain.length": "number of hops",
    "chain.names": "their names",
    "chain.domains": "their domains",
    "chain.countries": "their countries",
    "chain.kinds": "their types",
    "chain.ownerships": "their classes of ownership",
    **{
        f"coverage.{axis}.{what}": f"criteria of the {axis} axis that are {what}"
        for axis in AXES
        for what in ("known", "applicable", "contested")
    },
    "agreement": "agree, disagree, single or none: the raters of the origin",
    "judgements.raters": "raters that judged the origin or anybody of the chain",
    "judgements.bands": "the bands of their judgements",
    "warnings": "what speaks against the page's address, and signals that failed",
}
"""Every field a condition may ask for, besides ``signals.<name>``."""


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


def read_policy(file: str | Path) -> Policy:
    """Read and check a policy; raises :class:`BadPolicy` with line and remedy."""
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
    return Policy(tuple(_rules(data, line_numbers(text), str(file))), str(file))


def _rules(data: dict[str, Any], places: dict[Any, int], file: str) -> Iterator[Rule]:
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
        except BadExpression as problem:
            raise error(f"the condition {problem}", "rule", index, "when") from None
        for name in when.fields:
            if told := _unknown(name):
                raise error(f"unknown field {name!r}", "rule", index, "when", remedy=told)
        line = nearest(places, ("rule", index, "when"))
        reason = row.get("reason") or row["name"]
        yield Rule(row["name"], when, ACTIONS[row["then"]], reason, line)


def signal_names() -> frozenset[str]:
    """The signals of this package, as conditions write them."""
    axes = ("sourcing", "originality")
    return frozenset(name.replace("-", "_") for name, axis in PREDICATES.items() if axis in axes)


def _unknown(name: str) -> str:
    """A remedy for a field that does not exist; ``""`` for one that does."""
    table, _, rest = name.partition(".")
    if table == "signals" and rest.startswith("["):
        return ""  # a signal of somebody else's package
    if table == "signals" and rest:
        known = signal_names()
        remedy = did_you_mean(rest, known)
        return "" if rest in known else f"{remedy} Others: signals['name']"
    return "" if name in FIELDS else did_you_mean(name, FIELDS)


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
            value = _signal(profile.get("signals") or {}, rest)
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
    return len(value or ()) if name == "extra_articles" else value


_HOP: Final = {
    "names": "name",
    "domains": "domain",
    "countries": "country",
    "kinds": "kind",
    "ownerships": "ownership",
}


def _of_chain(chain: list[dict[str, Any]], name: str) -> Any:  # noqa: ANN401
    if name == "length":
        return len(chain)
    return [hop[_HOP[name]] for hop in chain if hop.get(_HOP[name])]


def _signal(signals: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401
    plain = name.removeprefix("[").removesuffix("]")
    if plain in signals:
        return signals[plain]
    return signals.get(plain.replace("_", "-"))
