"""What a plugin file may say, and how it is told what it may not."""

import json
import pickle
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import (
    BadKey,
    BadPlugin,
    BadSelector,
    BadToml,
    BadValue,
    CleanerError,
    PluginError,
    PublicSuffix,
)
from cleaner.model.labels import REMOVABLE
from cleaner.model.site import Rule
from cleaner.sites.jsonschema import FILE, json_schema
from cleaner.sites.keys import KEYS
from cleaner.sites.lines import line_numbers, nearest
from cleaner.sites.schema import parse_site, read_site

OUTLET = """\
domains = ["example.com", "example.com.eg"]
family = "jnews"

[outlet]
name = { ar = "المثال", en = "The Example" }
country = "EG"
type = "newspaper"
founded = 1999
timezone = "Africa/Cairo"
aliases = ["صحيفة المثال"]

[article]
root = ["div.entry", "//div[@id='body']"]
no_byline = true

[remove]
related-inline = [".related", "div.more > a"]

[lines]
follow = ["تابعونا على*"]

[page]
not-article = ["body.archive"]

[[layout]]
name = "2013"
article.root = ["#old"]
remove.share = [".old-share"]

[[evidence]]
kind = "real-page"
source = "a saved page"
date = 2020-08-24
fields = ["rules"]
confidence = "high"
"""


def refusal(text, file="plugins/eg/example_com.toml", families=None):
    with pytest.raises(PluginError) as caught:
        parse_site(text, file, families=families)
    return caught.value


def test_an_outlet_with_everything():
    site = parse_site(OUTLET, "plugins/eg/example_com.toml")
    assert site.name == "example_com"
    assert site.domains == ("example.com", "example.com.eg")
    assert site.family == "jnews"
    assert site.outlet.names["ar"] == "المثال"
    assert (site.outlet.founded, site.outlet.country) == (1999, "EG")
    newest, old = site.layouts
    assert newest.root[1] == Rule("//div[@id='body']", "example_com", "site")
    assert newest.no_byline
    assert not newest.date_from_url
    assert [rule.pattern for rule in newest.lines["follow"]] == ["تابعونا على*"]
    assert old.name == "2013"
    assert old.remove["share"][0].pattern == ".old-share"
    assert site.evidence[0].date == date(2020, 8, 24)
    assert site.not_article[0].pattern == "body.archive"


def test_the_file_name_is_the_domain_where_none_is_said():
    assert parse_site('[outlet]\ncountry = "TN"', "tn/assabah_com_tn.toml").domains == (
        "assabah.com.tn",
    )


def test_a_family_has_a_fingerprint_and_its_rules_say_so():
    text = '[fingerprint]\nany = ["body.theme-x"]\n[remove]\nad = [".ad"]\n'
    family = parse_site(text, "plugins/families/theme-x.toml")
    assert family.name == "families/theme-x"
    assert family.domains == ()
    assert family.layouts[0].remove["ad"] == (Rule(".ad", "families/theme-x", "family"),)


def test_rules_of_the_defaults_are_of_the_default_level():
    site = parse_site('[remove]\nad = [".adsbygoogle"]\n', "plugins/families/_default.toml")
    assert site.layouts[0].remove["ad"][0].level == "default"


