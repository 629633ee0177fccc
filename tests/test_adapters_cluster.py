"""The cluster jobs of docs/adapters: Spark's as spark-submit runs it, datatrove's as Slurm does."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from archives import text

pytest.importorskip("pyarrow", reason="the extra arrow is not installed")

DOCS = Path(__file__).resolve().parents[1] / "docs" / "adapters"
SCRIPTS = Path(sys.executable).parent
COUNT = 40

SBATCH = """#!/bin/bash
# Slurm's sbatch, as far as a job array goes: each task in turn, here.
script="${@: -1}"
last=$(sed -n 's/^#SBATCH --array=0-\\([0-9]*\\).*/\\1/p' "$script")
for task in $(seq 0 "${last:-0}"); do
  SLURM_ARRAY_TASK_ID=$task SLURM_JOB_ID=7 SLURM_NODELIST=node1 bash "$script" >&2 || exit 1
done
echo "Submitted batch job 7"
"""
SRUN = """#!/bin/bash
while [[ $1 == -* ]]; do [[ $1 == -n ]] && shift; shift; done
exec "$@"
"""
SCONTROL = "#!/bin/bash\necho node1\n"


def block(page, start):
    """The text block of a page of docs/adapters that begins with ``start``."""
    blocks = re.findall(r"```text\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    return next(code for code in blocks if code.startswith(start))


def run(command, folder, **environment):
    path = os.pathsep.join([str(folder / "bin"), str(SCRIPTS), os.environ["PATH"]])
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path, "PYSPARK_PYTHON": sys.executable, **environment},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def records():
    return [
        {"id": str(n), "url": f"https://www.site{n % 3}.com/{n}", "text": text(n)}
        for n in range(COUNT)
    ]


def test_spark_job_under_spark_submit(tmp_path):
    pytest.importorskip("pyspark", reason="the extra spark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    import pyarrow as pa
    import pyarrow.parquet as pq

    (tmp_path / "job.py").write_text(block("spark.md", "import sys"), "utf-8")
    pq.write_table(pa.Table.from_pylist(records()), tmp_path / "pages.parquet")
    submit = [str(SCRIPTS / "spark-submit"), "--master", "local[2]", "job.py"]
    run([*submit, "pages.parquet", "articles"], tmp_path)
    folders = sorted(path.name for path in (tmp_path / "articles").glob("domain=*"))
    assert folders == ["domain=site0.com", "domain=site1.com", "domain=site2.com"]
    found = pq.read_table(tmp_path / "articles").to_pylist()
    assert {one["id"] for one in found} == {one["id"] for one in records()}
    assert not any("سباق" in one["text"] for one in found)


def test_datatrove_job_under_slurm(tmp_path):
    pytest.importorskip("datatrove", reason="the extra datatrove is not installed")
    (tmp_path / "bin").mkdir()
    for name, code in {"sbatch": SBATCH, "srun": SRUN, "scontrol": SCONTROL}.items():
        (tmp_path / "bin" / name).write_text(code, "utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    for part in (0, 1):
        lines = "".join(json.dumps(one) + "\n" for one in records()[part::2])
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{part}.jsonl").write_text(lines, "utf-8")
    executor = re.search(
        r"SlurmPipelineExecutor\(.*?\)\.run\(\)", block("datatrove.md", "steps"), re.S
    )
    code = executor[0].replace("/shared/log", "log").replace("tasks=8000", "tasks=2")
    (tmp_path / "job.py").write_text(
        "from cleaner.adapters.datatrove import ArticleWriter, CleanStep\n"
        "from datatrove.executor import SlurmPipelineExecutor\n"
        "from datatrove.pipeline.readers import JsonlReader\n"
        "steps = [JsonlReader('in'), CleanStep(text=True),\n"
        "         ArticleWriter('out', compression=None)]\n" + code,
        "utf-8",
    )
    run([sys.executable, "job.py"], tmp_path)
    out = sorted((tmp_path / "out").glob("*.jsonl"))
    assert [path.name for path in out] == ["00000.jsonl", "00001.jsonl"]
    found = [
        json.loads(line)["id"] for path in out for line in path.read_text("utf-8").splitlines()
    ]
    assert sorted(found, key=int) == [one["id"] for one in records()]
    assert len(list((tmp_path / "log" / "completions").iterdir())) == 2
