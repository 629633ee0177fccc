"""Peers: extractors of others, each in an environment of its own, made on demand and kept."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
import venv
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.bench import runner
from cleaner.errors import BadOption, RunError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Peer:
    """An extractor of ``runner.EXTRACTORS``, and what to install for it."""

    name: str
    install: tuple[str, ...] = ()
    """Requirements; empty: it runs in this project's own environment."""
    about: str = ""


def known_peers() -> dict[str, Peer]:
    """The peers of ``peers.toml``, by name."""
    source = resources.files("cleaner.bench").joinpath("peers.toml").read_text("utf-8")
    return {
        name: Peer(name, tuple(entry.get("install", ())), entry.get("about", ""))
        for name, entry in tomllib.loads(source).items()
    }


def choose(names: str) -> list[Peer]:
    """Peers named by ``a,b,c`` or ``all``; raises BadOption for a name nobody knows."""
    known = known_peers()
    if names == "all":
        return list(known.values())
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    for name in wanted:
        if name not in known:
            raise BadOption(f"no peer is called {name!r}", remedy=f"one of {', '.join(known)}")
    return [known[name] for name in wanted]


def environments() -> Path:
    """Where the peers' environments are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "cleaner" / "peers"


def interpreter(peer: Peer, folder: Path) -> str:
    """The peer's python; makes its environment first where it is not there yet.

    Raises :class:`RunError` where pip cannot install it.
    """
    if not peer.install:
        return sys.executable
    version = hashlib.sha256("\n".join(peer.install).encode()).hexdigest()[:8]
    home = folder / f"{peer.name}-{version}"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = home / "ready"
    if not ready.exists():
        venv.create(home, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", *peer.install]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            told = done.stderr.strip().splitlines()[-1:] or ["pip failed"]
            raise RunError(f"{peer.name} could not be installed: {told[0]}", remedy="see pip")
        ready.touch()
    return str(python)


@contextmanager
def serving(peer: Peer, folder: Path) -> Iterator[Callable[[str, str | None], dict[str, Any]]]:
    """A running peer: call it with HTML and URL; what comes back see :mod:`cleaner.bench.runner`.

    Raises :class:`RunError` where its process ends early.
    """
    command = [interpreter(peer, folder), runner.__file__, peer.name]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    source, results = process.stdin, process.stdout

    def ask(html: str, url: str | None) -> dict[str, Any]:
        source.write(json.dumps({"html": html, "url": url}) + "\n")
        source.flush()
        answer = results.readline()
        if not answer:
            raise RunError(f"the process of {peer.name} ended", remedy="run it by hand to see why")
        found: dict[str, Any] = json.loads(answer)
        return found

    try:
        with process:
            yield ask
            source.close()
    finally:
        process.kill()
