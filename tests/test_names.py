"""Outlets by name, as credit lines and running text write them."""

import pytest

from cleaner.profile.names import key
from cleaner.profile.outlets import Outlets


@pytest.fixture(scope="module")
def outlets(bundled):
    return Outlets(bundled.registry)


def ids(match):
    return [one.id for one in match.candidates] if match else []


@pytest.mark.parametrize(
    ("phrase", "outlet"),
    [
        ("صحيفة المناطق السعودية", "almnatiq_net"),
        ("المصدر: صحيفة المناطق السعودية", "almnatiq_net"),
        ("المناطق", "almnatiq_net"),
        ("سبوتنيك", "sputnikarabic_ae"),
        ("سبوتنيك الروسية", "sputnikarabic_ae"),
        ("وكالة «سبوتنيك» الروسية", "sputnikarabic_ae"),
        ("وكاله سبوتنيك الروسيه", "sputnikarabic_ae"),
        ("أ ف ب", "afp_com"),
        ("أ.ف.ب", "afp_com"),
        ("(أ ف ب)", "afp_com"),
        ("AFP", "afp_com"),
        ("فرانس برس", "afp_com"),
        ("د ب أ", "dpa_com"),
        ("أ ش أ", "mena_org_eg"),
        ("واس", "spa_gov_sa"),
        ("وكالة الأنباء السعودية (واس)", "spa_gov_sa"),
        ("وكالة الأنباء الكويتية", "kuna_net_kw"),
        ("العربية", "alarabiya_net"),
        ("قناة العربية", "alarabiya_net"),
        ("العربية.نت", "alarabiya_net"),
        ("بي بي سي عربي", "bbc_com"),
        ("Youm7", "youm7_com"),
        ("اليوم السابع", "youm7_com"),
        ("اليَوْمُ السّابع", "youm7_com"),
        ("لوكالة رويترز", "reuters_com"),
        ("ولوكالة رويترز", "reuters_com"),
        ("يونهاب الكورية الجنوبية", "ar_yna_co_kr"),
    ],
)
def test_a_phrase_names_one_outlet(outlets, phrase, outlet):
    assert ids(outlets.match(phrase)) == [outlet]


@pytest.mark.parametrize(
    ("phrase", "outlet"),
    [
        ("الوطن السعودية", "alwatan_com_sa"),
        ("صحيفة الوطن المصرية", "elwatannews_com"),
        ("الوطن (الكويت)", "alwatan_com_kw"),
        ("الأخبار اللبنانية", "al-akhbar_com"),
        ("صحيفة الجزيرة", "al-jazirah_com"),
        ("قناة الجزيرة", "aljazeera_net"),
        ("الجزيرة", "aljazeera_net"),
    ],
)
def test_head_words_and_nationalities_tell_namesakes_apart(outlets, phrase, outlet):
    assert ids(outlets.match(phrase)) == [outlet]


def test_twins_are_candidates_with_their_country(outlets):
    match = outlets.match("وكالة سبأ")
    assert ids(match) == ["saba_ye", "sabanew_net"]
    assert match.outlet is None
    assert {one.country for one in match.candidates} == {"YE"}


def test_a_bare_name_of_many_stays_ambiguous(outlets):
    match = outlets.match("الوطن")
    assert len(match.candidates) > 4
    assert match.outlet is None


@pytest.mark.parametrize(
    "phrase", ["", " ", "المصدر:", "نقلا عن العربية", "وكالات", "متابعات", "()"]
)
def test_what_is_no_name_matches_nothing(outlets, phrase):
    assert outlets.match(phrase) is None


def test_an_edition_is_told_by_its_name(outlets):
    assert outlets.match("بي بي سي عربي").edition == "bbc.com/arabic"
    assert outlets.match("بي بي سي").edition == ""


# -- running text


def found(outlets, text):
    return [(text[one.start : one.end], ids(one)[0], one.weak) for one in outlets.find(text)]


def test_spans_are_those_of_the_text_given(outlets):
    text = "وذكرت صَحيفة «الوطن» السعودية، ثم نقلته وكالة سبوتنيك الروسية أمس."
    assert found(outlets, text) == [
        ("صَحيفة «الوطن» السعودية", "alwatan_com_sa", False),
        ("وكالة سبوتنيك الروسية", "sputnikarabic_ae", False),
    ]


def test_ordinary_words_are_weak_names(outlets):
    assert found(outlets, "اللغة العربية جميلة") == [("العربية", "alarabiya_net", True)]
    assert found(outlets, "بنا البيت") == [("بنا", "bna_bh", True)]


def test_quotes_make_a_name_of_a_word(outlets):
    assert found(outlets, "كما كتبت «العربية» أمس") == [("العربية", "alarabiya_net", False)]


def test_a_proclitic_is_no_part_of_the_name(outlets):
    assert found(outlets, "قال لرويترز إن") == [("رويترز", "reuters_com", False)]


def test_a_name_does_not_go_over_a_line(outlets):
    assert found(outlets, "اليوم\n\n\n\nالسابع") == [("اليوم", "alyaum_com", True)]


def test_codes_in_brackets(outlets):
    text = "القاهرة (أ ش أ) - نص (رويترز/د ب أ) ونص (كلام آخر)"
    assert [(text[m.start : m.end], ids(m)[0]) for m in outlets.names.wires(text)] == [
        ("أ ش أ", "mena_org_eg"),
        ("رويترز", "reuters_com"),
        ("د ب أ", "dpa_com"),
    ]


def test_every_wire_code_names_plugins_that_exist(outlets):
    from cleaner.profile.names import lexicon

    named = {outlet for ids in lexicon().wires.values() for outlet in ids}
    assert {outlet for outlet in named if outlets.get(outlet) is None} == set()
    assert {o for o in lexicon().bare.values() if outlets.get(o) is None} == set()


def test_a_key_is_the_folded_words():
    assert key("صحيفة «المناطق» السعوديّة") == "صحيفه المناطق السعوديه"
    assert key("…") == ""
