"""The pool and the run: order, timeouts, dying workers, nothing lost and nothing twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cleaner.batch import CleanInput, Run, fingerprint, run
from cleaner.batch.pool import Pool
from cleaner.batch.task import Result, Task
from cleaner.errors import PageError, RunError
from cleaner.io import ReadOptions, Refused, Row, inputs
from cleaner.io.manifest import WITH_OUTPUT
from cleaner.io.outputs import File, Folder

READ = ReadOptions()
FOREVER = 600


@dataclass
class Act:
    """Work that does what the name of its input says; picklable, as work must be."""

    folder: str = ""

    def __call__(self, item):
        verb, _, rest = item.id.partition(" ")
        match verb:
            case "sleep":
                time.sleep(FOREVER)
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "die-once":
                mark = Path(self.folder, rest)
                if not mark.exists():
                    mark.touch()
                    os._exit(3)
            case "print":
                print("not data")
            case "slow":
                time.sleep(random.random() / 20)
        return Result(Row(item.id, "ok", plugin=str(os.getpid())), item.id.encode())


def lost(item, error):
    return Result(Row(item.id, "failed", f"{error.kind}: {error.message}"))


def tasks(names):
    return (Task(Refused(name, name, READ)) for name in names)


def pool(jobs=2, timeout=FOREVER, recycle=1000, folder=""):
    return Pool(Act(str(folder)), lost, jobs, timeout, recycle)


def rows(results):
    return [result.row for _, result in results]


def test_results_come_in_the_order_of_the_inputs():
    names = [f"slow {n}" for n in range(100)]
    assert [row.input for row in rows(pool(jobs=3).run(tasks(names)))] == names


def test_results_that_are_ready_keep_their_place():
    names = [f"{n}" for n in range(50)]
    given = (
        replace(task, ready=Result(Row(task.item.id, "skipped"))) if n % 3 else task
        for n, task in enumerate(tasks(names))
    )
    got = rows(pool().run(given))
    assert [row.input for row in got] == names
    assert [row.status == "skipped" for row in got] == [n % 3 > 0 for n in range(50)]


def test_a_page_that_hangs_is_killed_and_named_and_the_others_are_done():
    names = ["a", "b", "sleep 1", "c", "d", "e", "f", "g", "h", "sleep 2", "i"]
    got = rows(pool(timeout=2).run(tasks(names)))
    assert [row.input for row in got] == names
    failed = {row.input: row.reason for row in got if row.status == "failed"}
    assert failed == dict.fromkeys(["sleep 1", "sleep 2"], "TimedOut: not done after 2 s")


def test_a_page_on_which_a_worker_dies_twice_fails_and_the_others_are_done():
    names = ["a", "die", "b", "c"]
    got = rows(pool().run(tasks(names)))
    assert [row.status for row in got] == ["ok", "failed", "ok", "ok"]
    assert got[1].reason == (
        "Crashed: the worker died on it twice (SIGKILL, perhaps out of memory)"
    )


def test_a_page_on_which_a_worker_died_by_chance_is_done_by_another(tmp_path):
    got = rows(pool(folder=tmp_path).run(tasks(["a", "die-once x", "b"])))
    assert [row.status for row in got] == ["ok", "ok", "ok"]
    assert (tmp_path / "x").exists()


def test_workers_are_replaced_after_so_many_pages():
    got = rows(pool(jobs=1, recycle=8).run(tasks([f"{n}" for n in range(32)])))
    assert len({row.plugin for row in got}) == 4


def test_a_source_that_fails_ends_the_run_with_its_error():
    def source():
        yield from tasks(["a", "b"])
        raise RunError("the source broke")

    with pytest.raises(RunError, match="the source broke"):
        list(pool().run(source()))


def test_what_is_stopped_finishes_the_pages_it_is_at_and_no_more():
    one = pool(jobs=2)
    got = []
    for _, result in one.run(tasks([f"slow {n}" for n in range(10_000)])):
        got.append(result.row.input)
        if len(got) == 20:
            one.stop()
    assert got == [f"slow {n}" for n in range(len(got))]
    assert 20 <= len(got) < 200


def test_what_a_worker_prints_is_no_data(capfd):
    assert rows(pool().run(tasks(["print"])))[0].status == "ok"
    assert "not data" not in capfd.readouterr().out


def test_work_that_cannot_be_loaded_is_an_error_not_a_loop():
    with pytest.raises(RunError, match="workers cannot be started"):
        list(Pool(Unloadable(), lost, 2, FOREVER).run(tasks(["a"])))


class Unloadable:
    def __reduce__(self):
        return _fail, ()


def _fail():
    raise ImportError("no such thing")


# -- one input


def cleaned(bundled, item):
    return CleanInput(bundled, "jsonl", "run")(item)


def test_a_page_error_is_the_reason_of_a_failed_row(bundled, tmp_path):
    (tmp_path / "a.html").write_bytes(b"%PDF-1.4")
    (item,) = inputs([tmp_path], READ)
    result = cleaned(bundled, item)
    assert (result.row.status, result.record) == ("failed", b"")
    assert result.row.reason == "NotAPage: not a page but a PDF document – take it out of PATH"
    assert len(result.row.sha256) == 64


def test_an_empty_page_is_empty_not_failed(bundled, tmp_path):
    (tmp_path / "a.html").write_bytes(b" \n")
    (item,) = inputs([tmp_path], READ)
    assert cleaned(bundled, item).row.status == "empty"


def test_an_error_nobody_thought_of_fails_the_page_alone(bundled, tmp_path, monkeypatch):
    (tmp_path / "a.html").write_bytes(b"<p>x")

    def breaking(*_args, **_options):
        raise RecursionError("too deep for us")

    monkeypatch.setattr(bundled, "clean", breaking)
    (item,) = inputs([tmp_path], READ)
    row = cleaned(bundled, item).row
    assert (row.status, row.reason) == ("failed", "RecursionError: too deep for us")


def test_a_hanging_page_is_given_up_in_this_process_too(tmp_path):
    class Sleeper:
        run = "run"

        def __call__(self, item):
            if item.id == "b.html":
                time.sleep(FOREVER)
            return Result(Row(item.id, "ok"), b"x")

        def fail(self, item, error: PageError):
            return lost(item, error)

    (tmp_path / "in").mkdir()
    for name in "abc":
        (tmp_path / "in" / f"{name}.html").write_bytes(b"<p>x")
    out = Folder(tmp_path / "out", ".txt", tmp_path / "m")
    tally = run(inputs([tmp_path / "in"], READ), out, Run(Sleeper(), jobs=1, timeout=0.5))
    assert (tally.counts["ok"], tally.counts["failed"]) == (2, 1)
    assert tally.failed[0].reason == "TimedOut: not done after 0.5 s"


def test_plugins_versions_and_options_make_another_run(plugins):
    one = plugins({"x_com.toml": '[article]\nroot = ["p"]\n'})
    same = fingerprint(one, {"format": "txt"})
    assert fingerprint(one, {"format": "txt"}) == same
    assert fingerprint(one, {"format": "md"}) != same
    other = plugins({"x_com.toml": '[article]\nroot = ["b"]\n'})
    assert fingerprint(other, {"format": "txt"}) != same


# -- the whole run

WORDS = "قال المدير إن القاعة الجديدة تتسع لمئة زائر وتفتح أبوابها صباح الأحد أمام الجميع".split()


def paragraph(rng, words):
    return " ".join(rng.choice(WORDS) for _ in range(words)) + "."


def page(rng, number):
    body = "".join(f"<p>{paragraph(rng, 40)}</p>" for _ in range(rng.randrange(3, 6)))
    host = rng.choice(["www.youm7.com", "www.example.org"])
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>خبر {number}'
        f'</title><link rel="canonical" href="https://{host}/story/2024/1/1/x/{number}"></head>'
        f'<body><nav><a href="/">الرئيسية</a></nav><h1>خبر {number}</h1>'
        f'<div id="articleBody">{body}'
        f'<a href="/2">اقرأ أيضا</a></div><footer>جميع الحقوق محفوظة</footer></body></html>'
    ).encode()


def mixed_folder(root, pages, odd):
    """A folder of ``pages`` in a tree and ``odd`` of eight other kinds; always the same."""
    rng = random.Random(7)
    for n in range(pages):
        folder = root / f"{n % 17:02}" / ("deep/" * (n % 4))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{n:04}.html").write_bytes(page(rng, n))
    folder = root / "odd"
    folder.mkdir()
    for n in range(odd):
        (folder / f"dangling{n}.html").symlink_to(f"nowhere{n}.html")
        (folder / f"picture{n}.png").write_bytes(b"\x89PNG")
        (folder / f"picture{n}.html").write_bytes(b"\x89PNG\r\n\x1a\n" + rng.randbytes(200))
        (folder / f"Twin{n}.html").write_bytes(page(rng, n))
        (folder / f"twin{n}.html").write_bytes(page(rng, n))
        (folder / f"twin{n}.htm").write_bytes(page(rng, n))
        (folder / f"empty{n}.html").write_bytes(b"")
        (folder / f"noise{n}.txt").write_bytes(rng.randbytes(300))


@pytest.fixture(scope="module")
def some(tmp_path_factory):
    """A mixed folder of 380."""
    root = tmp_path_factory.mktemp("some")
    mixed_folder(root, pages=300, odd=10)
    return root


def command(source, out, *options):
    return [sys.executable, "-m", "cleaner", "clean", source, "-o", out, "-q", *options]


def manifest(path):
    found = [json.loads(line) for line in path.read_bytes().splitlines()]
    return [{key: value for key, value in row.items() if key != "ms"} for row in found]


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.jsonl"
    }


@pytest.fixture(scope="module")
def uninterrupted(some, tmp_path_factory):
    """What runs over ``some`` give that nobody disturbed."""
    out = tmp_path_factory.mktemp("whole")
    for name in ("tree", "out.jsonl", "out.jsonl.gz"):
        assert subprocess.run(command(some, out / name), check=False).returncode == 1
    return out


def test_two_thousand_mixed_files_are_all_accounted_for(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    mixed_folder(source, pages=1600, odd=50)
    assert subprocess.run(command(source, out), check=False).returncode == 1
    found = manifest(out / "manifest.jsonl")
    entries = (path for path in source.rglob("*") if path.is_symlink() or not path.is_dir())
    on_disk = {path.relative_to(source).as_posix() for path in entries}
    assert len(found) == len(on_disk) == 2000
    assert {row["input"] for row in found} == on_disk
    assert [row["input"] for row in found if row["status"] == "skipped"] == sorted(
        f"odd/picture{n}.png" for n in range(50)
    )
    failed = {row["input"] for row in found if row["status"] == "failed"}
    assert failed >= {f"odd/dangling{n}.html" for n in range(50)}
    assert failed >= {f"odd/picture{n}.html" for n in range(50)}
    assert all(row["reason"] for row in found if row["status"] in {"failed", "skipped"})
    with_output = [row["output"] for row in found if row["status"] in WITH_OUTPUT]
    assert sorted(with_output) == sorted(files(out))
    assert len({name.casefold() for name in with_output}) == len(with_output)
    assert sum("win" in name for name in with_output) == 150


def test_the_same_bytes_for_any_number_of_jobs(some, uninterrupted, tmp_path):
    subprocess.run(command(some, tmp_path / "out.jsonl", "--jobs", "1"), check=False)
    assert (tmp_path / "out.jsonl").read_bytes() == (uninterrupted / "out.jsonl").read_bytes()
    name = "out.jsonl.manifest.jsonl"
    assert manifest(tmp_path / name) == manifest(uninterrupted / name)


@pytest.mark.parametrize("name", ["tree", "out.jsonl", "out.jsonl.gz"])
def test_killed_and_started_again_equals_an_uninterrupted_run(some, uninterrupted, tmp_path, name):
    rng = random.Random(name)
    out = tmp_path / name
    rows_of = "tree/manifest.jsonl" if name == "tree" else f"{name}.manifest.jsonl"
    kills = 0
    for _ in range(3):
        with subprocess.Popen(command(some, out)) as process:
            wait_for_growth(tmp_path / rows_of, process)
            time.sleep(rng.uniform(0, 0.3))
            kills += process.poll() is None
            process.kill()
    assert kills
    assert subprocess.run(command(some, out), check=False).returncode == 1
    if name == "tree":
        assert files(out) == files(uninterrupted / name)
    else:
        assert out.read_bytes() == (uninterrupted / name).read_bytes()
    assert manifest(tmp_path / rows_of) == manifest(uninterrupted / rows_of)


def wait_for_growth(path, process):
    before = size(path)
    wait_for(lambda: size(path) > before or process.poll() is not None)


def size(path):
    return path.stat().st_size if path.exists() else 0


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_a_killed_run_leaves_no_process_behind(some, tmp_path):
    mark = f"CLEANER_TEST_MARK={tmp_path}"
    environment = {**os.environ, "CLEANER_TEST_MARK": str(tmp_path)}
    with subprocess.Popen(command(some, tmp_path / "o.jsonl"), env=environment) as process:
        wait_for(lambda: size(tmp_path / "o.jsonl.manifest.jsonl"))
        assert len(marked(mark)) > 1
        process.kill()
    wait_for(lambda: not marked(mark))


def marked(mark):
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in path.read_bytes().split(b"\0"):
                found.append(path.parent.name)
        except OSError:
            continue
    return found


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_an_interrupted_run_says_so_and_goes_on_later(some, uninterrupted, tmp_path):
    out, rows_there = tmp_path / "out.jsonl", tmp_path / "out.jsonl.manifest.jsonl"
    options = {"stderr": subprocess.PIPE, "start_new_session": True}
    with subprocess.Popen(command(some, out), **options) as process:
        wait_for(lambda: size(rows_there))
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate()
    assert (process.returncode, told) == (130, b"")
    assert 0 < len(manifest(rows_there)) < 380
    assert subprocess.run(command(some, out), check=False).returncode == 1
    assert out.read_bytes() == (uninterrupted / "out.jsonl").read_bytes()


# -- resuming


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
