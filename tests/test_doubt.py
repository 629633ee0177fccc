"""A plugin that only reports vouch for is never worse than having none."""

import pytest

from cleaner.model.block import Block
from cleaner.segment.doubt import size_doubt
from cleaner.sites.schema import parse_site
from cleaner.sites.status import status

SENTENCE = "قال أمين المكتبة إن القاعة الجديدة تفتح أبوابها للقراء كل صباح من أيام الأسبوع. "
DAYS = "الأول الثاني الثالث الرابع الخامس السادس".split()
BODY = "".join(f"<p>في اليوم {day} {SENTENCE}وفي مساء اليوم {day} {SENTENCE}</p>" for day in DAYS)
TEASER = f'<div class="teaser"><p>{SENTENCE}</p></div>'
PAGE = """<html lang="ar"><head><title>قاعة</title>{head}</head>
<body><h1>قاعة</h1>{teaser}<div class="story">{body}</div></body></html>"""
REPORTED = '[[evidence]]\nkind = "reported"\nsource = "a scraper"\n'
VERIFIED = '[[evidence]]\nkind = "real-page"\nsource = "a page"\n'
URL = "https://paper.com/1"


def page(head="", teaser=TEASER, body=BODY):
    return PAGE.format(head=head, teaser=teaser, body=body)


def clean(plugins, rules, html, evidence=REPORTED, **others):
    return plugins({"paper_com.toml": f"{rules}\n{evidence}", **others}).clean(html, url=URL)


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ([], "unproven"),
        (["reported"], "reported"),
        (["document", "text"], "reported"),
        (["reported", "real-page"], "verified"),
    ],
)
def test_the_status_follows_from_the_kinds_of_evidence(kinds, told):
    text = "".join(f'[[evidence]]\nkind = "{kind}"\nsource = "x"\n' for kind in kinds)
    assert status(parse_site(f'[article]\nroot = ["p"]\n{text}', "paper_com.toml")) == told


def test_a_real_page_that_vouches_for_the_outlet_only_proves_no_rules():
    text = f'[article]\nroot = ["p"]\n{VERIFIED}fields = ["outlet", "outlet.name"]'
    assert status(parse_site(text, "paper_com.toml")) == "reported"


def test_a_root_that_holds_a_teaser_gives_way_to_the_generic_path(plugins):
    article = clean(plugins, '[article]\nroot = [".teaser"]', page())
    assert article.root == ""
    assert article.text.count(SENTENCE.strip()) >= 12
    assert "paper_com: root '.teaser': paragraphs outside it are about" in article.warnings[-1]
    assert "its rules were left out" in article.warnings[-1]


def test_of_a_verified_plugin_a_small_root_is_believed(plugins):
    article = clean(plugins, '[article]\nroot = [".teaser"]', page(), VERIFIED)
    assert (article.root, article.warnings) == ("site", ())
    assert article.text == SENTENCE.strip()


def test_the_article_text_of_jsonld_is_asked_for_verified_plugins_as_well(plugins):
    body = SENTENCE * 12
    data = f'{{"@type": "NewsArticle", "headline": "قاعة", "articleBody": "{body}"}}'
    html = page(f'<script type="application/ld+json">{data}</script>')
    article = clean(plugins, '[article]\nroot = [".teaser"]', html, VERIFIED)
    assert article.root == ""
    assert "JSON-LD" in article.warnings[-1]


def test_a_family_the_page_proves_takes_over(plugins):
    family = '[fingerprint]\nany = [".story"]\n[article]\nroot = [".story"]'
    files = {"families/shelf.toml": family}
    article = clean(plugins, '[article]\nroot = [".teaser"]', page(), **files)
    assert (article.root, article.plugin, article.status) == ("family", "paper_com", "ok")
    assert "paper_com: root '.teaser'" in article.warnings[-1]


def test_a_root_that_is_not_there_leaves_the_other_rules_out(plugins):
    rules = '[article]\nroot = [".gone"]\n[remove]\nad = [".story"]'
    article = clean(plugins, rules, page())
    assert article.text.count(SENTENCE.strip()) >= 12
    assert "no root of its layouts is on this page" in article.warnings[-1]


def test_a_rule_that_would_take_out_the_article_is_not_believed(plugins):
    html = page(body=f'<div class="box">{BODY}</div><p class="more">المزيد</p>')
    rules = '[article]\nroot = [".story"]\n[remove]\nad = [".box"]'
    article = clean(plugins, rules, html)
    assert article.text.count(SENTENCE.strip()) >= 12
    assert "its rules take out about" in article.warnings[-1]


def test_a_root_that_holds_what_the_generic_path_finds_stays(plugins):
    html = page(teaser="", body=f"<p>{SENTENCE}</p>")
    article = clean(plugins, '[article]\nroot = [".story"]', html)
    assert (article.root, article.warnings) == ("site", ())


def test_lines_without_a_root_hold_on_every_page(plugins):
    html = page(teaser="", body=BODY + "<p>تابعونا على قناتنا</p>")
    article = clean(plugins, '[lines]\nfollow = ["تابعونا على قناتنا"]', html)
    assert "تابعونا" not in article.text
    assert article.warnings == ()