@pytest.mark.parametrize(
    ("text", "error", "line", "told"),
    [
        ('[article]\n\ntitl = ["h1"]', BadKey, 3, "unknown key 'titl' – did you mean 'title'?"),
        ('titl = ["h1"]', BadKey, 1, "did you mean 'title' in [article]?"),
        ('root = ["#a"]', BadKey, 1, "it belongs in [article]"),
        ('[outlet]\nfamily = "jnews"', BadKey, 2, "at the top, before the first [table]"),
        ('[remove]\ntag = [".t"]', BadKey, 2, "unknown label 'tag' – did you mean 'tags'?"),
        ('[lines]\nmain = ["x y"]', BadKey, 2, "'main' is what stays"),
        ('share = [".s"]', BadKey, 1, "labels belong in [remove]"),
        ('"country\u200f" = "EG"', BadKey, 1, "invisible mark, write 'country'"),
        ('[remove]\n"<label>" = [".t"]', BadKey, 2, "unknown label '<label>'"),
        ('[layout]\nname = "2013"', BadValue, 1, "write [[layout]]"),
        ('outlet = "x"', BadValue, 1, "where a table belongs"),
        ('[article]\nroot = "#a"', BadValue, 2, 'write ["#a"]'),
        ("[article]\nroot = []", BadValue, 2, "empty array – leave the key out"),
        ('[article]\nroot = [\n  "#a",\n  3,\n]', BadValue, 4, "an integer where a string belongs"),
        ('[article]\nroot = ["#a", "#a"]', BadValue, 2, "'#a' stands twice"),
        ("[article]\nno_byline = 1", BadValue, 2, "where true or false belongs"),
        ('[outlet]\nname = "الاسم"', BadValue, 2, "where a table of names belongs"),
        ('[outlet]\nname = { arabic = "س" }', BadValue, 2, "not a language code"),
        ('[outlet]\ncountry = "eg"', BadValue, 2, "write 'EG'"),
        ('[outlet]\ncountry = "ZZ"', BadValue, 2, "not an ISO 3166-1 country code"),
        ('[outlet]\ntype = "news paper"', BadValue, 2, "did you mean 'newspaper'?"),
        ("[outlet]\nfounded = 12", BadValue, 2, "no year of founding"),
        ('[outlet]\ntimezone = "Asia/Riyad"', BadValue, 2, "not a time zone"),
        ('[[evidence]]\nsource = "s"\nkind = "realpage"', BadValue, 3, "did you mean 'real-page'?"),
        ('[[evidence]]\nsource = "s"\ndate = "2020-08-24"', BadValue, 3, "without quotes"),
        ('[[evidence]]\nsource = "s"\ndate = 2020-08-24T10:00:00', BadValue, 3, "with time"),
        ('[[evidence]]\nkind = "text"', BadValue, 1, "'evidence[].source' is missing"),
        ('[[layout]]\nname = "a"', BadValue, 1, "can never be chosen"),
        ('family = "jnewz"', BadValue, 1, "did you mean 'jnews'?"),
        ('[fingerprint]\nany = [".x"]', BadKey, 2, "is for a family, this file is a site"),
        ("", BadValue, None, "the plugin says nothing"),
        ('domains = ["com.eg"]', PublicSuffix, 1, "public suffix"),
        ('domains = ["x.com",\n "gov.sa"]', PublicSuffix, 2, "name.gov.sa"),
        ('domains = ["blogspot.com"]', PublicSuffix, 1, "public suffix"),
        ('domains = ["https://x.com/"]', BadValue, 1, "no 'https://', no path"),
        ('domains = ["www.x.com"]', BadValue, 1, "write 'x.com'"),
        ('domains = ["X.com"]', BadValue, 1, "write 'x.com'"),
        ('domains = ["localhost"]', BadValue, 1, "is no domain"),
        ('[article]\nroot = ["div..a"]', BadSelector, 2, "not a CSS selector"),
        ('[article]\nroot = ["p::text"]', BadSelector, 2, "selects no element"),
        ('[article]\nroot = ["p:contains(x)"]', BadSelector, 2, "lexbor"),
        ('[article]\nroot = ["//div["]', BadSelector, 2, "not an XPath"),
        ('[article]\nroot = ["/html/nofunction()"]', BadSelector, 2, "not an XPath"),
        ('[article]\nroot = ["div\u200f.a"]', BadSelector, 2, "U+200F"),
        ('[remove]\nad = ["div, body"]', BadSelector, 2, "would remove the whole page"),
        ('[remove]\nad = ["//body"]', BadSelector, 2, "would remove the whole page"),
        ('[lines]\nad = ["*"]', BadSelector, 2, "match almost any line"),
        ('[lines]\nad = ["a*b*c*d*e*f*g"]', BadSelector, 2, "6 '*'"),
        ('[cut]\nad = ["a\\nb"]', BadSelector, 2, "line end"),
    ],
)
def test_refused_with_line_and_remedy(text, error, line, told):
    found = refusal(text, families={"jnews", "jannah"})
    assert type(found) is error
    assert found.line == line
    assert told in str(found)


