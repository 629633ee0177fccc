"""The pool: worker processes that can be killed, results in the order of the inputs.

A chunk goes to an idle worker only, and a worker answers page by page; so the page a worker is at
is always the first it has not answered, and neither side ever waits for the other to read.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import time
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Final

from cleaner.batch.feed import Feed
from cleaner.batch.task import Fail, Result, Task, Work
from cleaner.batch.worker import READY, serve
from cleaner.errors import Crashed, RunError, TimedOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.process import BaseProcess

    from cleaner.io.journal import Found

_POLL: Final = 0.5
_MAX_HELD: Final = 64 << 20
_START_FAILURES: Final = 3


@dataclass(slots=True)
class _Pending:
    """A task handed out, or to be handed out again."""

    index: int
    task: Task
    tries: int = 0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    ready: bool = False
    chunk: deque[_Pending] = field(default_factory=deque)
    since: float = 0.0
    """When it began the page it is at."""
    pages: int = 0
    born: float = field(default_factory=time.monotonic)


def prepare() -> Any:  # noqa: ANN401 -- the two contexts have no common type
    """Start what workers are made from, if it does not run yet; returns at once.

    Never fork from the run itself: a sibling would hold our end of a worker's pipe open, and a
    worker could not see that we are gone.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver  # not to be had everywhere

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["cleaner.batch.warm"])
    forkserver.ensure_running()
    return context


