"""The same 5,000 records give the same rows through every way in."""

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec

import pytest
from archives import page, text

from cleaner.io.rows import record_of

pa = pytest.importorskip("pyarrow", reason="the extra arrow is not installed")

COUNT = 5_000


@pytest.fixture(scope="module")
def records():
    """Texts, some pages, and what goes wrong in a real crawl."""
    found = []
    for number in range(COUNT):
        record = {"id": f"r{number}", "url": f"https://www.site{number % 7}.com/{number}"}
        record |= {"text": text(number), "html": None, "position": number % 11}
        if number % 50 == 3:
            record["html"] = page(number=number)
        if number % 97 == 5:
            record["text"] = None if number % 2 else "  "
        found.append(record)
    return found


@pytest.fixture(scope="module")
def expected(records):
    """Record by record, in Python."""
    from cleaner.batch.arrow import CleanBatch

    clean = CleanBatch()
    found = [clean.record(record) for record in records]
    assert len({record["status"] for record in found}) >= 3
    return found


@pytest.fixture(scope="module")
def parquet(records, tmp_path_factory):
    import pyarrow.parquet as pq

    path = tmp_path_factory.mktemp("pages") / "pages.parquet"
    pq.write_table(pa.Table.from_pylist(records), path, row_group_size=700)
    return path


def by_id(found):
    return sorted(found, key=lambda record: int(record["id"][1:]))


def of_table(table):
    return by_id(map(record_of, table.to_pylist()))


def of_engine(code, parquet, name):
    """The records an engine writes, run in a process of its own."""
    import pyarrow.parquet as pq

    out = parquet.with_name(name)
    done = subprocess.run(
        [sys.executable, "-c", code, str(parquet), str(out)],
        env={**os.environ, "PYSPARK_PYTHON": sys.executable, "RAY_USAGE_STATS_ENABLED": "0"},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return of_table(pq.read_table(out))


def same(found, expected):
    assert len(found) == len(expected)
    for one, other in zip(found, map(as_row, expected), strict=True):
        assert one == other


def as_row(record):
    """The record as a table gives it back: failed ones have all columns there."""
    from cleaner.io.rows import row_of

    return record_of(row_of(record))


def test_python_tables(records, expected):
    from cleaner.batch.arrow import clean_batch

    same(of_table(clean_batch(pa.Table.from_pylist(records))), expected)


@pytest.mark.parametrize("jobs", [1, 2])
def test_command_line(parquet, expected, jobs, tmp_path):
    import pyarrow.parquet as pq

    out = tmp_path / "out.parquet"
    command = [sys.executable, "-m", "cleaner", "clean", str(parquet), "-o", str(out), "--all"]
    done = subprocess.run([*command, "--jobs", str(jobs), "-q"], check=False)
    assert done.returncode == 1  # some records are bad
    same(list(map(record_of, pq.read_table(out).to_pylist())), expected)


def test_streaming(records, expected):
    lines = "".join(json.dumps(record) + "\n" for record in records).encode()
    command = [sys.executable, "-m", "cleaner", "clean", "-", "--all", "-q", "--jobs", "2"]
    done = subprocess.run(command, input=lines, capture_output=True, check=False)
    assert [json.loads(line) for line in done.stdout.splitlines()] == expected


def test_spark_with_two_workers(parquet, expected):
    pytest.importorskip("pyspark", reason="the extra spark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    code = (
        "import sys\n"
        "from cleaner.adapters.spark import clean_dataframe\n"
        "from pyspark.sql import SparkSession\n"
        "builder = SparkSession.builder.master('local[2]').config('spark.ui.enabled', 'false')\n"
        "spark = builder.getOrCreate()\n"
        "pages = spark.read.parquet(sys.argv[1]).repartition(4)\n"
        "clean_dataframe(pages).write.parquet(sys.argv[2])\n"
    )
    same(of_engine(code, parquet, "spark"), expected)


def test_ray_with_two_actors(parquet, expected):
    pytest.importorskip("ray", reason="the extra ray is not installed")
    code = (
        "import sys, ray\n"
        "from cleaner.adapters.ray import clean_dataset\n"
        "ray.init(num_cpus=3, include_dashboard=False, logging_level='error')\n"
        "clean_dataset(ray.data.read_parquet(sys.argv[1])).write_parquet(sys.argv[2])\n"
    )
    same(of_engine(code, parquet, "ray"), expected)


def test_datatrove_with_two_workers(records, expected, tmp_path):
    pytest.importorskip("datatrove", reason="the extra datatrove is not installed")
    code = (
        "import sys\n"
        "from cleaner.adapters.datatrove import ArticleWriter, CleanStep\n"
        "from datatrove.executor import LocalPipelineExecutor\n"
        "from datatrove.pipeline.readers import JsonlReader\n"
        "if __name__ == '__main__':\n"
        "    steps = [JsonlReader(sys.argv[1]), CleanStep(text=True),\n"
        "             ArticleWriter(sys.argv[2], compression=None)]\n"
        "    LocalPipelineExecutor(steps, tasks=2, workers=2, logging_dir=sys.argv[3]).run()\n"
    )
    (tmp_path / "run.py").write_text(code, "utf-8")
    texts = [record for record in records if record["html"] is None and record["text"]]
    for part in (0, 1):
        folder = tmp_path / "in"
        folder.mkdir(exist_ok=True)
        lines = [
            json.dumps({k: v for k, v in one.items() if k != "html"}) for one in texts[part::2]
        ]
        (folder / f"{part}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    places = [str(tmp_path / name) for name in ("in", "out", "log")]
    done = subprocess.run(
        [sys.executable, str(tmp_path / "run.py"), *places],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = [
        json.loads(line)
        for file in sorted((tmp_path / "out").glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    wanted = {one["id"] for one in texts}
    kept = [one for one in expected if one["id"] in wanted and one["status"] == "generic"]
    for one in found:
        one["input"].pop("file_path", None)  # the reader's own
    for one in (kept := [dict(one) for one in kept]):
        one["input"] = {key: one["input"][key] for key in one["input"] if key != "html"}
    assert by_id(found) == kept


@pytest.mark.parametrize(
    ("module", "package", "extra"),
    [
        ("spark", "pyspark", "spark"),
        ("ray", "ray", "ray"),
        ("datatrove", "datatrove", "datatrove"),
        ("scrapy", "scrapy", "scrapy"),
        ("langchain", "langchain_core", "langchain"),
        ("haystack", "haystack", "haystack"),
    ],
)
def test_a_missing_framework_names_its_extra(module, package, extra):
    code = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "import cleaner, cleaner.adapters\n"
        f"import cleaner.adapters.{module}\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"pip install 'arabic-news-cleaner[{extra}]'" in done.stderr


def test_importing_the_package_loads_no_framework():
    names = [
        "pyspark",
        "ray",
        "datatrove",
        "scrapy",
        "langchain_core",
        "haystack",
        "pyarrow",
        "fastwarc",
        "zstandard",
        "trafilatura",
        "requests",
    ]
    code = f"import sys, cleaner, cleaner.adapters; print([n for n in {names} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert find_spec("cleaner.adapters.spark") is not None
