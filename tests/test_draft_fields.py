"""Drafts of single fields: what a page shows beside what its head states."""

import tomllib

import pytest

from cleaner.workshop.draft import Draft, draft, draft_toml, read_samples
from cleaner.workshop.draft.naming import is_generated
from cleaner.workshop.new import families_of

SENTENCES = [
    "افتتحت البلدة حديقتها الجديدة صباح اليوم بحضور أهالي الحي وتلاميذ المدارس القريبة منها.",
    "وقالت مهندسة الحديقة إن الأشجار اختيرت من أنواع لا تحتاج إلى ماء كثير في فصل الصيف.",
    "وأضافت أن العمل في الممرات سينتهي قبل نهاية الشهر، وأن النافورة ستعمل في المساء فقط.",
    "وطلبت البلدة من الزوار أن يتركوا دراجاتهم عند البوابة الشرقية وألا يقطفوا الورود.",
    "ويفتح المقهى الصغير في وسط الحديقة أبوابه في الأسبوع القادم بعد أن تكتمل المظلات.",
]
NAME = "كاتبة تجريبية"
AUTHOR = (
    '<script type="application/ld+json">{"@type": "NewsArticle", '
    f'"author": {{"@type": "Person", "name": "{NAME}"}}}}</script>'
)


TOLD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", '
    f'"articleBody": "{" ".join(SENTENCES)}"}}</script>'
)
BOX = "<div class=lead-in>قصة الحديقة: {}</div></div></div>"


def page(number=1, head="", above="", below="", body="<body>"):
    title = f"حديقة جديدة في البلدة تفتح أبوابها للأهالي {number}"
    text = "".join(f"<p>{sentence} ({number})</p>" for sentence in SENTENCES)
    return (
        f'<html lang="ar"><head><title>{title}</title>{head}</head>{body}<div class=page>'
        f"<h1>{title}</h1>{above}<div class=story-text>{text}{below}</div></div></body></html>"
    )


@pytest.fixture
def drafted(tmp_path):
    def run(*pages):
        folder = tmp_path / "plugins"
        paths = [tmp_path / f"{number}.html" for number in range(len(pages))]
        for path, html in zip(paths, pages, strict=True):
            path.write_text(html, encoding="utf-8")
        families = families_of(folder)
        samples = list(read_samples(paths, "https://www.hadiqa.example.com/a", families))
        return draft(samples, families)

    return run


def test_an_author_in_the_head_whom_the_page_shows_needs_no_rule(drafted):
    html = page(head=AUTHOR, above=f"<div class=writer-line>{NAME} - باحثة</div>")
    assert "byline" not in drafted(html).article


def test_a_byline_gives_the_name_of_the_head_and_nothing_beside_it(drafted):
    meta = f'<meta name="articleAuthor" content="{NAME}">'
    who, job = f"<b class=who>{NAME}</b>", "<i class=job>محررة الشؤون المحلية</i>"
    line = f"<div class=writer-line>{who} {job}</div>"
    assert drafted(page(head=meta, above=line)).article["byline"].selector == ".who"
    mixed = f"<div class=writer-line>{NAME} | محررة الشؤون المحلية</div>"
    assert "byline" not in drafted(page(head=meta, above=mixed)).article


def test_an_author_who_writes_everything_is_asked_about(drafted):
    meta = f'<meta name="author" content="{NAME}">'
    line = f"<b class=who>{NAME}</b>"
    pages = [page(number, meta, line) for number in (1, 2)]
    assert "no_byline" in drafted(*pages).article["byline"].reason
    pages[1] = pages[1].replace(NAME, "كاتب آخر")
    assert "no_byline" not in drafted(*pages).article["byline"].reason


def test_a_site_that_is_one_form_shows_its_date_too(drafted):
    date = "<span class=stamp>الخميس 5 مارس 2026 09:30</span>"
    html = page(above=date, body="<body><form id=aspnetForm>")
    assert drafted(html).article["date"].selector == ".stamp"


