"""Whole runs as processes: all is accounted for; killed and started again, the same comes out."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batch_pages import files, page

from cleaner.io.manifest import WITH_OUTPUT


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
