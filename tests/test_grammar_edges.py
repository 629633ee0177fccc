"""Heads and tails: datelines, bylines, breadcrumbs, writer boxes, end marks, repeated lines."""

import pytest
from grammar_texts import FESTIVAL, insert, kept, labels

from cleaner.label.grammar import label_blocks
from cleaner.model.block import Block


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("الرياض - واس", "dateline"),
        ("المناطق _ متابعات", "dateline"),
        ("متابعات", "dateline"),
        ("القاهرة – رويترز", "dateline"),
        ("الصحيفة ـ جدة", "dateline"),
        ("تاريخ النشر: 2023/07/04", "dateline"),
        ("نشر في: منذ 5 ساعات", "dateline"),
        ("الأربعاء 22 أكتوبر 2025 - 22:10", "dateline"),
        ("الرياض 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م واس", "dateline"),
        ("بقلم: اسم الكاتب", "byline"),
        ("كتب - اسم الكاتب", "byline"),
        ("Next Previous", "media-control"),
        ("صورة: أرشيف", "caption"),
    ],
)
def test_line_over_the_text(line, label):
    text = f"{line}\n{FESTIVAL}"
    assert kept(text) == FESTIVAL
    assert labels(text) == [(label, line)]


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        ("المصدر: وكالات", "source-credit"),
        ("مصدر الخبر: رويترز", "source-credit"),
        ("نقلاً عن صحيفة المدينة", "source-credit"),
        ("* خدمة «نيويورك تايمز»", "source-credit"),
        ("رابط الخبر بصحيفة المدينة: مهرجان القراءة يفتح أبوابه", "source-credit"),
        ("كلمات دلالية: مهرجان القراءة الأطفال", "tags"),
        ("الوسوم مهرجان, القراءة, الأطفال", "tags"),
        ("سمات مهرجان القراءة الأطفال", "tags"),
        ("إعلان", "ad"),
        ("- إعلان ممول -", "ad"),
        ("تابعنا على جوجل نيوز", "follow"),
        ("انضموا إلى قناتنا على تليجرام", "follow"),
        ("تابعوا أخبار المدينة عبر واتساب", "follow"),
        ("شارك هذا الخبر: فيسبوك تويتر واتساب", "share"),
        ("انسخ الرابط", "share"),
        ("حمّل تطبيقنا من متجر آبل وجوجل بلاي", "app"),
        ("اشترك في النشرة البريدية لتصلك آخر الأخبار", "newsletter"),
        ("© 2023 جميع الحقوق محفوظة", "copyright"),
        ("كافة الحقوق محفوظة لصحيفة المدينة", "copyright"),
        ("أضف تعليقاً", "comments"),
        ("// انتهى //", "end-mark"),
        ("14:30 ت م", "dateline"),
        ("...المزيد", "read-more"),
        ("اضغط هنا", "read-more"),
        ("writer@example.com", "contact"),
        ("للتواصل مع الكاتب ارسل رسالة SMS\nتبدأ بالرمز (1) ثم مسافة\n12345 - Telco", "contact"),
    ],
)
def test_line_under_the_text(lines, label):
    text = f"{FESTIVAL}\n\n{lines}"
    assert kept(text) == FESTIVAL
    assert {found for found, _ in labels(text)} == {label}


def test_headline_given_with_the_text():
    title = "مهرجان القراءة يفتح أبوابه للأطفال"
    text = f"{title}\n\n{FESTIVAL}\n\n{title}"
    assert kept(text, title=title) == FESTIVAL
    assert {label for label, _ in labels(text, title=title)} == {"title"}


def test_breadcrumb_headline_twice_and_date_on_top():
    title = "مهرجان القراءة يفتح أبوابه للأطفال"
    text = f"الصحيفة\nثقافة\n{title}\n{title}\nالأربعاء 22 أكتوبر 2025 - 22:10\n{FESTIVAL}"
    assert kept(text) == FESTIVAL
    assert [label for label, _ in labels(text)] == [
        "breadcrumb", "breadcrumb", "title", "title", "dateline",
    ]  # fmt: skip


