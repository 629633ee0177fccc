"""Hostile nesting is flattened before it is parsed; text stays; ordinary pages pass unchanged."""

import re

import pytest

from cleaner.segment.tame import MAX_DEPTH, tame
from cleaner.segment.tree import TEXT, parse

WORDS = [f"كلمة{at}" for at in range(8000)]
PARAGRAPH = "هذه فقرة من متن الخبر فيها من الكلام ما يكفي لأن تكون فقرة من مقال منشور في صحيفة. "


def words_of(source):
    tame_source, warnings = tame(source.encode())
    tree = parse(tame_source)
    return tree.text(tree.root).split(), warnings


@pytest.mark.parametrize(
    "tag",
    [
        "<font size={at}>",
        "<FONT SIZE={at}>",
        "<b class=c{at}>",
        "<Strong\nid='x{at}'>",
        "<font size={at}><p>",
        "<i title='a{at}'></p>",
    ],
)
def test_thousands_of_unclosed_formatting_tags(tag):
    source = "".join(tag.format(at=at) + word + " " for at, word in enumerate(WORDS))
    words, warnings = words_of(source)
    assert words == WORDS
    assert warnings == ("hundreds of unclosed formatting tags: the tags were ignored",)


@pytest.mark.parametrize(
    "tag", ["<div>", "<LI>", "<ul><li>", "<table><tr><td>", "<section class=a>"]
)
def test_thousands_of_nested_blocks(tag):
    source = "".join(f"{tag}{word} " for word in WORDS) + "<p>" * 12_001
    words, warnings = words_of(source)
    assert words == WORDS
    assert warnings == (f"nested deeper than {MAX_DEPTH} levels: the nesting was ignored",)


def test_a_deep_tree_is_walked_without_recursion():
    source = "<div>" * 2500 + "نص" + "</div>" * 2500
    tree = parse(tame(source.encode())[0])
    texts = [value for kind, value, _ in tree.events(tree.root) if kind == TEXT]
    assert texts == ["نص"]


@pytest.mark.parametrize(
    "source",
    [
        # closed, however many there are
        "<p><b class=x>نص</b> <a href=/1>رابط</a></p>" * 4000,
        # left open by habit: HTML closes them itself
        "<ul>" + "<li>بند" * 2500 + "</ul>",
        # AMP's own elements begin like formatting ones
        "<i-amphtml-sizer class=a></i-amphtml-sizer><b-carousel x>" * 1000,
        # a page's text once more as PHP writes it into JSON
        '<script>{"body": "' + "<b class=x>نص<\\/b>" * 1000 + '"}</script>',
    ],
)
def test_ordinary_oddities_pass_unchanged(source):
    assert tame(source.encode()) == (source.encode(), ())


@pytest.mark.parametrize("tag", ["<b ", "<div ", "<font x=", "</div "])
def test_tags_without_end_are_read_once(tag):
    """Counted, not timed: the expression never looks beyond the next bracket."""
    import cleaner.segment.tame as module

    source = tag.encode() * 20_000
    steps = 0
    for pattern in (module._FORMATTING_TAG, module._NESTING_TAG):
        steps += sum(match.end() - match.start() for match in pattern.finditer(source))
        match = pattern.match(source)
        assert match is None or match.end() <= len(tag)
    assert steps <= len(source)
    tame(source)


def test_the_rest_of_a_hostile_page_is_cleaned(bundled):
    body = "".join(f"<p>{PARAGRAPH}{word}" for word in WORDS[:5])
    article = bundled.clean("<font size=1>" * 9000 + body)
    assert re.findall(r"كلمة\d", article.text) == WORDS[:5]
    assert "unclosed formatting tags" in article.warnings[0]
