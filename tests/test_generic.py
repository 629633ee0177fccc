"""The generic voter's text, aligned back onto the blocks."""

from itertools import combinations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from cleaner.label.generic import aligned, extract

LEAD = "افتتحت البلدية صباح اليوم حديقة عامة في وسط المدينة بحضور عدد كبير من السكان."
REST = "وتضم الحديقة ملاعب للأطفال وممرات للمشي ومقاعد تحت الأشجار تكفي لمئات الزوار."


def test_blocks_that_stand_in_the_extracted_text():
    assert aligned(["الرئيسية", LEAD, "إعلان", REST], f"{LEAD}\n{REST}") == {1, 3}


def test_markup_of_the_extractor_does_not_count():
    assert aligned(["عنوان فرعي", "بند أول"], "## عنوان  فرعي\n\n- **بند** أول") == {0, 1}


def test_a_menu_entry_that_equals_a_word_of_the_article_does_not_count():
    assert aligned(["حديقة", "رياضة", LEAD, REST, "حديقة"], f"{LEAD}\n{REST}") == {2, 3}


def test_of_a_headline_shown_twice_one_place_counts():
    assert aligned(["عنوان الخبر", LEAD, "عنوان الخبر", REST], f"عنوان الخبر\n{LEAD}\n{REST}") == {
        0,
        1,
        3,
    }


def test_of_places_that_begin_alike_the_one_with_the_whole_block_counts():
    alike = [f"{LEAD} {end}" for end in ("أول", "ثان", "ثالث")]
    assert aligned([alike[2]], "\n".join(alike)) == {0}
    assert aligned([alike[0], alike[2]], "\n".join(alike)) == {0, 1}


def test_nothing_extracted_or_nothing_to_find():
    assert aligned([LEAD, ""], "") == set()
    assert aligned([], LEAD) == set()
    assert aligned(["", " ", "* -"], LEAD) == set()


WORDS = st.lists(st.text("ab", max_size=3), max_size=6)


@given(WORDS, st.text("ab", max_size=8))
def test_the_heaviest_chain_is_found(blocks, text):
    """Against trying every subset of blocks, each at any of its places."""

    def fits(chosen):
        at = 0
        for index in chosen:
            at = text.find(blocks[index], at)
            if at < 0:
                return False
            at += len(blocks[index])
        return True

    real = [index for index, block in enumerate(blocks) if block]
    best = max(
        (
            sum(len(blocks[index]) for index in chosen)
            for size in range(len(real) + 1)
            for chosen in combinations(real, size)
            if fits(chosen)
        ),
        default=0,
    )
    chosen = sorted(aligned(blocks, text))
    assert fits(chosen)
    assert sum(len(blocks[index]) for index in chosen) == best


@pytest.mark.parametrize("source", ["", "<p>", "\ud83d", "<html><body>" + "<div>" * 3000 + "x"])
def test_what_trafilatura_cannot_read_gives_no_text(source):
    assert extract(source) == ""
