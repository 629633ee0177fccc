"""Title, authors, dates and tags of a page; nothing is invented."""

from dataclasses import replace

import pytest

from cleaner.arabic.dates import date_from_url
from cleaner.metadata.fields import read_fields
from cleaner.metadata.names import clean_names
from cleaner.model.page import Page
from cleaner.model.site import Layout, OutletFacts, Rule, Site
from cleaner.segment.read import read_html


def rules(*selectors):
    return tuple(Rule(selector, "x_com") for selector in selectors)


def fields(source, url=None, root=None, facts=None, **layout):
    page = read_html(source, url=url)
    values = {
        name: rules(*([value] if isinstance(value, str) else value))
        for name, value in layout.items()
        if not isinstance(value, bool)
    }
    flags = {name: value for name, value in layout.items() if isinstance(value, bool)}
    site = Site("x_com", "x_com.toml", outlet=OutletFacts(**facts)) if facts else None
    roots = tuple(page.tree.select(root)) if root else ()
    return read_fields(replace(page, layout=Layout(**values, **flags), site=site, roots=roots))


# -- title


@pytest.mark.parametrize(
    ("source", "url", "title"),
    [
        ("<title>افتتاح حديقة</title>", None, "افتتاح حديقة"),
        # the outlet's name behind the headline goes, if it is known to be its name
        (
            "<title>افتتاح حديقة - صحيفة</title><meta property=og:site_name content=صحيفة>",
            None,
            "افتتاح حديقة",
        ),
        ("<title>افتتاح حديقة | Example.com</title>", "https://www.example.com/1", "افتتاح حديقة"),
        # nothing else does, least of all where no address is known
        ("<title>افتتاح حديقة - عامة</title>", "https://example.com/1", "افتتاح حديقة - عامة"),
        ("<title>افتتاح حديقة - عامة</title>", None, "افتتاح حديقة - عامة"),
        ("<title>- صحيفة</title><meta property=og:site_name content=صحيفة>", None, "- صحيفة"),
        # the h1 has the headline as the reader sees it
        ("<title>إفتتاح حديقه | صحيفة</title><h1>افتتاح حديقة</h1>", None, "افتتاح حديقة"),
        ("<h1>افتتاح حديقة</h1>", None, "افتتاح حديقة"),
        ("<h1>أول</h1><h1>ثان</h1>", None, None),
        # a logo is often an h1 as well
        (
            "<title>افتتاح حديقة كبيرة - صحيفة</title><h1>صحيفة</h1><h1>افتتاح حديقة كبيرة</h1>",
            None,
            "افتتاح حديقة كبيرة",
        ),
        (
            "<title>افتتاح حديقة كبيرة في صحيفة</title><h1>صحيفة</h1>",
            None,
            "افتتاح حديقة كبيرة في صحيفة",
        ),
        ("<title>افتتاح حديقة</title><h1>\u200f</h1><h1></h1>", None, "افتتاح حديقة"),
        ("<title> \n </title>", None, None),
        (
            (
                '<script type="application/ld+json">{"@type": "NewsArticle",'
                '"headline": "افتتاح حديقة"}</script><title>غير ذلك</title>'
            ),
            None,
            "افتتاح حديقة",
        ),
        (
            "<title>غير ذلك</title><meta property=og:title content='افتتاح حديقة'>",
            None,
            "افتتاح حديقة",
        ),
    ],
)
def test_title(source, url, title):
    assert fields(source, url).title == title


def test_the_outlets_own_names_are_cut_off_its_titles():
    facts = {"names": {"ar": "المدينة نيوز"}, "aliases": ("Al Madina News",)}
    for name in ("المدينه نيوز", "al madina news"):
        assert fields(f"<title>افتتاح حديقة - {name}</title>", facts=facts).title == "افتتاح حديقة"


def test_a_selector_of_the_layout_comes_first_and_leaves_the_text():
    source = "<title>غير ذلك</title><div><h2 class=t>افتتاح <b>حد</b>يقة</h2></div>"
    found = fields(source, title=["h1.none", "h2.t"])
    assert found.title == "افتتاح حديقة"
    assert list(found.used.values()) == ["title"]


# -- authors

NAME = "اسم الكاتب"


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        (["كتب: اسم الكاتب"], ["اسم الكاتب"]),
        (["كتبت - اسم الكاتبة"], ["اسم الكاتبة"]),
        (["بقلم اسم الكاتب"], ["اسم الكاتب"]),
        (["By Writer Name"], ["Writer Name"]),
        (["اسم الأول، اسم الثاني"], ["اسم الأول", "اسم الثاني"]),
        (["اسم الأول و اسم الثاني"], ["اسم الأول", "اسم الثاني"]),
        (["اسم وليد"], ["اسم وليد"]),
        (["اسم الكاتب", "إسم الكاتب"], ["اسم الكاتب"]),
        (["  اسم\n الكاتب "], ["اسم الكاتب"]),
        (["admin"], []),
        (["المحرر"], []),
        (["هيئة التحرير"], []),
        (["صحيفة المثال"], []),
        (["writer@example.com"], []),
        (["اسم الكاتب writer@example.com"], ["اسم الكاتب"]),
        (["https://example.com/writer"], []),
        (["2020-01-01"], []),
        (["١٢ يناير"], []),
        (["كاتب وصحفي يعمل في شؤون المدن منذ سنوات طويلة"], []),
        ([""], []),
        (["\u200f\u200e\u200f"], []),
        (["بقلم:"], []),
    ],
)
def test_names(shown, names):
    assert clean_names(shown, ["صحيفة المثال"]) == tuple(names)


