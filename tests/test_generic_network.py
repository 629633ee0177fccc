"""The generic path: columns of blocks, the small network, and what becomes of its estimates."""

from itertools import combinations
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

import cleaner
from cleaner import cli
from cleaner.label.generic import labeler
from cleaner.label.generic.features import features
from cleaner.label.generic.model import Network, decode, load
from cleaner.label.generic.sieve import sift
from cleaner.label.generic.vocabulary import name_groups, of_text, of_token, word_groups
from cleaner.model.block import Block
from cleaner.model.page import Page
from cleaner.segment.blocks import Segmenter
from cleaner.segment.read import read_html

PROSE = (
    "The town opened its new footbridge on Monday, after two years of work, and the first "
    "walkers crossed it in heavy rain. The council said, in a short note, that it had cost less "
    "than planned, and that the old ferry would go on running until the spring."
)
MORE = (
    "Residents of both banks had asked for the bridge since the flood of 2011, when the road was "
    "closed for a month. Shops on the market square, which lost half of their customers then, "
    "hope for visitors; a baker said that she would open earlier, at six, from now on."
)
PAGE = f"""<html lang="en"><head><title>Footbridge opened in town</title></head><body>
<div class="site-header"><ul class="menu"><li><a href="/">Home</a><li><a href="/s">Sports</a>
<li><a href="/w">Weather</a></ul></div>
<div class="story"><h1>Footbridge opened in town</h1>
<div class="share-buttons"><a href="#f">Facebook</a> <a href="#t">Twitter</a></div>
<div class="story-body"><p>{PROSE}</p><p>{MORE}</p><p>{PROSE.replace("Monday", "Sunday")}</p>
</div></div>
<div class="related-posts"><h3>Related</h3><div class="card"><a href="/1">Ferry timetable for the
winter months</a></div><div class="card"><a href="/2">Market square to be repaved</a></div></div>
<div class="footer"><p>Copyright 2024. All rights reserved.</p></div></body></html>"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """A Cleaner that knows no site, in a folder without plugins."""
    return cleaner.Cleaner(entry_points=False)


def removed(article, text):
    [found] = [item for item in article.removed if item.text.startswith(text)]
    return found


def test_the_story_is_kept_and_what_stands_around_it_is_not(plain):
    article = plain.clean(PAGE)
    assert article.status == "generic"
    assert article.text.split("\n\n") == [PROSE, MORE, PROSE.replace("Monday", "Sunday")]


def test_what_is_removed_has_a_probability_and_the_columns_that_spoke_against_it(plain):
    found = removed(plain.clean(PAGE), "Copyright 2024")
    assert found.plugin in ("generic", "grammar")
    card = removed(plain.clean(PAGE), "Ferry timetable for")
    assert (card.plugin, card.rule) == ("generic", "network")
    assert card.reason.startswith("main content with probability 0.0")
    told = card.reason.partition("against it: ")[2].split(", ")
    assert len(told) == labeler.TOLD
    assert set(told) <= set(load().columns)


def test_short_links_are_no_article_and_need_no_network(plain):
    menu = removed(plain.clean(PAGE), "Sports")
    assert (menu.label, menu.rule, menu.plugin) == ("nav", "short-link", "generic")


def test_what_others_take_out_is_not_weighed():
    html = """<nav><p>All sections</p></nav><p>A paragraph.</p><p style="display:none">Hidden.</p>
    <h2><a href="/">A linked heading</a></h2><p><a href="/">Next page</a></p>
    <p><a href="/2">A linked line that is longer than any menu's</a></p>"""
    blocks, _ = blocks_of(html)
    weighed, links = sift(blocks)
    assert [blocks[at].text for at in links] == ["Next page"]
    assert [blocks[at].text.split()[0] for at in weighed] == ["A", "Hidden.", "A", "A"]
    assert sift([blocks[at] for at in links]) == ([0], [])


def test_names_around_a_removed_block_tell_its_label(plain):
    article = plain.clean(PAGE)
    assert removed(article, "Facebook").label == "share"
    assert removed(article, "Ferry timetable").label == "related-block"
    assert [item.title for item in article.related] == [
        "Ferry timetable for the winter months",
        "Market square to be repaved",
    ]


def test_what_a_removed_block_says_of_itself_tells_its_label(plain):
    article = plain.clean(PAGE.replace('class="footer"', ""))
    assert removed(article, "Copyright 2024").label == "copyright"
    assert removed(article, "Related").label == "related-block"
    assert removed(article, "Footbridge opened in town").label == "title"


