"""What ``cleaner clean`` refuses, what it says then, and its exit codes."""

import pytest


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
