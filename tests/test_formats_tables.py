"""Parquet and zstd in; Parquet, partitions, dolma and zstd out."""

import gzip
import json
import subprocess
import sys

import pytest
from archives import page, text

from cleaner.io import ReadOptions, Refused, inputs

pa = pytest.importorskip("pyarrow", reason="the extra arrow is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="the extra arrow is not installed")


def rows(count, **more):
    return [
        {"id": f"r{n}", "url": f"https://www.site{n % 3}.com/{n}", "text": text(n), **more}
        for n in range(count)
    ]


def parquet(path, records, **options):
    pq.write_table(pa.Table.from_pylist(records), path, **options)
    return path


def jsonl(path, records):
    path.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    return path


def found(path, **options):
    return list(inputs([path], ReadOptions(**options)))


def clean(*arguments, code=0):
    done = subprocess.run(
        [sys.executable, "-m", "cleaner", "clean", *map(str, arguments), "--jobs", "1", "-q"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == code, done.stderr.decode()
    return done.stdout


def statuses(manifest):
    return [json.loads(line)["status"] for line in manifest.read_text("utf-8").splitlines()]


def test_rows_of_parquet_are_inputs(tmp_path):
    items = found(parquet(tmp_path / "in.parquet", rows(5, score=0.5), row_group_size=2))
    assert [item.id for item in items] == [f"in.parquet:{n}" for n in range(1, 6)]
    payload = items[3].payload(items[3].raw())
    assert (payload.id, payload.url) == ("r3", "https://www.site0.com/3")
    assert payload.extra == {"score": 0.5}


def test_parquet_without_pages_fails_and_names_its_columns(tmp_path):
    (item,) = found(parquet(tmp_path / "in.parquet", [{"content": "x"}]))
    assert item.reason.startswith("BadOption: no column 'html' or 'text' among content")
    (item,) = found(tmp_path / "in.parquet", text_field="content")
    assert not isinstance(item, Refused)


def test_a_truncated_parquet_is_one_failed_input(tmp_path):
    path = parquet(tmp_path / "in.parquet", rows(50))
    path.write_bytes(path.read_bytes()[:-20])
    (item,) = found(path)
    assert item.reason.startswith("Unreadable: no Parquet file, or truncated")


def test_a_damaged_row_group_fails_alone(tmp_path):
    path = parquet(tmp_path / "in.parquet", rows(60), row_group_size=20, use_dictionary=False)
    column = pq.ParquetFile(path).metadata.row_group(1).column(2)
    data = bytearray(path.read_bytes())
    start = column.data_page_offset
    data[start : start + column.total_compressed_size] = b"\0" * column.total_compressed_size
    path.write_bytes(data)
    items = found(path)
    failed = [item for item in items if isinstance(item, Refused)]
    assert [item.id for item in failed] == ["in.parquet:21"]
    assert "rows 21 to 40 are damaged" in failed[0].reason
    assert [item.id for item in items if item not in failed][-1] == "in.parquet:60"
    assert len(items) == 41


def test_zstd_is_read_and_a_torn_frame_is_named(tmp_path):
    zstandard = pytest.importorskip("zstandard", reason="the extra zstd is not installed")
    lines = [json.dumps(one).encode() + b"\n" for one in rows(400)]
    packed = [zstandard.compress(b"".join(lines[at : at + 100])) for at in range(0, 400, 100)]
    path = tmp_path / "in.jsonl.zst"
    path.write_bytes(b"".join(packed))
    assert len(found(path)) == 400
    path.write_bytes(b"".join(packed)[:-30])
    *good, last = found(path)
    assert len(good) >= 300
    assert last.reason.startswith("Unreadable: breaks off or is damaged after line ")


def test_a_torn_gzip_is_named_and_what_came_before_counts(tmp_path):
    path = tmp_path / "in.jsonl.gz"
    data = gzip.compress("".join(json.dumps(one) + "\n" for one in rows(400)).encode())
    path.write_bytes(data[: len(data) * 2 // 3])
    *good, last = found(path)
    assert good
    assert (last.status, last.reason.partition(":")[0]) == ("failed", "Unreadable")


def test_a_huge_record_fails_alone_and_is_never_held_whole(tmp_path):
    path = tmp_path / "in.jsonl"
    with path.open("w") as file:
        file.write(json.dumps({"text": text()}) + "\n")
        file.write('{"text": "' + "x" * 200_000_000 + '"}\n')
        file.write(json.dumps({"text": text()}) + "\n")
    peak = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True
    )
    seen, before, after = map(int, peak.stdout.split())
    assert seen == 3
    assert after - before < 90_000  # kB: some tens of the limit of 20 MB, not 200
    _, huge, _ = found(path, max_bytes=20_000_000)
    assert huge.reason.startswith("TooLarge: ")


PEAK = """
import resource, sys
from cleaner.io import ReadOptions, inputs
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
seen = sum(1 for _ in inputs([sys.argv[1]], ReadOptions(max_bytes=20_000_000)))
print(seen, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_all_outputs_hold_the_same_records(tmp_path):
    pytest.importorskip("zstandard", reason="the extra zstd is not installed")
    from cleaner.io.packing import unpacking
    from cleaner.io.rows import record_of

    source = jsonl(tmp_path / "in.jsonl", [*rows(30), {"id": "bad"}])
    held = {}
    for name in ["a.jsonl", "b.jsonl.gz", "c.jsonl.zst", "d.parquet", "e.parquet"]:
        more = ["--partition", "domain"] if name == "e.parquet" else []
        clean(source, "-o", tmp_path / name, *more, code=1)
        assert statuses(tmp_path / f"{name}.manifest.jsonl") == ["generic"] * 30 + ["failed"]
    for name in ["a.jsonl", "b.jsonl.gz", "c.jsonl.zst"]:
        with unpacking((tmp_path / name).open("rb")) as stream:
            held[name] = [json.loads(line) for line in stream]
    held["d.parquet"] = list(map(record_of, pq.read_table(tmp_path / "d.parquet").to_pylist()))
    whole = pa.dataset.dataset(tmp_path / "e.parquet", partitioning="hive").to_table().to_pylist()
    held["e.parquet"] = sorted(map(record_of, whole), key=lambda one: int(one["id"][1:]))
    assert len(held["a.jsonl"]) == 30
    for records in held.values():
        assert records == held["a.jsonl"]
    folders = sorted(path.name for path in (tmp_path / "e.parquet").iterdir())
    assert folders == ["domain=site0.com", "domain=site1.com", "domain=site2.com"]


def test_partitions_by_day_have_one_for_no_day(tmp_path):
    head = '<meta property="article:published_time" content="2024-03-05T10:00:00+03:00">'
    records = [{"id": "1", "html": page(head=head)}, {"id": "2", "html": page()}]
    out = tmp_path / "out.parquet"
    clean(jsonl(tmp_path / "in.jsonl", records), "-o", out, "--partition", "date")
    assert sorted(path.name for path in out.iterdir()) == [
        "date=2024-03-05",
        "date=__HIVE_DEFAULT_PARTITION__",
    ]


def test_a_second_run_makes_the_same_parquet(tmp_path):
    source = jsonl(tmp_path / "in.jsonl", rows(5))
    out = tmp_path / "out.parquet"
    clean(source, "-o", out)
    first = out.read_bytes()
    clean(source, "-o", out)
    assert out.read_bytes() == first


def test_a_parquet_that_is_not_ours_is_left_alone(tmp_path):
    out = parquet(tmp_path / "out.parquet", [{"a": 1}])
    before = out.read_bytes()
    clean(jsonl(tmp_path / "in.jsonl", rows(1)), "-o", out, code=2)
    assert out.read_bytes() == before


def test_dolma_has_its_keys_and_the_rest_in_metadata(tmp_path):
    source = jsonl(tmp_path / "in.jsonl", rows(1, lang="ar"))
    (line,) = clean(source, "--format", "dolma").splitlines()
    record = json.loads(line)
    assert set(record) == {"id", "text", "source", "metadata"}
    assert (record["id"], record["source"]) == ("r0", "site0.com")
    assert record["metadata"]["input"] == {"lang": "ar"}


def test_what_dolma_wrote_is_read_again_with_its_url(tmp_path):
    record = {"id": "1", "text": text(), "source": "x", "metadata": {"url": "https://a.com/1"}}
    (item,) = found(jsonl(tmp_path / "in.jsonl", [record]))
    assert item.payload(item.raw()).url == "https://a.com/1"


@pytest.mark.parametrize("name", ["out.jsonl.zst", "out.parquet"])
def test_a_missing_extra_is_named_in_one_line(tmp_path, name):
    module = "pyarrow" if name.endswith("parquet") else "zstandard"
    extra = "arrow" if name.endswith("parquet") else "zstd"
    source = jsonl(tmp_path / "in.jsonl", rows(1))
    hidden = (
        "import sys, importlib.util as u; find = u.find_spec\n"
        f"u.find_spec = lambda name, *a: None if name == {module!r} else find(name, *a)\n"
        "from cleaner.cli import main; main(sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", hidden, "clean", str(source), "-o", str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"pip install 'arabic-news-cleaner[{extra}]'" in done.stderr
    assert "Traceback" not in done.stderr
