"""The feed: reads inputs ahead in a thread, so that a slow source never stops the workers."""

from __future__ import annotations

import socket
import threading
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.batch.task import Task

_CHUNK_TASKS: Final = 8
_CHUNK_BYTES: Final = 1 << 20


class Feed:
    """A bounded buffer in front of the pool.

    ``wake`` becomes readable when something arrived, so the pool can wait for workers and for
    inputs at once. What the source raises is raised again by ``take``.
    """

    def __init__(self, tasks: Iterable[Task], limit: int, limit_bytes: int = 16 << 20) -> None:
        self._tasks = tasks
        self._limit, self._limit_bytes = limit, limit_bytes
        self._buffer: deque[Task] = deque()
        self._weight = 0
        self._changed = threading.Condition()
        self._error: BaseException | None = None
        self._stopped = self._ended = False
        self.wake, self._bell = socket.socketpair()
        for end in (self.wake, self._bell):
            end.setblocking(False)
        threading.Thread(target=self._read, name="cleaner-feed", daemon=True).start()

    @property
    def empty(self) -> bool:
        """Nothing waits, and nothing will come any more."""
        with self._changed:
            return self._ended and not self._buffer

    @property
    def ended(self) -> bool:
        """Nothing will come any more."""
        with self._changed:
            return self._ended

    @property
    def waiting(self) -> bool:
        """Something can be taken now, or the source raised."""
        with self._changed:
            return bool(self._buffer) or self._error is not None

    def quiet(self) -> None:
        """Stop the bell; what arrives from now on rings it again."""
        with suppress(BlockingIOError):
            self.wake.recv(1 << 16)

    def take(self) -> list[Task]:
        """What waits, up to a chunk; never blocks. A task with a result comes alone."""
        self.quiet()
        chunk: list[Task] = []
        weight = 0
        with self._changed:
            while self._buffer and len(chunk) < _CHUNK_TASKS and weight < _CHUNK_BYTES:
                if chunk and self._buffer[0].ready is not None:
                    break
                task = self._buffer.popleft()
                chunk.append(task)
                weight += task.item.weight
                if task.ready is not None:
                    break
            self._weight -= weight
            self._changed.notify()
            if self._error is not None and not self._buffer and not chunk:
                raise self._error
        return chunk

    def stop(self) -> None:
        """Read no more; what waits is forgotten."""
        with self._changed:
            self._stopped = self._ended = True
            self._buffer.clear()
            self._changed.notify()

    def close(self) -> None:
        """Stop, and give the wake-up line back."""
        self.stop()
        self.wake.close()

    def _read(self) -> None:
        error: BaseException | None = None
        try:
            for task in self._tasks:
                with self._changed:
                    while not self._stopped and self._full():
                        self._changed.wait()
                    if self._stopped:
                        break
                    self._buffer.append(task)
                    self._weight += task.item.weight
                self._ring()
        except BaseException as raised:
            error = raised
        with self._changed:
            self._error, self._ended = error, error is None
        self._ring()
        self._bell.close()

    def _full(self) -> bool:
        return len(self._buffer) >= self._limit or self._weight >= self._limit_bytes

    def _ring(self) -> None:
        with suppress(OSError):  # it rings already, or nobody listens any more
            self._bell.send(b"!")