def test_a_time_without_a_zone_does_not_outvote_the_one_the_head_gives_with_it(drafted):
    head = '<meta property="article:published_time" content="2026-03-05T07:30:00+00:00">'
    shown = "<span class=stamp>الخميس 5 مارس 2026 09:30</span>"
    assert "date" not in drafted(page(head=head, above=shown)).article
    same = shown.replace("09:30", "07:30")  # a local time that the head calls UTC
    assert drafted(page(head=head, above=same)).article["date"].selector == ".stamp"


KEYWORDS = '<meta name="keywords" content="حدائق, أشجار, نوافير">'
LINKED = (
    '<p>كتبنا من قبل عن <a href="/1">حدائق</a> و<a href="/2">أشجار</a> البلدة في مقال طويل.</p>'
)
LIST = '<ul class="w-full"><li><a href="/1">حدائق</a></li><li><a href="/2">أشجار</a></li></ul>'


def test_links_in_a_sentence_are_no_tags_the_list_below_is(drafted):
    got = drafted(page(head=KEYWORDS, below=LINKED + LIST))
    assert got.article["tags"].selector == ".story-text > ul a"
    assert [one.selector for one in got.remove["tags"]] == [".story-text > ul"]


def test_topics_of_the_whole_site_are_no_tags_of_the_page(drafted):
    topics = '<div class=topics><a href="/1">رياضة</a><a href="/2">سياسة</a></div>'
    assert "tags" not in drafted(page(1, KEYWORDS, topics)).article
    assert "tags" not in drafted(*(page(number, above=topics) for number in (1, 2, 3))).article
    both = drafted(page(1, above=topics), page(2, above=topics)).article["tags"]
    assert both.reason.endswith("the same on both: the site's topics?")


@pytest.mark.parametrize("sign", ["|", "-", "»"])
def test_the_outlet_may_stand_before_the_headline_in_the_title(drafted, sign):
    html = page().replace("<title>", f"<title>صحيفة البلدة {sign} ")
    assert {one.selector for one in drafted(html).names.values()} == {"صحيفة البلدة"}


@pytest.mark.parametrize("name", ["hAaYPJ", "deTFFD", "Callout-bPWknp"])
def test_short_names_of_mixed_case_are_made_by_a_build(name):
    assert is_generated(name)


@pytest.mark.parametrize("name", ["LongDesc", "writeBy", "topNav", "newsTV", "articleBody"])
def test_words_in_mixed_case_are_not(name):
    assert not is_generated(name)


def test_evidence_vouches_for_the_name_where_it_has_a_date(drafted):
    shown = "<span class=stamp>الخميس 5 مارس 2026 09:30</span>"
    named = page().replace("<title>", "<title>صحيفة البلدة | ")
    dated = draft_toml(drafted(named.replace("<div class=story", f"{shown}<div class=story")), "f")
    assert 'date = 2026-03-05\nfields = ["rules", "outlet.name"]' in dated
    assert 'or saved\nfields = ["rules"]' in draft_toml(drafted(named), "f")


def test_lines_left_to_the_author_are_toml_when_the_hash_is_off():
    lines = [("other", "سطر أول"), ("follow", "سطر تابع"), ("other", "سطر ثان")]
    text = draft_toml(Draft("hadiqa.example.com", lines=lines), "f")
    block = text[text.index("# [lines]") :].replace("# ", "")
    expected = {"other": ["سطر أول", "سطر ثان"], "follow": ["سطر تابع"]}
    assert tomllib.loads(block)["lines"] == expected


def test_a_long_text_that_nothing_names_is_asked_about_and_stays(drafted):
    text = " ".join(SENTENCES[:2])
    got = drafted(page(head=TOLD).replace("(1)", "").replace("</div></div>", BOX.format(text)))
    assert all(one.selector != ".lead-in" for many in got.remove.values() for one in many)
    assert any("perhaps of the article" in one and ".lead-in" in one for one in got.notes)


def test_a_class_that_paragraphs_of_the_article_bear_says_nothing(drafted):
    html = page(head=TOLD, below="<div class='paywall note'>سطر قصير</div>").replace("(1)", "")
    (found,) = drafted(html).remove["subscribe"]
    assert found.selector == ".paywall"
    assert "subscribe" not in drafted(html.replace("<p>", "<p class=paywall>")).remove
