"""The Arrow batch function: a stable schema, one row for each row, bad rows named."""

import json
import pickle
from pathlib import Path

import pytest
from archives import SENTENCE, page, text

from cleaner import Cleaner
from cleaner.errors import BadOption
from cleaner.io.rows import COLUMNS, SPARK_DDL, json_schema, record_of, row_of

pa = pytest.importorskip("pyarrow", reason="the extra arrow is not installed")

from cleaner.batch.arrow import CleanBatch, arrow_schema, clean_batch  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]


def table(rows):
    return pa.Table.from_pylist(rows)


def test_one_row_in_is_one_row_out_in_order():
    pages = table([{"id": str(n), "text": text(n), "kind": "news"} for n in range(600)])
    articles = clean_batch(pages)
    assert articles.schema == arrow_schema()
    assert articles.column("id").to_pylist() == [str(n) for n in range(600)]
    assert set(articles.column("status").to_pylist()) == {"generic"}
    assert set(articles.column("input").to_pylist()) == {'{"kind": "news"}'}


def test_the_rows_are_what_python_gives():
    pages = [{"id": "1", "text": text(1), "url": "https://www.example.com/a", "title": "x"}]
    (row,) = clean_batch(table(pages)).to_pylist()
    article = Cleaner().clean_text(text(1), url="https://www.example.com/a", title="x")
    assert record_of(row) == {"id": "1", **article.to_dict(), "input": {}}


def test_a_row_and_its_record_are_each_others_inverse(bundled):
    url = "https://www.youm7.com/story/2020/1/1/x/1"
    record = {"id": "1", **bundled.clean(page(), url=url).to_dict(), "input": {"a": [1, None]}}
    assert record["outlet"]["name"]
    assert record_of(json.loads(json.dumps(row_of(record)))) == record


def test_a_field_without_a_column_is_not_lost():
    row = row_of({"id": "1", "status": "ok", "novelty": {"a": 1}})
    assert json.loads(row["more"]) == {"novelty": {"a": 1}}
    assert record_of(row)["novelty"] == {"a": 1}


def test_every_field_of_an_article_has_a_column(bundled):
    assert set(bundled.clean_text(text()).to_dict()) <= set(COLUMNS)


def test_bad_rows_fail_by_name_and_the_totals_add_up():
    pages = table(
        [
            {"id": "good", "text": text()},
            {"id": "none", "text": None},
            {"id": "long", "text": "ا" * 30_000},
            {"id": "blank", "text": "   "},
            {"id": "also good", "text": text(1)},
        ]
    )
    rows = clean_batch(pages, max_bytes=20_000).to_pylist()
    assert [row["id"] for row in rows] == ["good", "none", "long", "blank", "also good"]
    assert [row["status"] for row in rows] == ["generic", "failed", "failed", "empty", "generic"]
    assert rows[1]["reason"].startswith("NotAPage: the record has neither 'html' nor 'text'")
    assert rows[2]["reason"].startswith("TooLarge: ")


def test_the_id_is_the_record_s_own_even_where_it_is_empty():
    ids, texts = ["", None, "0"], [text(), "  ", None]
    pages = [{"id": own, "text": one} for one in texts for own in ids]
    assert clean_batch(table(pages)).column("id").to_pylist() == ids * 3


def test_a_wrong_column_name_is_an_error_at_once():
    with pytest.raises(BadOption, match=r"no column 'html' or 'txt' among .*did you mean 'text'"):
        clean_batch(table([{"text": text()}]), text_field="txt")


def test_html_may_be_bytes_in_any_charset():
    raw = page().replace('charset="utf-8"', 'charset="windows-1256"').encode("windows-1256")
    (row,) = clean_batch(table([{"html": raw}])).to_pylist()
    assert SENTENCE.strip() in row["text"]


def test_a_url_is_found_in_the_metadata_too():
    pages = table([{"text": text(), "metadata": {"url": "https://www.example.com/a"}}])
    assert clean_batch(pages).column("domain").to_pylist() == ["example.com"]
    pages = table([{"text": text(), "headers": {"uri": "https://www.example.org/a"}}])
    assert clean_batch(pages, url_field="headers.uri").column("domain")[0].as_py() == "example.org"


def test_columns_of_any_type_come_through_as_json():
    from datetime import UTC, datetime
    from decimal import Decimal

    odd = {"b": b"\xff", "t": datetime(2024, 3, 5, tzinfo=UTC), "d": Decimal("1.5"), "f": 0.5}
    (row,) = clean_batch(table([{"text": text(), **odd}])).to_pylist()
    assert json.loads(row["input"]) == {
        "b": "/w==",
        "d": "1.5",
        "f": 0.5,
        "t": "2024-03-05T00:00:00+00:00",
    }


def test_batches_of_any_size_give_the_same_rows():
    pages = table([{"id": str(n), "text": text(n)} for n in range(20)])
    clean = CleanBatch()
    parts = [part for batch in pages.to_batches(3) for part in clean.batches([batch])]
    assert pa.Table.from_batches(parts).equals(clean(pages))


def test_no_rows_give_no_rows():
    assert clean_batch(table([{"text": text()}]).slice(0, 0)).num_rows == 0


def test_the_function_can_be_pickled():
    clean = pickle.loads(pickle.dumps(CleanBatch(text=True)))
    assert clean(table([{"text": text()}])).num_rows == 1


def test_the_published_schemas_are_those_of_the_code():
    published = json.loads((ROOT / "cleaner/io/row.schema.json").read_text("utf-8"))
    assert published == json_schema()
    docs = (ROOT / "docs/adapters/arrow.md").read_text("utf-8")
    ddl = docs.partition("```sql\n")[2].partition("```")[0]
    assert " ".join(ddl.split()) == SPARK_DDL
    assert list(published["properties"]) == arrow_schema().names == list(COLUMNS)
