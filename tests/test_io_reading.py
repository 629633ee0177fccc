"""What stands in an input: a page, the records of a file, what comes by standard input."""

import gzip
import io
import json
import os

import pytest
from input_files import PAGE, READ, payload, told, tree

from cleaner.errors import NotAPage, TooLarge, Unreadable
from cleaner.io import ReadOptions
from cleaner.io.files import binary_kind
from cleaner.io.manifest import json_line
from cleaner.io.sources import stdin
from cleaner.io.walk import walk

# -- pages


def only(folder, options=READ):
    (one,) = walk(folder, options)
    return one


@pytest.mark.parametrize("name", ["a.html.gz", "a.html"])
def test_gzip_is_known_by_its_first_bytes(tmp_path, name):
    tree(tmp_path, {name: gzip.compress(PAGE)})
    assert payload(only(tmp_path)).source == PAGE


def test_a_page_called_gz_that_is_none_is_read_as_it_is(tmp_path):
    tree(tmp_path, {"a.html.gz": PAGE})
    assert payload(only(tmp_path)).source == PAGE


def test_a_truncated_gzip_says_so(tmp_path):
    tree(tmp_path, {"a.html.gz": gzip.compress(PAGE * 100)[:-20]})
    with pytest.raises(Unreadable, match="truncated or damaged gzip"):
        payload(only(tmp_path))


@pytest.mark.parametrize("data", [b"x" * 2000, gzip.compress(b"x" * 1_000_000, mtime=0)])
def test_a_page_larger_than_the_limit_is_refused_packed_or_not(tmp_path, data):
    tree(tmp_path, {"a.html": data})
    with pytest.raises(TooLarge, match="more than 1,500 bytes"):
        payload(only(tmp_path, ReadOptions(max_bytes=1500)))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"%PDF-1.4", "a PDF document"),
        ("<p>نص عربي</p>".encode("utf-16-le"), ""),
        ("<p>نص عربي</p>".encode("utf-16"), ""),
        ("<p>نص عربي</p>".encode("cp1256"), ""),
        (b"<p>one \x00 zero in it, as broken savers leave them", ""),
        (b"", ""),
    ],
)
def test_binary_files_are_told_from_text(data, kind):
    assert binary_kind(data) == kind


def test_a_binary_page_fails_with_its_kind(tmp_path):
    tree(tmp_path, {"a.html": b"\x89PNG\r\n\x1a\n"})
    with pytest.raises(NotAPage, match="not a page but a PNG image"):
        payload(only(tmp_path))


def test_a_text_file_that_is_html_is_taken_for_html_unless_told_otherwise(tmp_path):
    tree(tmp_path, {"a.txt": b"<!DOCTYPE html><p>x"})
    assert payload(only(tmp_path)).mode == "html"
    assert payload(only(tmp_path, ReadOptions(text=True))).mode == "text"


# -- records


def records(tmp_path, data, **options):
    tree(tmp_path, {"r.jsonl": data})
    return list(walk(tmp_path, ReadOptions(**options)))


def test_a_record_gives_its_page_and_keeps_what_nobody_used(tmp_path):
    line = {"html": "<p>x</p>", "url": "https://x.com", "id": 7, "title": "t", "n": 1.50, "k": [{}]}
    (one,) = records(tmp_path, json.dumps(line).encode())
    got = payload(one)
    assert (got.mode, got.source, got.url, got.id) == ("html", "<p>x</p>", "https://x.com", 7)
    assert got.extra == {"title": "t", "n": 1.5, "k": [{}]}
    assert one.id == "r.jsonl:1"


def test_a_text_record_uses_its_title(tmp_path):
    (one,) = records(tmp_path, b'{"text": "x", "title": "t", "html": 5}')
    got = payload(one)
    assert (got.mode, got.title, got.extra) == ("text", "t", {"html": 5})