def test_a_root_of_links_is_a_list_and_no_article(plugins):
    links = "".join(
        f'<li><a href="/{n}">خبر آخر من أخبار المدينة رقم {n}</a></li>' for n in range(60)
    )
    html = page(teaser=f'<div class="teaser"><ul>{links}</ul></div>')
    article = clean(plugins, '[article]\nroot = [".teaser"]', html)
    assert article.text.count(SENTENCE.strip()) >= 12
    assert "of what it holds are links" in article.warnings[-1]


def test_links_that_the_rules_take_out_do_not_count(plugins):
    links = "".join(
        f'<li><a href="/{n}">خبر آخر من أخبار المدينة رقم {n}</a></li>' for n in range(60)
    )
    rules = '[article]\nroot = [".story"]\n[remove]\nrelated-block = [".box"]'
    article = clean(plugins, rules, page(teaser="", body=f'{BODY}<ul class="box">{links}</ul>'))
    assert (article.root, article.warnings) == ("site", ())


SIDE = "<aside><h4>الأكثر قراءة</h4><ul>{}</ul></aside>".format(
    "".join(f'<li><a href="/{n}">خبر قصير عن سوق المدينة رقم {n}</a></li>' for n in range(12))
)
COMMENTS = '<div class="talk"><h4>التعليقات</h4>{}</div>'.format(
    "".join(f"<p>قارئ {n}: شكرا لكم على هذا الخبر الجميل، ننتظر المزيد</p>" for n in range(9))
)
AROUND = page(teaser="", body=BODY).replace("</body>", f"{COMMENTS}{SIDE}</body>")


@pytest.mark.parametrize(
    "root",
    ["body", "aside", ".talk", ".story p", ".story p:last-child", "html"],
)
def test_a_wrong_root_too_wide_too_narrow_or_beside_gives_what_no_plugin_would(plugins, root):
    wrong = clean(plugins, f'[article]\nroot = ["{root}"]', AROUND)
    without = plugins({}).clean(AROUND, url=URL)
    assert wrong.text == without.text
    assert f"paper_com: root {root!r}" in wrong.warnings[-1]


def test_a_root_that_leaves_out_only_the_standfirst_gives_way(plugins):
    lead = f'<p class="lead">{SENTENCE}ويقيم فيها دروسا مجانية للأطفال في عطلة الصيف.</p>'
    html = AROUND.replace('<div class="story">', f'{lead}<div class="story">')
    article = clean(plugins, '[article]\nroot = [".story"]', html)
    assert "دروسا مجانية للأطفال" in article.text
    assert "paragraphs outside it" in article.warnings[-1]


def test_the_right_root_is_believed_and_its_rules_hold(plugins):
    rules = '[article]\nroot = [".story"]\n[remove]\nother = [".story p:first-child"]'
    article = clean(plugins, rules, AROUND)
    assert (article.root, article.warnings) == ("site", ())
    assert "في اليوم الأول" not in article.text


def test_a_family_that_only_reports_vouch_for_is_doubted_as_well(plugins):
    family = f'[fingerprint]\nany = [".story"]\n[article]\nroot = [".talk"]\n{REPORTED}'
    article = plugins({"families/shelf.toml": family}).clean(AROUND, url=URL)
    assert article.root == ""
    assert article.text.count(SENTENCE.strip()) >= 12
    assert "families/shelf: root '.talk'" in article.warnings[-1]


def test_lines_of_a_site_hold_where_the_root_of_its_family_is_doubted(plugins):
    family = f'[fingerprint]\nany = [".story"]\n[article]\nroot = [".talk"]\n{REPORTED}'
    rules = 'family = "shelf"\n[lines]\nfollow = ["تابعونا على قناتنا"]'
    html = AROUND.replace(BODY, f"{BODY}<p>تابعونا على قناتنا</p>")
    article = clean(plugins, rules, html, **{"families/shelf.toml": family})
    assert article.text.count(SENTENCE.strip()) >= 12
    assert [one.plugin for one in article.removed if one.text == "تابعونا على قناتنا"] == [
        "paper_com"
    ]


def test_a_verified_site_vouches_for_the_family_it_names(plugins):
    family = f'[fingerprint]\nany = [".story"]\n[article]\nroot = [".talk"]\n{REPORTED}'
    files = {"families/shelf.toml": family}
    article = clean(plugins, 'family = "shelf"', AROUND, f'{VERIFIED}fields = ["article"]', **files)
    assert (article.root, article.warnings) == ("family", ())


def test_a_site_whose_family_knows_the_newer_template_keeps_its_rules(plugins):
    family = '[fingerprint]\nany = [".story"]\n[article]\nroot = [".story"]'
    rules = 'family = "shelf"\n[article]\nroot = [".old"]\n[remove]\nad = [".story p:first-child"]'
    article = clean(plugins, rules, AROUND, **{"families/shelf.toml": family})
    assert (article.root, article.warnings) == ("family", ())
    assert "في اليوم الأول" not in article.text


def test_a_reported_root_of_which_a_line_stays_is_not_believed():
    assert size_doubt([Block("سطر واحد من قائمة")]) == "17 characters of it stay"
    assert size_doubt([Block(SENTENCE)]) == ""
