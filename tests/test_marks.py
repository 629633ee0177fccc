"""Selectors compiled for the walk say what the parser's own matching says."""

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings

from cleaner.model.site import Layout, Rule
from cleaner.segment.marks import Marks, split_union
from cleaner.segment.tree import OPEN, parse

NAMES = st.sampled_from(["ad", "Ad", "ads", "a-d", "ad_1", "box", "إعلان"])
VALUES = st.sampled_from(
    ["", "ad", "ad box", "box-ad", "AD", " ad ", "it's", 'say "x"', "a]b", "a\\b"]
)
TAGS = st.sampled_from(["div", "p", "span", "section"])
ATTRIBUTES = st.sampled_from(["data-x", "title", "role"])


def quoted(value):
    return '"' + value.replace("&", "&amp;").replace('"', "&quot;") + '"'


@st.composite
def elements(draw):
    tag = draw(TAGS)
    given_ = {}
    if draw(st.booleans()):
        given_["class"] = " ".join(draw(st.lists(NAMES, max_size=3)))
    if draw(st.booleans()):
        given_["id"] = draw(NAMES)
    for name in draw(st.lists(ATTRIBUTES, max_size=2, unique=True)):
        given_[name] = draw(st.none() | VALUES)
    told = "".join(
        f" {name}" if value is None else f" {name}={quoted(value)}"
        for name, value in given_.items()
    )
    inner = "".join(draw(st.lists(elements(), max_size=1))) if tag != "p" else "x"
    return f"<{tag}{told}>{inner}</{tag}>"


@st.composite
def attribute_tests(draw):
    name = draw(ATTRIBUTES | st.sampled_from(["class", "id", "DATA-X"]))
    operator = draw(st.sampled_from(["", "=", "^=", "$=", "*=", "~="]))
    if not operator:
        return f"[{name}]"
    value = draw(VALUES)
    quote = draw(st.sampled_from("\"'"))
    written = value.replace("\\", "\\\\").replace(quote, "\\" + quote)
    return f"[{name}{operator}{quote}{written}{quote}]"


@st.composite
def compounds(draw):
    parts = [draw(st.just("") | TAGS)]
    parts += [f".{name}" for name in draw(st.lists(NAMES, max_size=2))]
    if draw(st.booleans()):
        parts.insert(draw(st.integers(1, len(parts))), f"#{draw(NAMES)}")
    parts += draw(st.lists(attribute_tests(), max_size=2))
    return "".join(parts) or "div"


@st.composite
def selectors(draw):
    compound = compounds()
    one = st.builds(
        lambda a, joint, b: a + joint + b, compound, st.sampled_from([" ", " > "]), compound
    )
    return ", ".join(draw(st.lists(compound | one, min_size=1, max_size=2)))


def marked(tree, lookup):
    return {
        tree.path(node)
        for kind, tag, node in tree.events(tree.select("body")[0])
        if kind == OPEN and lookup(tag, tree.attributes(node), node)
    }


@settings(max_examples=150, deadline=None)
@given(st.lists(elements(), min_size=1, max_size=4).map("".join), selectors())
@example('<div title="x">a</div>', 'div[title="it\'s"]')
@example('<div class="ad">a</div>', ".ad.Ad")
@example('<div id="ad">a</div>', "#ad#box")
@example('<div data-x="1">a</div>', "[DATA-X]")
def test_the_compiled_matcher_agrees_with_the_parser(body, selector):
    tree = parse(f"<!doctype html><body>{body}".encode())
    try:
        expected = {tree.path(node) for node in tree.select(selector)}
    except ValueError:
        return  # not what lexbor calls a selector; plugins with such are refused
    layout = Layout(remove={"ad": (Rule(selector),)})
    assert marked(tree, Marks(layout).bind(tree, [])) == expected


def test_most_of_these_selectors_are_selectors():
    for selector in (".ad", "div.ad#box", "[title^='it']", "div > p.إعلان", "[role~=ad]"):
        assert parse(b"<p>").select(selector) == []


@pytest.mark.parametrize(
    ("selector", "parts"),
    [
        (".a", [".a"]),
        (".a, .b ,.c", [".a", ".b", ".c"]),
        (":is(.a, .b), p", [":is(.a, .b)", "p"]),
        ("[title='a, b'], p", ["[title='a, b']", "p"]),
        ('[title="(,"], p', ['[title="(,"]', "p"]),
        (".a,,", [".a"]),
    ],
)
def test_a_union_is_split_at_its_own_commas(selector, parts):
    assert split_union(selector) == parts


def rules(*stated):
    tables = {}
    for label, selector, level in stated:
        tables[label] = (*tables.get(label, ()), Rule(selector, level, level))
    return Layout(keep=tables.pop("keep", ()), remove=tables)


def mark_of(layout, source="<p class='a b' id=c>x</p>", selector="p", roots=()):
    tree = parse(source.encode())
    [node] = tree.select(selector)
    bound = [tree.select(root)[0] for root in roots]
    mark = Marks(layout).bind(tree, bound)("p", tree.attributes(node), node)
    return mark and (mark.label, mark.rule.level)


def test_the_strongest_rule_wins_whichever_way_it_is_looked_up():
    default, family, site = (
        ("ad", ".a", "default"),
        ("share", "#c", "family"),
        ("tags", "body > p", "site"),
    )
    assert mark_of(rules(default)) == ("ad", "default")
    assert mark_of(rules(default, family)) == ("share", "family")
    assert mark_of(rules(default, family, site)) == ("tags", "site")
    assert mark_of(rules(default, family, site, ("keep", "[class]", "default"))) == (
        "main",
        "default",
    )
    assert mark_of(rules()) is None


def test_the_root_is_spared():
    assert mark_of(rules(("ad", "p", "site"), ("ad", "body > p", "site")), roots=["p"]) is None


def test_remembering_does_not_mix_up_elements():
    marks = Marks(rules(("ad", "p[data-x]", "site"), ("share", "p.a", "default")))
    tree = parse(b"<p class=a data-x=1>x</p><p class=a>y</p>")
    lookup = marks.bind(tree, [])
    found = [lookup("p", tree.attributes(node), node).label for node in tree.select("p")]
    assert found == ["ad", "share"]