JSONLD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "h", '
    f'"author": {{"@type": "Person", "name": "{NAME}"}}}}</script>'
)


def test_an_author_is_never_invented():
    assert fields(JSONLD + f"<p>بقلم {NAME}</p>").authors == (NAME,)
    assert fields(JSONLD + "<p>نص</p>").authors == ()  # the reader does not see it
    page = JSONLD + f"<div id=r><p>قال {NAME}</p></div>"
    assert fields(page, root="#r").authors == (NAME,)
    # where the outlet shows a byline it alone counts
    assert fields(page + "<i>بقلم المحرر</i>", root="#r", byline="i").authors == ()
    assert fields(page + f"<i>كتب: {NAME}</i>", root="#r", byline="i").authors == (NAME,)
    assert fields(page + f"<i>{NAME}</i>", root="#r", byline="i", no_byline=True).authors == ()
    assert fields(f"<meta name=author content='{NAME}'><p>{NAME}</p>").authors == ()
    facts = {"names": {"ar": "صحيفة المثال"}}
    assert fields("<i>صحيفة المثال</i>", byline="i", facts=facts).authors == ()


# -- dates


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://www.x.com/story/2020/8/24/عنوان/49", "2020-08-24"),
        ("https://x.com/news-and-reports/2020-06-03-1.38", "2020-06-03"),
        ("https://x.com/2013/middle_east/8/3/a/index.html", "2013-08-03"),
        ("https://x.com/article/825076", None),
        ("https://x.com/2020/13/45/a", None),
        ("https://x.com/", None),
    ],
)
def test_date_from_url(url, day):
    assert date_from_url(url) == day


META = "<meta property='article:published_time' content='2020-08-24T09:23:00+02:00'>"


@pytest.mark.parametrize(
    ("source", "layout", "published"),
    [
        (META, {}, "2020-08-24T09:23:00+02:00"),
        ("<meta itemprop=datePublished content=2020-08-24>", {}, "2020-08-24"),
        ("<time pubdate datetime=2020-08-24>أمس</time>", {}, "2020-08-24"),
        ("<aside><time datetime=2019-01-01>x</time></aside>", {}, None),
        ("<i>24 أغسطس 2020</i>", {"date": "i"}, "2020-08-24"),
        ("<i>٢٤ آب ٢٠٢٠</i>", {"date": "i"}, "2020-08-24"),
        ("<i>لا تاريخ</i><b>24/8/2020</b>", {"date": ["i", "b"]}, "2020-08-24"),
        (META + "<i>25 أغسطس 2020</i>", {"date": "i"}, "2020-08-25"),
        (META, {"date_from_url": True}, None),
        ("<i>قبل قليل</i>", {"date": "i"}, None),
        ("<meta name=date content='لا شيء'>", {}, None),
    ],
)
def test_published(source, layout, published):
    assert fields(source, **layout).published == published


def test_a_date_without_zone_gets_the_one_of_the_outlets_country():
    source = "<meta property='article:published_time' content='2020-08-24 09:23:00'>"
    assert fields(source, facts={"country": "EG"}).published == "2020-08-24T09:23:00+02:00"
    assert fields(source).published == "2020-08-24T09:23:00"


def test_the_url_is_the_last_resort():
    assert fields("<p>x", "https://x.com/2020/08/24/a").published == "2020-08-24"
    assert fields(META, "https://x.com/2020/08/25/a").published == "2020-08-24T09:23:00+02:00"


# -- the rest


def test_tags_section_and_credit():
    source = (
        "<b class=s>محليات</b>"
        "<ul class=t><li><a>حديقة</a><li><a> #سوق،</a><li><a>حديقة</a><li></ul>"
        "<p class=c>المصدر: وكالة</p>"
    )
    found = fields(source, tags=".t", section=".s", credit=".c")
    assert (found.section, found.tags, found.credit) == (
        "محليات",
        ("حديقة", "سوق"),
        "المصدر: وكالة",
    )
    assert sorted(found.used.values()) == ["source-credit", "tags"]
    assert fields("<meta property=article:section content=محليات>").section == "محليات"


@pytest.mark.parametrize(
    "script",
    [
        '[1, null, {"@type": [["NewsArticle"]], "headline": {"a": 1}}]',
        '{"@type": "NewsArticle", "headline": 5, "author": [1, null, {"name": [1]}]}',
        '{"@type": "NewsArticle", "datePublished": {}, "articleSection": [1, [2]]}',
        '{"@type": "NewsArticle", "author": {"name": {}}}',
        '{"@graph": {"@graph": [{"@graph": "x"}]}, "mainEntityOfPage": [1]}',
        '{"@type": "NewsArticle", "publisher": "x", "keywords": {"a": 1}, "url": 5',
        "<!-- not json -->",
        "[" * 5000,
        '{"@type": "NewsArticle", "datePublished": "' + "9" * 5000 + '"}',
    ],
)
def test_garbage_in_jsonld_does_no_harm(script):
    found = fields(f'<script type="application/ld+json">{script}</script><p>نص</p>')
    assert (found.authors, found.published, found.tags) == ((), None, ())


def test_text_has_no_fields():
    assert read_fields(Page("نص", "text")).title is None