@pytest.mark.parametrize(
    "selector",
    [
        "a" * 501,
        ", ".join(f".c{n}" for n in range(21)),
        " ".join(["div"] * 21),
        "div:has(p:not(.a))",
        "//div//p//span//a",
        "//div[descendant::p[descendant::b[following::i]]]",
    ],
    ids=["length", "groups", "descendants", "nesting", "searches", "axes"],
)
def test_exploding_selectors_are_refused(selector):
    assert isinstance(refusal(f"[article]\nroot = ['{selector}']"), BadSelector)


def test_what_a_selector_may_be_at_most():
    fine = [", ".join(f".c{n}" for n in range(20)), "div:not(.a):has(> .b)", "//div//p//a/@href"]
    text = f"[article]\nroot = {json.dumps(fine)}"
    assert len(parse_site(text, "x_com.toml").layouts[0].root) == 3


def test_double_slashes_in_a_quoted_value_are_no_search():
    text = "[article]\nroot = [\"//a[@href='http://x//y//z//']\"]"
    assert parse_site(text, "x_com.toml").layouts[0].root


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("[outlet]\nowner = “x”", 2, 'use straight quotes: "…"'),
        ("[outlet]\nowner = الاسم", 2, "values of text stand in quotes"),
        ("[article]\n[article]", 2, "stands twice"),
        ("[article]\nroot = [", 2, "not TOML"),
        ("x = " + "[" * 5000, None, "nested too deeply"),
    ],
)
def test_what_is_not_toml(text, line, told):
    found = refusal(text)
    assert type(found) is BadToml
    assert found.line == line
    assert told in str(found)
    assert "column" not in str(found)


def test_all_problems_of_a_file_are_told_together_in_its_order():
    found = refusal('[remove]\nad = ["..x"]\n[article]\ntitl = ["h1"]\nroot = []\n')
    assert isinstance(found, BadPlugin)
    assert [problem.line for problem in found.problems] == [2, 4, 5]
    assert str(found).count("\n") == 2


def test_a_public_suffix_as_file_name():
    assert type(refusal('[outlet]\ncountry = "EG"', "plugins/eg/com_eg.toml")) is PublicSuffix


def test_a_file_name_that_is_no_domain():
    assert "add domains" in str(refusal('[outlet]\ncountry = "EG"', "plugins/eg/youm7.toml"))


def test_a_file_in_windows_1256(tmp_path):
    file = tmp_path / "x_com.toml"
    file.write_bytes("[outlet]\nowner = 'الاسم'".encode("windows-1256"))
    with pytest.raises(BadToml, match=r"toml:2: the file is not UTF-8 – save it as UTF-8"):
        read_site(file)


def test_a_file_with_bom_and_windows_line_ends(tmp_path):
    file = tmp_path / "x_com.toml"
    file.write_bytes('\ufeff[outlet]\r\nowner = "س"\r\n'.encode())
    assert read_site(file).outlet.owner == "س"


def test_a_file_that_is_gone(tmp_path):
    with pytest.raises(BadToml, match="cannot be read"):
        read_site(tmp_path / "x_com.toml")


def test_arabic_domains_are_kept_in_ascii():
    assert parse_site('domains = ["موقع.مصر"]', "x.toml").domains == ("xn--4gbrim.xn--wgbh1c",)


def test_errors_survive_the_way_between_processes():
    found = refusal('[remove]\nad = ["..x"]\n[article]\ntitl = ["h1"]\n')
    again = pickle.loads(pickle.dumps(found))
    assert str(again) == str(found)
    assert [type(one) for one in again.problems] == [BadSelector, BadKey]


