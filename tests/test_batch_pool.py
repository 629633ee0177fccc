"""The pool: order, timeouts, dying workers; every input has its result, and one only."""

import os
import random
import signal
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cleaner.batch import Run, run
from cleaner.batch.pool import Pool
from cleaner.batch.task import Result, Task
from cleaner.errors import PageError, RunError
from cleaner.io import ReadOptions, Refused, Row, inputs
from cleaner.io.outputs import Folder

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
