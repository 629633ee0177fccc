"""Slugs: what opens and ends a report names an outlet only where nothing else can be meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.model.article import Article
from cleaner.profile.provenance import trace

URL = "https://www.youm7.com/story/1"
FILLER = "وتتابع الجهات المعنية تنفيذ المشروع في موعده المحدد مع توفير ما يلزم من معدات وعمال."
LEAD = (
    "افتتحت البلدية حديقة جديدة في وسط المدينة بحضور عدد من السكان والزوار، وتضم الحديقة ممرات "
    "للمشي وملاعب للأطفال."
)
TEXT = f"{LEAD}\n\n{FILLER} {FILLER}"


@pytest.fixture(scope="module")
def media(bundled):
    return bundled.sources.media


def origin(text, media):
    return trace(Article("ok", text=text, url=URL, domain="youm7.com"), media).origin


@pytest.mark.parametrize(
    "opening",
    [
        "عاجل: ",
        "عاجل - ",
        "#عاجل: ",
        "خبر عاجل: ",
        "اليوم: ",
        "العالم: ",
        "«العالم»: ",
        "الحدث: ",
        "أرقام: ",
        "مال: ",
        "صدى: ",
        "البيان: ",
        "الحياة - ",
        "العربية: ",
        "معا: ",
        "درج - ",
        "الشرق الأوسط: ",
        "قنا: ",
        "بترا: ",
        "الوطن – ",
        "فلسطين اليوم: ",
    ],
)
def test_an_ordinary_word_before_a_report_is_no_outlet(opening, media):
    assert origin(opening + TEXT, media).basis == "default"


@pytest.mark.parametrize(
    ("opening", "outlet", "confidence"),
    [
        ("الرياض - واس: ", "spa_gov_sa", "high"),
        ("القاهرة (أ ش أ) - ", "mena_org_eg", "high"),
        ("عمان - بترا - ", "petra_gov_jo", "high"),
        ("الدوحة - قنا: ", "qna_org_qa", "high"),
        ("رام الله - معا - ", "maannews_net", "high"),
        ("(رويترز) - ", "reuters_com", "high"),
        ("رويترز: ", "reuters_com", "high"),
        ("زيوريخ (أ ف ب) - ", "afp_com", "high"),
        ("زيوريخ - الفرنسية: ", "afp_com", "medium"),
        ("دبي - العربية: ", "alarabiya_net", "medium"),
        ("بيروت - «الحياة»: ", "alhayat_com", "high"),
        ("هسبريس - الرباط: ", "hespress_com", "high"),
        ("قناة العربية: ", "alarabiya_net", "high"),
    ],
)
def test_a_place_a_bracket_or_a_noun_vouches_for_it(opening, outlet, confidence, media):
    found = origin(opening + TEXT, media)
    assert (found.outlet, found.confidence) == (outlet, confidence)


@pytest.mark.parametrize(
    "opening",
    [
        "أعلنت (سانا) أن الحديقة جاهزة، وقالت إن العمل اكتمل. ",
        "كتبت (العربية) أن الحديقة جاهزة. ",
        "اتهمت (واس) أحدهم بذلك. ",
        "رئيس «رويترز» يزور الحديقة: ",
        "مدير وكالة «رويترز»: الحديقة جاهزة. ",
        "وأوردت «الوكالة الوطنية» أن الحديقة جاهزة: ",
        "صورة (رويترز): ",
        "بيان - الأناضول: ",
        "مراسل (واس) - ",
    ],
)
def test_an_agency_in_a_sentence_is_no_dateline(opening, media):
    traced = trace(Article("ok", text=opening + TEXT, url=URL, domain="youm7.com"), media)
    assert traced.origin.basis == "default"
    assert not traced.slugs.of("place")


@pytest.mark.parametrize("line", ["طالب بن محفوظ (جدة)", "جازان - رؤى مصطفى", "سامي س - جدة"])
def test_a_name_that_is_also_a_verb_is_a_writer_beside_a_place(line, media):
    slugs = trace(Article("ok", text=f"{line}\n\n{TEXT}"), media).slugs
    assert (len(slugs.of("person")), len(slugs.of("place"))) == (1, 1)


LINES = (
    "وحضر مندوبون عن وكالة الأنباء الأردنية (بترا).",
    "وقال المدير ذلك لوكالة الأنباء الكويتية (كونا).",
    "وسلم الجائزة إلى وكالة أنباء الإمارات (وام).",
    "وفاز الزائر بجائزة (رويترز)",
    "وجاء ذلك في حديث مع (وفا)",
)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("before", ["", f"{FILLER} "])
def test_a_short_form_behind_the_name_it_stands_for_is_no_credit(before, line, media):
    assert origin(f"{TEXT}\n\n{before}{line}", media).basis == "default"


@pytest.mark.parametrize(
    "line",
    [
        "وينتهي العمل غدا. (رويترز)",
        "وينتهي العمل غدا.(رويترز).",
        "ومتى ينتهي؟ (رويترز)",
        "(رويترز)",
    ],
)
@pytest.mark.parametrize("before", ["", f"{FILLER} "])
def test_brackets_by_themselves_behind_a_report_credit_it(before, line, media):
    traced = trace(Article("ok", text=f"{TEXT}\n\n{before}{line}"), media)
    assert (traced.origin.outlet, traced.origin.basis) == ("reuters_com", "wire-code")
    assert not traced.slugs.of("place")


@given(text=st.text(st.sampled_from("عاجل واس «»\"'()[]-–:،.!#/|*\n\u200f\u064bs1"), max_size=60))
@settings(max_examples=150, deadline=None)
def test_whatever_stands_there_a_part_is_where_it_says(text, media):
    article = Article("ok", text=f"{text}{LEAD}\n\n{FILLER}\n\n{text}")
    for part, segment in trace(article, media).slugs.parts:
        assert segment.text[part.start : part.end].strip() == part.text.strip()
