"""docs/markers.md: its markers, bag and language work as it says; explain tells what decided."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from grammar_texts import FESTIVAL, insert, kept, labels

from cleaner.arabic import lexicon
from cleaner.cli import build

DOC = ROOT / "docs" / "markers.md"
EXAMPLE = re.compile(r"<!-- example: ([\w ]+) -->\n```\w+\n(.*?)```", re.DOTALL)
SWAHILI = (
    "Mji ulifungua jana maonyesho ya vitabu katika bustani kuu pamoja na watoto.\n\n"
    "Meya alisema kwamba maonyesho hayo yatadumu hadi mwisho wa wiki ijayo mjini."
)


def examples(name):
    return [
        text.strip("\n") for kind, text in EXAMPLE.findall(DOC.read_text("utf-8")) if kind == name
    ]


@pytest.fixture
def documented(tmp_path, monkeypatch):
    """The data with the examples of the page added."""
    data = tmp_path / "data"
    shutil.copytree(Path(str(lexicon._DATA)), data)
    for name, file in (
        ("marker", "ar"),
        ("bag", "ar-bags"),
        ("languages", "languages"),
        ("sw", "sw"),
    ):
        with (data / f"{file}.toml").open("a", encoding="utf-8") as out:
            out.write("\n" + "\n".join(examples(name)) + "\n")
    monkeypatch.setattr(lexicon, "_DATA", data)
    lexicon.lexicon.cache_clear()
    lexicon._of_lists.cache_clear()
    lexicon._load.cache_clear()
    yield
    lexicon.lexicon.cache_clear()
    lexicon._of_lists.cache_clear()
    lexicon._load.cache_clear()


def test_the_page_has_examples_of_each_kind():
    assert {kind for kind, _ in EXAMPLE.findall(DOC.read_text("utf-8"))} == {
        "marker", "bag", "goes", "stays", "languages", "sw", "goes sw", "stays sw",
    }  # fmt: skip


@pytest.mark.usefixtures("documented")
@pytest.mark.parametrize("line", examples("goes"))
def test_what_is_to_go_goes(line):
    assert kept(insert(FESTIVAL, line, 2)) == FESTIVAL


@pytest.mark.parametrize("line", examples("goes"))
def test_and_would_not_without_the_example(line):
    assert labels(insert(FESTIVAL, line, 2)) == []


@pytest.mark.usefixtures("documented")
@pytest.mark.parametrize("line", examples("stays"))
def test_what_is_prose_stays(line):
    assert labels(insert(FESTIVAL, line, 2)) == []


@pytest.mark.usefixtures("documented")
def test_a_language_is_a_line_and_a_file():
    (goes,), (stays,) = examples("goes sw"), examples("stays sw")
    assert kept(insert(SWAHILI, goes, 1), language="sw") == SWAHILI
    assert labels(insert(SWAHILI, stays, 1), language="sw") == []


def test_every_list_of_a_language_is_there():
    lists = lexicon._load("languages")
    files = {path.name for path in lexicon._DATA.iterdir()}
    assert {f"{name}.toml" for names in lists.values() for name in names} <= files


def test_explain_tells_of_each_removed_line_what_decided(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(f"{FESTIVAL}\n\nالكلمات الدلالية: كتاب، مهرجان\nالمصدر: وكالات\n", "utf-8")
    done = CliRunner().invoke(build(), ["explain", "--text", str(file)], standalone_mode=False)
    removed = [line.split("\t") for line in done.output.splitlines() if line.startswith("-\t")]
    assert [row[1] for row in removed] == ["tags", "source-credit"]
    for _, _, _, rule, plugin, reason in removed:
        assert rule.startswith("marker.")
        assert plugin == "grammar"
        assert "«" in reason
