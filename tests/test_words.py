"""The words of a folded text, and patterns that are tried only where one of theirs stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.arabic.fold import fold, fold_map
from cleaner.profile.short import fold_line
from cleaner.profile.signals.patterns import Say, _matches, wordings
from cleaner.profile.words import Vocabulary, Words


@given(st.text(max_size=80))
def test_words_are_runs_of_letters_and_digits_with_their_places(text):
    folded = fold(text)
    words, runs = Words(folded), list(re.finditer(r"\w+", folded))
    assert words.texts == [run.group() for run in runs]
    assert words.starts == [run.start() for run in runs]
    assert [words.end(at) for at in range(len(runs))] == [run.end() for run in runs]


def test_letters_beyond_the_basic_plane_are_words_and_pictures_are_none():
    assert Words("خبر 😀 𝐀𝐁1،x").texts == ["خبر", "𝐀𝐁1", "x"]


@given(st.text(alphabet=st.characters() | st.sampled_from("ـﷲﻻَ \u200f"), max_size=40))
def test_a_line_folds_with_its_places_as_a_text_does(line):
    mapped = fold_map(line)
    folded, places = fold_line(line)
    assert folded == mapped.text
    assert list(places) == mapped.offsets.tolist()


def test_one_walk_finds_the_words_of_all_groups():
    vocabulary = Vocabulary({"speech": ["قال", "ذكر"], "short": ["قال", "عن"], "none": []})
    found = vocabulary.find("قال انه ذكر عن".split())
    assert found == {"speech": [0, 2], "short": [0, 3]}
    assert found["none"] == []


OPENED = [say for wording in wordings() for _, say in wording.say if say.opens]
WORDS = [
    *sorted({word for say in OPENED for word in sorted(say.opens)[:8]}),
    "بيان", "مصادر مطلعه", "المصادر", "التعليق", "بعد", "علي الفور", "تقرير", "حسابه علي", "تويتر",
    "التحقق من صحه", ".", "وهذا", "تغريده", "الي", "ما", "اذا", "يتضح",
]  # fmt: skip


def test_most_patterns_tell_with_which_words_they_begin():
    assert len(OPENED) > 15


@given(text=st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_a_pattern_tried_at_its_words_finds_what_a_search_finds(text):
    words = Words(text)
    for say in OPENED:
        places = [words.starts[at] for at, word in enumerate(words.texts) if word in say.opens]
        tried = [hit.span() for hit in _matches(say.pattern, text, places, len(text))]
        assert tried == [hit.span() for hit in say.pattern.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "opens"),
    [
        (r"(?<!\w)[وف]?(?:قال|ذكر) مصدر", "قال ذكر وقال فقال وذكر فذكر"),
        (r"(?<!\w)(?:(?:من خلال|عبر)) كذا", "من عبر"),
        (r"(?<!\w)(?:قال|قالت)(?!\w)", "قال قالت"),
        (r"(?<!\w)(?:(?:قال|ذكر)|نقلا عن) شهود", "قال ذكر نقلا"),
        (r"(?<!\w)(?:علم)(?: \w+){0,4}? من", "علم"),
        (r"(?<!\w)(?:علم)(?: \w+)?ت", None),  # the word may go on
        (r"(?<!\w)(?:علم)(?: من|ت)? عن", None),
        (r"(?<!\w)(?:(?:قال|ذكر) مصدر|افاد) ان", None),
        (r"(?:قال|قالت) مصدر", None),  # also within a word
        (r"(?<!\w)(?:قال|قالت)وا", None),  # the word goes on
        (r"(?<!\w)(?:لم (?:يتضح|يعرف)) بعد", None),
        (r"(?<!\w)قال", None),
    ],
)
def test_the_words_a_pattern_begins_with(pattern, opens):
    found = Say.of(re.compile(pattern)).opens
    assert found == (frozenset(opens.split()) if opens else None)
