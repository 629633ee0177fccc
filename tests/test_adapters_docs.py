"""The examples of docs/adapters are run as they stand, against the real packages."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs" / "adapters"
BLOCK = re.compile(r"<!-- needs: (\S+) -->.*?```python\n(.*?)```", re.DOTALL)
EXAMPLES = [
    pytest.param(package, code, id=f"{path.stem}-{package}")
    for path in sorted(DOCS.glob("*.md"))
    for package, code in BLOCK.findall(path.read_text("utf-8"))
]


def installed(package):
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:
        return False


def test_every_adapter_has_an_example():
    modules = {path.stem for path in (DOCS.parents[1] / "cleaner" / "adapters").glob("[a-z]*.py")}
    assert modules <= {path.stem for path in DOCS.glob("*.md")}
    assert len(EXAMPLES) >= len(modules) + 5


@pytest.mark.parametrize(("package", "code"), EXAMPLES)
def test_example(package, code, tmp_path):
    assert len([line for line in code.splitlines() if line.strip()]) <= 10
    if not installed(package):
        pytest.skip(f"{package} is not installed")
    if package == "pyspark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    file = tmp_path / "example.py"
    file.write_text(code, encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONIOENCODING": "utf-8",
        "PYSPARK_PYTHON": sys.executable,
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_TRAIN_ENABLE_V2_MIGRATION_WARNINGS": "0",
    }
    done = subprocess.run(
        [sys.executable, str(file)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "افتتحت المكتبة العامة قاعة جديدة للأطفال." in done.stdout
    assert "سباق الدراجات ينطلق" not in done.stdout.partition("related")[0]