def test_fields_may_have_other_names(tmp_path):
    line = b'{"body": "<p>x</p>", "content": "x", "link": "u", "key": "k"}'
    names = {"html_field": "body", "text_field": "content", "url_field": "link", "id_field": "key"}
    (one,) = records(tmp_path, line, **names)
    assert (payload(one).mode, payload(one).url, payload(one).id) == ("html", "u", "k")
    (one,) = records(tmp_path, line, **names, text=True)
    assert (payload(one).mode, payload(one).source) == ("text", "x")
    assert payload(one).extra == {"body": "<p>x</p>"}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "not JSON"),
        (b"[]", "holds a list, not an object"),
        (b'{"a": 1}', "has neither 'html' nor 'text' – name its field"),
        (b'{"text": null}', "has neither"),
        (b'{"text": "\xff"}', "not UTF-8 at byte 11"),
        (b'{"text": ' + b"[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_fails_alone_and_names_its_place(tmp_path, line, why):
    good, bad, after = records(tmp_path, b'{"text": "a"}\n' + line + b'\n{"text": "b"}')
    assert [payload(good).source, payload(after).source] == ["a", "b"]
    with pytest.raises(NotAPage, match=why) as error:
        payload(bad)
    assert error.value.place == "r.jsonl:2"


def test_blank_lines_are_no_records_and_a_mark_at_the_start_is_none_of_it(tmp_path):
    found = records(tmp_path, b'\xef\xbb\xbf{"text": "a"}\r\n\n  \n{"text": "b"}')
    assert [(one.id, payload(one).source) for one in found] == [
        ("r.jsonl:1", "a"),
        ("r.jsonl:4", "b"),
    ]


def test_a_file_without_records_is_one_empty_input(tmp_path):
    assert told(records(tmp_path, b"\n\n")) == [("r.jsonl", "empty")]


def test_a_record_larger_than_the_limit_fails_and_the_next_is_read(tmp_path):
    big = b'{"text": "' + b"x" * 3_000_000 + b'"}'
    found = records(tmp_path, big + b'\n{"text": "b"}\n' + big, max_bytes=1000)
    assert told(found) == [("r.jsonl:1", "failed"), ("r.jsonl:2", "page"), ("r.jsonl:3", "failed")]
    assert found[0].reason.startswith("TooLarge: a record of more than 1,000 bytes")


def test_records_before_the_break_of_a_damaged_gzip_are_read(tmp_path):
    lines = b"".join(
        b'{"text": "%d %s"}\n' % (n, os.urandom(40).hex().encode()) for n in range(500)
    )
    tree(tmp_path, {"r.jsonl.gz": gzip.compress(lines)[:-5000]})
    *good, last = walk(tmp_path, READ)
    assert len(good) > 50
    assert (last.id, last.status) == (f"r.jsonl.gz:{len(good) + 1}", "failed")
    assert "breaks off or is damaged" in last.reason


def test_numbers_json_does_not_know_are_null_and_lone_surrogates_are_replaced(tmp_path):
    (one,) = records(tmp_path, rb'{"text": "a\ud800b\ud83d\ude00", "n": NaN}')
    assert payload(one).source == "a\ufffdb😀"
    assert payload(one).extra == {"n": None}
    assert json.loads(json_line({"x": "\ud800"})) == {"x": "\ud800"}


# -- standard input


@pytest.mark.parametrize(
    ("data", "text", "expected"),
    [
        (b'{"text": "a"}\n{"text": "b"}\n', False, ["stdin:1", "stdin:2"]),
        (gzip.compress(b'{"text": "a"}\n', mtime=0), False, ["stdin:1"]),
        (b"\n\n<html>\n<p>x", False, ["stdin"]),
        (b'\n\n{"text": "a"}\n', False, ["stdin:3"]),
        (b"<html>\n<p>x", False, ["stdin"]),
        (b"a text\nof lines", True, ["stdin"]),
        (b"a text\nof lines", False, ["stdin:1", "stdin:2"]),
        (b"", False, ["stdin"]),
    ],
)
def test_standard_input_is_json_lines_or_one_page(data, text, expected):
    stream = io.BufferedReader(io.BytesIO(data))
    assert [one.id for one in stdin(stream, ReadOptions(text=text))] == expected
