"""What a selector or line pattern in a plugin may be.

A plugin comes from anybody, and its rules run on every page of its site: a selector is refused not
only when it is wrong but when its cost could explode. The limits are far above what any known
site needs (the longest selectors of the bundled plugins have half a dozen parts):

* 500 characters;
* CSS: 20 compound parts over all commas, and one level of ``:has()``, ``:not()``, ``:is()``;
* XPath: three steps that search a whole subtree or document (``//``, ``descendant::`` …): each of
  them may multiply the work by the size of the page;
* line patterns: 200 characters, five ``*``, and beside them at least two characters to go by.

CSS must be understood by both engines that may run it: lexbor and, on pages lexbor cannot bear,
lxml by way of cssselect.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

import cssselect
from cssselect.parser import CombinedSelector, Matching, Negation, Relation, SpecificityAdjustment
from lxml import etree
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

MAX_LENGTH: Final = 500
MAX_PARTS: Final = 20
MAX_NESTING: Final = 1
MAX_SEARCHES: Final = 3
MAX_PATTERN: Final = 200
MAX_STARS: Final = 5

_SEARCH = re.compile(r"//|\b(?:descendant|following|preceding|ancestor)(?:-or-self)?::")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_EVERYTHING = re.compile(r"(?:\*|:root|html|body|//?(?:\*|html|body)|/html/(?:\*|body))", re.I)
_NESTING = (Matching, Negation, Relation, SpecificityAdjustment)
_SAMPLE = "<html><head><title>t</title></head><body><p>x</p></body></html>"


def selector_problem(selector: str) -> str | None:
    """What is wrong with a CSS selector or XPath, None if nothing is."""
    if not selector.strip():
        return "empty selector"
    if len(selector) > MAX_LENGTH:
        return f"selector of {len(selector)} characters, at most {MAX_LENGTH} are allowed"
    if hidden := _invisible(selector):
        return f"invisible character {hidden} in the selector"
    return _xpath_problem(selector) if selector.startswith("/") else _css_problem(selector)


def matches_everything(selector: str) -> bool:
    """The selector takes the whole page, whatever stands on it."""
    return any(_EVERYTHING.fullmatch(part.strip()) for part in selector.split(","))


def pattern_problem(pattern: str) -> str | None:
    """What is wrong with a line pattern (``*`` is anything, ``#`` a number), None if nothing is."""
    if "\n" in pattern or "\r" in pattern:
        return "a line pattern cannot hold a line end"
    if len(pattern) > MAX_PATTERN:
        return f"pattern of {len(pattern)} characters, at most {MAX_PATTERN} are allowed"
    if pattern.count("*") > MAX_STARS:
        return f"pattern with {pattern.count('*')} '*', at most {MAX_STARS} are allowed"
    if "*" in pattern and len(re.sub(r"[\s*]", "", pattern)) < 2:
        return "the pattern would match almost any line"
    return None


def _css_problem(selector: str) -> str | None:
    try:
        groups = cssselect.parse(selector)
        parts, depth = 0, 0
        for group in groups:
            some, deep = _weigh(group.parsed_tree)
            parts, depth = parts + some, max(depth, deep)
        if parts > MAX_PARTS:
            return f"selector of {parts} parts, at most {MAX_PARTS} are allowed"
        if depth > MAX_NESTING:
            return "':has()', ':not()' or ':is()' inside one another"
        translator = cssselect.HTMLTranslator()
        for group in groups:
            translator.selector_to_xpath(group, translate_pseudo_elements=False)
            if group.pseudo_element:
                return f"pseudo-element '::{group.pseudo_element}' selects no element"
    except RecursionError:
        return "selector nested too deeply"
    except cssselect.SelectorError as error:
        return f"not a CSS selector ({error})"
    try:
        _sample().css(selector)
    except (SelectolaxError, ValueError):
        return "CSS that lexbor does not know"
    return None


def _weigh(tree: object) -> tuple[int, int]:
    """Compound parts and nesting depth of a parsed selector."""
    if isinstance(tree, CombinedSelector):
        left, right = _weigh(tree.selector), _weigh(tree.subselector)
        return left[0] + right[0], max(left[1], right[1])
    if isinstance(tree, _NESTING):
        weights = [_weigh(one) for one in _arguments(tree)]
        outer = _weigh(tree.selector)
        depth = 1 + max(deep for _, deep in weights)
        return outer[0] + sum(some for some, _ in weights), max(outer[1], depth)
    below = getattr(tree, "selector", None)  # .class, #id, [attribute] hang on what they qualify
    return _weigh(below) if below is not None and not isinstance(below, str) else (1, 0)


def _arguments(tree: object) -> list[object]:
    """The selectors within the parentheses; where they are kept depends on cssselect's version."""
    found = getattr(tree, "selector_list", None) or getattr(tree, "arguments", None)
    inner = list(found) if found else [getattr(tree, "subselector", None)]
    inner = [one[1] if isinstance(one, tuple) else one for one in inner]
    return [getattr(one, "parsed_tree", one) for one in inner]


def _xpath_problem(selector: str) -> str | None:
    bare = _QUOTED.sub("''", selector)
    searches = len(_SEARCH.findall(bare))
    if searches > MAX_SEARCHES:
        return f"XPath that searches the page {searches} times, at most {MAX_SEARCHES} are allowed"
    try:
        found = etree.XPath(selector)(etree.HTML(_SAMPLE))
    except (etree.XPathError, ValueError) as error:
        return f"not an XPath ({error})"
    return None if isinstance(found, list) else "XPath that selects no elements"


def _invisible(text: str) -> str | None:
    """The first formatting character (bidi mark, joiner, BOM): unseen, and no class has one."""
    for char in text:
        if unicodedata.category(char) in ("Cf", "Cc") and char not in "\t\n":
            return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()
    return None


@cache
def _sample() -> LexborHTMLParser:
    return LexborHTMLParser(_SAMPLE)
