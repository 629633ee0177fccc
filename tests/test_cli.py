"""The command line as its users meet it: what goes where, what is refused, which exit code."""

import gzip
import json
import os
import subprocess
import sys

import click
import pluggy
import pytest

from cleaner import cli
from cleaner.io.manifest import STATUSES

PAGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<link rel="canonical" href="https://www.youm7.com/story/2024/1/1/x/1"></head><body>
<h1>قاعة جديدة في المدينة</h1><div id="articleBody">
<p>افتتحت المدينة صباح اليوم قاعة جديدة للقراءة تتسع لمئة زائر وتضم رفوفا للأطفال والكبار.</p>
<p>وقال القائمون على القاعة إن أبوابها تفتح كل يوم من الصباح حتى المساء أمام الجميع بلا مقابل.</p>
<p>اقرأ أيضا</p></div></body></html>"""
TEXT = "افتتحت المدينة صباح اليوم قاعة جديدة للقراءة تتسع لمئة زائر وتضم رفوفا للأطفال والكبار.\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def pages(here):
    folder = here / "in"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "one.html").write_text(PAGE, encoding="utf-8")
    (folder / "two.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (folder / "three.txt").write_text(TEXT, encoding="utf-8")
    (folder / "four.png").write_bytes(b"\x89PNG")
    (folder / "five.html").write_bytes(b"")
    return folder


@pytest.fixture
def run(capfd):
    """Run a command in this process: ``code, out, err = run("clean", …)``."""

    def call(*args):
        with pytest.raises(SystemExit) as ended:
            cli.main([str(arg) for arg in args])
        out, err = capfd.readouterr()
        return ended.value.code, out, err

    return call


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def records(text):
    return [json.loads(line) for line in text.splitlines()]


# -- clean: what goes where


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


# -- clean: what is refused, and the exit codes


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["clean"], "name what to clean"),
        (["clean", "nowhere"], "nowhere: there is no such file or folder"),
        (["clean", "in", "-o", "in/out"], "lies inside what is to be cleaned"),
        (["clean", "in", "-o", "in/out.jsonl"], "lies inside what is to be cleaned"),
        (["clean", "in", "-o", "x", "--manifest", "in/m"], "lies inside what is to be cleaned"),
        (["clean", "in", "-o", "."], "holds what is to be cleaned"),
        (["clean", "in/three.txt", "-o", "in"], "holds what is to be cleaned"),
        (["clean", "in/three.txt", "-o", "in/three.txt"], "is itself what is to be cleaned"),
        (["clean", "in", "-o", "x.parquet", "--format", "md"], "x.parquet"),
        (["clean", "in", "-o", "x.jsonl", "--format", "txt"], "does not hold --format txt"),
        (["clean", "in", "-o", "x.txt"], "holds one page"),
        (["clean", "in", "--jobs", "0"], "--jobs"),
        (["clean", "in", "--plugins", "nowhere"], "nowhere: plugin folder does not exist"),
        (["clean", "in", "-", "-o", "x"], "cannot be mixed"),
        (["clean", "@nowhere"], "the list cannot be read"),
        (["nonsense"], "No such command"),
    ],
)
def test_mistakes_of_usage_change_nothing_and_give_2(run, pages, here, args, why):
    before = sorted(here.rglob("*"))
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert why in err
    assert sorted(here.rglob("*")) == before


def test_nothing_to_clean_gives_3(run, here):
    (here / "empty").mkdir()
    assert run("clean", "empty", "-o", "out")[0] == 3
    assert not (here / "out").exists()
    (here / "empty/x.png").write_bytes(b"")
    assert run("clean", "empty", "-o", "out")[0] == 3


def test_a_failed_input_gives_1_and_is_named(run, pages, here):
    (pages / "bad.html").symlink_to("nowhere")
    code, _, err = run("clean", "in", "-o", "out", "--jobs", 1)
    assert code == 1
    assert "failed: bad.html: Unreadable: a link to nothing" in err
    assert (here / "out/two.txt").exists()


def test_a_refused_plugin_is_told_and_strict_cleans_nothing(run, pages, here):
    (here / "mine").mkdir()
    (here / "mine/youm7_com.toml").write_text("[article]\ntitl = ['h1']\n")
    code, _, err = run("clean", "in", "-o", "out", "--plugins", "mine", "--jobs", 1)
    assert code == 0
    assert "plugin refused: " in err
    assert "youm7_com.toml:2: unknown key" in err
    code, _, err = run("clean", "in", "-o", "strict", "--plugins", "mine", "--strict")
    assert code == 2
    assert "did you mean 'title'" in err
    assert not (here / "strict").exists()


def test_a_plugin_refused_by_a_worker_is_told_too(run, pages, here):
    (here / "mine").mkdir()
    (here / "mine/youm7_com.toml").write_text("[article]\ntitl = ['h1']\n")
    _, _, err = run("clean", "in", "-o", "out", "--plugins", "mine", "--jobs", 2)
    assert err.count("unknown key 'titl'") == 1


def test_a_file_that_is_not_ours_is_kept(run, pages, here):
    (here / "out.jsonl").write_text("mine")
    code, _, err = run("clean", "in", "-o", "out.jsonl")
    assert code == 2
    assert "--fresh" in err
    assert (here / "out.jsonl").read_text() == "mine"
    assert run("clean", "in", "-o", "out.jsonl", "--fresh", "--jobs", 1)[0] == 0


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


# -- processes: pipes and streams


def piped(*args, **options):
    return subprocess.run(
        [sys.executable, "-m", "cleaner", *args], capture_output=True, check=False, **options
    )


def test_standard_input_to_standard_output(here):
    done = piped("clean", "-", input=json.dumps({"id": 5, "text": TEXT}).encode())
    assert done.returncode == 0
    assert json.loads(done.stdout)["id"] == 5


def test_each_line_is_answered_before_the_next_is_asked(here):
    """Another program may write a record and wait for its answer."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cleaner", "clean", "-", "-q", "--jobs", "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    for n in range(3):
        process.stdin.write(json.dumps({"id": n, "text": TEXT}).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == n
    process.communicate()
    assert process.returncode == 0


def test_arabic_comes_out_as_utf8_whatever_the_locale_says(here):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = piped("clean", "-", "--format", "txt", "--text", input=TEXT.encode(), env=environment)
    assert done.stdout == TEXT.encode()


def test_a_reader_that_stops_early_is_no_error(here):
    line = json.dumps({"text": TEXT}).encode() + b"\n"
    (here / "r.jsonl").write_bytes(line * 300)
    process = subprocess.Popen(
        [sys.executable, "-m", "cleaner", "clean", "r.jsonl", "--jobs", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.readline()
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert told == b""


# -- explain, sites, and commands of others


def test_explain_shows_the_blocks_in_order_and_what_removed_them(run, pages):
    code, out, _ = run("explain", "in/a/one.html")
    assert code == 0
    head, blocks = out.split("\n\n")
    assert "plugin\tyoum7_com" in head
    lines = [line.split("\t") for line in blocks.splitlines()[1:]]
    assert [line[0] for line in lines] == ["+", "+", "-"]
    assert lines[2][1:3] == ["related-block", "اقرأ أيضا"]
    assert all(lines[2][3:])


def test_explain_shows_a_text_in_order(run, here):
    text = "الرياض - متابعات\n\n" + TEXT + "\nكلمات دلالية: قراءة، كتب\n"
    (here / "t.txt").write_text(text, encoding="utf-8")
    _, out, _ = run("explain", "t.txt")
    signs = [line.split("\t")[0] for line in out.split("\n\n")[1].splitlines()[1:]]
    assert signs == ["-", "+", "-"]


@pytest.mark.parametrize("name", ["nowhere.html", "in", "in/four.png"])
def test_explain_refuses_what_is_no_page(run, pages, name):
    assert run("explain", name)[0] == 2


def test_explain_takes_the_url_it_is_given(run, here):
    (here / "x.html").write_text(PAGE.replace("canonical", "x"), encoding="utf-8")
    _, out, _ = run("explain", "x.html", "--url", "https://www.youm7.com/story/1")
    assert "(given)" in out
    assert "plugin\tyoum7_com" in out


def test_sites_lists_the_plugins_and_shows_one(run, here):
    _, out, _ = run("sites")
    assert any(line.startswith("youm7_com\tyoum7.com\t") for line in out.splitlines())
    for domain in ("youm7.com", "www.youm7.com", "https://m.youm7.com/story/1"):
        code, out, _ = run("sites", domain)
        assert code == 0
        assert "country\tEG" in out
        assert "real-page" in out
    code, out, err = run("sites", "nobody.example")
    assert (code, out) == (1, "")
    assert "no plugin answers for nobody.example" in err


def test_installed_packages_add_commands(run, monkeypatch):
    class Package:
        @pluggy.HookimplMarker("cleaner")
        def register_commands(self, cli):
            cli.add_command(click.Command("greet", callback=lambda: click.echo("hello")))

    # the group is one for the process: when the test ends the command must leave it
    monkeypatch.setitem(cli.build().commands, "greet", None)
    monkeypatch.setattr(
        pluggy.PluginManager,
        "load_setuptools_entrypoints",
        lambda self, _group: self.register(Package()),
    )
    monkeypatch.setattr(cli.cli, "commands", dict(cli.cli.commands))  # other tests read the group
    assert run("greet")[:2] == (0, "hello\n")


def test_a_broken_package_takes_no_command_with_it(run, monkeypatch):
    def breaking(_self, _group):
        raise ImportError("missing part")

    monkeypatch.setattr(pluggy.PluginManager, "load_setuptools_entrypoints", breaking)
    code, out, err = run("--version")
    assert code == 0
    assert "missing part" in err
    assert "version" in out
