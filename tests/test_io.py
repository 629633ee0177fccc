"""What comes in: every entry is one input or more; what goes out may be cut off anywhere."""

import gzip
import io
import json
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.errors import BadManifest, BadOption, NotAPage, OutputNotWritable, TooLarge, Unreadable
from cleaner.io import ReadOptions, Refused, Row, inputs
from cleaner.io.files import binary_kind
from cleaner.io.formats import format_of, split
from cleaner.io.journal import Journal
from cleaner.io.manifest import json_line, read_rows
from cleaner.io.names import Entry, stems
from cleaner.io.sources import stdin
from cleaner.io.walk import sidecar_url, walk

PAGE = b"<html><body><p>text</p></body></html>"
READ = ReadOptions()


def tree(root, files):
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def told(items):
    """(id, what becomes of it) for each input."""
    return [(one.id, one.status if isinstance(one, Refused) else "page") for one in items]


def payload(item):
    return item.payload(item.raw())


# -- names


@pytest.mark.parametrize(
    ("name", "stem", "suffix"),
    [
        ("a.html", "a", ".html"),
        ("a.HTML.GZ", "a", ".html.gz"),
        ("a.b.jsonl.gz", "a.b", ".jsonl.gz"),
        ("a.warc.gz", "a", ".warc.gz"),
        ("a.html.zst", "a", ".html.zst"),
        ("a.png", "a.png", ""),
        ("a.tar.gz", "a", ".tar.gz"),
        (".html", ".html", ""),
        ("README", "README", ""),
    ],
)
def test_a_name_is_parted_into_stem_and_known_suffixes(name, stem, suffix):
    assert split(name) == (stem, suffix)


@pytest.mark.parametrize("suffix", [".rar", ".pdf", ".gz", ""])
def test_what_is_no_format_has_no_reader(suffix):
    assert format_of(suffix) is None


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["b.html"], {"b.html": "b"}),
        (["b.html", "b.htm"], {"b.html": "b.html", "b.htm": "b.htm"}),
        (["A.html", "a.html"], {"A.html": "A.html", "a.html": "a.html.2"}),
        (["manifest.html"], {"manifest.html": "manifest.html"}),
        (
            ["b.html", "b.htm", "b.html.html"],
            {"b.html.html": "b.html", "b.htm": "b.htm", "b.html": "b.html.2"},
        ),
    ],
)
def test_names_that_would_clash_keep_their_old_suffix(names, expected):
    entries = [Entry(name, name.rpartition(".")[0]) for name in names]
    assert stems(entries, top=True) == expected


def test_a_folder_that_looks_like_an_output_keeps_its_name():
    assert stems([Entry("b.html", "b")], {"b.txt"}) == {"b.html": "b.html"}
    assert stems([Entry("b.html", "b")], {"b"}) == {"b.html": "b"}
    assert stems([Entry("b.jsonl", "b", holds_many=True)], {"b"}) == {"b.jsonl": "b.jsonl"}


@given(st.lists(st.from_regex(r"[aAbB]{1,2}(\.html?){1,2}", fullmatch=True), unique=True))
def test_stems_are_unique_in_any_letter_case(names):
    found = stems([Entry(name, split(name)[0]) for name in names])
    assert sorted(found) == sorted(names)
    assert len({stem.casefold() for stem in found.values()}) == len(names)


# -- the walk


def test_every_entry_of_a_folder_is_an_input_in_the_order_of_names(tmp_path):
    root = tree(
        tmp_path / "in",
        {
            "b.html": PAGE,
            "a/z.htm": PAGE,
            "a/y.txt": b"text",
            "a.png": b"",
            "c.rar": b"",
            ".hidden.html": PAGE,
            ".git/config.html": PAGE,
            "d.jsonl": b'{"text": "x"}\n{"text": "y"}\n',
            "b.html.url": b"https://www.youm7.com/1",
            "e.url": b"nobody's",
        },
    )
    (root / "dangling.html").symlink_to("nowhere.html")
    (root / "loop.html").symlink_to("loop.html")
    (root / "outside.html").symlink_to(tmp_path)
    (root / "inside.html").symlink_to("b.html")
    (root / "linked").symlink_to("a")
    os.mkfifo(root / "pipe.html")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(root / "s.html"))
    assert told(walk(root, READ)) == [
        (".git/config.html", "skipped"),
        (".hidden.html", "skipped"),
        ("a/y.txt", "page"),
        ("a/z.htm", "page"),
        ("a.png", "skipped"),
        ("b.html", "page"),
        ("c.rar", "skipped"),
        ("d.jsonl:1", "page"),
        ("d.jsonl:2", "page"),
        ("dangling.html", "failed"),
        ("e.url", "skipped"),
        ("inside.html", "page"),
        ("linked", "skipped"),
        ("loop.html", "failed"),
        ("outside.html", "skipped"),
        ("pipe.html", "skipped"),
        ("s.html", "skipped"),
    ]


