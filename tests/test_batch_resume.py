"""A second run: only what changed is cleaned again, and the result is that of a fresh run."""

import random

import pytest
from batch_pages import files, page

from cleaner.batch import CleanInput, Run, fingerprint, run
from cleaner.io import ReadOptions, inputs
from cleaner.io.outputs import File, Folder

READ = ReadOptions()


def clean(bundled, source, out, **options):
    form = "jsonl" if out.suffix else "txt"
    options = {"jobs": 1, **options}
    work = CleanInput(bundled, form, options.pop("run", "run"))
    target = (
        File(out, out.with_name("m")) if out.suffix else Folder(out, ".txt", out / "manifest.jsonl")
    )
    return run(inputs([source], READ), target, Run(work, **options))


@pytest.fixture
def few(tmp_path):
    rng = random.Random(3)
    for n in range(12):
        path = tmp_path / "in" / f"{n:02}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(page(rng, n))
    return tmp_path / "in"


OUTS = pytest.mark.parametrize("name", ["out", "out.jsonl", "out.jsonl.gz"])


def same_as_fresh(bundled, source, out):
    fresh = out.with_name("fresh") / out.name
    fresh.parent.mkdir()
    clean(bundled, source, fresh)
    if out.is_dir():
        return files(out) == files(fresh)
    return out.read_bytes() == fresh.read_bytes()


@OUTS
def test_a_second_run_cleans_nothing_twice(bundled, few, tmp_path, name):
    first = clean(bundled, few, tmp_path / name)
    again = clean(bundled, few, tmp_path / name)
    assert (first.resumed, again.resumed) == (0, 12)
    assert again.counts == first.counts


@OUTS
def test_only_what_changed_is_cleaned_again(bundled, few, tmp_path, name):
    clean(bundled, few, tmp_path / name)
    (few / "03.html").write_bytes(page(random.Random(99), 3))
    (few / "05.html").unlink()
    (few / "07b.html").write_bytes(page(random.Random(98), 7))
    (few / "09.html.url").write_text("https://www.youm7.com/9")
    tally = clean(bundled, few, tmp_path / name)
    assert (tally.seen, tally.resumed) == (12, 9)
    assert (few / "05.html").exists() is False
    (tmp_path / "out" / "05.txt").unlink(missing_ok=True)  # of an input that is gone: stays
    assert same_as_fresh(bundled, few, tmp_path / name)


@OUTS
def test_other_options_do_everything_again(bundled, few, tmp_path, name):
    clean(bundled, few, tmp_path / name)
    assert clean(bundled, few, tmp_path / name, run="another").resumed == 0
    assert same_as_fresh(bundled, few, tmp_path / name)


def test_a_result_somebody_deleted_is_made_again(bundled, few, tmp_path):
    clean(bundled, few, tmp_path / "out")
    (tmp_path / "out" / "04.txt").unlink()
    assert clean(bundled, few, tmp_path / "out").resumed == 11
    assert same_as_fresh(bundled, few, tmp_path / "out")


def test_a_page_that_is_no_article_any_more_loses_its_file(bundled, few, tmp_path):
    clean(bundled, few, tmp_path / "out")
    (few / "04.html").write_bytes(b"")
    clean(bundled, few, tmp_path / "out")
    assert not (tmp_path / "out" / "04.txt").exists()


def test_a_twin_that_comes_later_renames_the_first(bundled, few, tmp_path):
    clean(bundled, few, tmp_path / "out")
    (few / "04.htm").write_bytes(page(random.Random(5), 4))
    clean(bundled, few, tmp_path / "out")
    assert not (tmp_path / "out" / "04.txt").exists()
    assert same_as_fresh(bundled, few, tmp_path / "out")


def test_a_failure_that_may_pass_is_tried_again_and_one_that_cannot_is_not(bundled, few, tmp_path):
    (few / "00.html").write_bytes(b"%PDF-1.4")
    (few / "zz.html").symlink_to("later.txt.gone")
    first = clean(bundled, few, tmp_path / "out.jsonl")
    assert first.counts["failed"] == 2
    (few / "later.txt.gone").write_bytes(page(random.Random(5), 4))
    again = clean(bundled, few, tmp_path / "out.jsonl")
    assert again.counts["failed"] == 1
    assert again.resumed == 12


def test_plugins_versions_and_options_make_another_run(plugins):
    one = plugins({"x_com.toml": '[article]\nroot = ["p"]\n'})
    same = fingerprint(one, {"format": "txt"})
    assert fingerprint(one, {"format": "txt"}) == same
    assert fingerprint(one, {"format": "md"}) != same
    other = plugins({"x_com.toml": '[article]\nroot = ["b"]\n'})
    assert fingerprint(other, {"format": "txt"}) != same
