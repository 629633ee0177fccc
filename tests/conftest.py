"""What several test files need: the evaluation data, small plugins, the command line."""

import gzip
import os
from pathlib import Path

import pytest
from cli_pages import PAGE, TEXT

import cleaner
from cleaner import cli

ROOT = Path(__file__).resolve().parents[1]


def shared_folder():
    """The evaluation data: ``CLEANER_SHARED``, or a folder ``shared`` beside the checkout."""
    named = os.environ.get("CLEANER_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    return folder if (folder / "data").is_dir() else None


@pytest.fixture(scope="session")
def shared():
    """The evaluation data, or a skip that says why."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("no evaluation data: set CLEANER_SHARED or put a folder 'shared' beside this")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory):
    """Keep the index of plugins out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLEANER_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def bundled():
    """A Cleaner with the bundled plugins."""
    return cleaner.Cleaner(entry_points=False)


@pytest.fixture
def plugins(tmp_path):
    """Write plugin files and get a Cleaner with them: ``plugins({"x_com.toml": "…"})``."""

    def make(files, **options):
        for name, text in files.items():
            path = tmp_path / "plugins" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        options = {"entry_points": False, **options}
        return cleaner.Cleaner([tmp_path / "plugins"], **options)

    return make


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def pages(here):
    """A folder ``in``: two pages and a text, a picture, an empty file."""
    folder = here / "in"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "one.html").write_text(PAGE, encoding="utf-8")
    (folder / "two.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (folder / "three.txt").write_text(TEXT, encoding="utf-8")
    (folder / "four.png").write_bytes(b"\x89PNG")
    (folder / "five.html").write_bytes(b"")
    return folder


@pytest.fixture
def run(capfd):
    """Run a command in this process: ``code, out, err = run("clean", …)``."""

    def call(*args):
        with pytest.raises(SystemExit) as ended:
            cli.main([str(arg) for arg in args])
        out, err = capfd.readouterr()
        return ended.value.code, out, err

    return call


@pytest.fixture
def file(tmp_path):
    """Writes a file of ratings."""

    def write(text, name="ratings.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write
