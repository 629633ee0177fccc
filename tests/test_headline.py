"""The first line of an extracted text is its headline, or it is not."""

import pytest

import cleaner
from cleaner.metadata.headline import first_line_headline

LEAD = (
    "افتتحت البلدية صباح اليوم حديقة جديدة على ضفة النهر بحضور عدد كبير من الأهالي والأطفال، "
    "وتضم الحديقة ملعبا صغيرا ومقاعد خشبية وممرا للدراجات."
)


@pytest.mark.parametrize(
    "line",
    ["حديقة جديدة على ضفة النهر", "البلدية تفتتح حديقة على ضفة النهر.. والأطفال أول الزوار"],
)
def test_a_short_unfinished_line_before_the_lead(line):
    assert first_line_headline([line, LEAD]) == line


@pytest.mark.parametrize("line", ["حديقة", "البلدية تفتتح حديقة.", "وقالت البلدية في بيان:", LEAD])
def test_a_word_a_sentence_a_lead_is_none(line):
    assert first_line_headline([line, LEAD]) is None


def test_verse_has_no_headline():
    assert first_line_headline(["يا نهر يا جاري", "يا بهجة الدار"]) is None


def test_it_stays_in_the_text_and_fills_the_title():
    text = f"حديقة جديدة على ضفة النهر\n\n{LEAD}"
    article = cleaner.clean_text(text)
    assert article.title == "حديقة جديدة على ضفة النهر"
    assert article.text == text


def test_a_title_given_counts():
    text = f"حديقة جديدة على ضفة النهر\n\n{LEAD}"
    assert cleaner.clean_text(text, title="عنوان آخر للخبر").title == "عنوان آخر للخبر"


def test_a_page_given_as_text_is_named():
    assert "clean it as one" in cleaner.clean_text("<!DOCTYPE html><p>نص").warnings[0]


def test_a_text_given_as_page_is_named():
    assert "clean_text" in cleaner.clean(LEAD).warnings[0]