def test_what_is_skipped_says_why(tmp_path):
    tree(tmp_path, {"a.png": b"", "b.rar": b"", "README": b"", ".x": b""})
    assert {one.id: one.reason for one in walk(tmp_path, READ)} == {
        "a.png": "unknown type .png",
        "b.rar": "unknown type .rar",
        "README": "unknown type (no suffix)",
        ".x": "hidden",
    }


def test_a_folder_that_cannot_be_listed_is_a_failed_input(tmp_path, monkeypatch):
    tree(tmp_path, {"a/x.html": PAGE, "b.html": PAGE})
    scandir = os.scandir

    def refusing(path):
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = list(walk(tmp_path, READ))
    assert told(found) == [("a/", "failed"), ("b.html", "page")]
    assert found[0].reason == "Unreadable: Permission denied"


def test_a_file_that_cannot_be_opened_is_an_error_that_names_it(tmp_path, monkeypatch):
    tree(tmp_path, {"a.html": PAGE, "b.jsonl": b"{}"})

    def refusing(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refusing)
    page, records = walk(tmp_path, READ)
    with pytest.raises(Unreadable, match=r"a\.html: Permission denied"):
        page.raw()
    assert (records.id, records.status) == ("b.jsonl", "failed")


def test_a_file_name_that_is_not_utf8_is_still_an_input(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.html")).write_bytes(PAGE)
    (one,) = walk(tmp_path, READ)
    assert one.id == r"caf\xe9.html"
    assert payload(one).source == PAGE


@pytest.mark.parametrize(
    ("name", "content", "url"),
    [
        ("a.html.url", b"https://www.youm7.com/1\n", "https://www.youm7.com/1"),
        ("a.html.url", b"[InternetShortcut]\r\nURL=https://x.com/\r\n", "https://x.com/"),
        ("a.html.json", b'{"url": "https://x.com/2", "date": "2024"}', "https://x.com/2"),
        ("a.html.json", b'{"link": "https://x.com/2"}', None),
        ("a.html.json", b"[]", None),
        ("a.html.json", b"{", None),
        ("a.html.url", b"\xff\xfe", None),
        ("a.html.url", b"", None),
        ("a.html.url", b"javascript:alert(1)", None),
    ],
)
def test_a_sidecar_gives_the_url_or_a_note(tmp_path, name, content, url):
    tree(tmp_path, {"a.html": PAGE, name: content})
    (one,) = walk(tmp_path, READ)
    assert one.url == url
    assert bool(one.note) == (url is None)
    assert sidecar_url(tmp_path / name)[0] == url


# -- several paths, lists


def test_several_paths_have_ids_relative_to_the_folder_that_holds_them_all(tmp_path):
    root = tree(tmp_path, {"x/a.html": PAGE, "y/a.html": PAGE, "y/z/b.htm": PAGE, "list": b""})
    (root / "list").write_text(f"# pages\n{root / 'x/a.html'}\n\n{root / 'none.html'}\n")
    found = list(inputs([root / "y", root / "x/a.html"], READ, [root / "list"]))
    assert told(found) == [
        ("y/a.html", "page"),
        ("y/z/b.htm", "page"),
        ("x/a.html", "page"),
        ("x/a.html", "skipped"),
        ("none.html", "failed"),
    ]
    assert [found[3].reason, found[4].reason] == [
        "named twice",
        "Unreadable: there is no such file",
    ]


def test_named_files_that_would_clash_keep_both(tmp_path):
    tree(tmp_path, {"a.html": PAGE, "a.htm": PAGE})
    found = inputs([tmp_path / "a.html", tmp_path / "a.htm"], READ)
    assert [one.stem for one in found] == ["a.html", "a.htm"]


def test_a_path_that_does_not_exist_is_a_mistake_of_the_user(tmp_path):
    with pytest.raises(BadOption, match="no such file or folder"):
        inputs([tmp_path / "none"], READ)
    with pytest.raises(BadOption, match="cannot be mixed"):
        inputs(["-", tmp_path], READ)
    with pytest.raises(BadOption, match="cannot be read"):
        inputs([], READ, [tmp_path / "no.list"])


def test_a_named_file_without_a_known_suffix_is_looked_into(tmp_path):
    tree(tmp_path, {"index.php": b"\n<!DOCTYPE html><p>x", "notes": b"text"})
    assert told(inputs([tmp_path / "index.php"], READ)) == [("index.php", "page")]
    assert told(inputs([tmp_path / "notes"], READ)) == [("notes", "skipped")]
    (one,) = inputs([tmp_path / "notes"], ReadOptions(text=True))
    assert payload(one).mode == "text"


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


# -- the manifest and the journal


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


def test_a_file_that_no_manifest_tells_of_is_not_overwritten(tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("mine")
    with pytest.raises(BadManifest, match="no manifest says that it is ours"):
        Journal(tmp_path / "m", out)
    assert out.read_text() == "mine"
    Journal(tmp_path / "m", out, fresh=True).close()
    assert out.read_text() == ""


def test_two_runs_do_not_write_one_output_at_once(tmp_path):
    first = Journal(tmp_path / "m", None)
    with pytest.raises(OutputNotWritable, match="another run is writing it"):
        Journal(tmp_path / "m", None)
    first.close()
    Journal(tmp_path / "m", None).close()


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
