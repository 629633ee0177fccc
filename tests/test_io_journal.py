"""The manifest and the journal: an output may be cut off anywhere, and is completed."""

import io
import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from input_files import READ

from cleaner.errors import BadManifest
from cleaner.io import Refused, Row
from cleaner.io.journal import Journal
from cleaner.io.manifest import read_rows


def test_a_torn_last_row_is_left_out_and_a_broken_one_is_an_error():
    row = Row("a", "ok")
    assert [one for one, _ in read_rows(io.BytesIO(row.line() + row.line()[:9]))] == [row]
    with pytest.raises(BadManifest, match="m:2: not a row"):
        list(read_rows(io.BytesIO(row.line() + b'{"x": 1}\n'), "m"))


def test_a_row_has_the_fields_of_the_contract_and_others_only_where_they_are_known():
    keys = ["input", "status", "reason", "plugin", "ms", "chars_in", "chars_out", "sha256", "run"]
    assert list(json.loads(Row("a", "ok").line())) == keys
    assert json.loads(Row("a", "ok", id=0, end=0).line()) | {"id": 0, "end": 0} == json.loads(
        Row("a", "ok", id=0, end=0).line()
    )


def items(names):
    return iter([Refused(name, name, READ) for name in names])


def write(folder, suffix, names, changed=()):
    """One run over ``names``: those whose row is there with the same size are passed over."""
    journal = Journal(folder / "m", folder / f"out{suffix}")
    passed = []

    def same(row, item):
        return row.input == item.id and row.reason == str(item.id in changed)

    rest, earlier = journal.resume(items(names), same, lambda row: passed.append(row.input))
    for item in rest:
        found = earlier.take(item.id)
        if found and same(found.row, item):
            passed.append(item.id)
            journal.put(Row(item.id, "ok", found.row.reason), earlier.record(found))
        else:
            record = f"{item.id} {item.id in changed} {'x' * length_of(item.id)}\n"
            journal.put(Row(item.id, "ok", str(item.id in changed)), record.encode())
    journal.close()
    earlier.close()
    return passed


def length_of(name):
    """Long enough that some records fill a packed part and some do not."""
    return int(name) * 7919 % 97 * 700


def result(folder, suffix):
    data = (folder / f"out{suffix}").read_bytes()
    rows = [one for one, _ in read_rows(io.BytesIO((folder / "m").read_bytes()))]
    return data, rows


NAMES = [f"{n:03}" for n in range(40)]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_cut_off_anywhere_and_resumed_equals_uninterrupted(suffix, tmp_path_factory, data):
    whole, cut = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("cut")
    write(whole, suffix, NAMES)
    write(cut, suffix, NAMES[: data.draw(st.integers(0, len(NAMES)), label="done")])
    for name in ("m", f"out{suffix}"):
        size = (cut / name).stat().st_size
        os.truncate(cut / name, data.draw(st.integers(0, size), label=name))
    write(cut, suffix, NAMES)
    assert result(cut, suffix) == result(whole, suffix)


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
@settings(max_examples=60, deadline=None)
@given(
    before=st.sets(st.sampled_from(NAMES)),
    after=st.sets(st.sampled_from(NAMES)),
    changed=st.sets(st.sampled_from(NAMES)),
)
def test_a_second_run_over_other_inputs_equals_a_fresh_one(
    suffix, tmp_path_factory, before, after, changed
):
    fresh, again = tmp_path_factory.mktemp("fresh"), tmp_path_factory.mktemp("again")
    write(fresh, suffix, sorted(after), changed)
    write(again, suffix, sorted(before))
    passed = write(again, suffix, sorted(after), changed)
    assert result(again, suffix) == result(fresh, suffix)
    assert passed == sorted((before & after) - changed)
