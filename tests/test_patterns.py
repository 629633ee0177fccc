"""Line patterns: folded, ``*`` for anything, at the place each table is about."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from cleaner.label.patterns import MAX_LINE, LinePatterns, compile_patterns
from cleaner.label.site_rules import SiteRules
from cleaner.model.block import Block, Mark
from cleaner.model.page import Page
from cleaner.model.site import Layout, Rule


def found(place, pattern, text):
    """The matched part of the text, or None."""
    hit = LinePatterns({"other": (Rule(pattern),)}, place).match(text)
    return None if hit is None else text[hit.start : hit.end]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("إقرأ أيضا", "اقرأ أيضًا"),
        ("تابعونا على*", "تابعونا على فيسبوك وتويتر"),
        ("تابعونا على *", "تابعونا على"),
        ("*صحيفة المدينة", "نقلا عن صحيفة المدينة"),
        ("// انتهى //*", "// انتهى // 14:05 ت م"),
        ("عدد القراء: #", "عدد القراء: ١٢٣٤"),
        ("كلمة  اخرى", "كلمة أخرى"),
        ("a (b) [c].", "A (B) [C]."),
        ("مشاركة", "\u200fمشاركة\u200e "),
    ],
)
def test_a_whole_line(pattern, line):
    assert found("lines", pattern, line) == line


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("تابعونا", "تابعونا على فيسبوك"),
        ("تابعونا*", "وتابعونا"),
        ("مشاركة", "مشاركة واسعة في الانتخابات"),
        ("a.c", "abc"),
    ],
)
def test_no_part_of_a_line(pattern, line):
    assert found("lines", pattern, line) is None
    assert found("cut", pattern, line) is None


def test_head_takes_the_beginning_tail_the_last_place():
    assert found("head", "عين اليوم –", "عين اليوم – الرياض: قال") == "عين اليوم –"
    assert found("head", "عين اليوم –", "قال عين اليوم –") is None
    line = "تحدث عن رابط الخبر في النص. رابط الخبر: عنوان"
    assert found("tail", "رابط الخبر*", line).startswith("رابط الخبر")
    hit = LinePatterns({"other": (Rule("رابط الخبر*"),)}, "tail").match(line)
    assert line[hit.start :] == "رابط الخبر: عنوان"


def test_a_word_is_not_found_inside_another():
    assert found("tail", "سمات*", "أعجبته المجسمات الكبيرة") is None


def test_spans_are_of_the_text_as_it_stands():
    assert found("head", "واس:", "  و\u064eاس\u200f: قال") == "و\u064eاس\u200f:"
    assert found("head", "الرياض - واس", "الرِّياض – واس قال") == "الرِّياض – واس"


@pytest.mark.parametrize("place", ["lines", "cut", "head", "tail"])
def test_of_a_long_line_only_the_ends_are_looked_at(place):
    line = "اول " + "كلمة " * 100_000 + "اخر هنا"
    pattern = {"head": "اول", "tail": "اخر *"}.get(place, "اول*")
    hit = LinePatterns({"other": (Rule(pattern),)}, place).match(line)
    expected = {"head": (0, 3), "tail": (len(line) - len("اخر هنا"),)}.get(place)
    assert hit is None if expected is None else (hit.start, hit.end)[: len(expected)] == expected
    far = "كلمة " * MAX_LINE + "اول" + " كلمة" * MAX_LINE
    assert LinePatterns({"other": (Rule("*اول*"),)}, place).match(far) is None


@given(st.text("اأ ويى*.:#a1\u200f\u064eـ", max_size=12), st.text("اأ ويى.:a1\u200f\u064eـ"))
def test_any_pattern_on_any_line(pattern, line):
    for place in ("lines", "cut", "head", "tail"):
        hit = LinePatterns({"other": (Rule(pattern),)}, place).match(line)
        if hit is not None:
            assert 0 <= hit.start <= hit.end <= len(line)


# -- the labeler that uses them


def labels(lines, glued="keep", **tables):
    layout = Layout(
        **{place: {label: (Rule(pattern),)} for place, (label, pattern) in tables.items()}
    )
    blocks = [line if isinstance(line, Block) else Block(line) for line in lines]
    page = Page("", "text", layout=layout)
    votes = SiteRules(glued).label_blocks(blocks, page)
    return [
        (vote.block, vote.label, blocks[vote.block].text[vote.start : vote.end]) for vote in votes
    ]


def test_cut_takes_the_line_and_all_behind_it():
    lines = ["متن", "موضوعات متعلقة", "خبر", "خبر ثان"]
    cut = ("related-block", "موضوعات متعلقة")
    assert [block for block, *_ in labels(lines, cut=cut)] == [1, 2, 3]


def test_a_cut_line_inside_a_widget_that_goes_anyway_cuts_nothing():
    widget = Block("موضوعات متعلقة", mark=Mark("related-inline", Rule(".widget")))
    told = labels(["متن", widget, "متن"], cut=("related-block", "موضوعات متعلقة"))
    assert [(block, label) for block, label, _ in told] == [(1, "related-inline")]


def test_what_shares_a_line_with_the_first_sentence_stays_unless_asked():
    head = ("dateline", "الرياض - واس:")
    assert labels(["الرياض - واس: قال"], head=head) == []
    assert labels(["الرياض - واس: قال"], "remove", head=head) == [(0, "dateline", "الرياض - واس:")]
    assert labels(["الرياض - واس:", "قال"], head=head) == [(0, "dateline", "الرياض - واس:")]
    assert labels(["شارك من خلال قال"], head=("share", "شارك من خلال")) == [
        (0, "share", "شارك من خلال")
    ]


def test_heads_and_tails_are_looked_for_at_the_ends_only():
    lines = ["سمات خبر"] * 12
    assert [block for block, *_ in labels(lines, head=("tags", "سمات"))] == [0, 1, 2]
    assert [block for block, *_ in labels(lines, tail=("tags", "سمات *"))] == [8, 9, 10, 11]


def test_every_place_names_its_rule():
    layout = Layout(lines={"ad": (Rule("إعلان", "x_com", "site"),)})
    [vote] = SiteRules().label_blocks([Block("اعلان")], Page("", "text", layout=layout))
    assert (vote.rule, vote.plugin, vote.strength) == ("lines.ad[إعلان]", "x_com", 100)
    assert "إعلان" in vote.reason
    assert not compile_patterns(layout)["cut"]