def test_a_removed_heading_takes_the_headline_it_announces_with_it(plain):
    link = '<p><a href="/3">Ferry company orders a second boat for its harbour line</a></p>'
    inside = PAGE.replace(f"<p>{MORE}", f"<h4>Also read:</h4>{link}<p>{MORE}")
    article = plain.clean(inside)
    assert removed(article, "Also read").label == "related-block"
    assert removed(article, "Ferry company").label == "related-block"
    assert article.text == plain.clean(PAGE).text


def test_an_article_that_a_script_unhides_is_kept(plain):
    page = PAGE.replace('class="story-body"', 'class="story-body" style="display: none"')
    assert PROSE in plain.clean(page).text


def test_darivoas_home_page_is_known_by_its_rules_and_trafilatura_is_not_asked(monkeypatch):
    asked = []
    monkeypatch.setattr(labeler, "extract", lambda source, **_: asked.append(source) or "")
    home = Path(__file__).parents[1] / "corpus/pages/darivoa.com/home.html"
    article = cleaner.Cleaner().clean(home.read_bytes(), "https://www.darivoa.com/")
    assert (article.status, asked) == ("not-article", [])
    assert article.removed


def test_trafilatura_is_asked_only_where_the_estimate_is_in_doubt(monkeypatch):
    asked = []
    monkeypatch.setattr(labeler, "extract", lambda source, **_: asked.append(source) or MORE)
    voter = labeler.Generic()
    blocks, page = blocks_of(PAGE)
    monkeypatch.setattr(labeler, "DOUBT", 0.0)
    voter.label_blocks(blocks, page)
    assert (voter.pages, voter.asked, asked) == (1, 0, [])
    monkeypatch.setattr(labeler, "DOUBT", 1.01)
    votes = voter.label_blocks(blocks, page)
    assert (voter.pages, voter.asked) == (2, 1)
    assert {vote.rule for vote in votes} == {"trafilatura", "short-link"}


def test_trafilatura_is_not_asked_of_a_catalogue(monkeypatch):
    monkeypatch.setattr(labeler, "DOUBT", 1.01)
    monkeypatch.setattr(labeler, "extract", lambda source, **_: MORE)
    voter = labeler.Generic()
    rows = "".join(f"<p>Ferry number {number} leaves at noon</p>" for number in range(400))
    voter.label_blocks(*blocks_of(rows))
    assert (voter.pages, voter.asked) == (1, 0)


