"""The scorer: letters and digits, optional spans, second articles and alarms."""

import json

import pytest

from cleaner.workshop.score import Score, half_of, main, read_rows, score_rows, table

ROW = {
    "id": "x-1",
    "text": "نص أول. اقرأ أيضاً: خبر. نص ثان.",
    "spans": [{"start": 8, "end": 24, "label": "related-inline"}],
}


def scored(row, removed):
    score = Score()
    score.add(row, removed)
    return score


def test_exact():
    score = scored(ROW, [(8, 24)])
    assert score.removed == (1, 1, 1)
    assert score.keeping == (1, 1, 1)
    assert (score.exact, score.clean) == (1, 0)


def test_punctuation_and_blanks_do_not_count():
    assert scored(ROW, [(7, 25)]).exact == 1


def test_missed_and_lost():
    score = scored(ROW, [(0, 7)])
    assert (score.hit, score.lost, score.exact) == (0, 5, 0)
    assert score.missed == 11
    assert score.removed == (0, 0, 0)


@pytest.mark.parametrize("span", [{"glued": True, "label": "caption"}, {"label": "byline"}])
@pytest.mark.parametrize("removed", [[], [(8, 24)]])
def test_optional_spans_are_no_fault_either_way(span, removed):
    row = ROW | {"spans": [{"start": 8, "end": 24} | span]}
    score = scored(row, removed)
    assert score.exact == 1
    assert (score.clean, score.clean_touched) == (1, 0)


def test_second_article_found_and_false_alarm():
    row = ROW | {"spans": [{"start": 8, "end": 24, "label": "second-article"}]}
    assert scored(row, [(8, 24)]).seconds_found == 1
    assert scored(row, [(8, 12)]).seconds_found == 0
    assert scored(ROW, [(0, 24)]).alarms == 1


def test_table_by_template_from_a_file(tmp_path, capsys):
    file = tmp_path / "rows.jsonl"
    rows = [ROW | {"id": f"x-{at}", "template": "widget", "flat": at > 1} for at in range(4)]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    scores = score_rows(read_rows(file), lambda row: [(8, 24)])
    assert set(scores) == {"all", "lines", "one-line", "widget"}
    assert table(scores).splitlines()[1].split()[:2] == ["all", "4"]
    halves = [list(read_rows(file, half)) for half in "ab"]
    assert len(halves[0]) + len(halves[1]) == 4
    assert all(half_of(row["id"]) == "a" for row in halves[0])
    assert main(["splice", str(file)]) == 0
    assert "widget" in capsys.readouterr().out
