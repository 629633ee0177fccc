"""Outlets by address: domains with roles, editions, networks; every fact with its evidence."""

import csv
import re

import pytest

from cleaner.profile.claims import check, claims_of
from cleaner.profile.gate import violations
from cleaner.profile.outlets import Outlets
from cleaner.sites.directories import bundled_directory
from cleaner.sites.domains import is_public_suffix
from cleaner.sites.keys import _FACTS


@pytest.fixture(scope="module")
def outlets(bundled):
    return Outlets(bundled.registry)


@pytest.fixture(scope="module")
def sites(bundled):
    registry = bundled.registry
    found = [registry.load(ref) for ref in registry.refs() if ref.kind == "site"]
    return [site for site in found if site and site.outlet]


def place(outlets, address):
    found = outlets.resolve(address)
    return found and (found.outlet.id, found.edition)


# -- the table


def rows(shared):
    path = shared / "data" / "reliability" / "outlets-ar.csv"
    with path.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if "ar" in row["languages"].split(";")]


def test_every_arabic_outlet_resolves_from_its_domain(shared, outlets):
    lost = [row["domain"] for row in rows(shared) if outlets.resolve(row["domain"]) is None]
    assert lost == []


def test_arabic_outlets_resolve_from_their_names(shared, outlets):
    wanted, lost = rows(shared), []
    for row in wanted:
        host = row["domain"].partition("/")[0]
        name = re.sub(r"\s*\([^)]*\)", "", row["name_ar"])
        matches = (outlets.match(one) for one in (row["name_ar"], name, row["name_en"]))
        known = [domain for match in matches if match for one in match.candidates
                 for domain in one.domains]  # fmt: skip
        if host not in known:
            lost.append(row["domain"])
    assert len(wanted) - len(lost) >= 280, lost


def test_domains_are_valid_and_nobody_elses(sites):
    domains = [domain for site in sites for domain in site.domains]
    assert len(domains) == len(set(domains))
    assert [domain for domain in domains if is_public_suffix(domain)] == []


def test_every_claim_has_a_source_a_date_and_a_confidence(sites):
    claims = [claim for site in sites for claim in claims_of(site)]
    assert len(claims) > 1500
    for claim in claims:
        check(claim)
        assert claim.observed_on, claim
        assert claim.confidence in ("high", "medium", "low")


def test_every_fact_of_the_table_stands_on_evidence(shared, outlets, bundled):
    for row in rows(shared):
        known = outlets.resolve(row["domain"]).outlet
        site = outlets.site(known.id)
        vouched = {
            field.split(".")[1] if "." in field else field
            for evidence in site.evidence
            for field in evidence.fields
            if field == "outlet" or field.startswith("outlet.")
        }
        stated = [
            key.path for key in _FACTS if key.path != "name" and getattr(site.outlet, key.path)
        ]
        assert "outlet" in vouched or set(stated) <= vouched, site.file


def test_no_rating_is_in_the_plugins():
    folder = bundled_directory()
    assert violations(folder) == []
    assert not [file for file in folder.rglob("*.toml") if "\nratings" in file.read_text("utf-8")]


# -- addresses


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("https://www.youm7.com/story/2020/1/1/x/1", ("youm7_com", "")),
        ("https://arabic.rt.com/world/1", ("arabic_rt_com", "arabic.rt.com")),
        ("https://rt.com/news/1", None),
        ("https://www.bbc.com/arabic/articles/c1", ("bbc_com", "bbc.com/arabic")),
        ("https://www.bbc.com/arabicfood", ("bbc_com", "")),
        ("https://www.bbc.com/persian/1", ("bbc_com", "")),
        ("bbc.com/arabic", ("bbc_com", "bbc.com/arabic")),
        ("https://www.france24.com/ar/x", ("france24_com", "france24.com/ar")),
        ("arabic.cnn.com", ("arabic_cnn_com", "arabic.cnn.com")),
        ("https://arabic.sputniknews.com/x", ("sputnikarabic_ae", "")),
        ("https://sputnikarabic.ae/x", ("sputnikarabic_ae", "")),
        ("http://www.sauress.com/alweeam/197316", ("sauress_com", "")),
        ("https://aljazeera.net?page=1", ("aljazeera_net", "")),
        ("aljazeera.net#top", ("aljazeera_net", "")),
        ("//aljazeera.net/news", ("aljazeera_net", "")),
        ("https://www.bbc.com/arabic?page=1", ("bbc_com", "bbc.com/arabic")),
        ("aljazeera.net?from=https://www.bbc.com/arabic", ("aljazeera_net", "")),
        ("https://nobody.example?@aljazeera.net", None),
        ("https://www.bbc.co.uk/news/1", ("bbc_com", "")),
        ("", None),
        ("not a host", None),
    ],
)
def test_address(outlets, address, answer):
    assert place(outlets, address) == answer


