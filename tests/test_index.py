"""The index of plugin files: names only, one look at what has changed, never trusted blindly."""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cleaner.sites import index as module
from cleaner.sites.index import cache_folder, claimed_domains, index


@pytest.fixture
def plugins(tmp_path):
    folder = tmp_path / "plugins"
    (folder / "eg").mkdir(parents=True)
    (folder / "families").mkdir()
    (folder / "eg" / "youm7_com.toml").write_text('[outlet]\ncountry = "EG"\n')
    (folder / "eg" / "other.toml").write_text('domains = ["a.com", "B.com.", "a.com"]\n')
    (folder / "families" / "jnews.toml").write_text('[article]\nroot = [".x"]\n')
    (folder / "families" / "_default.toml").write_text('[remove]\nad = [".ad"]\n')
    return folder


@pytest.fixture
def opened(monkeypatch):
    """Names of the plugin files that were opened for their domains."""
    names = []
    real = module.claimed_domains

    def counting(file):
        names.append(file.name)
        return real(file)

    monkeypatch.setattr(module, "claimed_domains", counting)
    return names


def by_name(entries):
    return {Path(entry.file).name: entry.domains for entry in entries}


def test_domains_come_from_the_file_name_or_from_what_the_file_says(plugins):
    entries, errors = index(plugins, None)
    assert by_name(entries) == {
        "youm7_com.toml": ("youm7.com",),
        "other.toml": ("a.com", "b.com"),
        "jnews.toml": (),
        "_default.toml": (),
    }
    assert [entry.kind for entry in entries] == ["site", "site", "family", "family"]
    assert [entry.file for entry in entries] == sorted(entry.file for entry in entries)
    assert errors == []


def test_the_second_start_opens_no_file(plugins, tmp_path, opened):
    first, _ = index(plugins, tmp_path / "cache")
    assert sorted(opened) == ["other.toml", "youm7_com.toml"]
    opened.clear()
    [store] = (tmp_path / "cache").iterdir()
    written = store.stat().st_ino, store.stat().st_mtime_ns
    second, _ = index(plugins, tmp_path / "cache")
    assert opened == []
    assert (store.stat().st_ino, store.stat().st_mtime_ns) == written
    assert second == first


def test_a_dropped_changed_or_deleted_file_is_seen_on_the_next_start(plugins, tmp_path, opened):
    cache = tmp_path / "cache"
    index(plugins, cache)
    opened.clear()
    (plugins / "eg" / "new_com.toml").write_text("")
    (plugins / "eg" / "youm7_com.toml").unlink()
    other = plugins / "eg" / "other.toml"
    other.write_text('domains = ["c.com", "D.com.", "c.com"]\n')
    os.utime(other, ns=(1, 1))
    entries, _ = index(plugins, cache)
    found = by_name(entries)
    assert sorted(opened) == ["new_com.toml", "other.toml"]
    assert found["other.toml"] == ("c.com", "d.com")
    assert found["new_com.toml"] == ("new.com",)
    assert "youm7_com.toml" not in found


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"version": 0}',
        b"[" * 100_000,
        b'{"version": 1, "directory": "elsewhere", "files": {}}',
    ],
)
def test_a_broken_cache_is_rebuilt(plugins, tmp_path, content, opened):
    cache = tmp_path / "cache"
    expected, _ = index(plugins, cache)
    [store] = cache.iterdir()
    store.write_bytes(content)
    opened.clear()
    assert index(plugins, cache)[0] == expected
    assert len(opened) == 2
    assert index(plugins, cache)[0] == expected
    assert len(opened) == 2


@pytest.mark.parametrize("row", [None, [1], [1, 2, "abc", 4], [1, 2, [3]], "x"])
def test_a_cache_with_a_broken_row_is_rebuilt(plugins, tmp_path, row):
    cache = tmp_path / "cache"
    expected, _ = index(plugins, cache)
    [store] = cache.iterdir()
    data = json.loads(store.read_text())
    data["files"][expected[0].file] = row
    store.write_text(json.dumps(data))
    assert index(plugins, cache)[0] == expected


def test_a_cache_that_cannot_be_written_is_done_without(plugins, tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert len(index(plugins, tmp_path / "cache")[0]) == 4


def test_many_writers_leave_one_whole_cache(plugins, tmp_path):
    cache = tmp_path / "cache"
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: index(plugins, cache)[0], range(40)))
    assert all(result == results[0] for result in results)
    [store] = cache.iterdir()
    assert json.loads(store.read_text())["version"] == module.VERSION


def test_two_folders_do_not_share_a_cache(plugins, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "x_com.toml").touch()
    cache = tmp_path / "cache"
    assert len(index(plugins, cache)[0]) == 4
    assert len(index(other, cache)[0]) == 1
    assert len(index(plugins, cache)[0]) == 4


def test_what_is_no_plugin_is_passed_over(plugins):
    for name in ("README.md", "_draft.toml", ".hidden.toml", "x_com.toml~", "notes.txt"):
        (plugins / "eg" / name).write_text("not TOML at all")
    (plugins / "_old").mkdir()
    (plugins / "_old" / "x_com.toml").touch()
    (plugins / ".git").mkdir()
    (plugins / ".git" / "x_com.toml").touch()
    (plugins / "eg" / "_default.toml").touch()
    assert len(index(plugins, None)[0]) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_that_lead_nowhere_or_in_circles(plugins):
    (plugins / "eg" / "gone_com.toml").symlink_to("nowhere")
    (plugins / "loop").symlink_to(plugins)
    entries, errors = index(plugins, None)
    assert len(entries) == 4
    [error] = errors
    assert error.file.endswith("gone_com.toml")


def test_a_folder_that_is_not_there_is_told(tmp_path):
    entries, [error] = index(tmp_path / "missing", None)
    assert entries == []
    assert "missing" in error.file


@pytest.mark.parametrize(
    ("name", "text", "domains"),
    [
        ("x_com.toml", "this is not TOML; domains", ("x.com",)),
        ("x_com.toml", '[outlet]\ndomains = ["y.com"]', ("x.com",)),
        ("x_com.toml", 'note = "domains = [1]"', ("x.com",)),
        ("x_com.toml", '"domains" = ["y.com"]', ("y.com",)),
        ("x_com.toml", "domains = 3", ()),
        ("x_com.toml", "domains = [3]", ()),
        ("nodomain.toml", "", ()),
        ("x_com.py", "class A:\n    domains = ('y.com', 'Z.com')", ("y.com", "z.com")),
        ("x_com.py", "class A:\n    domains: list[str] = ['y.com']", ("y.com",)),
        ("x_com.py", "import nonsense_that_does_not_exist", ("x.com",)),
        ("x_com.py", "class A:\n    domains = computed()", ("x.com",)),
        ("x_com.py", "not python; domains", ("x.com",)),
        ("x_com.py", "domains = ['y.com']", ("x.com",)),
    ],
)
def test_domains_are_read_without_judging_or_running_the_file(tmp_path, name, text, domains):
    (tmp_path / name).write_text(text)
    assert claimed_domains(tmp_path / name) == domains


def test_where_the_cache_lies(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CLEANER_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if sys.platform != "win32":
        assert cache_folder() == tmp_path / ".cache" / "cleaner"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "cleaner"
    monkeypatch.setenv("CLEANER_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
