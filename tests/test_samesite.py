"""Same-site evidence: what articles of a site share is its frame, where no rule knows it."""

import json
import pickle

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from site_pages import APPEAL, WRITER, Story, save

import cleaner
from cleaner.cli import build
from cleaner.label import samesite
from cleaner.label.learned import Taught
from cleaner.label.samesite import RULE, Frame, Repeats, SameSite, block_key
from cleaner.model.block import Block
from cleaner.model.page import Page

P = "/html[1]/body[1]/div[2]/p[3]"


def keys(*texts, path=P):
    return [block_key(text, path) for text in texts]


def frame(counts, articles=8):
    return Frame(articles, {block_key(text, P): count for text, count in counts.items()})


def test_a_block_is_known_by_its_words_and_the_elements_around_it():
    assert block_key("أخبار المدينة", P) == block_key("اخبار المدينه", P.replace("p[3]", "p[9]"))
    assert block_key("أخبار المدينة", P) != block_key("أخبار المدينة", P.replace("p[3]", "h1[1]"))


def test_copies_of_one_article_count_once():
    counted = Repeats()
    for article in (1, 1, 1, 2, 3, 4):
        counted.add("river.example", article, keys("تابعونا", f"نص {article}"))
    found = counted.frames()["river.example"]
    assert found.articles == 4
    assert found.counts == {block_key("تابعونا", P): 4}


def test_few_articles_say_nothing():
    counted = Repeats()
    for article in range(3):
        counted.add("river.example", article, keys("تابعونا"))
    assert counted.frames() == {}


def test_sites_are_counted_apart():
    counted = Repeats()
    for article in range(4):
        counted.add(f"{article}.example", article, keys("تابعونا"))
    assert counted.frames() == {}


@pytest.mark.parametrize(
    ("text", "count", "articles", "repeats"),
    [
        ("تابعونا", 2, 8, True),
        ("تابعونا", 2, 40, False),  # two of forty may be chance
        ("تابعونا", 4, 40, True),
        (APPEAL, 2, 8, False),  # two articles on one matter share a paragraph
        (APPEAL, 3, 8, True),
        (APPEAL, 9, 40, False),
        ("* * *", 8, 8, False),  # no letter, nothing to know it by
    ],
)
def test_prose_must_be_repeated_more_often_than_labels(text, count, articles, repeats):
    found = frame({text: count}, articles).repeats(Block(text, path=P))
    assert found == (count if repeats else 0)


def test_a_heading_that_articles_share_is_no_boilerplate_yet():
    block = Block("الخلفية", path=P, level=2)
    assert not frame({"الخلفية": 2}).repeats(block)
    assert frame({"الخلفية": 6}).repeats(block)


def test_memory_is_bounded_and_what_is_frequent_survives(monkeypatch):
    monkeypatch.setattr(samesite, "MAX_BLOCKS", 50)
    counted = Repeats()
    for article in range(100):
        counted.add("river.example", article, [7, *range(1000 + 9 * article, 1009 + 9 * article)])
    assert counted.frames()["river.example"].counts == {7: 100}


@given(st.lists(st.lists(st.integers(0, 20), max_size=8), min_size=4, max_size=12))
def test_counts_are_those_of_a_table(pages):
    counted = Repeats()
    for article, blocks in enumerate(pages):
        counted.add("x.example", article, blocks)
    true = {n: sum(n in page for page in pages) for n in range(21)}
    shared = {n: count for n, count in true.items() if count > 1}
    found = counted.frames()
    assert found == ({"x.example": Frame(len(pages), shared)} if shared else {})


# -- on pages


@pytest.fixture(scope="module")
def taught():
    """A Cleaner that has seen what six articles of a site share."""
    made = cleaner.Cleaner(entry_points=False)
    counted = Repeats()
    for number in range(1, 7):
        article = made.clean(Story(number).html)
        spans = [*article.kept, *article.removed]
        counted.add("example.com", number, [block_key(one.text, one.path) for one in spans])
    return made.taught(Taught(frames=counted.frames()))