@pytest.mark.parametrize("host", ["aijazeera.com", "www.aijazeera.com", "https://AIJAZEERA.com/x"])
def test_a_look_alike_is_nobody_and_warned_of(outlets, bundled, host):
    assert outlets.resolve(host) is None
    assert "aljazeera.com" in outlets.warning(host)
    assert bundled.registry.find(host.partition("://")[2].partition("/")[0] or host) is None


def test_the_original_is_not_warned_of(outlets):
    assert outlets.warning("www.aljazeera.com") == ""
    assert place(outlets, "www.aljazeera.com") == ("aljazeera_com", "")


def test_a_hijacked_value_is_no_domain_of_the_outlet(outlets):
    assert outlets.resolve("marassicleaning.com") is None


def test_roles_of_domains(outlets):
    facts = outlets.site("sputnikarabic_ae").outlet
    assert facts.roles == {"former": ("arabic.sputniknews.com",)}
    assert outlets.get("sputnikarabic_ae").domain == "sputnikarabic.ae"
    assert outlets.site("bbc_com").outlet.roles == {"alias": ("bbc.co.uk",)}
    assert outlets.get("bbc_com").domain == "bbc.com"


def test_the_copy_network_is_one_network(outlets):
    sites = ("masress", "sauress", "yemeress", "djazairess", "maghress", "turess", "sudaress")
    found = [outlets.get(f"{name}_com") for name in sites]
    assert {one.network for one in found} == {"masress"}
    assert {one.type for one in found} == {"aggregator"}


def test_two_agencies_called_saba_are_told_apart_by_address(outlets):
    assert place(outlets, "sabanew.net") != place(outlets, "saba.ye")


# -- the index


def test_the_cache_is_used_and_a_changed_plugin_is_read_again(plugins, tmp_path):
    cleaner = plugins({"x_com.toml": '[outlet]\nname = { ar = "الأولى" }\n'})
    assert Outlets(cleaner.registry, tmp_path / "cache").get("x_com").name == "الأولى"
    assert len(list((tmp_path / "cache").glob("outlets-*.json"))) == 1
    cleaner = plugins({"x_com.toml": '[outlet]\nname = { ar = "الثانية ثم" }\n'})
    assert Outlets(cleaner.registry, tmp_path / "cache").get("x_com").name == "الثانية ثم"


@pytest.mark.parametrize("junk", ["", "[]", '{"version": 1}', '{"version": 1, "files": {"x": 1}}'])
def test_a_broken_cache_is_rebuilt(plugins, tmp_path, junk):
    cleaner = plugins({"x_com.toml": '[outlet]\nname = { ar = "الأولى" }\n'})
    Outlets(cleaner.registry, tmp_path / "cache").get("x_com")
    [file] = (tmp_path / "cache").glob("outlets-*.json")
    file.write_text(junk)
    assert Outlets(cleaner.registry, tmp_path / "cache").get("x_com").name == "الأولى"


def test_nothing_is_read_before_it_is_asked(plugins, tmp_path):
    cleaner = plugins({"x_com.toml": '[outlet]\nname = { ar = "الأولى" }\n'})
    Outlets(cleaner.registry, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


# -- the plugin file


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[outlet.domains]\nformer = ["old.com"]', "'old.com' is former but not in domains"),
        ('domains = ["a.com", "b.com"]\n[outlet.domains]\nlookalike = ["b.com"]', "in domains"),
        ('[[outlet.edition]]\nname = { ar = "س" }', "'outlet.edition[].at' is missing"),
        ('[[outlet.edition]]\nat = "x.com/عربي"', "is no host or path"),
        ('[outlet]\nownership = "goverment"', "is not one of them"),
        ('[outlet]\nwikidata = "42"', "is not a Wikidata id"),
        ('[[evidence]]\nsource = "s"\nsays = { foundet = 1990 }', "did you mean 'founded'?"),
        ('[[evidence]]\nsource = "s"\nstatus = "gone"', "is not one of them"),
    ],
)
def test_what_is_wrong_with_facts_is_told(plugins, text, told):
    registry = plugins({"x_com.toml": text}).registry
    assert [registry.load(ref) for ref in registry.refs() if ref.name == "x_com"] == [None]
    assert told in str(registry.refused[0])
