"""Two parsers behind one interface: alike on ordinary pages, different only where it is known."""

import hypothesis.strategies as st
import pytest
from hypothesis import example, given
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from cleaner.model.site import Layout, Rule
from cleaner.segment.html import segment_html
from cleaner.segment.marks import Marks
from cleaner.segment.tree import parse, utf8

ORDINARY = """<!doctype html><html lang="ar"><head><title>عنوان</title>
<meta name="a" content="b"><script>if (1 < 2) {}</script></head>
<body class="single"><header><nav><ul><li><a href="/">الرئيسية</a></li></ul></nav></header>
<div id="main" class="story wide"><h1>افتتاح <em>حديقة</em></h1><p>فقرة <b>أولى</b> طويلة.<br>سطر
 ثان</p><!-- إعلان --><p>فقرة <span class="ad">إعلان</span> ثانية</p>
<table><tbody><tr><td>خلية</td></tr></tbody></table><img src="a.jpg" alt="x" hidden>
<figure><figcaption>تعليق</figcaption></figure><blockquote><p>قول</p></blockquote></div>
<footer>حقوق النشر</footer></body></html>"""


@pytest.fixture(params=[False, True], ids=["lexbor", "lxml"])
def tree_of(request):
    return lambda source: parse(utf8(source), xpath=request.param)


def both(source):
    return parse(utf8(source)), parse(utf8(source), xpath=True)


def blocks_of(tree, root="body"):
    layout = Layout(remove={"ad": (Rule(".ad"),), "nav": (Rule("header nav"),)})
    roots = tree.select(root)
    return segment_html(tree, roots, Marks(layout).bind(tree, roots), in_root=True)


def test_ordinary_pages_give_the_same_blocks():
    lexbor, lxml = both(ORDINARY)
    assert blocks_of(lexbor) == blocks_of(lxml)
    assert len(blocks_of(lexbor)) == 11


@pytest.mark.parametrize(
    "selector",
    ["p", "#main", ".story.wide", "div > p", "p:first-child", "[class~=wide]", "h1, footer", "td"],
)
def test_css_selects_the_same_elements(selector):
    lexbor, lxml = both(ORDINARY)
    found = [lexbor.path(node) for node in lexbor.select(selector)]
    assert found
    assert found == [lxml.path(node) for node in lxml.select(selector)]


NAMES = ["p", "DIV", ".wide", ".Ad", "#main", "#x", "[hidden]", "[class~=story]", "h7", "*"]
JOINED = st.lists(st.sampled_from(NAMES), min_size=1, max_size=2).map("".join)


@given(
    st.lists(JOINED, min_size=1, max_size=3),
    st.sampled_from([", ", " ", " > ", " ~ "]),
    st.sampled_from(["", "<!doctype html>"]),
)
@example([":not(.none)"], "", "")
@example(["p:has(.none), .wide:is(.none, .story)"], "", "")
@example([".w\\69 de"], "", "")
@example(["viewBox, svg, foreignobject", "[viewbox]"], ", ", "")
def test_selectors_are_left_out_only_where_they_cannot_match(parts, joint, doctype):
    page = f"{doctype}{ORDINARY.removeprefix('<!doctype html>')}<template><p class=Ad></template>"
    selector = joint.join(parts)
    tree = parse(utf8(f"{page}<svg viewBox='0'></svg>"))
    try:
        expected = LexborHTMLParser(f"{page}<svg viewBox='0'></svg>").css(selector)
    except SelectolaxError:
        with pytest.raises(ValueError, match="selector"):
            tree.select(selector)
    else:
        assert list(map(tree.path, tree.select(selector))) == list(map(tree.path, expected))


def test_the_interface(tree_of):
    tree = tree_of(ORDINARY)
    [main] = tree.select("#main")
    [title] = tree.select("h1", main)
    assert tree.tag(tree.root) == "html"
    assert tree.text(title) == "افتتاح حديقة"
    assert tree.path(title) == "/html[1]/body[1]/div[1]/h1[1]"
    assert tree.key(tree.parent(title)) == tree.key(main)
    assert tree.parent(tree.root) is None
    assert tree.attributes(main)["class"] == "story wide"
    [script] = tree.select("script")
    assert tree.raw_text(script) == "if (1 < 2) {}"
    assert "عنوان" not in tree.text(tree.root)  # the head is silent


def test_formatting_does_not_part_words_other_elements_do(tree_of):
    tree = tree_of("<h1>«<b>كل</b>مة» <i>و</i>أخرى</h1><p><span>2</span><span>يناير</span></p>")
    assert tree.text(tree.select("h1")[0]) == "«كلمة» وأخرى"
    assert tree.text(tree.select("p")[0]) == "2 يناير"


@pytest.mark.parametrize(
    "source",
    [
        "",
        "  \n",
        "<!-- x -->",
        "<",
        "</",
        "نص",
        "\0",
        "<p",
        "<!doctype html>",
        "\ufeff",
        "<a b=\ud83d>",
    ],
)
def test_any_text_makes_a_tree(tree_of, source):
    tree = tree_of(source)
    assert tree.tag(tree.root) == "html"
    assert list(tree.events(tree.root))


@pytest.mark.parametrize("selector", ["p[", ">", "..a", "p:has(", "p:no-such-thing"])
def test_what_is_no_selector_is_a_value_error(tree_of, selector):
    with pytest.raises(ValueError, match="selector"):
        tree_of(ORDINARY).select(selector)


def test_xpath_is_for_lxml_only():
    lexbor, lxml = both(ORDINARY)
    assert [lxml.tag(node) for node in lxml.select("//div/p[1]")] == ["p"]
    assert lxml.select("//div/@class") == []
    assert lxml.select("/html/body/p/text()") == []
    assert lxml.select("/html/@lang = 'ar'") == []  # a truth value
    with pytest.raises(ValueError, match="//div"):
        lexbor.select("//div")


def test_known_differences():
    # libxml2 does not know HTML5's rules for tables and for what may stand in a paragraph …
    lexbor, lxml = both("<table><tr><td>a</td></tr></table>")
    assert lexbor.select("tbody")
    assert not lxml.select("tbody")
    # … cuts off what is nested very deep …
    lexbor, lxml = both("<div>" * 3000 + "نص")
    assert lexbor.text(lexbor.root) == "نص"
    assert lxml.text(lxml.root) == ""
    # … and gives a valueless attribute an empty value
    lexbor, lxml = both("<p hidden>x</p>")
    assert lexbor.attributes(lexbor.select("p")[0]) == {"hidden": None}
    assert lxml.attributes(lxml.select("p")[0]) == {"hidden": ""}
