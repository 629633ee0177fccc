"""Which rule hits which element: a layout's remove and keep selectors, compiled once.

A selector of one compound (``.share``, ``div.tags``, ``[id^=div-gpt-ad]``) is tested during the
walk by a dictionary on classes and ids, and what it says of an element's tag, class and id is
remembered, so that a hundred of them cost no more than ten. Anything longer is asked of the parser
once a page.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from cleaner.model.block import Mark
from cleaner.segment.tree import Attributes, Node, Tree

if TYPE_CHECKING:
    from cleaner.model.labels import Label
    from cleaner.model.site import Layout, Rule

_COMPOUND = re.compile(
    r"^(?P<tag>[a-z][a-z0-9-]*)?"
    r"(?P<names>(?:[.#][\w-]+)*)"
    r"(?P<attrs>(?:\[[a-z0-9_-]+(?:[\^$*~]?=(?:\"[^\"'\]\\]*\"|'[^\"'\]\\]*'|[\w-]+))?\])*)$"
)
"""Without escapes and quotes within quotes, which are the parser's to read."""
_ATTRIBUTE = re.compile(r"\[([\w-]+)(?:([\^$*~]?=)[\"']?([^\"'\]]*)[\"']?)?\]")
_ORDER = {"site": 0, "family": 1, "default": 2}
MAX_KNOWN = 20_000
"""Distinct (tag, class, id) whose answer is remembered: a page, and a site, repeats them."""


@dataclass(frozen=True, slots=True)
class _Compound:
    tag: str
    ident: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str, str], ...]
    mark: Mark
    rank: int

    def hits(self, tag: str, attributes: Attributes, classes: frozenset[str]) -> bool:
        if self.tag and self.tag != tag:
            return False
        if self.ident and self.ident != attributes.get("id"):
            return False
        if not self.classes <= classes:
            return False
        return all(_compare(attributes, *test) for test in self.attributes)


def _compare(attributes: Attributes, name: str, operator: str, wanted: str) -> bool:
    if name not in attributes:
        return False
    value = attributes[name] or ""
    match operator:
        case "":
            return True
        case "=":
            return value == wanted
        case "^=":
            return bool(wanted) and value.startswith(wanted)
        case "$=":
            return bool(wanted) and value.endswith(wanted)
        case "*=":
            return bool(wanted) and wanted in value
        case _:
            return wanted in value.split()


def split_union(selector: str) -> list[str]:
    """Split ``a, b`` at the commas that are not inside brackets, parentheses or quotes."""
    parts, depth, quote, start = [], 0, "", 0
    for position, char in enumerate(selector):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == "," and depth == 0:
            parts.append(selector[start:position].strip())
            start = position + 1
    return [part for part in (*parts, selector[start:].strip()) if part]


_Hit = tuple[int, Mark | None]
"""Rank and mark of a rule; the lower rank is the stronger."""
_NO_HIT: _Hit = (sys.maxsize, None)

Lookup = Callable[[str, Attributes, Node], Mark | None]
"""``lookup(tag, attributes, element)`` -> the mark of the strongest rule that hits, or None."""


