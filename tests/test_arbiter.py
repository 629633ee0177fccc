"""The arbiter: the strongest vote on each character, and a reason for every removal."""

import hypothesis.strategies as st
from hypothesis import given

from cleaner.label.arbiter import arbitrate
from cleaner.model.block import Block, Vote
from cleaner.model.labels import LABELS


def vote(label="ad", strength=50.0, block=0, start=0, end=None, rule="r"):
    return Vote(block, label, strength, rule, "test", "a test", start, end)


def decided(text, *votes):
    return [(piece.text, piece.label) for piece in arbitrate([Block(text)], votes)]


def test_where_nobody_speaks_it_is_the_article():
    assert decided("نص المقال") == [("نص المقال", "main")]


def test_the_strongest_vote_wins():
    assert decided("نص", vote("ad", 20), vote("share", 80), vote("tags", 50)) == [("نص", "share")]


def test_a_site_may_keep_what_the_grammar_would_take():
    assert decided("نص", vote("related-inline", 60), vote("main", 100)) == [("نص", "main")]


def test_of_equal_votes_the_more_exact_wins_then_the_first():
    assert decided("abcdef", vote("ad", 50), vote("share", 50, start=4)) == [
        ("abcd", "ad"),
        ("ef", "share"),
    ]
    assert decided("ab", vote("ad", 50), vote("share", 50)) == [("ab", "ad")]


def test_a_vote_on_a_span_parts_the_block():
    assert decided("قال اقرأ أيضا خبر آخر ثم", vote("related-inline", start=4, end=21)) == [
        ("قال ", "main"),
        ("اقرأ أيضا خبر آخر", "related-inline"),
        (" ثم", "main"),
    ]


def test_a_stronger_span_cuts_a_weaker_one():
    assert decided("abcdef", vote("ad", 40), vote("main", 100, start=2, end=4)) == [
        ("ab", "ad"),
        ("cd", "main"),
        ("ef", "ad"),
    ]


def test_spans_beyond_the_text_or_turned_round_do_no_harm():
    assert decided("abc", vote(start=-5, end=99)) == [("abc", "ad")]
    assert decided("abc", vote(start=2, end=1), vote("share", start=3, end=3)) == [("abc", "main")]


SPANS = st.integers(-2, 12)
VOTES = st.builds(
    vote,
    st.sampled_from(LABELS),
    st.sampled_from([10.0, 50.0, 100.0]),
    st.integers(0, 2),
    SPANS,
    st.none() | SPANS,
)


@given(st.lists(st.text("ab ", min_size=1, max_size=10), min_size=3, max_size=3), st.lists(VOTES))
def test_pieces_cover_each_block_in_order_and_removals_have_a_vote(texts, votes):
    blocks = [Block(text) for text in texts]
    pieces = arbitrate(blocks, votes)
    for block in blocks:
        own = [piece for piece in pieces if piece.block is block]
        assert "".join(piece.text for piece in own) == block.text
        assert all(piece.start < piece.end for piece in own)
        for piece in own:
            strongest = max(
                (
                    one.strength
                    for one in votes
                    if blocks[one.block] is block
                    and max(0, one.start) <= piece.start
                    and piece.end <= (len(block.text) if one.end is None else one.end)
                ),
                default=None,
            )
            if piece.label != "main":
                assert piece.vote is not None
                assert (piece.vote.label, piece.vote.strength) == (piece.label, strongest)
            else:
                assert piece.vote is None or piece.vote.label == "main"
    assert [id(piece.block) for piece in pieces] == sorted(
        (id(piece.block) for piece in pieces), key=[id(block) for block in blocks].index
    )