def test_what_a_site_repeats_goes_and_is_told_why(taught):
    article = taught.clean(Story(9).html)
    assert APPEAL not in article.text
    assert WRITER not in article.text
    told = next(one for one in article.removed if one.text == APPEAL)
    assert (told.label, told.rule, told.plugin) == ("other", RULE, "samesite")
    assert told.reason == "6 of 6 articles of the site show it"


def test_the_article_stays(taught):
    story = Story(9)
    assert all(paragraph in taught.clean(story.html).text for paragraph in story.paragraphs)


def test_another_site_may_say_the_same(taught):
    assert APPEAL in taught.clean(Story(9, "hill.example.org").html).text


@pytest.mark.parametrize(
    ("text", "label"), [("اقرأ أيضا: خبر آخر", "related-block"), ("صندوق الجريدة", "other")]
)
def test_a_marker_names_what_is_repeated(text, label):
    labeler = SameSite({"example.com": frame({text: 8})})
    page = Page("", "html", host="www.example.com", domain="example.com")
    votes = labeler.label_blocks([Block("نص آخر", path=P), Block(text, path=P)], page)
    assert [(vote.block, vote.label) for vote in votes] == [(1, label)]


def test_it_can_be_sent_to_a_worker(taught):
    sent = pickle.loads(pickle.dumps(taught))
    assert sent.clean(Story(9).html).text == taught.clean(Story(9).html).text


# -- clean --learn


def run(*args):
    return CliRunner().invoke(build(), ["clean", *map(str, args)], standalone_mode=False)


def records(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def pages(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return save(tmp_path / "pages", map(Story, range(1, 7)))


def test_a_folder_of_an_unknown_site_is_cleaned_by_what_it_teaches(tmp_path, pages):
    out = tmp_path / "out.jsonl"
    done = run(pages, "--learn", "-o", out, "--jobs", 1)
    assert [one["text"] for one in records(out)] == [Story(n).body for n in range(1, 7)]
    assert {one["plugin"] for one in records(out)} == {"learned:river_example_com"}
    rows = records(tmp_path / "out.jsonl.manifest.jsonl")
    assert all(row["learned"] > 0 for row in rows)
    assert "plugin for river.example.com: 6 articles" in done.output
    assert "blocks are on several pages of their site (1 sites)" in done.output
    assert "used in 6 inputs" in done.output
    assert (tmp_path / "out.jsonl.learned/river_example_com.toml").is_file()


def test_few_pages_teach_nothing_and_are_cleaned_as_ever(tmp_path, pages):
    for file in sorted(pages.iterdir())[2:]:
        file.unlink()
    done = run(pages, "--learn", "-o", tmp_path / "out.jsonl", "--jobs", 1)
    assert done.return_value == 0
    assert "no plugin for river.example.com: 2 articles among 2 pages" in done.output
    assert all(APPEAL in one["text"] for one in records(tmp_path / "out.jsonl"))


def test_a_site_with_a_plugin_is_not_learned(tmp_path, pages):
    mine = tmp_path / "mine" / "river_example_com.toml"
    mine.parent.mkdir()
    mine.write_text('[article]\nroot = [".story-text"]\n', "utf-8")
    out = tmp_path / "out.jsonl"
    done = run(pages, "--learn", "--plugins", mine.parent, "-o", out, "--jobs", 1)
    assert "plugin for" not in done.output
    assert {one["plugin"] for one in records(out)} == {"river_example_com"}
    assert not any(APPEAL in one["text"] for one in records(out))


def test_the_same_comes_out_with_any_number_of_jobs(tmp_path, pages):
    for jobs in (1, 2):
        run(pages, "--learn", "-o", tmp_path / f"{jobs}.jsonl", "--jobs", jobs)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
