"""HTML blocks: links tell lists from the article's own headings and bullets."""

import pytest
from grammar_texts import BRIDGE, BRIDGE_TITLE, FESTIVAL

from cleaner.label.grammar import label_blocks
from cleaner.model.block import Block


def page(*parts, **common):
    """Blocks from ``(kind, text)`` or ``(kind, text, linked)``."""
    blocks = []
    for at, (kind, text, *linked) in enumerate(parts):
        links = len(text) if linked and linked[0] else 0
        level = 2 if kind == "heading" else 0
        blocks.append(
            Block(text, kind=kind, path=f"/html/body/p[{at}]", level=level, link_chars=links)
        )
    return blocks


FIRST, SECOND, THIRD, FOURTH = (("paragraph", text) for text in FESTIVAL.split("\n\n"))


def removed(blocks):
    return [(vote.label, blocks[vote.block].text) for vote in label_blocks(blocks)]


def test_linked_list_between_paragraphs():
    blocks = page(
        FIRST, ("heading", "اقرأ أيضاً"), ("item", "مكتبة القرية تستقبل الكتب", True), SECOND, THIRD
    )
    assert removed(blocks) == [
        ("related-block", "اقرأ أيضاً"),
        ("related-block", "مكتبة القرية تستقبل الكتب"),
    ]


@pytest.mark.parametrize("kind", ["heading", "item", "paragraph"])
def test_what_has_no_link_behind_a_heading_is_the_articles_own(kind):
    blocks = page(
        FIRST, ("paragraph", "مواضيع ذات صلة"), (kind, "ركن الطفل في المعرض"), SECOND, THIRD
    )
    assert removed(blocks) == [("related-block", "مواضيع ذات صلة")]


def test_own_heading_behind_an_ad_in_a_known_root():
    blocks = [
        Block(text, kind=kind, path=f"/p[{at}]", level=2 * (kind == "heading"), in_root=True)
        for at, (kind, text) in enumerate(
            [FIRST, ("paragraph", "إعلان"), ("heading", BRIDGE_TITLE), SECOND, THIRD, FOURTH]
        )
    ]
    assert removed(blocks) == [("ad", "إعلان")]


def test_second_article_of_a_page_without_known_root():
    blocks = page(
        FIRST, SECOND, THIRD, ("paragraph", "الوسوم: مهرجان القراءة"), ("heading", BRIDGE_TITLE),
        *(("paragraph", text) for text in BRIDGE.split("\n\n")),
    )  # fmt: skip
    labels = [label for label, _ in removed(blocks)]
    assert labels == ["tags", *["second-article"] * 4]
