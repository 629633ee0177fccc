"""``cleaner clean``: what goes where, in which format, and what a second run does."""

import json

import pytest
from cli_pages import PAGE, TEXT

from cleaner.io.manifest import STATUSES


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def records(text):
    return [json.loads(line) for line in text.splitlines()]


def test_a_folder_becomes_the_same_tree_of_texts_with_a_manifest(run, pages, here):
    code, out, err = run("clean", "in", "-o", "out", "--jobs", 1)
    assert (code, out) == (0, "")
    found = sorted(p.relative_to(here / "out").as_posix() for p in (here / "out").rglob("*.*"))
    assert found == ["a/one.txt", "manifest.jsonl", "three.txt", "two.txt"]
    text = (here / "out/a/one.txt").read_text(encoding="utf-8")
    assert text.startswith("افتتحت المدينة صباح اليوم قاعة جديدة")
    assert text.endswith("بلا مقابل.\n")
    assert "five.html" not in err
    assert "manifest: out/manifest.jsonl" in err
    assert "no plugin knows" not in err  # its pages have a root each


def test_the_statuses_add_up_to_the_inputs_seen(run, pages, here):
    run("clean", "in", "-o", "out.jsonl", "--jobs", 1)
    found = rows(here / "out.jsonl.manifest.jsonl")
    assert [(row["input"], row["status"]) for row in found] == [
        ("a/one.html", "ok"),
        ("five.html", "empty"),
        ("four.png", "skipped"),
        ("three.txt", "generic"),
        ("two.html.gz", "ok"),
    ]
    assert all(row["status"] in STATUSES for row in found)
    fields = ["input", "status", "reason", "plugin", "ms", "chars_in", "chars_out", "sha256"]
    assert all(list(row)[: len(fields)] == fields for row in found)
    assert found[0]["plugin"] == "youm7_com"
    assert found[0]["chars_in"] == len(PAGE)
    assert [one["id"] for one in rows(here / "out.jsonl")] == [
        "a/one.html",
        "three.txt",
        "two.html.gz",
    ]


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_output_does_not_depend_on_jobs_or_time(run, pages, here, jobs):
    run("clean", "in", "-o", "one.jsonl", "--jobs", 1)
    run("clean", "in", "-o", f"{jobs}.jsonl", "--jobs", jobs)
    assert (here / "one.jsonl").read_bytes() == (here / f"{jobs}.jsonl").read_bytes()


def test_a_page_goes_to_standard_output_as_a_record(run, pages):
    code, out, _ = run("clean", "in/a/one.html")
    (record,) = records(out)
    assert code == 0
    assert (record["id"], record["status"], record["input"]) == ("one.html", "ok", {})
    assert record["schema_version"] == 1


@pytest.mark.parametrize(
    ("name", "start"),
    [("x.txt", "افتتحت"), ("x.md", "---\nid:"), ("x.html", "<!DOCTYPE html>"), ("x.json", "{")],
)
def test_one_page_may_go_to_one_file_of_any_format(run, pages, here, name, start):
    assert run("clean", "in/a/one.html", "-o", name)[0] == 0
    assert (here / name).read_text(encoding="utf-8").startswith(start)


def test_markdown_has_front_matter_and_html_is_a_page(run, pages):
    _, markdown, _ = run("clean", "in/a/one.html", "--format", "md")
    assert 'title: "قاعة جديدة في المدينة"' in markdown
    assert "\n# قاعة جديدة في المدينة\n" in markdown
    _, html, _ = run("clean", "in/a/one.html", "--format", "html")
    assert '<html lang="ar" dir="rtl">' in html
    assert html.count("<p>") == 2


def test_records_keep_their_id_and_what_nobody_used(run, here):
    lines = [
        {"id": "k1", "text": TEXT, "source": "crawl", "n": [1, {"x": None}]},
        {"html": PAGE, "url": "https://www.youm7.com/story/2024/1/1/x/1"},
    ]
    (here / "r.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\nnot json\n")
    code, out, err = run("clean", "r.jsonl", "--manifest", "m", "--jobs", 1)
    one, two = records(out)
    assert code == 1
    assert (one["id"], one["input"]) == ("k1", {"source": "crawl", "n": [1, {"x": None}]})
    assert (two["id"], two["input"], two["plugin"]) == ("r.jsonl:2", {}, "youm7_com")
    assert [(row["input"], row["status"]) for row in rows(here / "m")] == [
        ("r.jsonl:1", "generic"),
        ("r.jsonl:2", "ok"),
        ("r.jsonl:3", "failed"),
    ]
    assert "failed: r.jsonl:3: NotAPage: not JSON" in err


def test_records_in_a_folder_become_one_file_each(run, here):
    (here / "in").mkdir()
    (here / "in/r.jsonl").write_text(json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": TEXT}))
    run("clean", "in", "-o", "out", "--jobs", 1)
    assert (here / "out/r/000002.txt").read_text(encoding="utf-8") == TEXT


def test_a_sidecar_tells_where_a_page_is_from(run, pages, here):
    bare = PAGE.replace('rel="canonical"', 'rel="x"')
    (pages / "a/one.html").write_text(bare, encoding="utf-8")
    (pages / "a/one.html.url").write_text("https://www.youm7.com/story/2024/1/1/x/1\n")
    _, out, _ = run("clean", "in/a")
    (record,) = records(out)
    assert (record["url_basis"], record["plugin"]) == ("sidecar", "youm7_com")


def test_lists_name_what_to_clean(run, pages, here):
    (here / "list.txt").write_text("in/three.txt\nin/a\n# no more\n")
    for args in (["@list.txt"], ["--list", "list.txt"]):
        code, out, _ = run("clean", *args, "--jobs", 1)
        assert code == 0
        assert [one["id"] for one in records(out)] == ["three.txt", "a/one.html"]


def test_text_files_may_have_any_suffix(run, here):
    (here / "notes.log").write_text(TEXT, encoding="utf-8")
    code, out, _ = run("clean", "notes.log", "--text", "--format", "txt")
    assert (code, out) == (0, TEXT)
    assert run("clean", "notes.log")[0] == 3


def test_a_second_run_does_nothing_twice_unless_told(run, pages):
    run("clean", "in", "-o", "out", "--jobs", 1)
    _, _, err = run("clean", "in", "-o", "out", "--jobs", 1)
    assert "5 of them had not changed since the last run" in err
    for option in (["--fresh"], ["--audit", "page"], ["--format", "md"]):
        _, _, err = run("clean", "in", "-o", "out", "--jobs", 1, *option)
        assert "had not changed" not in err


def test_a_dry_run_shows_what_would_be_read_and_writes_nothing(run, pages, here):
    code, out, _ = run("clean", "in", "-o", "out", "--dry-run")
    assert code == 0
    assert out.splitlines()[1:] == [
        "html\ta/one.html\tyoum7_com",
        "failed\tfive.html\tthere is nothing in it – fetch the page again",
        "skipped\tfour.png\tunknown type .png",
        "text\tthree.txt\t",
        "html\ttwo.html.gz\tyoum7_com",
    ]
    assert not (here / "out").exists()


def test_quiet_says_nothing_and_verbose_names_each_input(run, pages):
    assert run("clean", "in", "-o", "q", "-q", "--jobs", 1)[1:] == ("", "")
    _, _, err = run("clean", "in", "-o", "v", "-v", "--jobs", 1)
    assert "skipped\tfour.png\tunknown type .png" in err