class Pool:
    """``jobs`` worker processes that run ``work``; ``fail`` makes the results of lost pages."""

    def __init__(
        self,
        work: Work,
        fail: Fail,
        jobs: int,
        timeout: float | None,
        recycle: int = 1000,
        life: float = 0.0,
    ) -> None:
        """A worker is replaced after ``recycle`` pages, but not before ``life`` seconds."""
        self._context = prepare()
        self._work = pickle.dumps(work)
        self._fail = fail
        self._jobs, self._timeout = jobs, timeout
        self._recycle, self._life = recycle, life
        self._workers: list[_Worker] = []
        self._chunks: deque[list[_Pending]] = deque()
        self._done: dict[int, tuple[Task, Result | Found]] = {}
        self._held = 0
        self._handed = self._given = 0
        self._failed_starts = 0
        self._stopping = False

    def stop(self) -> None:
        """Begin no more pages; those being cleaned are finished. Safe in a signal handler."""
        self._stopping = True

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Found]]:
        """The results of ``tasks``, in their order, as soon as order allows."""
        feed = Feed(tasks, limit=64 * self._jobs)
        try:
            while True:
                if self._stopping:
                    self._wind_down(feed)
                else:
                    self._hand_out(feed)
                while self._given in self._done:
                    task, result = self._done.pop(self._given)
                    self._given += 1
                    self._held -= len(result.record) if isinstance(result, Result) else 0
                    yield task, result
                if feed.empty and not self._chunks and not any(w.chunk for w in self._workers):
                    return
                self._wait(feed)
        finally:
            feed.close()
            for worker in self._workers:
                _end(worker)

    def _hand_out(self, feed: Feed) -> None:
        """Give every idle worker a chunk; start workers while there are more chunks than hands."""
        idle = [worker for worker in self._workers if worker.ready and not worker.chunk]
        while self._chunks or self._fetch(feed):
            if not idle:
                starting = sum(not worker.ready for worker in self._workers)
                wanted = len(self._chunks) + feed.waiting
                if len(self._workers) < self._jobs and starting < wanted:
                    self._start()
                return
            worker = idle.pop()
            chunk = self._chunks.popleft()
            worker.chunk.extend(chunk)
            worker.since = time.monotonic()
            try:
                worker.connection.send([pending.task.item for pending in chunk])
            except OSError:
                self._lost(worker)

    def _fetch(self, feed: Feed) -> bool:
        """Take a chunk from the feed, if there is room for its results; ready ones pass by."""
        while feed.waiting and self._has_room() and (tasks := feed.take()):
            first, self._handed = self._handed, self._handed + len(tasks)
            if tasks[0].ready is None:
                self._chunks.append([_Pending(first + i, task) for i, task in enumerate(tasks)])
                return True
            self._finish(_Pending(first, tasks[0]), tasks[0].ready)
        return False

    def _has_room(self) -> bool:
        """Whether more results may wait for their turn."""
        return self._handed - self._given < 64 * self._jobs and self._held < _MAX_HELD

    def _wind_down(self, feed: Feed) -> None:
        """Forget what has not begun: the rest of each chunk, and all that waits."""
        feed.stop()
        self._chunks.clear()
        for worker in self._workers:
            while len(worker.chunk) > 1:
                worker.chunk.pop()

    def _wait(self, feed: Feed) -> None:
        """Wait for answers, inputs or the next deadline; then take answers and kill the overdue."""
        now = time.monotonic()
        patience = _POLL
        if self._timeout is not None:
            for worker in self._workers:
                if worker.chunk:
                    patience = min(patience, worker.since + self._timeout - now)
        lines: list[Any] = [worker.connection for worker in self._workers]
        if not feed.ended and not self._chunks and self._has_room():
            lines.append(feed.wake)  # else its bell, which nobody answers, would keep us awake
        awake = wait(lines, timeout=max(patience, 0.01))
        if feed.wake in awake:
            feed.quiet()
        for worker in list(self._workers):
            if worker.connection in awake:
                self._receive(worker)
            elif (
                self._timeout is not None
                and worker.chunk
                and time.monotonic() - worker.since > self._timeout
            ):
                late = worker.chunk.popleft()
                error = TimedOut(f"not done after {self._timeout:g} s", file=late.task.item.id)
                self._finish(late, self._fail(late.task.item, error))
                self._drop(worker)

    def _receive(self, worker: _Worker) -> None:
        try:
            message = worker.connection.recv_bytes()
        except (EOFError, OSError):
            self._lost(worker)
            return
        if message == READY:
            worker.ready, self._failed_starts = True, 0
            return
        pending = worker.chunk.popleft()
        worker.since = time.monotonic()
        worker.pages += 1
        self._finish(pending, pickle.loads(message))
        old = worker.pages >= self._recycle and time.monotonic() - worker.born >= self._life
        if not worker.chunk and (old or self._stopping):
            self._drop(worker)

    def _finish(self, pending: _Pending, result: Result | Found) -> None:
        self._done[pending.index] = (pending.task, result)
        self._held += len(result.record) if isinstance(result, Result) else 0

    def _lost(self, worker: _Worker) -> None:
        """A worker died: its page is tried once more, alone, then failed."""
        worker.process.join(1)
        code = worker.process.exitcode
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _START_FAILURES:
                raise RunError("the workers cannot be started", remedy="see the message above")
        elif worker.chunk:
            pending = worker.chunk.popleft()
            if pending.tries == 0 and not self._stopping:
                pending.tries = 1
                self._chunks.appendleft([pending])
            else:
                error = Crashed(
                    f"the worker died on it twice ({_cause(code)})", file=pending.task.item.id
                )
                self._finish(pending, self._fail(pending.task.item, error))
        self._drop(worker)

    def _drop(self, worker: _Worker) -> None:
        """End a worker; what it had not begun is handed out again."""
        self._workers.remove(worker)
        if worker.chunk:
            self._chunks.appendleft(list(worker.chunk))
        _end(worker)

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=serve, args=(theirs, self._work, self._timeout), daemon=True
        )
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))


def _end(worker: _Worker) -> None:
    """Kill the process; between pages it has nothing to lose."""
    worker.process.kill()
    worker.process.join()
    worker.process.close()
    worker.connection.close()


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        return f"{name}, perhaps out of memory" if name == "SIGKILL" else name
    return f"exit code {code}"
