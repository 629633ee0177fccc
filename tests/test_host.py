"""The Cleaner as a whole: the way of a page, its settings, hostile and odd input."""

import gzip
import pickle

import pytest

import cleaner
from cleaner import Article, Cleaner, PageError
from cleaner.errors import BadOption
from cleaner.segment.read import Beside

LEAD = "افتتحت البلدية صباح اليوم حديقة عامة في وسط المدينة بحضور عدد كبير من السكان والزوار."
REST = "وتضم الحديقة ملاعب للأطفال وممرات للمشي ومقاعد تحت الأشجار تكفي لمئات الزوار كل يوم."
MORE = "وقال مدير الحدائق إن العمل استمر عاما كاملا، وإن حدائق أخرى ستفتح في الأحياء القريبة."
TEXT = f"{LEAD}\n\n{REST}\n\n{MORE}"
SITE = """
[article]
root = ["div.story"]
title = ["h1"]
byline = [".by"]
[remove]
share = [".share"]
[lines]
follow = ["تابعونا على*"]
[cut]
related-block = ["موضوعات متعلقة"]
[head]
dateline = ["المدينة - وكالة:"]
[outlet]
name = { ar = "صحيفة المثال" }
country = "EG"
type = "newspaper"
"""
BODY = f"""<h1>افتتاح حديقة</h1><span class="by">كتب: اسم الكاتب</span>
<p>{LEAD}</p><div class="share">شارك</div><p>{REST}</p><p>تابعونا على المنصات</p><p>{MORE}</p>
<p>موضوعات متعلقة</p><p><a href="/2">افتتاح سوق جديدة في المدينة</a></p>"""
PAGE = f"""<!doctype html><html lang="ar"><head><title>افتتاح حديقة</title></head><body>
<nav><a href="/">الرئيسية</a></nav><div class="story">{BODY}</div><footer>حقوق النشر</footer>
</body></html>"""
URL = "https://www.example.com/news/1"


@pytest.fixture
def site(plugins):
    return plugins({"example_com.toml": SITE})


def test_a_page_of_a_known_site(site):
    article = site.clean(PAGE, url=URL)
    assert (article.status, article.plugin, article.url_basis) == ("ok", "example_com", "given")
    assert article.text == TEXT
    assert (article.title, article.authors) == ("افتتاح حديقة", ("اسم الكاتب",))
    assert (article.language, article.direction, article.domain) == ("ar", "rtl", "example.com")
    assert article.outlet.facts.names == {"ar": "صحيفة المثال"}
    assert [one.title for one in article.related] == ["افتتاح سوق جديدة في المدينة"]
    assert article.related[0].url == "https://www.example.com/2"
    assert [one.label for one in article.removed] == [
        "title",
        "byline",
        "share",
        "follow",
        "related-block",
        "related-block",
    ]
    assert {one.plugin for one in article.removed} == {"example_com"}
    assert article.warnings == ()


def test_the_whole_page_may_be_audited(plugins):
    article = plugins({"example_com.toml": SITE}, audit="page").clean(PAGE, url=URL)
    assert article.text == TEXT
    assert {one.text for one in article.removed} >= {"الرئيسية", "حقوق النشر", "شارك"}


def test_audit_changes_no_text(plugins):
    page = f"""<div hidden><nav><div class="story">{BODY}</div></nav></div>
    <p>موضوعات متعلقة</p><p class="share">خارج المقال</p>"""
    for root in ("div.story", "div[hidden]", "div.story, p.share", "nav"):
        files = {"example_com.toml": SITE.replace("div.story", root)}
        one = plugins(files).clean(page, url=URL)
        other = plugins(files, audit="page").clean(page, url=URL)
        assert (one.text, one.related) == (other.text, other.related)
        assert [span.text for span in one.kept] == [span.text for span in other.kept]


def test_an_inline_root_is_found_in_a_whole_page(plugins):
    files = {"example_com.toml": '[article]\nroot = ["span[itemprop=articleBody]"]'}
    page = f"<p>قبل <span itemprop=articleBody>{LEAD}<br>{REST}</span> بعد</p>"
    article = plugins(files, audit="page").clean(page, url=URL)
    assert article.text == f"{LEAD}\n\n{REST}"
    assert [one.text for one in article.removed] == ["قبل", "بعد"]


def test_a_page_nobody_knows(bundled):
    article = bundled.clean(PAGE.replace("story", "x7"))
    assert (article.status, article.url, article.url_basis) == ("generic", None, "none")
    assert LEAD in article.text
    assert "الرئيسية" not in article.text


def test_a_site_none_of_whose_roots_is_there_says_so(site):
    article = site.clean(PAGE.replace("story", "x7"), url=URL)
    assert article.status == "generic"
    assert "no root of its layouts is on this page" in article.warnings[0]


def test_site_rules_hold_for_text_too(site):
    lines = ["المدينة - وكالة:", LEAD, "تابعونا على المنصات", REST, "موضوعات متعلقة", "خبر آخر"]
    article = site.clean_text("\n".join(lines), url=URL)
    assert (article.status, article.plugin) == ("ok", "example_com")
    assert article.text == f"{LEAD}\n{REST}"
    assert article.dateline == "المدينة - وكالة:"


def test_glued_datelines_stay_unless_asked(plugins):
    text = f"المدينة - وكالة: {LEAD}\n{REST}"
    files = {"example_com.toml": SITE}
    assert plugins(files).clean_text(text, url=URL).text == text
    removed = plugins(files, glued="remove").clean_text(text, url=URL)
    assert removed.text == f"{LEAD}\n{REST}"
    page = f"<div class=story><p>مقدمة الخبر</p><p>المدينة - وكالة: {LEAD}</p></div>"
    assert plugins(files, glued="remove").clean(page, url=URL).text == f"مقدمة الخبر\n\n{LEAD}"


