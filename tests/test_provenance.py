"""Publisher, origin and chain: who is named as the source, in which words, and who is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.model.article import Article
from cleaner.model.profile import Origin, Party
from cleaner.profile.corpus_signals import Text, corpus_signals
from cleaner.profile.provenance import origin_by_copy, trace
from cleaner.profile.quotes import inside, speech_spans
from cleaner.profile.reading import Head

FILLER = "وتتابع الجهات المعنية تنفيذ المشروع في موعده المحدد مع توفير ما يلزم من معدات وعمال."
OPENING = "افتتحت البلدية اليوم حديقة جديدة في وسط المدينة بحضور عدد كبير من السكان والزوار."


@pytest.fixture(scope="module")
def media(bundled):
    return bundled.sources.media


def text_of(sentence):
    return f"{OPENING}\n\n{sentence}\n\n{FILLER}"


def chain(sentence, media, **fields):
    article = Article("ok", text=text_of(sentence), **fields)
    hops = trace(article, media).chain
    for hop in hops:
        assert hop.name.split()[-1] in article.text[hop.start : hop.end]
    return [hop.name for hop in hops]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("وقال المدير في تصريحات نقلتها العربية إن العمل بدأ.", ["العربية"]),
        ("جاء ذلك وفق ما نشرته وكالة سبوتنيك الروسية.", ["سبوتنيك"]),
        ("وذكرت صحيفة «الورقة الخضراء» أن العمل بدأ.", ["الورقة الخضراء"]),
        ("ونقلت وكالة رويترز عن مسؤول أن العمل بدأ.", ["رويترز"]),
        ("وبحسب ما أورده موقع «أكسيوس» بدأ العمل.", ["أكسيوس"]),
        ("صحيفة «الغارديان» البريطانية تقول إن العمل بدأ.", ["الغارديان"]),
        ("وأشارت «واشنطن بوست» إلى أن العمل بدأ.", ["واشنطن بوست"]),
        ("وقال المدير في مقابلة مع شبكة «سي إن إن» إن العمل بدأ.", ["سي إن إن"]),
        ("وقال المدير لوكالة فرانس برس إن العمل بدأ.", ["فرانس برس"]),
        ("وقال المدير لرويترز إن العمل بدأ.", ["رويترز"]),
        ("ووفقا لـ«رويترز» بدأ العمل.", ["رويترز"]),
        ("وأفادت القناة الـ«12» الإسرائيلية بأن العمل بدأ.", ["القناة 12"]),
        ("نشر موقع Garden News أن العمل بدأ.", ["Garden News"]),
    ],
)
def test_a_medium_the_report_has_its_matter_from_is_a_hop(sentence, names, media):
    assert chain(sentence, media) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "وعمل سابقا رئيسا لتحرير صحيفة «عكاظ» في الرياض.",
        "وسجل الراغبون أسماءهم عبر موقع البلدية الإلكتروني.",
        "وأكدت وكالة الفضاء أن القمر الصناعي يعمل.",
        "وعبرت السفينة قناة السويس صباحا.",
        "وقال المرصد إن المطر سيستمر.",
        "وقالت المدن السعودية المشاركة إنها مستعدة.",
        "وذكرت وسائل إعلام محلية أن العمل بدأ.",
        "وأشارت صحيفة إسرائيلية إلى ذلك.",
        "ونشرت البلدية اليوم بيانا عن العمل.",
        "ووفقا للدستور المعمول به يبدأ العمل.",
        "وكتب أحدهم على موقع «تويتر» أن العمل بدأ.",
        "وأوضحت وزارة الزراعة أن العمل بدأ.",
    ],
)
def test_what_is_only_spoken_of_and_what_is_no_medium_is_no_hop(sentence, media):
    assert chain(sentence, media) == []


def test_inside_a_quotation_the_speaker_names_it_not_the_report(media):
    said = "وقال المدير: «قرأت ما ذكرته صحيفة الشرق الأوسط عن الحديقة ولم أجد فيه ما يفيد أحدا»."
    assert chain(said, media) == []


def test_of_a_report_handed_on_the_furthest_comes_first(media):
    said = "ونقلت رويترز عن وكالة تاس أن العمل بدأ. وقالت قناة الجزيرة إنه انتهى."
    assert chain(said, media) == ["تاس", "رويترز", "الجزيرة"]


def test_each_medium_stands_once_where_it_is_named_first(media):
    said = "ذكرت وكالة رويترز أن العمل بدأ. وأضافت «رويترز» أنه سينتهي غدا."
    assert chain(said, media) == ["رويترز"]


def test_the_publisher_is_no_hop_of_its_own_report(media):
    url = "https://www.okaz.com.sa/local/1"
    fields = {"url": url, "domain": "okaz.com.sa", "url_basis": "given"}
    assert chain("وقال المدير لـ«عكاظ» إن العمل بدأ.", media, **fields) == []


def test_a_hop_tells_kind_country_and_ownership_where_they_are_known(media):
    article = Article("ok", text=text_of("جاء ذلك وفق ما نشرته وكالة سبوتنيك الروسية."))
    (hop,) = trace(article, media).chain
    assert (hop.outlet, hop.kind, hop.country) == ("sputnikarabic_ae", "agency", "RU")
    assert (hop.ownership, hop.basis, hop.where) == ("state", "in-text", "text")
    assert article.text[hop.start : hop.end] == "وكالة سبوتنيك الروسية"


def test_twins_stay_apart_as_candidates(media):
    article = Article("ok", text=text_of("وقالت وكالة سبأ إن العمل بدأ."))
    (hop,) = trace(article, media).chain
    assert (hop.outlet, hop.domain) == ("", "")
    assert set(hop.candidates) == {"saba_ye", "sabanew_net"}


def origin(cleaner, text, **fields):
    return cleaner.clean_text(text, **fields).profile.origin


BODY = "\n\n".join([OPENING + " " + FILLER] * 3)


@pytest.mark.parametrize(
    ("slug", "name", "basis"),
    [
        ("الرياض - واس", "واس", "wire-code"),
        ("القاهرة (أ ش أ)", "أ ش أ", "wire-code"),
        ("لندن: رويترز", "رويترز", "wire-code"),
    ],
)
def test_an_agency_in_the_slug_is_the_origin_and_a_hop(slug, name, basis, bundled):
    article = bundled.clean_text(f"{slug}\n\n{BODY}", url="https://www.okaz.com.sa/news/1")
    profile = article.profile
    assert profile.publisher.outlet == "okaz_com_sa"
    assert (profile.origin.name, profile.origin.basis) == (name, basis)
    assert [hop.name for hop in profile.chain] == [name]


@pytest.mark.parametrize("slug", ["الرياض - متابعات", "وكالات"])
def test_a_credit_that_names_nobody_leaves_the_origin_unknown(slug, bundled):
    article = bundled.clean_text(f"{slug}\n\n{BODY}", url="https://www.okaz.com.sa/news/1")
    assert article.profile.origin == Origin()
    signals = {signal.name: signal for signal in article.profile.signals}
    assert signals["vague-credit"].value
    assert signals["own-report"].value is False
    assert article.profile.chain == ()


def test_a_credit_line_names_the_origin_and_is_no_hop(bundled):
    article = bundled.clean_text(f"{BODY}\n\nالمصدر: صحيفة المناطق السعودية")
    found = article.profile.origin
    assert (found.domain, found.basis, found.confidence) == ("almnatiq.net", "credit-line", "high")
    assert article.profile.chain == ()
    assert article.profile.publisher == Party()


GAPS = (
    f"\n\nالرياض - متابعات\n\n\n\n{OPENING}\n \n\n{FILLER}\n\n\n"
    f"وذكرت وكالة رويترز في تقرير أن العمل بدأ.\n\n\n\n{FILLER}\n\n\n"
    "المصدر: صحيفة المناطق السعودية\n"
)


def test_spans_of_a_text_are_places_in_the_text_that_was_given(bundled):
    article = bundled.clean_text(GAPS)
    profile = article.profile
    assert article.text not in GAPS  # lines were collapsed: places differ
    (hop,) = profile.chain
    assert (hop.where, GAPS[hop.start : hop.end]) == ("source", "وكالة رويترز")
    assert profile.origin.span.where == "source"
    spans = [profile.origin.span, *(span for one in profile.signals for span in one.spans)]
    assert len(spans) > 3
    for span in spans:
        if span.where == "source":
            assert " ".join(GAPS[span.start : span.end].split()) == span.quote
    assert {span.where for span in spans} == {"source"}


def test_spans_of_a_page_are_places_in_its_main_text(bundled):
    said = "وذكرت وكالة رويترز في تقرير أن العمل بدأ."
    page = "".join(f"<p>{line}</p>" for line in (OPENING, said, FILLER, FILLER))
    article = bundled.clean(f"<html><body><article><h1>حديقة</h1>{page}</article></body></html>")
    (hop,) = article.profile.chain
    assert (hop.where, article.text[hop.start : hop.end]) == ("text", "وكالة رويترز")


@given(
    gaps=st.lists(
        st.sampled_from(["\n", "\n\n", "\n\n\n\n", " \n \r\n\n ", "\u2029\n"]),
        min_size=4,
        max_size=4,
    )
)
@settings(max_examples=30, deadline=None)
def test_whatever_the_gaps_a_hop_lies_where_it_is_named(gaps, bundled):
    said = "وذكرت وكالة رويترز أن العمل بدأ."
    text = gaps[0] + OPENING + gaps[1] + FILLER + gaps[2] + said + gaps[3] + FILLER
    (hop,) = bundled.clean_text(text).profile.chain
    assert text[hop.start : hop.end] == "وكالة رويترز"


def test_where_nothing_is_said_the_origin_is_the_publisher_by_default(bundled):
    found = origin(bundled, BODY, url="https://www.okaz.com.sa/news/1")
    assert (found.outlet, found.basis, found.confidence) == ("okaz_com_sa", "default", "low")


def test_without_an_address_and_a_credit_nothing_is_known(bundled):
    assert origin(bundled, BODY) == Origin()


@pytest.mark.parametrize(
    ("head", "domain", "basis"),
    [
        (Head(canonical="https://www.youm7.com/story/1"), "youm7.com", "canonical"),
        (Head(meta={"og:url": "https://www.youm7.com/story/1"}), "youm7.com", "canonical"),
        (Head(jsonld=[{"isBasedOn": "https://www.youm7.com/story/1"}]), "youm7.com", "json-ld"),
        (
            Head(jsonld=[{"sourceOrganization": {"name": "اسم", "url": "https://www.youm7.com"}}]),
            "youm7.com",
            "json-ld",
        ),
        (Head(canonical="https://www.okaz.com.sa/news/2"), "okaz.com.sa", "default"),
    ],
)
def test_what_a_page_says_of_itself_comes_before_its_text(head, domain, basis, media):
    article = Article(
        "ok", text=text_of("كلام."), url="https://www.okaz.com.sa/news/1", domain="okaz.com.sa"
    )
    found = trace(article, media, head).origin
    assert (found.domain, found.basis) == (domain, basis)


def test_a_copy_of_an_earlier_text_has_its_origin_there_if_nothing_else_is_said():
    earlier = Party(domain="example.com", name="مثال", kind="portal", ownership="private")
    found = origin_by_copy(Origin(basis="default"), earlier, 0.9)
    assert (found.domain, found.basis, found.confidence) == ("example.com", "copy-ratio", "low")
    assert (found.kind, found.ownership) == ("portal", "private")
    assert origin_by_copy(Origin(basis="default"), earlier, 0.5).basis == "default"
    assert origin_by_copy(Origin(basis="credit-line"), earlier, 0.9).basis == "credit-line"
    assert origin_by_copy(Origin(), earlier, 0.9, vague=True) == Origin()


def test_whoever_has_compared_a_corpus_finds_the_earlier_outlet(bundled):
    pytest.importorskip("rensa")
    story = " ".join(f"{OPENING} {number} {FILLER}" for number in range(9))
    pages = {"1": "https://www.okaz.com.sa/1", "2": "https://www.youm7.com/2"}
    profiles = {name: bundled.clean_text(story, url).profile for name, url in pages.items()}
    texts = [
        Text(name, one.publisher.domain, story, f"2024-05-0{name}")
        for name, one in profiles.items()
    ]
    (copy,) = corpus_signals(texts).copies
    earlier = profiles[copy.earlier].publisher
    found = origin_by_copy(profiles[copy.text].origin, earlier, copy.share)
    assert (found.outlet, found.basis) == ("okaz_com_sa", "copy-ratio")


def test_short_quotations_are_names_and_long_ones_speech():
    text = "قال: «هذا كلام طويل يمتد على عدد من الكلمات حتى يبلغ حد الاقتباس» عن «اسم»."
    (span,) = speech_spans(text)
    assert inside([span], text.index("كلام"))
    assert not inside([span], text.index("اسم"))