def test_a_file_below_the_current_directory_is_shown_relative_to_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    error = CleanerError("told", file=tmp_path / "a" / "b.toml", line=3, remedy="mend it")
    assert str(error) == f"{Path('a') / 'b.toml'}:3: told – mend it"


def test_every_error_of_the_tree_is_printed_in_it():
    from cleaner import errors

    classes = [one for one in vars(errors).values() if isinstance(one, type)]
    tree = errors.__doc__.split("Each carries")[0]
    for one in classes:
        if issubclass(one, CleanerError):
            assert one.__name__ in tree


def test_line_numbers_of_everything_toml_can_write():
    text = '''\
# a comment with [brackets] and key = "value"
a.b."c.d" = 1
"x = y" = """
[not a table]
z = 1
"""
list = [ # [
  "]",
  [1,
   2],
  { k = "}", l = [
    3 ] },
]
[t]
k = 'a # no comment'
[[many]]
n = 1
[many.sub]
m = 1979-05-27T07:32:00Z
[[many]]
[many."sub"]
m = 2.5
"e\\u0301\\"" = 1
'''
    lines = line_numbers(text)
    assert tomllib.loads(text)["many"][1]["sub"]["m"] == 2.5
    expected = {
        ("a", "b", "c.d"): 2,
        ("x = y",): 3,
        ("list",): 7,
        ("list", 0): 8,
        ("list", 1): 9,
        ("list", 1, 1): 10,
        ("list", 2, "k"): 11,
        ("list", 2, "l", 0): 12,
        ("t",): 14,
        ("t", "k"): 15,
        ("many",): 16,
        ("many", 0, "n"): 17,
        ("many", 0, "sub", "m"): 19,
        ("many", 1): 20,
        ("many", 1, "sub", "m"): 22,
        ("many", 1, "sub", 'e\u0301"'): 23,
    }
    assert {path: lines.get(path) for path in expected} == expected
    assert nearest(lines, ("t", "missing")) == 14
    assert nearest(lines, ("missing",)) is None


KEY = st.text(st.sampled_from("ab-_1. \"'#=[]é\\"), min_size=1, max_size=4)
VALUE = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text("ab\n\"'\\#[]{}=,ع", max_size=6)),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.tuples(KEY, st.dictionaries(KEY, VALUE, max_size=4)), max_size=4))
def test_every_value_of_a_document_has_the_line_it_was_written_on(tables):
    """Documents of arrays of tables, each key on its own line, each item as well."""
    rows, expected, count = [], {}, {}

    def write(value, path):
        if not isinstance(value, list):
            rows[-1] += json.dumps(value)
            return
        rows[-1] += "[ # ["
        for place, item in enumerate(value):
            rows.append("")
            expected[(*path, place)] = len(rows)
            write(item, (*path, place))
            rows[-1] += ","
        rows.append("]")

    for name, table in tables:
        index = count[name] = count.get(name, -1) + 1
        rows.append(f"[[{json.dumps(name)}]]")
        expected[(name, index)] = len(rows)
        for key, value in table.items():
            rows.append(f"{json.dumps(key)} = ")
            expected[(name, index, key)] = len(rows)
            write(value, (name, index, key))
    text = "\n".join(rows)
    tomllib.loads(text)
    lines = line_numbers(text)
    assert {path: lines.get(path) for path in expected} == expected


@given(st.text("[]{}=.,\"'#\n ab\\", max_size=40))
def test_the_scanner_ends_on_any_text(text):
    line_numbers(text)


def test_the_json_schema_in_the_package_is_current():
    told = "stale: run python -m cleaner.sites.jsonschema"
    assert json.loads(FILE.read_text(encoding="utf-8")) == json_schema(), told


def test_the_json_schema_knows_every_key():
    schema = json_schema()
    for key in KEYS:
        node = schema
        for name in key.path.replace("[]", ".[]").split("."):
            if name == "[]":
                node = node["items"]
                continue
            assert node["additionalProperties"] is False
            node = node["properties"][name if name != "<label>" else REMOVABLE[0]]
        assert node["description"] == key.doc