def test_an_xpath_rule_changes_the_parser_not_the_article(plugins, site):
    xpath = SITE.replace('["div.story"]', "[\"//div[@class='story']\"]")
    article = plugins({"example_com.toml": xpath}).clean(PAGE, url=URL)
    assert article.text == TEXT
    assert article.status == "ok"


def test_settings_are_checked():
    for wrong in ({"audit": "all"}, {"glued": "maybe"}):
        with pytest.raises(BadOption, match="audit is article or page"):
            Cleaner(**wrong)
    with pytest.raises(BadOption, match="does not exist"):
        Cleaner("/no/such/folder")


def test_a_cleaner_travels(site):
    other = pickle.loads(pickle.dumps(site))
    assert other.clean(PAGE, url=URL) == site.clean(PAGE, url=URL)


def test_what_stands_beside_a_page_tells_where_it_comes_from(site):
    article = site.clean(PAGE, beside=Beside(sidecar=URL))
    assert (article.plugin, article.url_basis) == ("example_com", "sidecar")
    article = site.clean(PAGE.replace("<head>", f'<head><link rel="canonical" href="{URL}">'))
    assert (article.plugin, article.url_basis) == ("example_com", "canonical")


def test_the_module_has_a_cleaner_of_its_own():
    assert cleaner.clean(PAGE).status == "generic"
    assert cleaner.clean_text(TEXT).text == TEXT


# -- odd input


@pytest.mark.parametrize(
    "raw",
    [
        PAGE.encode(),
        b"\xef\xbb\xbf" + PAGE.encode(),
        PAGE.encode("utf-16"),
        PAGE.encode("windows-1256"),
        "\ufeff" + PAGE,
        PAGE.replace("\n", "\r\n"),
        PAGE.replace("\n", "\r"),
        PAGE.replace("</p>", ""),
        PAGE.replace("div", "DIV").replace("<p>", "<P>").replace("class=", "CLASS="),
        PAGE.replace("<div class=", "<div\tdata-x='" + "y" * 1_000_000 + "'\nclass="),
        PAGE.replace("</html>", ""),
        PAGE[: PAGE.index("<footer")],
    ],
    ids=[
        "utf-8",
        "bom",
        "utf-16",
        "1256",
        "str-bom",
        "crlf",
        "cr",
        "p",
        "upper",
        "attr",
        "end",
        "cut",
    ],
)
def test_the_same_page_in_other_dress(site, raw):
    assert site.clean(raw, url=URL).text == TEXT


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"{LEAD}<br>{REST}<br/><br>{MORE}", TEXT),
        (f"<pre>{LEAD}\n\n{REST}\n\n{MORE}</pre>", TEXT),
        (f"<center><font size=2>{LEAD}<p>{REST}<p>{MORE}</font></center>", TEXT),
        (f"<table><tr><td>{LEAD}<tr><td>{REST}<br>{MORE}</table>", TEXT),
        (f"<p>{LEAD}</p>\0<p>{REST}</p>\x0c<p>{MORE}</p>", TEXT),
        (f"<p>{LEAD}&#0;</p><p>{REST}</p><![CDATA[x]]><p>{MORE}", None),
        (f"<p>{LEAD}\u2028{REST}\u200f {MORE}</p>", f"{LEAD} {REST}\u200f {MORE}"),
        (f"<p>{LEAD}\ud83d</p><p>{REST}</p><p>{MORE}</p>", None),
        (f"<svg><title>x</title></svg><p>{LEAD}</p><p>{REST}</p><p>{MORE}</p>", TEXT),
        (f"<template><p>x</p></template><p>{LEAD}</p><p>{REST}</p><p>{MORE}</p>", TEXT),
        (f"<amp-ad>x</amp-ad><p>{LEAD}</p><p>{REST}</p><p>{MORE}</p>", None),
    ],
)
def test_odd_bodies(site, body, text):
    article = site.clean(f'<div class="story">{body}</div>', url=URL)
    assert article.status == "ok"
    assert LEAD in article.text
    assert MORE in article.text
    if text is not None:
        assert article.text == text
    article.text.encode()  # no lone surrogates in what is made of HTML


@pytest.mark.parametrize(
    "url",
    [
        "",
        " ",
        "x",
        "http://",
        "http://[::1",
        "http://x.com/\ud83d",
        "//",
        "file:///a",
        "x" * 10_000,
        "http://" + "a." * 5000,
    ],
)
def test_any_url(site, url):
    assert LEAD in site.clean(PAGE, url=url).text
    assert site.clean_text(TEXT, url=url).text == TEXT


def test_addresses_inside_a_page_may_be_anything(bundled):
    head = "<base href='http://[x'><link rel=canonical href='http://]['>"
    head += "<meta property=og:url content='//'>"
    assert LEAD in bundled.clean(f"{head}{PAGE}<a href='http://[a'>رابط</a>").text


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7", gzip.compress(b"x", mtime=0), b"\x89PNG\r\n", bytes(range(32)) * 9]
)
def test_what_is_no_page_is_refused_with_a_remedy(bundled, raw):
    for way in (bundled.clean, bundled.clean_text):
        with pytest.raises(PageError) as told:
            way(raw)
        assert told.value.remedy


def test_html_given_as_text_is_text(bundled):
    article = bundled.clean_text(PAGE)
    assert isinstance(article, Article)
    assert "".join(one.text for one in article.kept + article.removed).count("<p>") == PAGE.count(
        "<p>"
    )


def test_one_line_of_five_million_characters(bundled):
    line = " ".join([LEAD, REST, MORE]) + " "
    article = bundled.clean_text(line * (5_000_000 // len(line)))
    assert len(article.text) > 4_900_000
