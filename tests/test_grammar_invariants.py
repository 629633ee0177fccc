"""What holds for any text: votes lie inside their blocks, carry known labels and a reason."""

from grammar_texts import BRIDGE, BRIDGE_TITLE, FESTIVAL
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.label.grammar import label_blocks
from cleaner.model.labels import LABELS
from cleaner.segment.text import segment_text

LINES = [
    *FESTIVAL.split("\n\n"),
    *BRIDGE.split("\n\n"),
    BRIDGE_TITLE,
    "اقرأ أيضاً:",
    "أخبار ذات صلة",
    "اقرأ أيضاً: عنوان خبر آخر",
    "قد يهمك عنوان خبر 2023/01/01 عنوان آخر منذ ساعتين",
    "• عنوان في قائمة",
    "1. عنوان مرقم في قائمة",
    "المصدر: وكالات",
    "الوسوم: أول، ثان",
    "إعلان",
    "شارك الخبر",
    "تابعنا على تويتر",
    "الأكثر قراءة",
    "الرياض - واس",
    "بقلم: اسم الكاتب",
    "تعليقات",
    "الاسم",
    "© 2023",
    "***",
    "|",
    "...",
    "«»",
    ":",
    "ـ",
    "\u200f",
    "http://example.com/a.jpg نص",
    "writer@example.com",
    "14:30 ت م",
    "NNNN",
    "للتواصل مع الكاتب ارسل رسالة SMS",
    "مقالات أخرى للكاتبعنوان",
    "Next Previous",
    "اقرأ المزيد",
]
documents = st.lists(st.sampled_from(LINES) | st.text(max_size=40), max_size=14).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", " "]).map(lambda gap: gap.join(lines))
)


@settings(max_examples=400, deadline=None)
@given(documents, st.sampled_from([None, BRIDGE_TITLE]), st.sampled_from(["keep", "remove"]))
def test_votes_are_well_formed(text, title, glued):
    blocks = segment_text(text)
    votes = label_blocks(blocks, title=title, glued=glued)
    for vote in votes:
        size = len(blocks[vote.block].text)
        end = size if vote.end is None else vote.end
        assert 0 <= vote.start < end <= size
        assert vote.label in LABELS
        assert vote.reason
        assert 40 <= vote.strength <= 70
    headed = {vote.group for vote in votes if vote.role == "body"}
    assert headed <= {vote.group for vote in votes if vote.group >= 0}


@given(documents)
@settings(deadline=None)
def test_the_same_text_gets_the_same_votes(text):
    blocks = segment_text(text)
    assert label_blocks(blocks) == label_blocks(blocks)
