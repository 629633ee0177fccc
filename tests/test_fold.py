"""Folding: examples of the script, and what must hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.arabic.fold import fold, fold_map
from cleaner.segment.text import segment_text

SAMPLES = "اأإآٱىيیےةهہئؤءًٌَُّْـ \u200c\u200f\u200e\ufeff…«»“”،؛؟٪–—٠١۲۳ﻻﷺﻼکڪگabÉİß\n\t\xa0\x1a😀"
texts = st.text() | st.text(alphabet=SAMPLES)


@pytest.mark.parametrize(
    ("original", "folded"),
    [
        ("إقـرأ أيضـاً :", "اقرا ايضا :"),
        ("اقرأ أيضًا", "اقرا ايضا"),
        ("قناة على الهواء", "قناه علي الهواء"),
        ("مسؤول مشئوم", "مسوول مشيوم"),
        ("کیم جونغ", "كيم جونغ"),
        ("برچسب\u200cها", "برچسبها"),
        ("\u200fأخبار\u200e", "اخبار"),
        ("ﺍﻗﺮﺃ ﻻ", "اقرا لا"),
        ("١٤٣٦ هـ", "1436 ه"),
        ("۲۰۲۳", "2023"),
        ("جدة ـ واس", "جده - واس"),
        ("الاقتصادية ـــ تصوير", "الاقتصاديه --- تصوير"),
        ("جـــدة", "جده"),
        ("«نعم»، لا؟", '"نعم", لا?'),
        ("المزيد…", "المزيد..."),
        ("ﷺ", "صلي الله عليه وسلم"),
        ("À Lire AUSSI", "a lire aussi"),
        ("İlgili Haberler ılık", "ilgili haberler ilik"),
    ],
)
def test_examples(original, folded):
    assert fold(original) == folded


@given(texts)
def test_map_and_fold_agree(text):
    assert fold_map(text).text == fold(text)


@given(texts)
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_offsets_point_into_the_original_and_never_fall(text):
    folded = fold_map(text)
    offsets = folded.offsets.tolist()
    assert len(offsets) == len(folded.text) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    for at, char in enumerate(folded.text):
        assert char in fold(text[offsets[at]]) or text[offsets[at]] == "ـ"


@given(texts, texts)
def test_lines_fold_one_by_one(one, two):
    assert fold(one + "\n" + two) == fold(one) + "\n" + fold(two)


def test_span_of_a_marker_in_the_original():
    text = "قال. إقـرأ أيضـاً: عنوان"
    folded = fold_map(text)
    start = folded.text.index("اقرا")
    begin, end = folded.span(start, start + len("اقرا ايضا"))
    assert text[begin:end] == "إقـرأ أيضـاً"


@given(texts)
def test_segments_are_the_text_without_its_white_space(text):
    blocks = segment_text(text)
    at = 0
    for block in blocks:
        assert block.text == text[block.start : block.end]
        assert block.text == block.text.strip() != ""
        assert text[at : block.start].strip() == ""
        at = block.end
    assert text[at:].strip() == ""


def test_segment_bullets_and_blank_lines():
    blocks = segment_text("عنوان\r\nسطر\n\n  • أول\n- ثان\n*** \n\t\n-30 درجة\n5 قتلى")
    assert [block.text for block in blocks] == [
        "عنوان", "سطر", "• أول", "- ثان", "***", "-30 درجة", "5 قتلى",
    ]  # fmt: skip
    assert [block.bullet for block in blocks] == [False, False, True, True, False, False, False]
    assert [block.blank_before for block in blocks] == [
        False, False, True, False, False, True, False,
    ]  # fmt: skip
