"""Which inputs there are: every entry of a folder, of several paths, of a list is one or more."""

import os
import socket
from pathlib import Path

import pytest
from input_files import PAGE, READ, payload, told, tree

from cleaner.errors import BadOption, Unreadable
from cleaner.io import ReadOptions, inputs
from cleaner.io.formats import format_of
from cleaner.io.walk import sidecar_url, walk


@pytest.mark.parametrize("suffix", [".rar", ".pdf", ".gz", ""])
def test_what_is_no_format_has_no_reader(suffix):
    assert format_of(suffix) is None


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
