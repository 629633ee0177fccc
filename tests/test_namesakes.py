"""Outlets of one name: which of them a nationality, a head word or a short form behind it means."""

import pytest

from cleaner.profile.outlets import Outlets


@pytest.fixture(scope="module")
def outlets(bundled):
    return Outlets(bundled.registry)


@pytest.fixture(scope="module")
def media(bundled):
    return bundled.sources.media


def ids(match):
    return [one.id for one in match.candidates] if match else []


@pytest.mark.parametrize(
    "phrase",
    [
        "صحيفة الاتحاد العراقية",
        "«البيان» السودانية",
        "الثورة العراقية",
        "المدينة الليبية",
        "الشرق السعودية",
        "صحيفة النهار الجزائرية",
        "الفجر الجزائرية",
        "الجمهورية العراقية",
        "صحيفة الحياة الجزائرية",
        "الأخبار العراقية",
        "قناة الحرة العراقية",
        "سكاي نيوز البريطانية",
        "شبكة سي إن إن الأمريكية",
        "الوطن السنغالية",
    ],
)
def test_a_nationality_of_none_of_them_names_another_medium(outlets, phrase):
    assert outlets.match(phrase) is None
    assert outlets.find(f"وذكرت {phrase} ذلك") == []


@pytest.mark.parametrize(
    ("phrase", "outlet"),
    [
        ("الأخبار الموريتانية", "alakhbar_info"),  # of an alias, its country is not stated
        ("الأيام العدنية", "alayyam_info"),
        ("الجمهورية الجزائرية", "eldjoumhouria_dz"),
        ("صحيفة الخبر الجزائرية", "elkhabar_com"),  # nothing speaks against it
        ("الأحداث المغربية", "ahdath_info"),  # part of the name
    ],
)
def test_a_nationality_that_fits_tells_which_of_them(outlets, phrase, outlet):
    match = outlets.match(phrase)
    assert ids(match) == [outlet]
    assert not match.doubtful


@pytest.mark.parametrize(
    ("phrase", "outlet"),
    [
        ("القدس العربي الفلسطينية", "alquds_co_uk"),
        ("الشرق الأوسط السعودية", "aawsat_com"),
        ("إيلاف السعودية", "elaph_com"),
    ],
)
def test_a_paper_abroad_may_be_called_by_the_country_it_covers(outlets, phrase, outlet):
    match = outlets.match(phrase)
    assert ids(match) == [outlet]
    assert match.doubtful


@pytest.mark.parametrize(
    ("phrase", "domain"),
    [
        ("سكاي نيوز البريطانية", "news.sky.com"),
        ("شبكة سي إن إن الأميركية", "cnn.com"),
        ("سي إن بي سي الأمريكية", "cnbc.com"),
        ("سكاي نيوز", "skynewsarabia.com"),
        ("سي إن إن", "arabic.cnn.com"),
    ],
)
def test_the_arabic_branch_is_not_the_medium_of_that_country(media, phrase, domain):
    assert media.named(phrase).outlet.domain == domain


def test_twins_are_meant_by_the_name_of_their_country(outlets):
    twins = ["saba_ye", "sabanew_net"]
    assert ids(outlets.match("وكالة الأنباء اليمنية")) == twins
    assert ids(outlets.match("وكالة الأنباء اليمنية الرسمية")) == twins


@pytest.mark.parametrize(
    ("phrase", "outlet"),
    [
        ("وكالة الأنباء السعودية «واس»", "spa_gov_sa"),
        ("وكالة الأنباء السعودية واس", "spa_gov_sa"),
        ("وكالة الانباء القطرية قنا", "qna_org_qa"),
        ("وكالة الأنباء الصينية شينخوا", "arabic_news_cn"),
        ("وكالة الأنباء الرسمية (سونا)", "suna-sd_net"),
        ("وكالة الأنباء الرسمية في السودان (سونا)", "suna-sd_net"),
        ("وكالة الأنباء السورية الرسمية (سانا)", "sana_sy"),
        ("وكالة الأنباء الإيرانية تسنيم", "tasnimnews_com"),
        ("وكالة الأنباء الإيرانية الرسمية «إرنا»", "ar_irna_ir"),
        ("هيئة الإذاعة البريطانية «بي بي سي»", "bbc_com"),
    ],
)
def test_an_agency_goes_by_its_short_form_behind_what_it_is(outlets, phrase, outlet):
    assert ids(outlets.match(phrase)) == [outlet]


@pytest.mark.parametrize(
    "phrase",
    ["وكالة الأنباء الرسمية اليوم", "وكالة الأنباء الرسمية", "وكالة أنباء الجمهورية"],
)
def test_a_paper_is_no_news_agency(outlets, phrase):
    assert outlets.match(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "outlet"),
    [
        ("RT عربي", "arabic_rt_com"),
        ("DW عربية", "dw_com"),
        ("سي إن إن العربية", "arabic_cnn_com"),
        ("قناة العربية الحدث", "alhadath_net"),
        ("عربي ٢١", "arabi21_com"),
        ("موقع «عربي 21»", "arabi21_com"),
        ("رصيف 22", "raseef22_net"),
        ("فرانس24", "france24_com"),
        ("AlJazeera", "aljazeera_net"),
        ("AsharqAlAwsat", "aawsat_com"),
        ("Aawsat", "aawsat_com"),
        ("كردستان 24", "kurdistan24_net"),
    ],
)
def test_spellings_in_use(outlets, phrase, outlet):
    assert ids(outlets.match(phrase)) == [outlet]
