"""What outputs are called, and that nobody else's file is written over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import BadManifest, OutputNotWritable
from cleaner.io.formats import split
from cleaner.io.journal import Journal
from cleaner.io.names import Entry, stems


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