class Marks:
    """The remove and keep selectors of one layout, ready to be asked for each element."""

    def __init__(self, layout: Layout) -> None:
        self._by_class: dict[str, list[_Compound]] = {}
        self._by_id: dict[str, list[_Compound]] = {}
        self._by_tag: dict[str, list[_Compound]] = {}
        self._by_part: dict[str, list[_Compound]] = {}
        self._by_attribute: dict[str, list[_Compound]] = {}
        self._known: dict[tuple[str, str | None, str | None], _Hit] = {}
        self._asked: list[tuple[int, str, Mark]] = []
        for rank, (selector, mark) in enumerate(_ranked(layout)):
            self._add(rank, selector, mark)
        self._parts = {name: _any_wanted(rules) for name, rules in self._by_part.items()}

    def _add(self, rank: int, selector: str, mark: Mark) -> None:
        match = None if selector.startswith("/") else _COMPOUND.match(selector)
        if match is None or not selector or match["names"].count("#") > 1:
            self._asked.append((rank, selector, mark))
            return
        names = re.findall(r"[.#][\w-]+", match["names"])
        classes = [name[1:] for name in names if name[0] == "."]
        ident = next((name[1:] for name in names if name[0] == "#"), "")
        attributes = tuple(_ATTRIBUTE.findall(match["attrs"]))
        rule = _Compound(match["tag"] or "", ident, frozenset(classes), attributes, mark, rank)
        other = next((name for name, *_ in attributes if name not in ("class", "id")), None)
        if other:
            self._by_attribute.setdefault(other, []).append(rule)
        elif ident:
            self._by_id.setdefault(ident, []).append(rule)
        elif classes:
            self._by_class.setdefault(classes[0], []).append(rule)
        elif attributes:
            self._by_part.setdefault(attributes[0][0], []).append(rule)
        else:
            self._by_tag.setdefault(rule.tag, []).append(rule)

    def bind(self, tree: Tree, roots: list[Node]) -> Lookup:
        """Ask the parser for the selectors that need it, and return the lookup for one page."""
        asked: dict[object, _Hit] = {}
        for rank, selector, mark in reversed(self._asked):
            for node in tree.select(selector):
                asked[tree.key(node)] = (rank, mark)
        spared = _roots_and_above(tree, roots)

        known, by_attribute = self._known, self._by_attribute

        def lookup(tag: str, attributes: Attributes, node: Node) -> Mark | None:
            key = (tag, attributes.get("class"), attributes.get("id"))
            hit = known.get(key) or self._learn(key)
            for name in by_attribute:
                if name in attributes:
                    classes = frozenset((key[1] or "").split())
                    hit = _strongest(by_attribute[name], tag, attributes, classes, hit)
            if hit is _NO_HIT and not asked:
                return None
            node_key = tree.key(node)
            if node_key in spared:
                return None
            return min(hit, asked.get(node_key, _NO_HIT), key=itemgetter(0))[1]

        return lookup

    def _learn(self, key: tuple[str, str | None, str | None]) -> _Hit:
        if len(self._known) >= MAX_KNOWN:
            self._known.clear()
        hit = self._known[key] = self._by_names(*key)
        return hit

    def _by_names(self, tag: str, named: str | None, ident: str | None) -> _Hit:
        """The strongest rule that hits, of those that ask for nothing but tag, class and id."""
        classes = named.split() if named else ()
        rules = [*self._by_tag.get(tag, ()), *self._by_id.get(ident or "", ())]
        for token in classes:
            rules += self._by_class.get(token, ())
        attributes = {"class": named, "id": ident}
        for name, value in attributes.items():
            if value is not None and name in self._parts and self._parts[name].search(value):
                rules += self._by_part[name]
        if not rules:
            return _NO_HIT
        present = {name: value for name, value in attributes.items() if value is not None}
        return _strongest(rules, tag, present, frozenset(classes), _NO_HIT)


def _any_wanted(rules: Sequence[_Compound]) -> re.Pattern[str]:
    """Where this is not found in the value of their attribute, none of the rules hits."""
    return re.compile("|".join(re.escape(rule.attributes[0][2]) for rule in rules))


def _strongest(
    rules: Sequence[_Compound],
    tag: str,
    attributes: Attributes,
    classes: frozenset[str],
    hit: _Hit,
) -> _Hit:
    """The strongest of ``hit`` and those of the rules that hit an element."""
    for rule in rules:
        if rule.rank < hit[0] and rule.hits(tag, attributes, classes):
            hit = rule.rank, rule.mark
    return hit


def _roots_and_above(tree: Tree, roots: list[Node]) -> set[object]:
    """No rule may take out the article root, or what it lies in: it would leave nothing."""
    spared: set[object] = set()
    for root in roots:
        node: Node | None = root
        while node is not None and tree.key(node) not in spared:
            spared.add(tree.key(node))
            node = tree.parent(node)
    return spared


def _ranked(layout: Layout) -> Iterator[tuple[str, Mark]]:
    """All selectors with their marks, the strongest first: keep, then site, family, defaults."""
    rules: list[tuple[Label, Rule]] = [("main", rule) for rule in layout.keep]
    removals: list[tuple[Label, Rule]] = [
        (label, rule)  # type: ignore[misc]  # the schema has checked the labels
        for label, patterns in layout.remove.items()
        for rule in patterns
    ]
    rules += sorted(removals, key=lambda item: _ORDER[item[1].level])
    for label, rule in rules:
        for selector in split_union(rule.pattern):
            yield selector, Mark(label, rule)
