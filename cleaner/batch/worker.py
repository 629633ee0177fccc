"""The worker process: takes chunks of inputs, answers one by one."""

from __future__ import annotations

import os
import pickle
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

READY: Final = b"ready"
_GRACE: Final = 30


def serve(connection: Connection, work: bytes, timeout: float | None) -> None:
    """Say ``ready``, then answer each input of each chunk until the chunk ``None`` comes.

    ``work`` is the pickled callable that cleans one input.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    os.dup2(2, 1)  # a library that prints must not spoil the data
    with suppress(OSError):  # where memory runs out, lose a page, not the run
        Path("/proc/self/oom_score_adj").write_text("500")
    clean = pickle.loads(work)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent is gone
        connection.send_bytes(READY)
        while (chunk := connection.recv()) is not None:
            for item in chunk:
                _alarm(timeout)
                result = clean(item)
                _alarm(None)
                connection.send_bytes(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))


def _alarm(timeout: float | None) -> None:
    """Let the kernel end this process on a hung page even if the parent no longer lives."""
    if hasattr(signal, "alarm"):
        signal.alarm(0 if timeout is None else int(timeout) + _GRACE)
