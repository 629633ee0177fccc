"""Lines told by their vocabulary: no list has them, their words do."""

import pytest
from grammar_texts import BRIDGE, BRIDGE_TITLE, FESTIVAL, insert, kept, labels

HEADLINES = ("مكتبة القرية تستقبل ألف كتاب جديد", "طلاب يرسمون جدارية عند مدخل المدرسة")


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("شاركوا القصة مع أصدقائكم", "share"),
        ("أعجبك الخبر؟ شاركه مع أصدقائك", "share"),
        ("ليصلكم جديدنا تابعوا قناتنا على تيليغرام", "follow"),
        ("كونوا على تواصل دائم مع صفحتنا على فيسبوك.", "follow"),
        ("سجّلوا بريدكم لتصلكم نشرتنا كل صباح", "newsletter"),
        ("نزّلوا تطبيقنا ليصلكم كل جديد", "app"),
        ("فاصل إعلاني", "ad"),
        ("يتواصل التقرير بعد الإعلان", "ad"),
        ("اكتبوا آراءكم في التعليقات", "comments"),
        ("كن أول من يضيف تعليقا", "comments"),
        ("يحظر نقل أي جزء من المادة دون إذن خطي مسبق", "copyright"),
        ("لمطالعة بقية التقرير انقروا هنا", "read-more"),
        ("التتمة في الصفحة التالية", "read-more"),
    ],
)
def test_whole_lines(line, label):
    assert labels(f"{FESTIVAL}\n\n{line}") == [(label, line)]
    assert kept(insert(FESTIVAL, line, 2)) == FESTIVAL


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("#مهرجان_القراءة #أطفال #كتب", "tags"),
        ("🏷 مفاتيح الخبر | القراءة | الأطفال | الكتب", "tags"),
        ("دلالات: #القراءة #الأطفال", "tags"),
        ("مصدر المادة: وكالة النهر", "source-credit"),
        ("(رويترز، فرانس 24)", "source-credit"),
        ("/موقع النهر والبحر/", "source-credit"),
        ("المصدر: صحيفة النهر اليوم", "source-credit"),
    ],
)
def test_keywords_and_sources_at_the_end(line, label):
    assert labels(f"{FESTIVAL}\n\n{line}") == [(label, line)]


@pytest.mark.parametrize(
    "heading",
    [
        "تغطيات متصلة بالموضوع",
        "🔴 من أرشيفنا ▼",
        "[قد يلفت انتباهكم]",
        "للاستزادة في هذا الملف ::",
        "أخبار أخرى من القسم ذاته",
        "الأعلى قراءة على الموقع",
        "يطالعون الآن",
    ],
)
def test_heading_over_a_list(heading):
    items = "\n".join(f"◾ {headline}" for headline in HEADLINES)
    assert kept(f"{FESTIVAL}\n\n{heading}\n{items}") == FESTIVAL


@pytest.mark.parametrize(
    "head", ["قصة ذات صلة |", "إن فاتك ◄", "سبق أن نشرنا:", "## اطّلعوا أيضا »", "نقترح عليك ←"]
)
def test_head_set_off_before_a_headline(head):
    line = f"{head} {HEADLINES[0]}"
    assert kept(insert(FESTIVAL, line, 2)) == FESTIVAL


@pytest.mark.parametrize("line", ["مشاركة واسعة", "متابعة دقيقة", "قضايا أخرى", "تعليق ساخر"])
def test_the_same_words_as_sub_headings_stay(line):
    text = insert(FESTIVAL, line, 2)
    assert kept(text) == text


@pytest.mark.parametrize(
    "sentence",
    [
        "لقراءة المستقبل أدوات لا يملكها كل الناس.",
        "من أرشيفنا الوطني خرجت هذه الصور إلى النور.",
        "تحميل التطبيق متاح للزوار عبر بوابة المهرجان.",
        "وربما فاتك أن المدينة كانت سوقا للكتب.",
        "في سياق متصل، أعلنت البلدية خطة جديدة للحدائق.",
        "لا يسمح النظام بنقل الكتب النادرة خارج المكتبة.",
    ],
)
def test_prose_with_these_words_stays(sentence):
    text = insert(FESTIVAL, sentence, 2)
    assert kept(text) == text


