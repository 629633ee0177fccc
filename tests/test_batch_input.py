"""One input: its own id, and what its row says when there is no article."""

import pytest
from cli_pages import TEXT

from cleaner.batch import CleanInput
from cleaner.batch.arrow import CleanBatch
from cleaner.io import ReadOptions, inputs

READ = ReadOptions()


def cleaned(bundled, item):
    return CleanInput(bundled, "jsonl", "run")(item)


def test_a_page_error_is_the_reason_of_a_failed_row(bundled, tmp_path):
    (tmp_path / "a.html").write_bytes(b"%PDF-1.4")
    (item,) = inputs([tmp_path], READ)
    result = cleaned(bundled, item)
    assert (result.row.status, result.record) == ("failed", b"")
    assert result.row.reason == "NotAPage: not a page but a PDF document – take it out of PATH"
    assert len(result.row.sha256) == 64


def test_an_empty_page_is_empty_not_failed(bundled, tmp_path):
    (tmp_path / "a.html").write_bytes(b" \n")
    (item,) = inputs([tmp_path], READ)
    assert cleaned(bundled, item).row.status == "empty"


def test_an_error_nobody_thought_of_fails_the_page_alone(bundled, tmp_path, monkeypatch):
    (tmp_path / "a.html").write_bytes(b"<p>x")

    def breaking(*_args, **_options):
        raise RecursionError("too deep for us")

    monkeypatch.setattr(bundled, "clean", breaking)
    (item,) = inputs([tmp_path], READ)
    row = cleaned(bundled, item).row
    assert (row.status, row.reason) == ("failed", "RecursionError: too deep for us")


@pytest.mark.parametrize("own", ["", "k1", 0, None])
@pytest.mark.parametrize("status", ["generic", "empty", "failed"])
def test_a_record_has_its_own_id_even_where_that_is_empty(own, status):
    text = {"generic": TEXT, "empty": " ", "failed": None}[status]
    record = CleanBatch().record({"id": own, "text": text})
    assert (record["id"], record["status"]) == (own, status)
