"""Is there an article at all? Walls, listings and shells come out without text."""

import pytest

import cleaner

LEAD = "افتتحت البلدية صباح اليوم حديقة عامة في وسط المدينة بحضور عدد كبير من السكان والزوار."
REST = "وتضم الحديقة ملاعب للأطفال وممرات للمشي ومقاعد تحت الأشجار تكفي لمئات الزوار كل يوم."
MORE = "وقال مدير الحدائق إن العمل استمر عاما كاملا، وإن حدائق أخرى ستفتح في الأحياء القريبة."
STORY = f"<article><h1>افتتاح حديقة عامة</h1><p>{LEAD}</p><p>{REST}</p><p>{MORE}</p></article>"
SITE = """
[article]
root = ["div.story"]
[page]
not-article = ["body.home", "meta[content=Landing]"]
"""


@pytest.mark.parametrize(
    "wall",
    [
        "<title>Wait</title><noscript>Enable JavaScript and cookies to continue</noscript>",
        "<title>Attention Required! | Cloudflare</title><p>Sorry, you have been blocked</p>",
        "<p>Cloudflare Ray ID: 5</p>",
        "<p>Request unsuccessful. Incapsula incident ID: 5</p>",
        "<p>Please verify you are a human</p>",
        "<h1>Access Denied</h1><p>Access to this page has been denied</p>",
        "<p>Checking your browser before accessing example.com</p>",
    ],
)
def test_a_wall_is_no_article(bundled, wall):
    article = bundled.clean(f"<html><body>{wall}</body></html>")
    assert (article.status, article.text) == ("not-article", "")
    assert article.reason.startswith("a wall: ")
    assert not article.kept


def test_words_of_a_wall_in_a_script_or_a_long_page_are_none(bundled):
    script = "<script>var told = 'Checking your browser, verify you are a human'</script>"
    assert bundled.clean(script + STORY).status == "generic"
    assert bundled.clean(STORY + f"<p>{LEAD} Cloudflare Ray ID: 5</p>" * 40).status == "generic"


def test_words_of_a_wall_inside_a_known_root_are_text(plugins):
    one = plugins({"example_com.toml": SITE})
    told = f'<div class="story"><p>{LEAD}</p><p>Access denied: {REST}</p></div>'
    article = one.clean(told, url="https://example.com/1")
    assert article.status == "ok"
    assert "Access denied" in article.text


@pytest.mark.parametrize(
    "head", ['<body class="home">', "<meta name=pageType content=Landing><body>"]
)
def test_a_plugin_knows_its_listings(plugins, head):
    one = plugins({"example_com.toml": SITE})
    page = f'{head}<div class="story"><p>{LEAD}</p><p>{REST}</p></div>'
    article = one.clean(page, url="https://example.com/")
    assert (article.status, article.text, article.kept) == ("not-article", "", ())
    assert [one.label for one in article.removed] == ["other", "other"]
    assert one.clean(page, url="https://other.test/").status == "generic"


def test_a_page_that_calls_itself_a_collection(bundled):
    told = '<script type="application/ld+json">{"@type": "CollectionPage"}</script>'
    assert bundled.clean(told + STORY).status == "not-article"
    both = (
        '<script type="application/ld+json">[{"@type":"ItemList"},{"@type":"NewsArticle"}]</script>'
    )
    assert bundled.clean(both + STORY).status == "generic"


def test_a_list_of_links_is_no_article(bundled):
    card = '<article><h2><a href="/{0}">افتتاح حديقة رقم {0} في المدينة القديمة</a></h2></article>'
    cards = "".join(card.format(at) for at in range(30))
    assert bundled.clean(f"<html><body><main>{cards}</main></body></html>").status in (
        "not-article",
        "empty",
    )


CARD = '<h2><a href="/{0}">افتتاح حديقة رقم {0} في المدينة القديمة هذا الصباح</a></h2><p>{1}</p>'


def test_a_front_page_of_teasers_is_no_article(bundled):
    cards = "".join(CARD.format(at, LEAD) for at in range(12))
    page = f"<html><body><main>{cards}</main></body></html>"
    article = bundled.clean(page, url="https://other.test/news")
    assert (article.status, article.text) == ("not-article", "")
    assert "linked headlines" in article.reason


def test_an_article_with_many_linked_headlines_behind_it_is_one(bundled):
    story = STORY.replace("</article>", f"<p>{LEAD} {REST} {MORE}</p>" * 3 + "</article>")
    cards = "".join(CARD.format(at, "") for at in range(12))
    for url in ("https://other.test/1", "https://other.test/"):
        article = bundled.clean(f"<html><body>{story}<div>{cards}</div></body></html>", url=url)
        assert article.status == "generic"
        assert LEAD in article.text


def test_headlines_that_lead_to_their_own_place_are_no_list(bundled):
    part = '<h2 id="p{0}"><a href="#p{0}">الجزء رقم {0} من الدليل</a></h2><p>{1} {2}</p>'
    parts = "".join(part.format(at, LEAD, REST) for at in range(8))
    article = bundled.clean(f"<html><body><article><h1>دليل</h1>{parts}</article></body></html>")
    assert article.status == "generic"


