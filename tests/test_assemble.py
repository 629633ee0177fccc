"""From decided pieces to an article: joining, spans, headlines, tags, second articles."""

import pytest

from cleaner.assemble import (
    absolute,
    credit_name,
    extra_articles,
    html_parts,
    plain_text,
    related_headlines,
    split_tags,
    text_spans,
)
from cleaner.label.arbiter import arbitrate
from cleaner.model.article import ExtraArticle, Kept, Related
from cleaner.model.block import Block, Vote
from cleaner.model.page import Page
from cleaner.model.site import Layout, Rule
from cleaner.segment.html import segment_html
from cleaner.segment.marks import Marks
from cleaner.segment.text import segment_text
from cleaner.segment.tree import parse


def from_html(source, spans=()):
    """Text, kept and removed; ``.ad`` is an ad, ``spans`` names words that are to go."""
    tree = parse(source.encode())
    marks = Marks(Layout(remove={"ad": (Rule(".ad"),)})).bind(tree, [])
    blocks = segment_html(tree, tree.select("body"), marks, in_root=True)
    votes = [Vote(at, "ad", 9, "r", "p", "x") for at, block in enumerate(blocks) if block.mark]
    for at, block in enumerate(blocks):
        for word in spans:
            start = block.text.find(word)
            found = [Vote(at, "dateline", 9, "r", "p", "x", start, start + len(word))]
            votes += found if start >= 0 else []
    text, kept, removed = html_parts(arbitrate(blocks, votes))
    return text, [span.text for span in kept], [one.text for one in removed]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>أول</p><p>ثان</p>", "أول\n\nثان"),
        # something removed in the middle: the paragraph stays one, words stay parted
        ('<p>قبل <b class="ad">x</b> بعد</p>', "قبل بعد"),
        ('<p>قبل <b class="ad">x</b>بعد</p>', "قبل بعد"),
        ('<p>قبل<b class="ad">x</b> بعد</p>', "قبل بعد"),
        ('<p>قبل<b class="ad"> x </b>بعد</p>', "قبل بعد"),
        ('<p>قال«<b class="ad">x</b>».</p>', "قال«»."),
        ('<p>أ<b class="ad">x</b> <b class="ad">y</b>ب</p>', "أ ب"),
        # … at its beginning: what is left is no part of the paragraph before
        ('<p>أول.</p><p><b class="ad">x</b>ثان</p>', "أول.\n\nثان"),
        ('<p>أول.</p><p><b class="ad">x</b> <b class="ad">y</b> ثان</p>', "أول.\n\nثان"),
        # … at its end, and as a block of its own, which parts
        ('<p>أول <b class="ad">x</b></p><p>ثان</p>', "أول\n\nثان"),
        ('<p>أول</p><div class="ad">x</div>ثان', "أول\n\nثان"),
        ('أول<div class="ad">x</div><b>ثان</b>', "أول\n\nثان"),
        ('<b class="ad">x</b>', ""),
    ],
)
def test_paragraphs_are_joined_as_they_stood(source, text):
    assert from_html(source)[0] == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>عنوان</p><p>الرياض - واس: قال</p>", "عنوان\n\nقال"),
        ("<p>قال الرياض - واس: ثم</p>", "قال ثم"),
        ("<p>قال (الرياض - واس:) ثم</p>", "قال () ثم"),
        ("<p>قال الرياض - واس:</p><p>ثم</p>", "قال\n\nثم"),
    ],
)
def test_a_span_removed_from_a_paragraph(source, text):
    assert from_html(source, ["الرياض - واس:"])[0] == text


def test_nothing_is_lost_in_html():
    source = '<p>أ <b class="ad">ب</b> ج</p><p class="ad">د</p>'
    assert from_html(source)[1:] == (["أ", "ج"], ["ب", "د"])


# -- text


def spans(text, votes):
    return text_spans(Page(text, "text"), arbitrate(segment_text(text), votes))


def vote(block, label="ad", start=0, end=None, **more):
    return Vote(block, label, 50, "r", "p", "x", start, end, **more)


def test_separators_go_with_the_piece_before_them():
    kept, removed = spans("\n أول\n\nثان \r\nثالث\n", [vote(1)])
    assert [(one.text, one.start, one.end) for one in kept] == [
        ("\n أول\n\n", 0, 7),
        ("ثالث\n", 13, 18),
    ]
    assert [(one.text, one.start, one.end) for one in removed] == [("ثان \r\n", 7, 13)]


def test_neighbours_of_one_vote_are_one_span():
    one = vote(0)
    pieces = arbitrate(segment_text("أ\nب\nج"), [])
    kept, removed = text_spans(Page("أ\nب\nج", "text"), pieces)
    assert [span.text for span in kept] == ["أ\nب\nج"]
    assert removed == []
    assert spans("أ\nب", [one, vote(1)])[1][0].text == "أ\n"


