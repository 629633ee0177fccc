"""Scores and readers of the benchmark, on pages and figures written here."""

import gzip
import json
import lzma

import pytest

from cleaner.bench import runner
from cleaner.bench.data import Case, find_sets, read_set
from cleaner.bench.peers import choose, known_peers
from cleaner.bench.run import means, run_peer
from cleaner.bench.score import bag, score_page, score_set, shingle, survivors, words
from cleaner.errors import BadOption, PageError


def test_words_are_letters_and_digits_in_lower_case():
    assert words("Am 3. Mai: «Ölpreis» steigt") == ["am", "3", "mai", "ölpreis", "steigt"]


def test_chinese_characters_count_singly():
    assert words("北京 2012") == ["北", "京", "2012"]


def test_bag_counts_each_word_as_often_as_it_stands_there():
    score = bag("a a b", "a b b c")
    assert (score.precision, score.recall) == (2 / 3, 2 / 4)
    assert score.f1 == pytest.approx(4 / 7)


def test_bag_of_nothing_against_nothing_is_right_and_against_something_wrong():
    assert bag("", "").f1 == 1.0
    assert bag("", "a b").f1 == 0.0


def test_shingles_see_the_order():
    assert bag("e d c b a", "a b c d e").f1 == 1.0
    assert shingle("e d c b a", "a b c d e").f1 == 0.0
    assert shingle("a b c d e", "a b c d").precision == 0.5


def test_a_text_shorter_than_a_shingle_is_one():
    assert shingle("a b", "a b").f1 == 1.0


def test_short_boilerplate_survives_as_a_line_long_boilerplate_anywhere():
    text = "The ad was good.\nShare\nSign up for our newsletter, he said."
    assert survivors(text, ["ad", "Share", "Sign up for our newsletter"]) == [
        "Share",
        "Sign up for our newsletter",
    ]


def page(out, **facts):
    return score_page(Case("1", "<p>", **facts), out)


def test_snippets_are_counted_over_the_whole_set():
    pages = [
        page("one two", wanted=("one", "two"), unwanted=("menu",)),
        page("menu", wanted=("one", "two"), unwanted=("menu",)),
    ]
    found = score_set(pages)
    assert found.snippet_f1 == pytest.approx(2 * 2 / (2 * 2 + 1 + 2))
    assert found.bag_f1 is None
    assert found.main == found.snippet_f1


def test_a_listing_from_which_text_comes_is_a_false_article_and_no_loss_of_words():
    pages = [page("menu", gold="", is_article=False), page("a b", gold="a b")]
    found = score_set(pages)
    assert found.false_articles == 1.0
    assert found.bag_f1 == 1.0
    assert found.empty == 0.0


def test_how_well_pages_without_an_article_are_told():
    found = score_set(
        [
            page("", gold="", is_article=False),
            page("menu", gold="", is_article=False),
            page("", gold="a b"),
            page("a b", gold="a b"),
        ]
    )
    assert (found.no_article_precision, found.no_article_recall) == (0.5, 0.5)
    assert score_set([page("a b", gold="a b")]).no_article_recall is None


def test_an_article_from_which_nothing_comes_is_empty():
    assert score_set([page("", gold="a b"), page("a b", gold="a b")]).empty == 0.5


ROW = {"id": "x/1", "url": "https://example.org/1", "html": "<p>a b", "gold": "a b"}


@pytest.mark.parametrize(
    ("name", "opened"), [("s.jsonl", open), ("s.jsonl.gz", gzip.open), ("s.jsonl.xz", lzma.open)]
)
def test_rows_are_read_packed_or_not(tmp_path, name, opened):
    with opened(tmp_path / name, "wt", encoding="utf-8") as out:
        out.write(json.dumps(ROW) + "\n")
    [case] = read_set(tmp_path)
    assert (case.id, case.url, case.gold, case.html) == ("x/1", ROW["url"], "a b", "<p>a b")


def test_an_address_that_leads_nowhere_is_none(tmp_path):
    (tmp_path / "s.jsonl").write_text(json.dumps(ROW | {"url": "hard::1.html"}), "utf-8")
    [case] = read_set(tmp_path / "s.jsonl")
    assert case.url is None


def saved(folder, name, body, excluded=()):
    (folder / "gold").mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(gzip.compress(b"<p>x"))
    gold = {"file": name, "url": "https://example.org/", "body": body, "excluded": excluded}
    (folder / "gold" / f"{name}.json").write_text(json.dumps(gold), "utf-8")


def test_saved_pages_with_gold_beside_them(tmp_path):
    dropped = [{"text": "Share", "label": "share"}, {"text": "x", "also_in_body": True}]
    saved(tmp_path, "1.html.gz", ["a", "b"], dropped)
    saved(tmp_path, "2.html.gz", [])
    first, second = read_set(tmp_path)
    assert (first.html, first.gold, first.unwanted) == (b"<p>x", "a\nb", ("Share",))
    assert first.is_article
    assert not second.is_article


def test_further_pages_of_the_index_that_are_no_article(tmp_path):
    saved(tmp_path, "1.html.gz", ["a"])
    kinds = {"1.html.gz": "article", "2.html.gz": "home page", "3.html.gz": "article"}
    rows = [{"file": name, "url": None, "page_kind": kind} for name, kind in kinds.items()]
    (tmp_path / "index.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (tmp_path / "2.html.gz").write_bytes(gzip.compress(b"<p>y"))
    _, home = read_set(tmp_path)
    assert (home.id, home.html, home.is_article) == ("2.html.gz", b"<p>y", False)


def test_sets_are_the_folder_or_those_in_it(tmp_path):
    saved(tmp_path / "pages", "1.html.gz", ["a"])
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows" / "s.jsonl").write_text(json.dumps(ROW), "utf-8")
    assert list(find_sets(tmp_path)) == ["pages", "rows"]
    assert list(find_sets(tmp_path / "rows")) == ["rows"]


def test_a_folder_without_gold_is_refused(tmp_path):
    with pytest.raises(PageError, match="no pages with gold"):
        find_sets(tmp_path)


def test_every_peer_has_a_call_and_every_call_is_a_peer():
    assert set(known_peers()) == set(runner.EXTRACTORS)


def test_a_peer_nobody_knows_is_refused_with_the_names():
    with pytest.raises(BadOption, match="trafilatura"):
        choose("trafilatura,nonesuch")


def test_what_a_peer_raises_is_counted_and_its_page_is_empty():
    def broken(html, url):
        raise ZeroDivisionError("math domain error")

    cases = [Case("1", "<p>a b", gold="a b")]
    result = run_peer("s", "broken", cases, lambda h, u: runner.run_one(broken, h, u))
    assert result.errors == 1
    assert result.score.bag_f1 == 0.0
    assert result.to_dict()["peer"] == "broken"


def test_the_mean_is_over_sets_not_pages():
    many = [Case(str(n), "<p>a", gold="a") for n in range(3)]
    one = [Case("1", "<p>b", gold="b")]
    results = [
        run_peer(name, "p", cases, lambda h, u: runner.run_one(lambda *_: "a", h, u))
        for name, cases in (("many", many), ("one", one))
    ]
    assert means(results) == {"p": 0.5}
