"""Whatever kills a run, and whoever shares it: the same bytes, and totals that add up."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from archives import page, text

COUNT = 1500


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Records of both kinds, some bad, one line that is no JSON."""
    path = tmp_path_factory.mktemp("source") / "pages.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(COUNT):
            record = {"id": str(number), "url": f"https://www.site{number % 3}.com/{number}"}
            if number % 100 == 7:
                file.write("{no JSON\n")
                continue
            if number % 10 == 3:
                record["html"] = page(number=number)
            elif number % 100 != 9:
                record["text"] = text(number)
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "cleaner", *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finished(process):
    _, told = process.communicate(timeout=300)
    return process.returncode, told.decode()


def kill(process):
    """SIGKILL to the run and all its workers, as the kernel or an operator would."""
    with suppress(ProcessLookupError):  # it had finished
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)


def size(path):
    return path.stat().st_size if path.exists() else 0


def content(path):
    """Everything below a path but the manifest, whose rows tell the milliseconds."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return {str(file.relative_to(path)): file.read_bytes() for file in files if file.is_file()}


def rows(manifest):
    lines = [json.loads(line) for line in manifest.read_text("utf-8").splitlines()]
    return [{key: value for key, value in row.items() if key not in ("ms",)} for row in lines]


def needs(name):
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason="the extra arrow is not installed")
    if name.endswith(".zst"):
        pytest.importorskip("zstandard", reason="the extra zstd is not installed")


@pytest.mark.parametrize("name", ["out.jsonl.zst", "out.parquet"])
def test_killed_at_ten_moments_equals_uninterrupted(source, tmp_path, name):
    needs(name)
    whole, torn = tmp_path / "whole" / name, tmp_path / "torn" / name
    more = ["--partition", "domain"] if name == "out.parquet" else []
    manifests = [path.with_name(name + ".manifest.jsonl") for path in (whole, torn)]
    code, told = finished(start("clean", source, "-o", whole, *more, "--jobs", "2"))
    assert code == 1, told  # some records are bad
    moments = random.Random(name)
    kills = 0
    for number in range(10):
        written = manifests[0].stat().st_size * (number + moments.random()) / 10
        process = start("clean", source, "-o", torn, *more, "--jobs", "2")
        while process.poll() is None and size(manifests[1]) < written:
            time.sleep(0.005)
        time.sleep(moments.uniform(0, 0.3))
        kills += process.poll() is None
        kill(process)
    code, told = finished(start("clean", source, "-o", torn, *more, "--jobs", "1"))
    assert code == 1, told
    assert kills >= 7, "the runs were over before they could be killed"
    assert content(torn) == content(whole)
    first, second = map(rows, manifests)
    assert [row["input"] for row in first] == [row["input"] for row in second]
    assert [row["status"] for row in first] == [row["status"] for row in second]
    assert len(first) == COUNT


def test_shards_are_shared_and_done_once(source, tmp_path):
    shards = tmp_path / "in"
    shards.mkdir()
    lines = source.read_bytes().splitlines(keepends=True)[:300]
    for number in range(3):
        (shards / f"s{number}.jsonl").write_bytes(b"".join(lines[number * 100 :][:100]))
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    code, told = finished(start("shards", shards, "-o", alone, "--jobs", "1"))
    assert code == 1, told
    assert "inputs     300" in told
    for part in ("1/2", "2/2"):
        finished(start("shards", shards, "-o", shared, "--part", part, "--jobs", "2"))
    for number in range(3):
        name = f"s{number}.jsonl.gz"
        assert (shared / name).read_bytes() == (alone / name).read_bytes()
        assert (shared / f"{name}.done").read_bytes() == (alone / f"{name}.done").read_bytes()


def test_a_done_shard_is_passed_over_and_a_changed_one_is_not(bundled, source, tmp_path):
    from cleaner.batch.shards import Sharding, clean_shard, done, shards

    (tmp_path / "in.jsonl").write_bytes(b"".join(source.read_bytes().splitlines(True)[:5]))
    (shard,) = shards([tmp_path / "in.jsonl"], tmp_path / "out", ".jsonl")
    how = Sharding(bundled)
    assert done(shard, how) is None
    first = clean_shard(shard, how)
    again = clean_shard(shard, how)
    assert (first.resumed, again.resumed) == (0, 5)
    assert +again.counts == +first.counts
    shard.marker.write_text("torn by a full disk")
    assert done(shard, how) is None
    assert clean_shard(shard, how).resumed == 5  # its own manifest knew
    (tmp_path / "in.jsonl").write_bytes(b"".join(source.read_bytes().splitlines(True)[1:6]))
    assert done(shard, how) is None
    assert clean_shard(shard, how).seen == 5
    shard.target.unlink()
    assert clean_shard(shard, how).resumed == 0


def test_two_shards_with_one_output_are_refused(tmp_path):
    from cleaner.batch.shards import shards
    from cleaner.errors import BadOption

    for name in ["a.jsonl", "a.jsonl.gz"]:
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(BadOption, match="have one output"):
        list(shards([tmp_path], tmp_path / "out", ".jsonl"))
    with pytest.raises(BadOption, match="no part 3 of 2"):
        list(shards([tmp_path / "a.jsonl"], tmp_path / "out", ".jsonl", (3, 2)))


def limited(size, *arguments):
    """A run that may write files of ``size`` bytes at most: a disk that is full."""
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}));"
        "from cleaner.cli import main; main(sys.argv[1:])"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_a_full_disk_is_named_and_the_run_goes_on_when_there_is_room(source, tmp_path, name):
    needs(name)
    lines = source.read_bytes().splitlines(keepends=True)[:200]
    few = tmp_path / "few.jsonl"
    few.write_bytes(b"".join(lines))
    out, whole = tmp_path / "full" / name, tmp_path / "whole" / name
    done = limited(30_000, "clean", few, "-o", out, "--jobs", "1")
    assert done.returncode in (1, 2)
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    if name == "out.parquet":
        assert not out.exists()
    finished(start("clean", few, "-o", out, "--jobs", "1"))
    finished(start("clean", few, "-o", whole, "--jobs", "2"))
    assert out.read_bytes() == whole.read_bytes()
    assert len(rows(out.with_name(name + ".manifest.jsonl"))) == 200
