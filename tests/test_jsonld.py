"""JSON-LD as pages write it, whole and broken."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.metadata.dirty_json import load_dirty
from cleaner.metadata.jsonld import article_node, page_types, read_jsonld

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "عنوان الخبر",
    "datePublished": "2020-06-03T03:01+0400",
    "dateModified": "2020-06-03T04:00+0400",
    "author": [{"@type": "Person", "name": "اسم الكاتب"}, {"@type": "Person", "name": "كاتب آخر"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "الصحيفة"},
    "articleSection": ["محليات", "اقتصاد"],
    "keywords": "كلمة، أخرى, ثالثة,",
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://example.com/1"},
    "isBasedOn": {"@type": "NewsArticle", "url": "https://example.org/source"},
    "articleBody": "فقرة  أولى\n\nفقرة ثانية",
}


def data(*nodes, url=None):
    return article_node(read_jsonld([json.dumps(node) for node in nodes]), url)


def test_all_fields():
    found = data(ARTICLE)
    assert found.types == ("NewsArticle",)
    assert found.headline == "عنوان الخبر"
    assert (found.published, found.modified) == ("2020-06-03T03:01+0400", "2020-06-03T04:00+0400")
    assert found.authors == ("اسم الكاتب", "كاتب آخر")
    assert found.organisations == ()
    assert found.section == "محليات"
    assert found.keywords == ("كلمة", "أخرى", "ثالثة")
    assert found.url == "https://example.com/1"
    assert found.publisher == "الصحيفة"
    assert found.is_based_on == "https://example.org/source"
    assert found.article_body == "فقرة أولى\n\nفقرة ثانية"


@pytest.mark.parametrize(
    ("author", "persons", "organisations"),
    [
        ("اسم الكاتب", ("اسم الكاتب",), ()),
        (["اسم الكاتب", "اسم الكاتب"], ("اسم الكاتب",), ()),
        ({"name": ["أ", "ب"], "@type": "Person"}, ("أ", "ب"), ()),
        ({"@type": "Organization", "name": "وكالة"}, (), ("وكالة",)),
        ({"@type": "Person", "name": "الصحيفة"}, (), ("الصحيفة",)),
        # a dateline in the author's field
        ("(المدينة - الصحيفة)", (), ("(المدينة - الصحيفة)",)),
        ("https://example.com/author/1", (), ()),
        ({"@type": "Person", "name": "desk@example.com"}, (), ()),
        ({"@type": "Person", "name": ""}, (), ()),
        (None, (), ()),
    ],
)
def test_authors_and_organisations_apart(author, persons, organisations):
    found = data({**ARTICLE, "author": author})
    assert (found.authors, found.organisations) == (persons, organisations)


def test_graph_with_references():
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "@id": "https://example.com/1"},
            {"@type": ["Article", "BlogPosting"], "headline": "عنوان", "author": {"@id": "#p"},
             "publisher": {"@id": "#o"}},
            {"@type": "Person", "@id": "#p", "name": "اسم الكاتب"},
            {"@type": "Organization", "@id": "#o", "name": "الموقع"},
        ],
    }  # fmt: skip
    found = data(graph)
    assert (found.authors, found.publisher) == (("اسم الكاتب",), "الموقع")
    assert found.page_types == {"WebPage", "Article", "BlogPosting", "Person", "Organization"}


def test_article_inside_its_page():
    found = data({"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "عنوان"}})
    assert found.headline == "عنوان"


def test_which_of_several_articles():
    other = {"@type": "NewsArticle", "headline": "خبر آخر", "url": "https://example.com/2"}
    assert data(other, ARTICLE).headline == "عنوان الخبر"  # says more
    assert data(ARTICLE, other, url="https://example.com/2/").headline == "خبر آخر"
    assert (
        data({"@type": "Article", "headline": "صفحة", "datePublished": "x"}, other).headline
        == "خبر آخر"
    )


def test_no_article():
    assert data({"@type": "http://schema.org/CollectionPage"}) is None
    assert page_types(read_jsonld(['{"@type": "http://schema.org/CollectionPage"}'])) == {
        "CollectionPage"
    }
    assert article_node([]) is None


def test_entities_written_twice():
    found = data({**ARTICLE, "headline": "&quot;قول&amp;quot; &#8230; نهاية"})
    assert found.headline == '"قول" … نهاية'


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"Article","headline":"عنوان",}',
        '{"@type":"Article","keywords":["a","b",],"headline":"عنوان"}',
        '{"@type":"Article","headline":"عنوان"};',
        '//<![CDATA[\n{"@type":"Article","headline":"عنوان"}\n//]]>',
        '/*<![CDATA[*/{"@type":"Article","headline":"عنوان"}/*]]>*/',
        '<!-- {"@type":"Article","headline":"عنوان"} -->',
        '\ufeff{"@type":"Article","headline":"عنوان"}',
        '{"@type":"Article","description":"سطر\nثان\tوثالث","headline":"عنوان"}',
        '{"@type":"Article","description":"قال \\\'نعم\\\' \\d","headline":"عنوان"}',
        "{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;عنوان&quot;}",
        '{"@type":"Article","description":"قال "نعم" ثم "لا"، وسكت","headline":"عنوان"}',
        '{"@type":"WebSite"}{"@type":"Article","headline":"عنوان"}',
        '[[{"@type":"Article","headline":"عنوان"}]]',
    ],
)
def test_common_dirt_is_repaired(script):
    assert article_node(read_jsonld([script])).headline == "عنوان"


def test_bare_quotation_marks_stay_in_the_string():
    script = '{"headline":"قال "نعم" ثم مضى", "x": 1,}'
    assert load_dirty(script) == [{"headline": 'قال "نعم" ثم مضى', "x": 1}]


@pytest.mark.parametrize(
    "script", ["", "null", "{", "window.x = 1", "{'@type': 'Article'}", "[" * 99_999]
)
def test_what_cannot_be_repaired_is_left_out(script):
    assert article_node(read_jsonld([script, '{"@type":"Article"}'])).types == ("Article",)


@pytest.mark.parametrize("value", [1, 1.5, True, [], {}, [[]], {"@type": 3}, {"name": {}}, [None]])
def test_values_of_the_wrong_type(value):
    node = {"@type": ["NewsArticle", value], **{key: value for key in ARTICLE if key != "@type"}}
    found = data(
        node, {"@graph": value}, {"@id": value, "@type": "Thing"}, url="https://example.com/"
    )
    assert found.headline is None
    assert found.authors == ()


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(values)
def test_good_json_is_not_touched(value):
    assert load_dirty(json.dumps(value, ensure_ascii=False)) == [value]


@given(st.text(alphabet='{}[]",:\\ /*<!-->a1&quot;\n') | st.text())
def test_any_script_is_borne(script):
    article_node(read_jsonld([script]))