@pytest.mark.parametrize(
    "shell",
    [
        "<div id=root></div><script src=app.js></script>",
        "<div id=app><p>جار التحميل</p></div>",
        "<frameset cols=1,2><frame src=a><noframes>إطارات</noframes></frameset>",
        "<!-- نص -->",
        "<meta http-equiv=refresh content='0;url=/1'>",
        "<p>\u200f</p>",
    ],
)
def test_an_empty_shell_is_empty(bundled, shell):
    article = bundled.clean(f"<html>{shell}</html>")
    assert (article.status, article.text) == ("empty", "")
    assert article.reason


@pytest.mark.parametrize(
    "page",
    [
        "<body>المكتبة مفتوحة</body>",
        "<article><h2>المكتبة</h2><h2>مفتوحة</h2></article>",
        '<p><a href="javascript:">المكتبة مفتوحة</a></p>',
    ],
)
def test_a_page_that_is_but_a_few_words_keeps_them(bundled, page):
    article = bundled.clean(f"<html>{page}</html>")
    assert (article.status, article.removed) == ("generic", ())
    for more in ("<script src=app.js></script>", "<form><input name=q></form>"):
        assert bundled.clean(f"<html>{page}{more}</html>").status in ("empty", "not-article")
    for more in ('<a href="/home">الرئيسية</a>', "<p>Loading</p>"):
        assert bundled.clean(f"<html>{page}{more}</html>").status in ("empty", "not-article")


@pytest.mark.parametrize("words", ["404 Not Found", "403 Forbidden", "502 Bad Gateway"])
def test_what_a_web_server_says_of_itself_is_no_article(bundled, words):
    page = f"<html><head><title>{words}</title></head><body><h1>{words}</h1>nginx</body></html>"
    article = bundled.clean(page)
    assert (article.status, article.text) == ("not-article", "")


def test_nothing_at_all_is_no_page(bundled):
    for nothing in ("", " \n", b"", "\ufeff", b"\xef\xbb\xbf"):
        with pytest.raises(cleaner.PageError, match="nothing in it"):
            bundled.clean(nothing)


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff", "\u200f\n\u200e", b""])
def test_a_text_without_text_is_empty(bundled, text):
    article = bundled.clean_text(text)
    assert (article.status, article.text) == ("empty", "")


@pytest.mark.parametrize(
    "words",
    [
        "عفواً، لم يتسن العثور على الصفحة المطلوبة.",
        "الصفحة غير موجودة",
        "صفحه مورد نظر یافت نشد",
        "The page was not found on this server, please go back.",
    ],
)
def test_a_page_that_was_not_found_is_no_article(words):
    page = f"<html><head><title>404</title></head><body><h1>404</h1><p>{words}</p></body></html>"
    assert cleaner.clean(page).status in ("not-article", "empty")


def test_a_report_on_a_page_that_was_not_found_is_an_article():
    told = [
        "قال الزائر إن الموقع كتب له أن الصفحة غير موجودة، فعاد إلى المكتبة وسأل عنها أمينها.",
        "وأوضح أمين المكتبة أن الفهرس نقل في الربيع إلى خادم جديد، وأن بعض الروابط لم تنقل معه.",
        "وأضاف أن المتطوعين راجعوا حتى الآن نصف الروابط القديمة، وأصلحوا منها ما عرفوا أصله.",
        "ويستطيع القراء إبلاغ المكتبة عن كل رابط معطل ببطاقة ورقية توضع في صندوق عند الباب.",
        "وكانت المكتبة قد بدأت رقمنة كتبها قبل أربعة أعوام بمساعدة طلاب من المدرسة المجاورة.",
        "وتضم مجموعتها اليوم نحو تسعة آلاف كتاب، منها كتب نادرة في الزراعة وتربية النحل.",
        "ومن المقرر أن ينتهي العمل في الروابط قبل بداية الصيف، ثم يفتح الفهرس لجميع الزوار.",
        "وختم الزائر بأنه وجد كتابه في النهاية على رف لم يكن يعرفه أحد غير أمين المكتبة.",
    ]
    body = "".join(f"<p>{line}</p>" for line in told)
    page = f"<html><body><article><h1>حكاية رف ضائع</h1>{body}</article></body></html>"
    assert cleaner.clean(page).status == "generic"


def test_linked_headlines_with_their_teasers_are_a_list_whether_the_headlines_were_kept(bundled):
    teaser = "افتتحت البلدية أمس حديقة صغيرة على ضفة النهر، وفيها مقاعد من خشب قديم"
    cards = "".join(
        f'<div class="post"><h2><a href="/{n}">حديقة رقم {n} تفتح أبوابها للزوار</a></h2>'
        f"<p>{teaser} رقم {n}.</p></div>"
        for n in range(6)
    )
    article = bundled.clean(f"<html lang=ar><body><h1>أخبار المدينة</h1>{cards}</body></html>")
    assert (article.status, article.text) == ("not-article", "")
    assert "linked headlines" in article.reason
