"""Signals of an article: what each wording is taken for, and what it is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.model.article import Article, ExtraArticle
from cleaner.model.profile import PREDICATES, Signal
from cleaner.profile.provenance import trace_reading
from cleaner.profile.reading import Furniture, Head, Reading
from cleaner.profile.signals import read_signals
from cleaner.profile.signals.patterns import compile_folded

OPENING = "افتتحت البلدية اليوم حديقة جديدة في وسط المدينة بحضور عدد كبير من السكان والزوار."
FILLER = "وتتابع الجهات المعنية تنفيذ المشروع في موعده المحدد مع توفير ما يلزم من معدات وعمال."


@pytest.fixture(scope="module")
def media(bundled):
    return bundled.sources.media


@pytest.fixture(scope="module")
def read(media):
    def signals(article, head=None):
        reading = Reading(article, media, head)
        found = read_signals(reading, trace_reading(reading))
        for signal in found:
            for span in signal.spans:
                if span.where == "text":
                    assert article.text[span.start : span.end].startswith(span.quote.split(" ")[0])
        return {signal.name: signal for signal in found}

    return signals


def article(sentence, **fields):
    return Article("ok", text=f"{OPENING}\n\n{sentence}\n\n{FILLER}", **fields)


BODY = {
    "unnamed-sources": (
        [
            "وقال مصدر مطلع إن العمل بدأ.",
            "وبحسب مصادر محلية فقد بدأ العمل.",
            "وأكدت مصادر في البلدية أن العمل بدأ.",
            "كما يقول مصدر أمني.",
            "وأفادت مصادر بأن العمل بدأ.",
            "ونقلت صحيفة محلية عن مصادر أن العمل بدأ.",
            "وعلمت «الحديقة» من مصادرها أن العمل بدأ.",
            "وأكد شهود عيان أن العمل بدأ.",
            "وقال مسؤول في البلدية طلب عدم ذكر اسمه إن العمل بدأ.",
        ],
        [
            "وتعد الزراعة مصدر الدخل الأول في المنطقة.",
            "وأوضح المصدر ذاته أن العمل بدأ.",
            "وأكد ضرورة تنويع مصادر الطاقة والمياه.",
            "وتعتمد الحديقة على مصادر محلية للمياه ومصدر خاص للري.",
            "وفيها مصادر متعددة للطاقة.",
            "وبحث الطلاب عن مصادر في المكتبة.",
        ],
    ),
    "anonymity-explained": (
        [
            "وقال موظف طلب عدم ذكر اسمه إن العمل بدأ.",
            "وتحدث العامل شريطة عدم الكشف عن هويته.",
            "وتحدث عاملان شريطة عدم الكشف عن هويتهما.",
            "وقال العامل الذي لم يرغب في ذكر اسمه إن العمل بدأ.",
        ],
        ["وكتب اسمه على اللوحة.", "وطلب عدم دخول الحديقة ليلا."],
    ),
    "documents": (
        [
            "وقالت البلدية في بيان إن العمل بدأ.",
            "ووفقا لتقرير البلدية فقد بدأ العمل.",
            "وأظهرت دراسة حديثة أن الأشجار تكثر.",
            "وأضاف البيان أن العمل بدأ.",
        ],
        [
            "ويقدم الطالب وثيقة التخرج وصورة منها.",
            "ويواصل الطلاب الدراسة في الصباح.",
            "وذكر بيانات التواصل مع المشارك.",
            "وألقى قصيدته في بيان شعري جميل.",
        ],
    ),
    "hedges": (
        [
            "ولم يتسن التحقق من صحة ذلك.",
            "وترددت أنباء غير مؤكدة عن بدء العمل.",
            "ولم يتضح بعد ما إذا كان العمل بدأ.",
            "ولم يعرف على الفور متى بدأ العمل.",
            "ولم تعرف هوية الزائر.",
            "ولم يتضح، بحسب الصحيفة، سبب التأجيل.",
        ],
        [
            "وتمكن الفريق من التحقق من السلامة.",
            "وبات من المؤكد أن العمل بدأ.",
            "ولم تتضح الصورة على الشاشة.",
            "ولم يعرف السكان مثل هذه الحديقة.",
        ],
    ),
    "right-of-reply": (
        [
            "ولم ترد البلدية على طلب للتعليق.",
            "ورفض المدير التعليق على ذلك.",
            "ولم يصدر أي تعليق من البلدية.",
            "وحاولت «الحديقة» الاتصال بالمدير إلا أن هاتفه كان مغلقا.",
            "ولم يتسن للصحيفة الوصول إلى المدير للتعليق.",
        ],
        ["ولم يرد ذكر الحديقة في الخطة.", "وأثار التعليق على الصورة ضحك الحاضرين."],
    ),
    "social-statement": (
        [
            "وكتب المدير عبر حسابه الرسمي على تويتر أن العمل بدأ.",
            "وقال في تغريدة إن العمل بدأ.",
            "وقال المتحدث على «تويتر»: بدأ العمل.",
        ],
        [
            "وفتح حسابه المصرفي في فرع البنك.",
            "وتنشر المدرسة صفحتها في كل شهر.",
            "وأعلن القسم فتح باب التسجيل لمستخدمي تويتر.",
        ],
    ),
}


@pytest.mark.parametrize("name", BODY)
def test_wordings_in_the_body(name, read):
    for sentence in BODY[name][0]:
        assert read(article(sentence))[name].value, sentence
    for sentence in BODY[name][1]:
        assert not read(article(sentence))[name].value, sentence


def test_a_post_and_the_account_it_stands_in_are_one_statement(read):
    posted = "وكتب المدير في منشور في صفحته على موقع فيسبوك أن العمل بدأ."
    assert read(article(posted))["social-statement"].value == 1


def test_what_a_quoted_speaker_says_is_not_the_reports_own_wording(read):
    said = "وقال المدير: «علمنا أن مصدر مطلع في البلدية تحدث إلى الناس عن هذا الأمر قبل أيام»."
    assert not read(article(said))["unnamed-sources"].value


@pytest.mark.parametrize("name", ["opinion-label", "sponsored-label", "copy-notice", "corrections"])
def test_what_could_not_be_measured_is_no_signal(name, read):
    assert name not in read(article("كلام.", section="رأي"))


@pytest.mark.parametrize(
    ("line", "author", "place"),
    [
        ("محمد السعيد - الرياض", ("محمد السعيد",), "الرياض"),
        ("بقلم: اسم الكاتب", ("اسم الكاتب",), False),
        ("الرياض: واس", False, "الرياض"),
    ],
)
def test_bylines_and_datelines(line, author, place, read):
    found = read(Article("ok", text=f"{line}\n\n{OPENING} {FILLER}\n\n{FILLER}"))
    assert (found["named-author"].value, found["dateline"].value) == (author, place)
    assert {span.quote for span in found["named-author"].spans} == set(author or ())


def test_a_text_without_a_byline_does_not_tell_whether_its_page_had_one(read):
    assert read(article("كلام."))["named-author"].value is None


def test_own_report_is_told_only_by_the_page(read, bundled):
    body = f"{OPENING} {FILLER}\n\n{FILLER}"
    assert read(Article("ok", text=f"الرياض - واس\n\n{body}"))["own-report"].value is False
    assert read(Article("ok", text=f"محمد السعيد - الرياض\n\n{body}"))["own-report"].value is True
    assert read(article("كلام."))["own-report"].value is None
    # the outlet of the slug may be the one that published the text: nobody knows
    assert read(Article("ok", text=f"عكاظ - الرياض\n\n{body}"))["own-report"].value is None
    elsewhere = Article("ok", text=f"عكاظ - الرياض\n\n{body}", domain="youm7.com")
    assert read(elsewhere)["own-report"].value is False


def test_own_correspondents(read):
    assert read(article("وأفاد مراسلنا بأن العمل بدأ."))["own-correspondent"].value
    assert not read(article("وأفاد مراسل قناة محلية بأن العمل بدأ."))["own-correspondent"].value


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("تعرف على أجمل حدائق المدينة", ("curiosity",)),
        ("هل تكفي حدائق المدينة؟", ("question",)),
        ("حديقة جديدة!!", ("repeated-marks",)),
        ("البلدية تفتتح حديقة جديدة", ()),
    ],
)
def test_headline_form(title, forms, read):
    assert read(article("كلام.", title=title))["headline-form"].value == forms


def test_headline_fit_is_the_share_of_its_words_in_the_text(read):
    fits = read(article("كلام.", title="البلدية افتتحت حديقة وسط المدينة"))["headline-fit"]
    strange = read(article("كلام.", title="انتخاب رئيس جديد للاتحاد الدولي"))["headline-fit"]
    assert fits.value == 1.0
    assert strange.value < 0.5
    assert read(article("كلام."))["headline-fit"].value is None


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"published": "2024-05-02", "modified": "2024-05-03"}, "consistent"),
        ({"published": "2024-05-05", "modified": "2024-05-01"}, ("modified-before-published",)),
        ({"published": "2024-05-05", "url": "https://x.com/2024/05/05/a"}, "consistent"),
        ({"published": "2024-05-05", "url": "https://x.com/2023/01/05/a"}, ("url",)),
        ({"dateline": "الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015"}, "consistent"),
        ({"dateline": "الرياض 26 شوال 1436 هـ الموافق 21 أغسطس 2015"}, ("hijri",)),
        ({}, None),
    ],
)
def test_date_consistency(fields, value, read):
    from cleaner.model.article import Removed

    line = fields.get("dateline")
    removed = (Removed("dateline", line, 0, len(line), "", "r", "p", "why"),) if line else ()
    assert read(article("كلام.", removed=removed, **fields))["date-consistency"].value == value


def test_links_and_ads_are_unknown_for_a_text_and_seen_on_a_page(bundled, read):
    assert read(article("كلام."))["about-page"].value is None
    page = (
        f"<html><body><article><h1>حديقة</h1><p>{OPENING}</p><p>{FILLER}</p></article>"
        '<ins class="adsbygoogle"></ins><div id="div-gpt-ad-1"></div>'
        '<script>show("div-gpt-ad-1")</script><footer><a href="/a">من نحن</a>'
        '<a href="/c">اتصل بنا</a></footer></body></html>'
    )
    cleaned = bundled.clean(page)
    found = {one.name: one.value for one in cleaned.profile.signals}
    assert (found["about-page"], found["contact"], found["ethics-policy"]) == (True, True, False)
    assert found["ad-density"] == round(2000 / len(cleaned.text.split()), 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa-AF", "وزیر در این نشست گفت که کار ساختمان باغ تازه در شهر آغاز شده است."),
        ("en", "The minister said on Monday that work on the new garden had begun."),
        ("", "The minister said on Monday that work on the new garden had begun."),
    ],
)
def test_what_arabic_words_do_not_find_in_another_language_is_unknown(language, text, bundled):
    head = f'<html lang="{language}"><title>Garden?</title>' if language else "<html>"
    page = f"{head}<article><p>{text}</p><p>{text} (AFP)</p></article><a href=/c>Contact</a>"
    cleaned = bundled.clean(page)
    assert cleaned.language == language
    found = {one.name: one.value for one in cleaned.profile.signals}
    worded = ("named-speakers", "documents", "own-correspondent", "dateline", "contact")
    assert [found[name] for name in worded] == [None] * len(worded)
    assert found["wire-codes"] == ("AFP",)
    assert found["own-report"] is False
    assert found["ad-density"] == 0.0


def test_a_second_article_has_its_share(read):
    second = ExtraArticle("عنوان", OPENING)
    found = read(Article("ok", text=OPENING, extra_articles=(second,)))
    assert found["second-article-share"].value == 0.5


def test_page_facts_come_with_the_head(read):
    head = Head(furniture=Furniture(frozenset({"masthead"}), 2))
    found = read(article("كلام."), head)
    assert (found["masthead"].value, found["about-page"].value) == (True, False)


def test_every_signal_is_a_predicate_or_a_figure_of_its_own(read):
    figures = {
        "anonymity-explained", "headline-form", "own-report", "removed-share", "right-of-reply",
        "social-statement", "vague-credit",
    }  # fmt: skip
    for name, signal in read(article("كلام.")).items():
        assert isinstance(signal, Signal)
        assert name in PREDICATES or name in figures, name


def test_patterns_are_written_in_ordinary_spelling():
    pattern = compile_folded(r"(?<!\w)أكّد(?:ت)? <who>{1,2}", {"who": "المسؤول|المُدير"})
    assert pattern.search("اكدت المسوول")
    assert pattern.search("اكد المدير")


PIECES = [
    "قال", "ذكرت صحيفة", "«", "»", '"', "(", ")", "رويترز", "القناة الـ", "12", "وكالة", "أنباء",
    "محمد", "الدكتور", "بيان", "مصدر مطلع", "\n\n", ".", "،", "؟", "ل", "نقلا عن", "الرياض - واس",
    "المصدر:", "\u200f", "ـ", "ﷲ", "İ", " ", "1436 هـ",
]  # fmt: skip


@given(
    text=st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join), title=st.text(max_size=30)
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_text_spans_lie_in_it_and_nothing_fails(text, title, read, media):
    strange = Article("ok", text=text, title=title)
    for signal in read(strange).values():
        for span in signal.spans:
            held = {"text": text, "title": title}[span.where]
            assert 0 <= span.start < span.end <= len(held)
    for hop in trace_reading(Reading(strange, media)).chain:
        assert 0 <= hop.start < hop.end <= len(text)
