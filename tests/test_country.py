"""Press freedom of an outlet's country: shown beside the profile, and never a part of it."""

import csv
import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from cleaner.cli import main
from cleaner.model.profile import PREDICATES
from cleaner.profile.build import outlet_profile
from cleaner.profile.country import press_freedom
from cleaner.profile.data_files import toml
from cleaner.profile.policy import FIELDS, read_policy
from cleaner.sites.values import COUNTRIES

ROOT = Path(__file__).resolve().parents[1]

OUTLET = """
[outlet]
name = {{ en = "Example" }}
country = "{country}"
type = "newspaper"

[[evidence]]
source = "a register"
date = 2025-07-01
fields = ["outlet.name", "outlet.country", "outlet.type"]
confidence = "high"
"""


ISO3 = dict(
    pair.split(":")
    for pair in """
    AE:ARE BH:BHR CH:CHE CN:CHN DE:DEU DJ:DJI DZ:DZA EG:EGY FR:FRA GB:GBR IQ:IRQ IR:IRN JO:JOR
    KM:COM KP:PRK KR:KOR KW:KWT LB:LBN LY:LBY MA:MAR MR:MRT OM:OMN PK:PAK PS:PSE QA:QAT RU:RUS
    SA:SAU SD:SDN SO:SOM SY:SYR TN:TUN TR:TUR US:USA YE:YEM
    """.split()
)


@pytest.fixture
def sites(capsys):
    def call(*args):
        with pytest.raises(SystemExit) as done:
            main(["sites", *map(str, args)])
        assert done.value.code == 0
        return capsys.readouterr().out

    return call


def context(out):
    return [line.split("\t")[1:] for line in out.splitlines() if line.startswith("context\t")]


# -- the ranks


def test_a_known_country_has_a_rank_with_source_and_date():
    found = press_freedom("QA")
    assert (
        str(found) == "QA: rank 79 of 180 in the RSF index 2025 (of the country, not of the outlet)"
    )
    assert "Reporters Without Borders" in found.source.name
    assert found.source.address == "https://github.com/petzi53/rsf"
    assert len(found.source.version) == 40
    assert found.observed_on == date(2026, 11, 23)


@pytest.mark.parametrize("country", ["NZ", "XX", "qa", ""])
def test_a_country_that_is_not_listed_is_unknown(country):
    assert press_freedom(country) is None


def test_ranks_are_those_of_countries_of_bundled_outlets_and_no_more(bundled):
    ranks = toml("press_freedom.toml")["rank"]
    known = {outlet.country for outlet in bundled.sources.outlets}
    assert set(ranks) <= known & COUNTRIES
    assert all(type(rank) is int and 1 <= rank <= 180 for rank in ranks.values())
    assert len(set(ranks.values())) == len(ranks), "no two countries share a rank"


@pytest.mark.shared
def test_ranks_are_those_of_the_index(shared):
    file = shared / "data" / "reliability" / "rsf-press-freedom-2002-2025.csv.gz"
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["year"] == "2025"]
    ranks = {row["iso3"]: int(row["rank"]) for row in rows}
    assert len(ranks) == 180
    told = toml("press_freedom.toml")["rank"]
    assert {two: ranks[ISO3[two]] for two in told} == told


# -- where they are shown


def test_sites_shows_the_context_of_aljazeera_net(sites):
    [[said, source, day, confidence]] = context(sites("aljazeera.net"))
    assert said == "QA: rank 79 of 180 in the RSF index 2025 (of the country, not of the outlet)"
    assert source.startswith("Reporters Without Borders (RSF), World Press Freedom Index 2025")
    assert (day, confidence) == ("2026-11-23", "medium")


def test_sites_as_json_has_the_context_beside_the_profile(sites, bundled):
    found = json.loads(sites("aljazeera.net", "--format", "json"))
    [told] = found.pop("context")
    assert (told["country"], told["rank"], told["of"]) == ("QA", 79, 180)
    assert told["about"] == "of the country, not of the outlet"
    assert told["source"]["version"]
    profile = outlet_profile("aljazeera_net", bundled.sources).to_dict(claims=True)
    assert found == json.loads(json.dumps(profile)), "the profile is what it was without it"


def test_an_outlet_without_country_has_no_context(sites):
    assert context(sites("enabbaladi.net")) == []
    assert json.loads(sites("enabbaladi.net", "--format", "json"))["context"] == []


def test_an_outlet_of_a_country_that_is_not_listed_has_no_context(sites, tmp_path):
    (tmp_path / "example-nz_com.toml").write_text(OUTLET.format(country="NZ"), encoding="utf-8")
    out = sites("example-nz.com", "--plugins", tmp_path)
    assert "country\tNZ\t" in out
    assert context(out) == []


def test_a_country_without_evidence_gives_no_context(sites, tmp_path):
    text = OUTLET.format(country="QA").replace('"outlet.country", ', "")
    (tmp_path / "example-qa_com.toml").write_text(text, encoding="utf-8")
    assert context(sites("example-qa.com", "--plugins", tmp_path)) == []


def test_sources_that_differ_give_the_context_of_each_country(sites, tmp_path):
    other = """
[[evidence]]
source = "another register"
date = 2025-07-01
fields = ["outlet.country"]
says = { country = "GB" }
"""
    (tmp_path / "example-sa_com.toml").write_text(
        OUTLET.format(country="SA") + other, encoding="utf-8"
    )
    told = context(sites("example-sa.com", "--plugins", tmp_path))
    assert [said.partition(" in ")[0] for said, *_ in told] == [
        "SA: rank 162 of 180",
        "GB: rank 20 of 180",
    ]


# -- and where they are not


def test_json_ld_is_of_the_outlet_alone(sites):
    found = sites("aljazeera.net", "--format", "json-ld")
    assert "rank" not in found
    assert "RSF" not in found


def test_no_claim_and_no_policy_can_speak_of_it():
    told = [*PREDICATES, *FIELDS]
    assert not [one for one in told if "rank" in one or "freedom" in one or "context" in one]


def test_coverage_and_verdicts_are_the_same_wherever_an_outlet_is_based(plugins):
    """KP is the last but one of the index, NO not listed."""
    codes = ("kp", "no")
    cleaner = plugins(
        {f"example-{one}_com.toml": OUTLET.format(country=one.upper()) for one in codes}
    )
    kp, no = (outlet_profile(f"example-{one}_com", cleaner.sources).coverage for one in codes)
    assert kp == no
    page = "<html lang='ar'><body><article><h1>عنوان</h1><p>اجتمع المجلس صباح اليوم.</p></article>"
    records = [cleaner.clean(page, url=f"https://example-{one}.com/a").to_dict() for one in codes]
    countries = [record["profile"]["publisher"]["country"] for record in records]
    assert countries == ["KP", "NO"]
    for file in sorted((ROOT / "docs" / "policies").glob("*.toml")):
        policy = read_policy(file)
        first, second = (policy.decide(record) for record in records)
        assert first == second


def test_only_the_display_asks_for_it():
    users = [
        file.relative_to(ROOT).as_posix()
        for file in sorted((ROOT / "cleaner").rglob("*.py"))
        if "profile.country" in file.read_text(encoding="utf-8")
    ]
    assert users == ["cleaner/cli/sites.py"]
