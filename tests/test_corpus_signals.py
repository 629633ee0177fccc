"""Corpus signals: who prints whose text."""

import json
import random

import pytest

pytest.importorskip("rensa")

from cleaner.batch.arrow import CleanBatch
from cleaner.profile.corpus_signals import (
    FEWEST,
    Text,
    corpus_signals,
    spread,
    word_runs,
)

WORDS = "حديقة مدينة شارع بيت عامل شجرة ماء يوم صباح مساء طريق سوق جسر نهر جبل سماء".split()


def words(seed, count=80):
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def texts():
    shared = words("shared")
    return [
        Text("a1", "a.com", shared, "2024-05-01T08:00:00+03:00", own_report=True),
        Text("b1", "b.com", shared, "2024-05-01T10:00:00+03:00", own_report=False),
        Text("c1", "c.com", shared + " " + words("more", 20), "2024-05-02"),
        Text("a2", "a.com", words("two"), "2024-05-01"),
        Text("b2", "b.com", words("three"), "2024-05-01"),
        Text("a3", "a.com", shared, "2024-05-03"),
    ]


def test_texts_of_different_outlets_that_share_half_their_runs_are_a_cluster():
    (cluster,) = corpus_signals(texts()).clusters
    assert cluster.texts == ("a1", "a3", "b1", "c1")
    assert cluster.outlets == ("a.com", "b.com", "c.com")


def test_who_had_it_first_is_told_by_the_dates():
    found = corpus_signals(texts())
    assert found.clusters[0].first == "a1"
    assert {(one.text, one.earlier) for one in found.copies} == {
        ("b1", "a1"),
        ("c1", "a1"),
        ("a3", "b1"),
    }


@pytest.mark.parametrize("date", ["", "2024-05-01"])
def test_without_dates_that_part_them_nobody_was_first(date):
    shared = words("shared")
    two = [Text("a", "a.com", shared, date), Text("b", "b.com", shared, date)]
    found = corpus_signals(two)
    assert found.clusters[0].first is None
    assert found.copies == ()


def test_outlets_of_one_text_are_not_compared_with_themselves():
    shared = words("shared")
    found = corpus_signals([Text("1", "a.com", shared), Text("2", "a.com", shared)])
    assert found.pairs == ()


def test_ratios_need_ten_articles_and_come_with_their_spread():
    few = corpus_signals(texts()).outlets
    assert all(one.copy_ratio.mean is None and one.own_report_share is None for one in few)
    many = [
        Text(f"{name}{place}", f"{name}.com", words(place), f"2024-05-0{day}", name == "a")
        for place in range(FEWEST)
        for name, day in (("a", 1), ("b", 2))
    ]
    first, second = corpus_signals(many).outlets
    assert (first.copy_ratio.n, first.copy_ratio.mean) == (FEWEST, 0.0)
    assert (second.copy_ratio.mean, second.copy_ratio.low, second.shared) == (1.0, 1.0, FEWEST)
    assert (first.own_report_share, second.own_report_share) == (1.0, 0.0)


def test_networks_share_texts():
    (strongest, *_) = corpus_signals(texts()).networks
    assert strongest.outlets == ("a.com", "b.com")
    assert strongest.share == 0.5


def test_short_texts_and_formulas_are_left_out():
    short = " ".join(WORDS)
    found = corpus_signals([Text("1", "a.com", short), Text("2", "b.com", short)])
    assert found.pairs == ()
    assert len(word_runs(short)) == len(WORDS) - 4


def test_spread_of_few_is_no_figure():
    assert spread([0.5] * 9).mean is None
    assert spread([0.0, 1.0] * 5).median == 0.5


def test_the_order_of_the_texts_does_not_matter():
    mixed = texts()
    random.Random(1).shuffle(mixed)
    assert corpus_signals(mixed) == corpus_signals(texts())


def test_the_command_reads_what_clean_wrote(run, tmp_path):
    records = tmp_path / "out.jsonl"
    rows = [
        {"id": one.id, "domain": one.outlet, "text": one.text, "published": one.published}
        for one in texts()
    ]
    records.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = json.loads(run("duplicates", records)[1])
    assert found["texts"] == 6
    assert [one["outlet"] for one in found["outlets"]] == ["a.com", "b.com", "c.com"]
    assert "clusters" not in found


@pytest.mark.parametrize(
    ("given", "options", "first"),
    [
        (({"published": "2024-05-01"}, {"published": "2024-05-02"}), (), "out.jsonl:1"),
        (({"date": "2024-05-02 04:15:44"}, {"date": "2024-05-01 23:00:00"}), (), "out.jsonl:2"),
        (({"when": "03/05/2024"}, {"when": "14/05/2024"}), ("--date-field", "when"), None),
        (({"when": "13/05/2024"}, {"when": "14/05/2024"}), ("--date-field", "when"), "out.jsonl:1"),
        (({"date": "yesterday"}, {"date": "2024-05-01"}), (), None),
        (({"date": "2024-05-01"}, {"when": "2024-05-02"}), (), None),
        (({"date": 20240501}, {"date": None}), (), None),
    ],
)
def test_the_date_of_a_text_is_that_of_its_record(run, given, options, first, tmp_path):
    """A text states no date; the record it came in may."""
    shared = words("shared")
    clean = CleanBatch().record
    rows = [
        clean({"text": f"{shared}\n", "url": f"https://{name}.com/1", **record})
        for name, record in zip("ab", given, strict=True)
    ]
    assert [row["published"] for row in rows] == [None, None]
    records = tmp_path / "out.jsonl"
    records.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = json.loads(run("duplicates", records, "--texts", *options)[1])
    assert [one["first"] for one in found["clusters"]] == [first]


def test_the_date_of_the_page_goes_before_that_of_its_record(run, tmp_path):
    records = tmp_path / "out.jsonl"
    days = {"a": ("2024-05-02", "2024-05-01"), "b": ("2024-05-01", "2024-05-02")}
    rows = [
        {"id": name, "domain": f"{name}.com", "text": words("shared"), "published": page,
         "input": {"date": given}} for name, (page, given) in days.items()
    ]  # fmt: skip
    records.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = json.loads(run("duplicates", records, "--texts")[1])
    assert [one["first"] for one in found["clusters"]] == ["out.jsonl:b"]


@pytest.mark.parametrize("line", ["[]", "{", "no"])
def test_a_line_that_is_no_record_is_named(run, line, tmp_path):
    records = tmp_path / "out.jsonl"
    records.write_text(line, encoding="utf-8")
    code, out, err = run("duplicates", records)
    assert (code, out) == (2, "")
    assert "out.jsonl:1" in err
