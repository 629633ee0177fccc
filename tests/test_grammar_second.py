"""Second articles: found with their headline, or left alone."""

import pytest
from grammar_texts import BRIDGE, BRIDGE_TITLE, FESTIVAL, insert, kept, labels

from cleaner.label.grammar import label_blocks
from cleaner.segment.text import segment_text

SECOND = f"{BRIDGE_TITLE}\n\n{BRIDGE}"


def votes(text):
    blocks = segment_text(text)
    return blocks, label_blocks(blocks)


@pytest.mark.parametrize(
    "heading", ["اقرأ أيضاً:", "أخبار متعلقة", "قد يهمك أيضاً 👇", "[شاهد أيضا]"]
)
def test_heading_and_a_whole_second_article(heading):
    text = f"{FESTIVAL}\n\n{heading}\n\n{SECOND}"
    assert kept(text) == FESTIVAL
    found = labels(text)
    assert found[0] == ("related-block", heading)
    assert found[1] == ("second-article", BRIDGE_TITLE)


def test_bare_headline_behind_the_tags():
    text = f"{FESTIVAL}\n\nكلمات دلالية: مهرجان القراءة الأطفال\n\n{SECOND}"
    assert kept(text) == FESTIVAL
    assert ("second-article", BRIDGE_TITLE) in labels(text)


def test_headline_and_body_share_a_group_with_their_roles():
    blocks, found = votes(f"{FESTIVAL}\n\nاقرأ أيضاً:\n\n{SECOND}")
    second = [vote for vote in found if vote.label == "second-article"]
    assert [vote.role for vote in second] == ["headline", "body", "body", "body"]
    assert {vote.group for vote in second} == {0}
    assert blocks[second[0].block].text == BRIDGE_TITLE


def test_second_article_keeps_its_own_furniture_apart():
    body = insert(BRIDGE, "إعلان", 2)
    text = (
        f"{FESTIVAL}\n\nالمصدر: صحيفة المدينة\n\nإقرأ أيضاً:\n\n{BRIDGE_TITLE}\n\n{body}"
        "\n\nمقالات مشابهة\n\n  • مكتبة القرية تستقبل ألف كتاب جديد\n  • طلاب يرسمون جدارية"
    )
    blocks, found = votes(text)
    nested = {blocks[vote.block].text: vote for vote in found if vote.group == 0}
    assert nested["إعلان"].label == "ad"
    assert nested["مقالات مشابهة"].label == "related-block"
    assert nested["  • طلاب يرسمون جدارية".strip()].role == "item"
    assert kept(text) == FESTIVAL


def test_a_third_article_gets_its_own_group():
    third_title = "تكريم معلمي القرية في حفل بالمدرسة القديمة"
    third = (
        "كرمت المدرسة القديمة معلمي القرية في حفل حضره الأهالي وطلاب من دفعات سابقة.\n\n"
        "وتحدث في الحفل عدد من معلمي المدرسة عن ذكرياتهم مع القرية وطلابها."
    )
    text = f"{FESTIVAL}\n\nاقرأ أيضاً:\n\n{SECOND}\n\nاقرأ أيضاً:\n\n{third_title}\n\n{third}"
    _, found = votes(text)
    headlines = [vote.group for vote in found if vote.role == "headline"]
    assert headlines == [0, 1]
    assert kept(text) == FESTIVAL


def test_every_second_article_says_why():
    _, found = votes(f"{FESTIVAL}\n\nاقرأ أيضاً:\n\n{SECOND}")
    (headline,) = [vote for vote in found if vote.role == "headline"]
    assert "second article" in headline.reason
    assert "headline's words in the next paragraphs" in headline.reason


def test_teaser_between_paragraphs_is_no_second_article():
    text = insert(FESTIVAL, f"اقرأ أيضاً:\n{BRIDGE_TITLE}", 3)
    assert kept(text) == FESTIVAL
    assert {label for label, _ in labels(text)} == {"related-block"}


def test_lost_line_ends():
    """The same documents in one line: the widget goes, the second article is found."""
    flat = FESTIVAL.replace("\n\n", " ")
    widget = "اقرأ أيضاً: مكتبة القرية تستقبل ألف كتاب جديد"
    first, rest = flat.split(" ويستمر", 1)
    assert kept(f"{first} {widget} ويستمر{rest}").split() == flat.split()
    assert kept(f"{flat} اقرأ أيضاً: {SECOND}".replace("\n\n", " ")).split() == flat.split()


@pytest.mark.parametrize("heading", ["عالم آخر:", "جولة في الصحف..", "سطور من هنا وهناك"])
def test_heading_no_lexicon_knows_behind_the_tags(heading):
    text = f"{FESTIVAL}\n\nالوسوم: مهرجان القراءة\n\n{heading}\n\n{SECOND}"
    assert kept(text) == FESTIVAL
    assert ("second-article", BRIDGE_TITLE) in labels(text)
    items = "\n".join(["• مكتبة القرية تستقبل ألف كتاب", "• طلاب يرسمون جدارية"])
    assert kept(f"{FESTIVAL}\n\nالوسوم: مهرجان القراءة\n\n{heading}\n{items}") == FESTIVAL


def test_teaser_with_a_paragraph_and_the_article_goes_on():
    teaser = f"اقرأ أيضاً:\n\n{BRIDGE_TITLE}\n\n{BRIDGE.split(chr(10))[0]}"
    back = "وتضم أركان مهرجان القراءة معرضا للكتب المستعملة، كما قال مدير المهرجان لزوار المدينة."
    text = insert(FESTIVAL, back, 4)
    assert kept(insert(text, teaser, 2)) == text


def test_hundreds_of_articles_in_one_file():
    """Each gets its own group, however many follow each other."""
    other = f"مهرجان القراءة السنوي يفتح أبوابه لأطفال المدينة\n\n{FESTIVAL}"
    text = "\n\n".join([FESTIVAL, *[f"اقرأ أيضاً:\n\n{one}" for one in (SECOND, other)] * 600])
    _, found = votes(text)
    assert max(vote.group for vote in found) == 1199
