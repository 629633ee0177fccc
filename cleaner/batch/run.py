"""A run: inputs in, results out, in order; resumed where an earlier run left off."""

from __future__ import annotations

import signal
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.batch.pool import Pool
from cleaner.batch.task import Result, Task
from cleaner.batch.work import CleanInput, digest
from cleaner.errors import PageError, PluginError, TimedOut
from cleaner.io.inputs import Input, Refused
from cleaner.io.journal import Earlier, Found
from cleaner.io.manifest import STATUSES, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from cleaner.io.outputs import Output

_FINAL: Final = ("NotAPage:", "NotDecodable:", "TooLarge:", "TooDeep:")
"""Failures that would only happen again, as reasons begin; an earlier run's others are retried."""

_REMEMBERED: Final = 10


@dataclass(slots=True)
class Tally:
    """What became of the inputs so far. ``sum(counts.values())`` is the number of inputs seen."""

    counts: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(STATUSES, 0)))
    resumed: int = 0
    """Inputs whose earlier result still holds."""
    chars_in: int = 0
    chars_out: int = 0
    weighed: int = 0
    """Inputs from which the generic path took something."""
    asked: int = 0
    """Those of them for which trafilatura was asked as well."""
    learned: int = 0
    """Inputs from which a learned pattern took something."""
    interrupted: bool = False
    failed: list[Row] = field(default_factory=list)
    """The first rows that failed, for messages."""
    refused: dict[str, PluginError] = field(default_factory=dict)

    @property
    def seen(self) -> int:
        """Number of inputs."""
        return sum(self.counts.values())

    def count(self, row: Row) -> None:
        """Count one input."""
        self.counts[row.status] += 1
        self.chars_in += row.chars_in
        self.chars_out += row.chars_out
        self.weighed += row.asked is not None
        self.asked += bool(row.asked)
        self.learned += bool(row.learned)
        if row.status == "failed" and len(self.failed) < _REMEMBERED:
            self.failed.append(row)


@dataclass(slots=True)
class Run:
    """How to run: ``jobs`` worker processes (1: in this one), ``timeout`` seconds a page."""

    work: CleanInput
    jobs: int = 1
    timeout: float | None = 60.0
    recycle: int = 1000
    life: float = 60.0
    """A worker is replaced after ``recycle`` pages and ``life`` seconds: libraries keep some memory
    of each page, and a new worker costs half a second."""
    watch: Callable[[Row, Tally], None] = lambda _row, _tally: None
    """Called after each input, for progress."""


def run(inputs: Iterator[Input], output: Output, how: Run, tally: Tally | None = None) -> Tally:
    """Clean ``inputs`` into ``output`` and count what became of them in ``tally``.

    Ctrl-C lets the pages being cleaned finish, writes what is done and returns with
    ``interrupted``; a second Ctrl-C raises KeyboardInterrupt.
    """
    tally = Tally() if tally is None else tally

    def passed(row: Row) -> None:
        tally.resumed += 1
        tally.count(row)
        how.watch(row, tally)

    def same(row: Row, item: Input) -> bool:
        if tally.interrupted:
            raise _Interrupted
        return _same(row, item, how.work.run) and output.holds(row, item)

    pool = (
        Pool(how.work, how.work.fail, how.jobs, how.timeout, how.recycle, how.life)
        if how.jobs > 1
        else None
    )

    def stop() -> None:
        tally.interrupted = True
        if pool is not None:
            pool.stop()

    earlier = Earlier()
    try:
        with _on_interrupt(stop):
            if output.journal is not None:
                inputs, earlier = output.journal.resume(inputs, same, passed)
            tasks = _tasks(inputs, earlier, how.work, same)
            done = _here(tasks, how, tally) if pool is None else pool.run(tasks)
            for task, result in done:
                if isinstance(result, Found):
                    passed(output.repeat(result, earlier))
                    continue
                output.put(task.item, result.row, result.record, task.old)
                for error in result.refused:
                    tally.refused.setdefault(str(error), error)
                tally.count(result.row)
                how.watch(result.row, tally)
            if not tally.interrupted:
                output.finish()
    except _Interrupted:
        pass  # before anything was changed: what the earlier run wrote stands as it stood
    finally:
        output.close()
        earlier.close()
    return tally


class _Interrupted(Exception):  # noqa: N818 -- not an error
    """Ctrl-C while the inputs are compared with those of the earlier run."""


def _tasks(
    inputs: Iterator[Input],
    earlier: Earlier,
    work: CleanInput,
    same: Callable[[Row, Input], bool],
) -> Iterator[Task]:
    for item in inputs:
        found = earlier.take(item.id)
        old = found.row if found else None
        if found and same(found.row, item):
            yield Task(item, found, old)
        elif isinstance(item, Refused):
            yield Task(item, work.refuse(item), old)
        else:
            yield Task(item, None, old)


def _same(row: Row, item: Input, fingerprint: str) -> bool:
    """Whether the result in ``row`` is what cleaning ``item`` would give."""
    if (row.input, row.run, row.url) != (item.id, fingerprint, item.url):
        return False
    if isinstance(item, Refused):
        return (row.status, row.reason) == (item.status, item.reason)
    if row.status == "failed" and not row.reason.startswith(_FINAL):
        return False
    try:
        return row.sha256 is not None and row.sha256 == digest(item.raw())
    except PageError:
        return False


def _here(tasks: Iterator[Task], how: Run, tally: Tally) -> Iterator[tuple[Task, Result | Found]]:
    """Clean in this process, one by one."""
    while not tally.interrupted and (task := next(tasks, None)):
        if task.ready is not None:
            yield task, task.ready
            continue
        try:
            with _deadline(how.timeout):
                result = how.work(task.item)
        except TimedOut as error:
            result = how.work.fail(task.item, error)
        yield task, result


@contextmanager
def _deadline(seconds: float | None) -> Iterator[None]:
    """Raise TimedOut after ``seconds``, as soon as Python code runs again.

    The alarm goes off again each second, for the first may be raised where exceptions are
    swallowed. Without effect off the main thread and where there are no alarms.
    """
    usable = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if seconds is None or not usable:
        yield
        return

    def late(_signal: int, _frame: FrameType | None) -> None:
        raise TimedOut(f"not done after {seconds:g} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _on_interrupt(stop: Callable[[], None]) -> Iterator[None]:
    """Call ``stop`` on the first Ctrl-C or SIGTERM; the next one interrupts as ever."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def handle(_signal: int, _frame: FrameType | None) -> None:
        for number, handler in before.items():
            signal.signal(number, handler)
        stop()

    for number in before:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