def test_paragraphs_side_by_side_are_no_standfirst_printed_again():
    line = "بلدية المدينة تفتتح مهرجان القراءة السنوي بمشاركة أربعين دار نشر"
    same = [f"/html[1]/body[1]/div[1]/p[{at}]" for at in (1, 2, 3)]
    apart = ["/html[1]/body[1]/h2[1]", *same]
    for paths, expected in ((same, []), (apart, ["other"])):
        texts = [line, *[FESTIVAL] * (len(paths) - 2), line]
        blocks = [Block(text, path=path) for text, path in zip(texts, paths, strict=True)]
        assert [vote.label for vote in label_blocks(blocks)] == expected


def test_standfirst_printed_again_at_the_end():
    standfirst = "بلدية المدينة تفتتح مهرجان القراءة السنوي بمشاركة أربعين دار نشر"
    text = f"{standfirst}\n{FESTIVAL}\n{standfirst}"
    assert kept(text) == f"{standfirst}\n\n{FESTIVAL}"
    assert labels(text) == [("other", standfirst)]


def test_tags_and_source_link_glued_behind_the_last_sentence():
    assert kept(f"{FESTIVAL} سمات مهرجان القراءة الأطفال") == FESTIVAL
    assert kept(f"{FESTIVAL} رابط الخبر بصحيفة المدينة: مهرجان القراءة") == FESTIVAL


def test_share_bar_run_into_the_first_sentence():
    text = f"شارك من خلال تويتر فيسبوك جوجل بلس اكتب رأيك {FESTIVAL}"
    assert kept(text) == FESTIVAL


def test_picture_credit_inside_a_paragraph():
    first, second = "تبدأ العروض كل يوم في العاشرة.", "من جانبه قال المدير إن الدخول مجاني."
    credit = "جانب من ركن الأطفال في المعرض. تصوير: اسم المصور ـــ «الصحيفة»"
    text = insert(FESTIVAL, f"{first} {credit} {second}", 2)
    assert kept(text) == insert(FESTIVAL, f"{first}  {second}", 2)


def test_other_articles_of_the_writer_run_together():
    text = f"{FESTIVAL}\nمقالات أخرى للكاتبكتاب لكل بيتأصدقاء المكتبة!لماذا نقرأ؟"
    assert kept(text) == FESTIVAL


def test_readers_comments():
    text = (
        f"{FESTIVAL}\n\nتعليقات الزوار 2\n"
        "1\nزائر\nالأربعاء 22 أكتوبر 2025 - 17:09\nمهرجان جميل جدا\n"
        "2\nزائرة\nالأربعاء 22 أكتوبر 2025 - 18:00\nشكرا لكم."
    )
    assert kept(text) == FESTIVAL
    assert {label for label, _ in labels(text)} == {"comments"}


@pytest.mark.parametrize(
    "prefix", ["الرياض - واس: ", "القاهرة – رويترز – ", "أحمد محمد - الصحيفة - جدة: "]
)
def test_prefix_run_into_the_first_sentence_stays_unless_told_otherwise(prefix):
    assert kept(prefix + FESTIVAL) == prefix + FESTIVAL
    assert kept(prefix + FESTIVAL, glued="remove") == FESTIVAL


def test_a_list_of_names_is_what_the_article_tells():
    text = f"{FESTIVAL}\n\nأحمد محمد\nخالد حسن\nسعيد علي\nمريم يوسف"
    assert kept(text).split() == text.split()


def test_headline_and_picture_address_run_into_the_text():
    title = "مهرجان القراءة يفتح أبوابه للأطفال"
    text = f"{title} http://example.com/files/2015/x.jpg?itok=abc {FESTIVAL}"
    assert kept(text, title=title) == FESTIVAL
    assert [label for label, _ in labels(text, title=title)] == ["title", "media-control"]


def test_end_mark_with_its_clock():
    assert labels(f"{FESTIVAL}\n// يتبع // 11:02 ت م") == [("end-mark", "// يتبع // 11:02 ت م")]


@pytest.mark.parametrize("call", ["اقرأ المزيد", "إقرأ المزيد ...", "تابع القراءة »"])
def test_call_to_click_behind_the_last_sentence(call):
    assert kept(f"{FESTIVAL} {call}") == FESTIVAL
    prose = insert(FESTIVAL, "وقال إن على الأطفال قراءة المزيد.", 4)
    assert kept(prose) == prose
