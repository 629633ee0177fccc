"""Widgets in and between paragraphs: what goes, and that the article around them stays."""

import pytest
from grammar_texts import FESTIVAL, insert, kept, labels

ONE = "مكتبة القرية تستقبل ألف كتاب جديد"
TWO = "طلاب يرسمون جدارية في ساحة المحطة"


@pytest.mark.parametrize(
    "marker",
    [
        "اقرأ أيضاً:", "إقرأ أيضا :", "اقـرأ ايضـاً..", "أقرأ أيضًا 👇", "طالع أيضا:",
        "شاهدوا أيضاً |",
        "«قد يهمك أيضاً»:", "ربما يهمك:", "[انظر أيضا]", "** اقرأ كذلك **:", "مواضيع قد تهمك",
        "أخبار قد تهمك", "قد يعجبك أيضاً", "نرشح لك:", "لا يفوتك..",
        "أخبار ذات صلة:", "مقالات مرتبطة ←",
        "الموضوعات المتعلقة >>", "في السياق نفسه اقرأ:", "إليك أيضاً:", "مواضيع مقترحة لك:",
    ],
)  # fmt: skip
def test_marker_and_headline_on_one_line(marker):
    text = insert(FESTIVAL, f"{marker} {ONE}", 2)
    assert kept(text) == FESTIVAL
    assert {label for label, _ in labels(text)} == {"related-inline"}


@pytest.mark.parametrize("separator", [":", " :", "..", " 👇", ": "])
def test_headline_glued_to_the_end_of_a_paragraph(separator):
    paragraphs = FESTIVAL.split("\n\n")
    paragraphs[1] += f" اقرأ أيضاً{separator}{ONE}"
    assert kept("\n\n".join(paragraphs)) == FESTIVAL


def test_widget_in_the_middle_of_a_paragraph():
    """The sentence before and the one behind stay; the widget between has no line of its own."""
    before = "وقال المدير إن المهرجان مفتوح للجميع من الصباح إلى المساء."
    after = "وأضاف أن الحافلات تنقل الزوار من وسط المدينة كل نصف ساعة طوال أيام الأسبوع."
    text = insert(FESTIVAL, f"{before} اقرأ أيضاً: {ONE} {after}", 1)
    assert kept(text) == insert(FESTIVAL, f"{before}  {after}", 1)


def test_marker_without_a_blank_before_it():
    paragraphs = FESTIVAL.split("\n\n")
    paragraphs[1] = paragraphs[1].rstrip(".") + f"اقرأ أيضاً: {ONE}"
    assert kept("\n\n".join(paragraphs)) == FESTIVAL.replace("للصغار.", "للصغار")


@pytest.mark.parametrize(
    "stamp",
    [
        "13 سبتمبر 2023 - 6:30 صباحًا", "2024/10/27", "الخميس 24 يونيو 2019", "منذ 10 ساعات",
        "قبل يومين", "03-03-2023", "٣ مارس ٢٠٢٣", "15/04/2022 - 10:20",
        "11 نيسان/أبريل 2023", "أمس 14:30",
        "السبت 5 شوال 1444هـ",
    ],
)  # fmt: skip
def test_one_line_widget_with_dated_headlines(stamp):
    text = insert(FESTIVAL, f"أخبار قد تهمك {ONE} {stamp} {TWO} {stamp}", 2)
    assert kept(text) == FESTIVAL
    pieces = [piece for _, piece in labels(text)]
    assert pieces == ["أخبار قد تهمك", ONE, stamp, TWO, stamp]


@pytest.mark.parametrize("bullet", ["", "• ", "- ", "* ", "▪ ", "🔹 ", "» ", "(1) "])
def test_heading_and_list_then_the_article_goes_on(bullet):
    items = [ONE, TWO]
    if bullet == "(1) ":
        lines = [f"({at}) {item}" for at, item in enumerate(items, 1)]
    else:
        lines = [bullet + item for item in items]
    text = insert(FESTIVAL, "\n".join(["مواضيع ذات صلة :", *lines]), 2)
    assert kept(text) == FESTIVAL
    assert [label for label, _ in labels(text)] == ["related-block"] * 3


def test_heading_and_one_plain_headline_then_the_article_goes_on():
    assert kept(insert(FESTIVAL, f"اقرأ أيضاً:\n\n{ONE}", 2)) == FESTIVAL


def test_list_at_the_end():
    text = f"{FESTIVAL}\n\nالأكثر قراءة\n1. {ONE}\n2. {TWO}"
    assert kept(text) == FESTIVAL
    assert [label for label, _ in labels(text)] == ["most-read"] * 3


def test_headline_that_opens_with_a_number_is_no_list_item():
    """«5 كتب …» is a headline; a list would count on."""
    text = insert(FESTIVAL, "اخترنا لك\n5 كتب ينصح بها المعلمون هذا العام", 2)
    assert kept(text) == FESTIVAL


def test_second_bulleted_list_of_the_article_itself_stays():
    text = insert(FESTIVAL, f"اقرأ أيضاً: {ONE}\n\n- تبدأ العروض في العاشرة صباحا.", 2)
    assert kept(text) == insert(FESTIVAL, "- تبدأ العروض في العاشرة صباحا.", 2)


def test_enumeration_of_the_article_goes_on_behind_the_widget():
    parts = [f"{at}. تبدأ الورشة رقم {at} في العاشرة صباحا." for at in (1, 2, 3, 4)]
    own = "\n\n".join(parts)
    text = insert(FESTIVAL, own, 3)
    assert kept(text) == text
    widget = f"اقرأ أيضاً:\n\n{ONE}"
    assert kept(text.replace(parts[2], f"{widget}\n\n{parts[2]}")) == text