def test_second_article_with_its_headline_beside_the_marker():
    text = f"{FESTIVAL}\n\nقصة ذات صلة: {BRIDGE_TITLE}\n\n{BRIDGE}"
    assert kept(text) == FESTIVAL
    assert ("second-article", BRIDGE_TITLE) in labels(text)


def test_second_article_behind_a_list():
    items = "\n".join(f"- {headline}" for headline in HEADLINES)
    text = f"{FESTIVAL}\n\nاقرأ أيضا\n{items}\n\n{BRIDGE_TITLE}\n\n{BRIDGE}"
    assert kept(text) == FESTIVAL
    assert ("second-article", BRIDGE_TITLE) in labels(text)


def test_stars_part_a_second_article_but_not_the_sections_of_a_column():
    assert kept(f"{FESTIVAL}\n\n***\n\n{BRIDGE_TITLE}\n\n{BRIDGE}").split() == [
        *FESTIVAL.split(),
        "***",
    ]
    text = insert(FESTIVAL, "***\n\nركن القراءة للأطفال", 2)
    assert kept(text) == text


def test_teaser_between_paragraphs_ends_at_its_call_to_click():
    lead = BRIDGE.split("\n\n")[0]
    teaser = f"خبر ذو صلة ▼\n\n{BRIDGE_TITLE}\n\n{lead}\n\nلقراءة بقية الخبر انقر هنا"
    assert kept(insert(FESTIVAL, teaser, 2)) == FESTIVAL


def test_several_rules_part_the_sections_of_one_article():
    text = f"{FESTIVAL}\n\n***\n\n{BRIDGE_TITLE}\n\n{BRIDGE}\n\n***\n\nوهكذا انتهى اليوم."
    assert kept(text) == text


def test_appeal_of_the_page_to_its_readers():
    appeal = (
        "نرحب بمشاركاتكم وصوركم\nعلى إيميل الصفحة:\npage@example.org\nأو الفاكس رقم: 0110000000"
    )
    assert kept(f"{FESTIVAL}\n\n{appeal}") == FESTIVAL


def test_caption_announced_by_its_label():
    assert kept(f"{FESTIVAL}\n\nشرح الصورة\n\nأطفال في ركن الخط العربي") == FESTIVAL


def test_signature_of_an_embedded_post_stays():
    text = f"{FESTIVAL}\n\n— مهرجان القراءة (@festival_example) أغسطس 3, 2015"
    assert kept(text) == text


@pytest.mark.parametrize(
    "run", ["تابعوا قناتنا على تيليغرام", "#مهرجان #قراءة #أطفال", "🏷 كلمات البحث: قراءة, أطفال"]
)
def test_furniture_at_the_end_of_a_text_without_lines(run):
    flat = FESTIVAL.replace("\n\n", " ") + " " + " ".join(BRIDGE.split("\n\n"))
    assert kept(f"{flat} {run}").split() == flat.split()


def test_news_with_a_quoted_marker_word_in_a_text_without_lines():
    flat = " ".join([FESTIVAL.replace("\n\n", " "), *BRIDGE.split("\n\n")])
    text = f'{flat} وجاء الوسم في المراكز الأولى ضمن "الأكثر تداولا". آخر الأخبار الواردة جيدة.'
    assert kept(text) == text


def test_a_sentence_swallowed_by_a_headline_goes_on():
    """Where line ends are lost the headline's end is a guess: «وكان …» in it is the article."""
    first, rest = FESTIVAL.replace("\n\n", " ").split(" ويستمر", 1)
    goes_on = "وكان المدير قد زار أركان المهرجان. دخل الأطفال قاعة الرسم مع معلميهم. ويستمر"
    flat = f"{first} اقرأ أيضا مكتبة القرية تستقبل ألف كتاب جديد {goes_on}{rest}"
    assert not [label for label, _ in labels(flat) if label == "second-article"]
