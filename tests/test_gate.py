"""The licence gate: what users must bring does not enter the wheel, under whatever name."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from cleaner.profile.claims import redistribution
from cleaner.profile.gate import kept_with_users, violations

ROOT = Path(__file__).resolve().parents[1]
PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "example"
version = "1"
[tool.hatch.build.hooks.custom]
[tool.hatch.build.targets.wheel]
packages = ["cleaner"]
[tool.hatch.build.targets.wheel.force-include]
"plugins" = "cleaner/_plugins"
"""
ROWS = [{"domain": f"paper{place}.example.com", "class": "a"} for place in range(20)]


def plant(folder, name, text):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def evidence(**keys):
    lines = [f"{key} = {json.dumps(value)}" for key, value in keys.items()]
    return "\n".join(["[[evidence]]", *lines, ""])


def test_the_package_and_its_plugins_pass():
    assert violations(ROOT / "cleaner", ROOT / "plugins") == []


# -- what evidence says


@pytest.mark.parametrize(
    "source",
    [
        "NewsGuard",
        "News Guard, 2024",
        "news-guard",
        "https://mediabiasfactcheck.com/x",
        "Media Bias Fact Check",
        "Media Bias/Fact Check",
        "MBFC_extract",
        "ＭＢＦＣ",
        "citizenlab/test-lists lists/ye.csv",
        "Iffy index",
        "WP:RSP",
        "Wikipedia, perennial sources",
        "Burdisso 2024",
        "Lin et al. 2023",
        "Baly et al.",
        "Ad-Fontes Media",
        "PC1",
    ],
)
def test_evidence_that_rests_on_a_rater_is_stopped(tmp_path, source):
    plant(tmp_path, "x_com.toml", evidence(source=source, fields=["outlet.ownership"]))
    [told] = violations(tmp_path)
    assert "rests on" in told


@pytest.mark.parametrize("source", ["Berlin et al.", "a jiffy", "Balyana", "EPC1", "a news desk"])
def test_words_that_only_look_alike_pass(tmp_path, source):
    plant(tmp_path, "x_com.toml", evidence(source=source, fields=["outlet.owner"]))
    assert violations(tmp_path) == []


@pytest.mark.parametrize(
    "licence",
    ["BYO", "byo (terms)", "bring-your-own", "Proprietary", "All Rights Reserved", "CC BY-NC-SA"],
)
def test_licences_that_keep_a_list_with_the_user_are_stopped(tmp_path, licence, plugins):
    text = evidence(source="a list", licence=licence, fields=["outlet"])
    plant(tmp_path, "x_com.toml", text)
    [told] = violations(tmp_path)
    assert "the user's to bring" in told
    site = plugins({"x_com.toml": text}).registry.site("x.com")
    assert redistribution(site.evidence[0]) == "byo"


@pytest.mark.parametrize(
    "licence", ["CC0", "MIT", "CC BY-SA, single fact", "single facts, cited", ""]
)
def test_licences_of_facts_pass(licence):
    assert not kept_with_users(licence)


def test_evidence_for_rules_may_name_anything(tmp_path):
    plant(tmp_path, "x_com.toml", evidence(source="PC1", fields=["rules"]))
    assert violations(tmp_path) == []


# -- what files are and hold


@pytest.mark.parametrize(
    "name",
    [
        *("MBFC.CSV", "mbfc.txt", "mbfc.xls", "mbfc.sqlite", "mbfc.csv.gz", "mbfc.parquet", "mbfc"),
        *("adapters/list.tsv", "profile/data/x.pickle", "bench/x.db", ".hidden"),
    ],
)
def test_another_kind_of_file_is_stopped_wherever_it_lies(tmp_path, name):
    plant(tmp_path, f"cleaner/{name}", "domain,value\n")
    [told] = violations(tmp_path)
    assert "a kind of file" in told


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.json", json.dumps(ROWS)),
        ("x.json", json.dumps({row["domain"]: 0.5 for row in ROWS})),
        ("x.toml", "\n".join(f'[[row]]\nat = "{row["domain"]}"' for row in ROWS)),
        ("x.py", f"ROWS = {ROWS!r}\n"),
        ("x.py", f"ROWS = {',0.5 '.join(row['domain'] for row in ROWS)!r}"),
    ],
    ids=["rows", "mapping", "toml", "code", "text in code"],
)
def test_a_table_of_domains_is_stopped_whatever_its_form(tmp_path, name, text):
    plant(tmp_path, name, text)
    assert any("a table of 20 domains" in told for told in violations(tmp_path))


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("x.json", '[{"domain": "example.com", "factual_reporting": "high"}]', "of a domain"),
        ("x.toml", '[row]\nat = "https://example.com"\nBias-Rating = 3', "of a domain"),
        ("x.toml", '[outlet]\nname = { ar = "س" }\nratings = "high"', "[outlet] has ratings"),
        ("x.json", '["mostly factual, says MBFC"]', "names mbfc"),
        ("media.toml", '[[media]]\ndomain = "example.com"\nband = "low"', "band of example.com"),
        ("credits.toml", f"vague = {[row['domain'] for row in ROWS]}", "a table of 20 domains"),
        ("x.toml", "no = toml = at all", "cannot be read"),
        ("x.json", "\x00\x01", "cannot be read"),
        ("py.typed", "example.com,high", "a kind of file"),
    ],
)
def test_few_ratings_are_stopped_by_what_they_say(tmp_path, name, text, why):
    plant(tmp_path, name, text)
    assert any(why in told for told in violations(tmp_path))


# -- the build


@pytest.fixture
def project(tmp_path):
    """A small project with the real hook, gate and layout of the wheel."""
    plant(tmp_path, "pyproject.toml", PROJECT)
    plant(tmp_path, "cleaner/__init__.py", "")
    plant(tmp_path, "cleaner/py.typed", "")
    plant(tmp_path, "plugins/eg/x_com.toml", evidence(source="a register", fields=["outlet"]))
    (tmp_path / "cleaner" / "profile").mkdir()
    shutil.copy(ROOT / "cleaner" / "profile" / "gate.py", tmp_path / "cleaner" / "profile")
    shutil.copy(ROOT / "hatch_build.py", tmp_path)
    return tmp_path


def build(project):
    [path] = WheelBuilder(str(project)).build(directory=str(project / "dist"))
    return zipfile.ZipFile(path).namelist()


def test_the_wheel_is_built_of_code_rules_and_facts(project):
    assert "cleaner/_plugins/eg/x_com.toml" in build(project)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cleaner/adapters/mbfc.csv", "domain,factual_reporting\n"),
        ("cleaner/profile/data/mbfc.json", json.dumps(ROWS)),
        ("plugins/eg/ratings.TXT", "example.com high\n"),
        ("plugins/eg/y_com.toml", evidence(source="News Guard", fields=["outlet.type"])),
    ],
)
def test_the_wheel_is_not_built_with_ratings_in_it(project, name, text):
    plant(project, name, text)
    with pytest.raises(RuntimeError, match=Path(name).name):
        build(project)
