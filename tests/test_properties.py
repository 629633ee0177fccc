"""What holds for any input."""

import pickle

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from cleaner import LABELS, Article, Cleaner, PageError
from cleaner.segment.html import INVISIBLE
from cleaner.segment.read import read_html
from cleaner.segment.root import find_root

MARKERS = st.sampled_from(
    [
        "اقرأ أيضا:",
        "اقرأ أيضاً",
        "إقرأ أيضاً: افتتاح حديقة",
        "المصدر: وكالة",
        "كلمات دلالية: حديقة، سوق",
        "مقالات مشابهة",
        "إعلان",
        "تابعونا على فيسبوك",
        "المدينة - متابعات",
        "• بند",
        "12 يناير 2020",
        "قد يهمك",
        "رابط الخبر:",
        "شارك",
        "بقلم: اسم الكاتب",
    ]
)
SENTENCES = st.sampled_from(
    [
        "افتتحت البلدية صباح اليوم حديقة عامة في وسط المدينة بحضور عدد كبير من السكان.",
        "وتضم الحديقة ملاعب للأطفال وممرات للمشي ومقاعد تحت الأشجار تكفي لمئات الزوار.",
        "افتتاح حديقة عامة في وسط المدينة",
        "قال.",
    ]
)
ANY = st.text() | st.text("اأىيهةوكـ\u064b\u200f\u200c\ufeff\u2028\x85\x1c\0 \t\n\r:.،«»-•12")
LINES = MARKERS | SENTENCES | ANY
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\n \n", "\u2028", "\x0b", "\x85", " ", ""])
TEXTS = st.lists(st.tuples(LINES, ENDS).map("".join), max_size=12).map("".join) | ANY
TAGS = st.sampled_from(
    "p div br b a span h1 h2 li ul table td pre article nav script style title font form "
    "figure figcaption blockquote svg template iframe html body head select option textarea".split()
)
MARKUP = st.one_of(
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    TAGS.map("<{} class=story id=a href=/1 hidden>".format),
    st.sampled_from(
        [
            '<div class="story">',
            '<b class="share">',
            "<!--",
            "-->",
            "<",
            "&",
            "&nbsp;",
            '<script type="application/ld+json">{"@type":"NewsArticle","author":"x"',
            "<meta property=og:title content='x'>",
            "<base href=//[>",
            "<![CDATA[",
            "<!doctype html>",
        ]
    ),
    LINES,
)
PAGES = st.lists(MARKUP, max_size=30).map("".join)
SITE = """
[article]
root = ["div.story", "article"]
title = ["h1", ".t"]
keep = ["blockquote"]
[remove]
share = [".share", "a > b"]
[lines]
follow = ["تابعونا*"]
[cut]
related-block = ["مقالات مشابهة"]
[head]
dateline = ["المدينة - متابعات*"]
[tail]
source-credit = ["المصدر:*"]
"""
URL = "https://example.com/1"
QUICK = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def cleaners(tmp_path_factory):
    """Cleaners of every setting, with a site of example.com."""
    folder = tmp_path_factory.mktemp("plugins")
    (folder / "example_com.toml").write_text(SITE, encoding="utf-8")
    return [
        Cleaner(folder, glued=glued, audit=audit, entry_points=False)
        for glued, audit in (("keep", "article"), ("remove", "page"))
    ]


def sound(article):
    """What holds for every article: reasons, labels, no plugin of ours that failed."""
    assert isinstance(article, Article)
    for removed in article.removed:
        assert removed.label in LABELS[1:]
        assert removed.rule
        assert removed.plugin
        assert removed.reason
    assert not [told for told in article.warnings if "cleaned without its hooks" in told]
    if article.status in ("empty", "not-article"):
        assert (article.text, article.kept) == ("", ())
        assert article.reason
    else:
        assert article.text


@QUICK
@given(TEXTS, st.sampled_from([None, URL]), st.none() | LINES)
def test_kept_and_removed_restore_the_text(cleaners, text, url, title):
    for one in cleaners:
        article = one.clean_text(text, url=url, title=title)
        spans = sorted((*article.kept, *article.removed), key=lambda span: span.start)
        assert "".join(span.text for span in spans) == text
        assert all(text[span.start : span.end] == span.text for span in spans)
        if article.status == "empty":  # a text without a line is kept as it is, and is no article
            assert not article.text
        else:
            sound(article)


@QUICK
@given(TEXTS)
def test_nothing_stands_in_the_article_that_does_not_stand_in_the_text(cleaners, text):
    article = cleaners[0].clean_text(text)
    rest = iter(text)
    assert all(char in rest for char in article.text)  # in this order


@QUICK
@given(PAGES, st.sampled_from([None, URL]))
def test_html_gives_an_article_or_a_page_error(cleaners, page, url):
    for one in cleaners:
        try:
            article = one.clean(page, url=url)
        except PageError:
            continue
        sound(article)
        assert article.to_dict() == one.clean(page, url=url).to_dict()


@QUICK
@given(
    st.binary() | PAGES.map(str.encode) | TEXTS.map(lambda text: text.encode("cp1256", "replace"))
)
def test_bytes_give_an_article_or_a_page_error(cleaners, raw):
    for way in (cleaners[0].clean, cleaners[0].clean_text):
        try:
            article = way(raw)
        except PageError:
            continue
        assert isinstance(article, Article)


@QUICK
@given(st.text(st.characters(), max_size=20), PAGES)
def test_lone_surrogates(cleaners, text, page):
    half = "\ud83d" + text + "\udc00"
    article = cleaners[0].clean_text(half)
    spans = sorted((*article.kept, *article.removed), key=lambda span: span.start)
    assert "".join(span.text for span in spans) == half
    try:
        made = cleaners[0].clean(half + page, url=URL)
    except PageError:
        return
    made.text.encode()


@QUICK
@given(PAGES)
def test_every_block_of_the_root_is_kept_or_removed(cleaners, page):
    """Against a walk of another kind: all words the tree shows under the root, in order."""
    page = f'<div class="story"><p>{"كلمة " * 15}</p>{page}'
    try:
        article = cleaners[0].clean(page, url=URL)
    except PageError:
        return
    tree = read_html(page).tree
    site = cleaners[0].registry.site("example.com")
    roots = find_root(tree, site.layouts[0].root)
    shown = "".join(tree.text(root) for root in roots)
    parts = [span.text for span in (*article.kept, *article.removed)]

    def letters(text):
        return sorted(char for char in text if not char.isspace() and char not in INVISIBLE)

    assert letters(shown) == letters("".join(parts))
    whole = cleaners[1].clean(page, url=URL)
    parts = [span.text for span in (*whole.kept, *whole.removed)]
    assert letters(tree.text(tree.root)) == letters("".join(parts))


def test_a_pickled_cleaner_says_the_same(cleaners):
    texts = ["اقرأ أيضا: خبر\n\nنص", f"<div class=story><p>{'كلمة ' * 30}<b class=share>x</b>"]
    for one in cleaners:
        other = pickle.loads(pickle.dumps(one))
        assert other.clean_text(texts[0]).to_dict() == one.clean_text(texts[0]).to_dict()
        assert other.clean(texts[1], url=URL) == one.clean(texts[1], url=URL)