def test_the_summary_of_a_run_says_how_often_trafilatura_was_asked(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(labeler, "DOUBT", 1.01)
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    with pytest.raises(SystemExit):
        cli.main(["clean", str(tmp_path / "page.html"), "-o", str(tmp_path / "out"), "--jobs", "1"])
    told = "1 pages whose article no plugin knows: trafilatura was asked on 1"
    assert told in " ".join(capsys.readouterr().err.split())


def test_where_the_network_is_in_doubt_trafilatura_counts(plain, monkeypatch):
    monkeypatch.setattr(labeler, "extract", lambda source, **_: MORE)
    monkeypatch.setattr(labeler, "DOUBT", 1.01)
    article = plain.clean(PAGE)
    assert article.text == MORE
    told = {one.rule for one in article.removed if one.plugin == "generic"}
    assert told == {"trafilatura", "short-link"}
    monkeypatch.setattr(labeler, "extract", lambda source, **_: "")
    assert PROSE in plain.clean(PAGE).text


def test_sites_can_be_left_out():
    url = "https://www.youm7.com/story/2024/1/1/x/1"
    assert cleaner.Cleaner(entry_points=False).clean(PAGE, url=url).outlet is not None
    without = cleaner.Cleaner(entry_points=False, sites=False).clean(PAGE, url=url)
    assert (without.outlet, without.status) == (None, "generic")


def test_text_input_and_known_roots_are_left_alone():
    blocks, page = blocks_of(PAGE)
    voter = labeler.Generic()
    assert voter.label_blocks(blocks, Page("a", "text")) == []
    assert voter.label_blocks([], page) == []
    assert voter.pages == 0


def blocks_of(html):
    page = read_html(html)
    return Segmenter().blocks(page, {}), page


def test_the_weights_fit_the_columns():
    blocks, page = blocks_of(PAGE)
    columns, _ = features(blocks, page)
    assert tuple(columns.names) == load().columns
    assert len(set(columns.names)) == len(columns.names)


def test_prose_is_likelier_than_a_menu_in_any_script():
    pages = {
        "ar": (
            "افتتحت البلدية صباح اليوم حديقة عامة في وسط المدينة، بحضور عدد كبير من السكان. " * 3,
            "الرئيسية",
        ),
        "fa": (
            "شهرداری صبح امروز بوستان تازه‌ای را در مرکز شهر، با حضور مردم، گشایش داد. " * 3,
            "خانه",
        ),
        "ru": (
            "Утром в центре города открыли новый мост, и первые пешеходы прошли по нему. " * 3,
            "Главная",
        ),
        "zh": (
            "今天上午，市中心的新桥开放了，第一批行人冒雨走过。市政府说，费用比计划少。" * 3,
            "首页",
        ),
    }
    for prose, home in pages.values():
        blocks, page = blocks_of(
            f'<ul class="menu"><li><a href="/">{home}</a></ul><div class="text">'
            f"<p>{prose}</p><p>{prose}x</p><p>{prose}y</p></div>"
        )
        columns, _ = features(blocks, page)
        estimate = load().look(columns.matrix()).probability
        assert estimate[0] < estimate[1:].min()


TEXTS = st.lists(
    st.builds(
        lambda text, path, link, level, tokens: Block(
            text,
            path=f"/html[1]/body[1]/{path}",
            link_chars=min(link, len(text)),
            level=level,
            tokens=frozenset(tokens),
        ),
        st.text(min_size=1, max_size=60).filter(lambda text: bool(text.split())),
        st.sampled_from(["p[1]", "div[1]/p[1]", "div[1]/p[2]", "nav[1]/ul[1]/li[1]", "article[1]"]),
        st.integers(0, 60),
        st.integers(0, 6),
        st.lists(st.sampled_from(["menu", "#share", "<hidden>", "story", "\u0634"]), max_size=3),
    ).map(lambda block: Block(**{**fields_of(block), "text": " ".join(block.text.split())})),
    min_size=1,
    max_size=12,
)


def fields_of(block):
    names = ("text", "path", "link_chars", "level", "tokens")
    found = {name: getattr(block, name) for name in names}
    found["link_chars"] = min(found["link_chars"], len(" ".join(block.text.split())))
    return found


@given(TEXTS)
def test_any_blocks_have_finite_columns_and_probabilities(blocks):
    columns, _ = features(blocks, Page("", "html"))
    matrix = columns.matrix()
    assert matrix.shape == (len(blocks), len(columns.names))
    assert np.isfinite(matrix).all()
    estimate = load().look(matrix).probability
    assert ((estimate >= 0) & (estimate <= 1)).all()


@given(st.lists(st.tuples(st.floats(0.01, 0.99), st.integers(1, 50)), min_size=1, max_size=7))
def test_no_choice_of_blocks_has_a_higher_expected_f1(rows):
    """Against trying every subset."""
    p = np.array([row[0] for row in rows])
    words = np.array([row[1] for row in rows], dtype=float)
    keep, expected = decode(p, words)
    total = (p * words).sum()

    def f1(chosen):
        chosen = list(chosen)
        return 2 * (p[chosen] * words[chosen]).sum() / (words[chosen].sum() + total)

    every = (c for size in range(1, len(p) + 1) for c in combinations(range(len(p)), size))
    assert expected == pytest.approx(max(map(f1, every)))
    assert f1(np.flatnonzero(keep)) == pytest.approx(expected)


def test_a_network_survives_being_written():
    network = load()
    again = Network.from_dict(network.to_dict())
    x = np.linspace(-1, 1, len(network.columns), dtype=np.float32)[None, :]
    assert again.look(x).probability == pytest.approx(network.look(x).probability)


def groups(mask, names):
    return {name for bit, name in enumerate(names) if mask >> bit & 1}


def test_names_are_taken_apart():
    assert groups(of_token("td-post-content"), name_groups()) == {"article", "content"}
    assert groups(of_token("sharebar"), name_groups()) >= {"share"}
    assert groups(of_token("relatedPosts"), name_groups()) >= {"related"}
    assert of_token("<nav>") == of_token("css-1x2y") == 0


def test_words_of_short_texts():
    assert groups(of_text(["تعليقات:"]), word_groups()) == {"comment"}
    assert groups(of_text(["weiterlesen", "»"]), word_groups()) == {"related"}
