"""What several pages of a site agree on, piece by piece: names, lines, kinds of elements."""

from pathlib import Path

import pytest
from site_pages import APPEAL, WRITER, Story

from cleaner.segment.tree import parse
from cleaner.sites.build import DEFAULT
from cleaner.workshop.draft.agree import KEPT, Agreement
from cleaner.workshop.draft.lines import repeated_lines
from cleaner.workshop.draft.naming import (
    component,
    is_generated,
    is_stable,
    own_selectors,
    says_standfirst,
    selectors,
    stable_part,
    wrapped,
)
from cleaner.workshop.draft.place import Weights
from cleaner.workshop.draft.plugin import agreed
from cleaner.workshop.draft.sample import Reader
from cleaner.workshop.new import families_of


def first(html, selector):
    tree = parse(html.encode())
    return tree, tree.select(selector)[0]


@pytest.mark.parametrize(
    ("html", "inside"),
    [
        ("<p><a><b>خبر آخر</b></a></p>", ("a", "b")),
        ("<p><a>خبر</a><br></p>", ("a",)),
        ("<p>انظر <a>خبر</a></p>", ()),
        ("<p><a>خبر</a> كاملا</p>", ()),
        ("<p><a>خبر</a><a>آخر</a></p>", ()),
        ("<p>خبر</p>", ()),
    ],
)
def test_what_holds_all_of_a_paragraph(html, inside):
    assert wrapped(*first(html, "p")) == inside


def test_a_lone_link_is_not_named_since_css_does_not_see_the_words_beside_it():
    assert not any(":only-child" in one for one in selectors(*first("<p><a>خبر</a></p>", "p")))
    bold = selectors(*first("<p><a><b>خبر</b></a></p>", "p"))
    assert "p > a:only-child > b:only-child" in bold


@pytest.mark.parametrize("name", ["jSZdqE", "xdmxdp", "BylineName-kwmRLn"])
def test_names_of_styled_components_are_made_by_a_build(name):
    assert is_generated(name)
    assert not is_stable(name)


@pytest.mark.parametrize("name", ["navBar", "story", "ArticleHeader-headline", "LongDesc"])
def test_names_of_two_words_are_not(name):
    assert not is_generated(name)


def test_what_lasts_of_a_styled_component():
    assert component("BylineName-kwmRLn") == stable_part("BylineName-kwmRLn") == "BylineName-"
    assert stable_part("kwmRLn") == ""
    named = list(own_selectors(*first('<div class="BylineName-kwmRLn gHtYuq">كاتب</div>', "div")))
    assert named == ["[class*='BylineName-']"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["story-lead"], True),
        (["RenderKeyPoints-list"], True),
        (["sub-headline"], True),
        (["leader-board"], False),
        (["<header>"], False),
    ],
)
def test_names_of_what_leads_an_article(names, told):
    assert says_standfirst(names) == told


# -- several pages


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Readings and weights of four pages of a site."""
    families = families_of(tmp_path_factory.mktemp("none"))
    reader, rules = Reader(families), families.resolve(None)
    assert families.family(DEFAULT)
    samples = [reader(Path(f"{n}"), Story(n).html) for n in range(1, 5)]
    return agreed([Weights(one, one.blocks(rules)) for one in samples])


def states(page):
    return {block.text: state for block, state in page.blocks}


def test_what_pages_repeat_is_not_the_articles(pages):
    readings, weights = pages
    for reading, page in zip(readings, weights, strict=True):
        assert states(page)[APPEAL] == states(page)[WRITER] == "junk"
        shown = {reading.blocks[at][0].text for at in reading.repeated}
        assert {APPEAL, WRITER} <= shown


def test_standfirst_and_sub_headline_are(pages):
    for number, page in enumerate(pages[1], 1):
        story = Story(number)
        assert states(page)[story.lead] == states(page)[story.heading] == "wanted"
        assert all(states(page)[paragraph] == "wanted" for paragraph in story.paragraphs)


def test_an_error_on_one_page_is_outvoted(pages):
    readings, _ = pages
    story = Story(1)
    at = next(n for n, (b, _) in enumerate(readings[0].blocks) if b.text == story.paragraphs[3])
    others = Agreement(readings[1:])
    kept, never = others.keeps(readings[0].chains[at])
    assert kept
    assert never == ""
    assert readings[0].votes[at] >= KEPT


def test_lines_that_several_pages_show_become_patterns():
    found = repeated_lines(
        {
            "تابع آخر الأخبار": {0, 2},
            "طالع: سوق السبت في البلدة": {0},
            "طالع: معرض الزهور في القرية": {1},
            "سطر في صفحة واحدة": {3},
            "***": {0, 1, 2},
            APPEAL: {0, 1},
        },
        [],
        {"تابع آخر الأخبار": "follow"},
    )
    assert [line.pattern for line in found["follow"]] == ["تابع آخر الأخبار"]
    others = [line.pattern for label, lines in found.items() for line in lines if label != "follow"]
    assert sorted(others) == ["طالع: *", " ".join((*APPEAL.split()[:8], "*"))]


def test_no_pattern_fits_a_line_of_the_article(pages):
    text = Story(1).paragraphs[0]
    assert repeated_lines({text: {0, 1, 2}}, pages[1], {}) == {}