@pytest.mark.parametrize("text", ["", " ", "\n\r\n", "\ufeff", "\x1c\u2028"])
def test_what_has_no_line_is_kept_as_it_is(text):
    kept, removed = spans(text, [])
    assert "".join(one.text for one in kept) == text
    assert removed == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("أ\nب", "أ\nب"),
        ("أ\n\n\n\nب", "أ\n\nب"),
        ("أ\n \t\n\u00a0\nب", "أ\n\nب"),
        ("أ\r\n\r\n\r\nب", "أ\r\n\r\nب"),
        ("أ\r\r\rب", "أ\r\rب"),
        ("أ\u2028\u2028\u2028ب", "أ\u2028\u2028ب"),
        ("أ\u2028\r\n\nب", "أ\u2028\r\nب"),
        ("أ\r\n ب", "أ\r\n ب"),
        ("\n\nأ\n\n", "أ"),
        ("\ufeff\nأ", "أ"),
        ("أ  ب", "أ  ب"),
    ],
)
def test_runs_of_blank_lines_are_collapsed_to_one(text, plain):
    assert plain_text([Kept(text)]) == plain


# -- metadata from pieces


def pieces(*decided):
    """Pieces of ``(label, text, role, group, href)``."""
    found = []
    for at, (label, text, role, group, href) in enumerate(decided):
        block = Block(text, href=href)
        found += arbitrate([block], [Vote(0, label, 9, f"r{at}", "p", "x", group=group, role=role)])
    return found


def test_related_headlines():
    found = related_headlines(
        pieces(
            ("related-block", "اقرأ أيضا:", "heading", -1, ""),
            ("related-block", "• افتتاح حديقة جديدة", "item", -1, ""),
            ("related-inline", "افتتاح سوق جديدة", "", -1, "/2"),
            ("related-inline", "أفتتاح سوق جديده", "", -1, "/3"),  # the same, spelt otherwise
            ("related-inline", "المزيد", "", -1, "/4"),
            ("most-read", "الأكثر قراءة في الموقع", "", -1, "/5"),
            ("related-block", "خبر خلف المقال الثاني", "item", 0, ""),
            ("ad", "إعلان طويل جدا هنا", "item", -1, "/6"),
        ),
        "https://example.com/news/1",
    )
    assert found == (
        Related("افتتاح حديقة جديدة", None),
        Related("افتتاح سوق جديدة", "https://example.com/2"),
        Related("خبر خلف المقال الثاني", None),
    )


@pytest.mark.parametrize(
    ("href", "base", "address"),
    [
        ("/2", "https://x.com/a/1", "https://x.com/2"),
        ("2.html", "https://x.com/a/1", "https://x.com/a/2.html"),
        ("//y.com/2", "https://x.com/", "https://y.com/2"),
        ("https://y.com/2", None, "https://y.com/2"),
        ("/2", None, "/2"),
        ("", "https://x.com/", None),
        ("#top", "https://x.com/", None),
        ("javascript:void(0)", "https://x.com/", None),
        ("mailto:a@x.com", "https://x.com/", None),
        ("http://[x", "https://x.com/", None),
    ],
)
def test_addresses_of_related_headlines(href, base, address):
    assert absolute(href, base) == address


def test_second_articles_are_told_apart():
    found = extra_articles(
        pieces(
            ("second-article", "عنوان أول", "headline", 0, ""),
            ("second-article", "فقرة", "body", 0, ""),
            ("ad", "إعلان", "", 0, ""),
            ("second-article", "فقرة ثانية", "body", 0, ""),
            ("second-article", "نص بلا عنوان", "body", 1, ""),
        )
    )
    assert found == (
        ExtraArticle("عنوان أول", "فقرة\n\nفقرة ثانية"),
        ExtraArticle(None, "نص بلا عنوان"),
    )


@pytest.mark.parametrize(
    ("lines", "tags"),
    [
        (["كلمات دلالية: حديقة، سوق, ملعب"], ("حديقة", "سوق", "ملعب")),
        (["#حديقة #سوق عامة"], ("حديقة", "سوق عامة")),
        (["الوسوم: حديقة | سوق", "سوق"], ("حديقة", "سوق")),
        (["سمات حديقة سوق"], ("سمات حديقة سوق",)),
        ([], ()),
    ],
)
def test_tags_lines(lines, tags):
    assert split_tags(lines) == tags


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["المصدر: وكالة أنباء"], "وكالة أنباء"),
        (["وكالة أنباء"], "وكالة أنباء"),
        (["المصدر:"], None),
        ([], None),
    ],
)
def test_credit_lines(lines, name):
    assert credit_name(lines) == name
