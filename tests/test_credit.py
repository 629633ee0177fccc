"""Credit lines: whom they name, whom they do not, and in which words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.model.article import Article
from cleaner.model.profile import Party
from cleaner.profile.credit import read_credit
from cleaner.profile.provenance import trace
from cleaner.profile.slugs import Own

LEAD = (
    "افتتحت البلدية حديقة جديدة في وسط المدينة بحضور عدد من السكان والزوار، وتضم الحديقة ممرات "
    "للمشي وملاعب للأطفال."
)
FILLER = "وتتابع الجهات المعنية تنفيذ المشروع في موعده المحدد مع توفير ما يلزم من معدات وعمال."
YOUM7 = "https://www.youm7.com/story/1"
JAZEERA = "https://www.aljazeera.net/news/1"


@pytest.fixture(scope="module")
def media(bundled):
    return bundled.sources.media


def profile(line, bundled, url=YOUM7):
    return bundled.clean_text(f"{LEAD} {FILLER}\n\n{FILLER}\n\n{line}", url=url).profile


def value(found, name):
    return next(signal.value for signal in found.signals if signal.name == name)


@pytest.mark.parametrize(
    ("line", "name", "domain", "confidence"),
    [
        ("المصدر: رويترز", "رويترز", "reuters.com", "high"),
        ("المصدر: واس - الرياض", "واس", "spa.gov.sa", "high"),
        ("المصدر: الرياض - واس", "واس", "spa.gov.sa", "high"),
        ("المصدر: القاهرة: أ ش أ", "أ ش أ", "mena.org.eg", "high"),
        ("المصدر: عكاظ (جدة)", "عكاظ", "okaz.com.sa", "high"),
        ("المصدر: رويترز (لندن)", "رويترز", "reuters.com", "high"),
        ("المصدر: العربي الجديد - لندن", "العربي الجديد", "alaraby.co.uk", "high"),
        ("مصدر الخبر: المصري اليوم", "المصري اليوم", "almasryalyoum.com", "high"),
        ("المصدر / العربية نت", "العربية نت", "alarabiya.net", "high"),
        ("المصدر- سكاي نيوز عربية", "سكاي نيوز عربية", "skynewsarabia.com", "high"),
        ("المصدر : ( رويترز )", "رويترز", "reuters.com", "high"),
        ("المصدر: alarabiya.net", "العربية", "alarabiya.net", "high"),
        ("رابط المصدر: https://www.okaz.com.sa/x", "عكاظ", "okaz.com.sa", "high"),
        ("خدمة «واشنطن بوست» خاص بـ«اليوم السابع»", "واشنطن بوست", "washingtonpost.com", "high"),
        ("المصدر: عدن الغد - خاص", "عدن الغد", "adengad.net", "high"),
        ("المصدر: وكالة الأنباء السعودية «واس»", "واس", "spa.gov.sa", "high"),
        ("عن صحيفة الخليج الإماراتية", "صحيفة الخليج الإماراتية", "alkhaleej.ae", "high"),
        ("Source: Reuters", "Reuters", "reuters.com", "high"),
        ("المصدر: الرياض", "الرياض", "alriyadh.com", "medium"),
        ("المصدر: رويترز + الفرنسية", "رويترز", "reuters.com", "medium"),
        ("المصدر: رويترز، أ ف ب", "رويترز", "reuters.com", "medium"),
        ("المصدر: رويترز ووكالات", "رويترز", "reuters.com", "medium"),
        ("المصدر: اليوم السابع + رويترز", "رويترز", "reuters.com", "medium"),
        ("المصدر: إعلام البلدية", "إعلام البلدية", "", "medium"),
    ],
)
def test_the_first_whom_a_line_names_is_the_origin(line, name, domain, confidence, bundled):
    found = profile(line, bundled).origin
    assert (found.name, found.domain, found.confidence) == (name, domain, confidence)
    assert found.basis == "credit-line"
    if "http" not in line and ".net" not in line:
        assert found.span.quote == name


def test_a_city_in_the_line_is_its_dateline_and_no_writer_is_made_of_an_agency(bundled):
    found = profile("المصدر: وكالة الأنباء اليمنية (سبأ) - صنعاء", bundled)
    assert set(found.origin.candidates) == {"saba_ye", "sabanew_net"}
    assert value(found, "dateline") == "صنعاء"
    assert value(found, "own-report") is False
    assert not value(found, "named-author")


def test_of_several_the_others_are_hops(bundled):
    hops = profile("المصدر: رويترز / الأناضول / وكالات", bundled).chain
    assert [(hop.name, hop.basis) for hop in hops] == [("الأناضول", "credit-line")]
    assert profile("المصدر: فرانس برس - أ ف ب", bundled).chain == ()


@pytest.mark.parametrize(
    "line",
    [
        "المصدر: وكالات",
        "المصدر: وكالات + مواقع إلكترونية",
        "المصدر: مواقع التواصل الاجتماعي",
        "المصدر: الصحافة الأميركية",
        "المصدر: صحف عبرية",
        "المصدر: وسائل إعلام محلية",
        "المصدر: وكالات ومواقع إخبارية",
        "المصدر: فيسبوك",
    ],
)
def test_who_names_nobody_leaves_the_origin_unknown(line, bundled):
    found = profile(line, bundled)
    assert found.origin.basis == "unknown"
    assert value(found, "vague-credit")
    assert value(found, "own-report") is False


@pytest.mark.parametrize(
    "line",
    [
        "المصدر: خاص",
        "المصدر: خاص - القاهرة",
        "المصدر: خاص اليوم السابع",
        "المصدر: اليوم السابع",
        "المصدر: www.youm7.com",
        "المصدر: www.aijazeera.com",
        "المصدر: موقع aijazeera.com",
        "مصدر الصورة: رويترز",
        "مصدر أمني ينفي الخبر",
        "مصدر مسؤول: لا صحة للخبر",
        "خدمة العملاء متاحة طوال اليوم",
        "المصدر: قال الوزير إن العمل بدأ",
    ],
)
def test_what_is_the_publishers_own_or_no_credit_names_no_other(line, bundled):
    found = profile(line, bundled)
    assert (found.origin.basis, found.origin.outlet) == ("default", "youm7_com")
    assert value(found, "own-report") is not False


def test_a_publisher_that_credits_itself_and_agencies_is_no_foreign_origin(bundled):
    found = profile("المصدر: الجزيرة + وكالات", bundled, JAZEERA)
    assert (found.origin.basis, found.origin.name) == ("unknown", "")
    assert profile("المصدر: الجزيرة", bundled, JAZEERA).origin.basis == "default"


@pytest.mark.parametrize(
    ("line", "name", "quote"),
    [
        ("جميع الحقوق محفوظة لصحيفة عكاظ", "صحيفة عكاظ", "صحيفة عكاظ"),
        ("© جميع الحقوق محفوظة لصحيفةِ عُكاظ 2023", "صحيفةِ عُكاظ", "صحيفةِ عُكاظ"),
        ("الحقوق محفوظة للجزيرة نت", "الجزيرة نت", "لجزيرة نت"),
        ("جميع الحقوق محفوظة لـ«الشرق الأوسط»", "الشرق الأوسط", "الشرق الأوسط"),
    ],
)
def test_a_rights_line_gives_the_name_as_it_is_written(line, name, quote, bundled):
    found = profile(line, bundled).origin
    assert (found.basis, found.name, found.span.quote) == ("rights", name, quote)


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("corpus/pages/sauress.com/tent-school.html", "http://www.sauress.com/almnatiq/1"),
        ("corpus/pages/masress.com/canal-cleanup.html", "http://www.masress.com/almnatiq/2"),
    ],
)
def test_a_copy_network_credits_the_paper_that_it_names(page, url, bundled, request):
    source = (request.config.rootpath / page).read_text(encoding="utf-8")
    named = source.replace("الواحة", "المناطق").replace("الجسر", "المناطق")
    found = bundled.clean(named, url).profile.origin
    assert (found.domain, found.basis, found.span.quote) == (
        "almnatiq.net",
        "credit-line",
        "المناطق",
    )
    silent = source.replace("نشر في", "في")
    assert bundled.clean(silent, url).profile.origin.outlet != "almnatiq_net"


def test_an_aggregator_is_no_origin_of_what_it_shows(media):
    article = Article("ok", text=f"{LEAD}\n\n{FILLER}", url="http://www.sauress.com/x/1")
    found = trace(article, media)
    assert found.origin.basis == "unknown"


@given(
    text=st.text(st.sampled_from("المصدر:واس وكالات«»()+/-–.،|s.com 1\u200f\u064b"), max_size=50)
)
@settings(max_examples=200, deadline=None)
def test_whatever_a_line_holds_a_part_is_where_it_says(text, media):
    own = Own(Party(domain="youm7.com", outlet="youm7_com"), media)
    for told in (False, True):
        for part in read_credit(f"المصدر: {text}", media, own, told=told) or ():
            assert 0 <= part.start < part.end <= len(text) + len("المصدر: ")
