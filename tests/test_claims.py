"""Claims from evidence, what they add up to, and their forms: JSON-LD, JSON Schema."""

import json
from datetime import date

import pytest

from cleaner.errors import BadValue
from cleaner.model.profile import (
    CONTESTED,
    NOT_APPLICABLE,
    PREDICATES,
    UNKNOWN,
    Claim,
    Source,
)
from cleaner.profile.claims import (
    check,
    claims_of,
    coverage,
    criteria,
    criterion,
    is_old,
    live_values,
    standing,
)
from cleaner.profile.jsonld import news_article, organization

TODAY = date(2026, 11, 23)

PLUGIN = """
[outlet]
name = { ar = "المثال", en = "Example" }
country = "EG"
ownership = "state"
founded = 1992

[[evidence]]
source = "a register, https://register.example/1 @ 0a1b2c3"
date = 2025-07-01
fields = ["outlet.name", "outlet.country", "outlet.founded"]
confidence = "high"
licence = "CC0"

[[evidence]]
source = "a monitor"
date = 2024-07-01
fields = ["outlet.ownership", "outlet.founded"]
confidence = "medium"
says = { founded = 1962 }
status = "disputed"
reply = "we are a foundation"

[[evidence]]
kind = "real-page"
source = "its page"
date = 2020-01-01
fields = ["article.root"]

[[evidence]]
source = "somebody, undated"
fields = ["outlet"]
"""


@pytest.fixture
def site(plugins):
    return plugins({"x_com.toml": PLUGIN}).registry.site("x.com")


@pytest.fixture
def claims(site):
    return claims_of(site)


def state(claims, predicate):
    return criterion(predicate, claims, TODAY).state


def claim(predicate="country", value="EG", **more):
    return Claim("x_com", predicate, value, Source("a register"), observed_on=TODAY, **more)


def test_each_field_of_each_piece_of_evidence_is_a_claim(claims):
    assert [(c.predicate, c.value, c.source.name[:9]) for c in claims] == [
        ("name", "المثال", "a registe"),
        ("name", "Example", "a registe"),
        ("country", "EG", "a registe"),
        ("founded", 1992, "a registe"),
        ("ownership", "state", "a monitor"),
        ("founded", 1962, "a monitor"),
    ]


def test_a_claim_knows_its_source(claims):
    country = claims[2]
    assert country.source.address == "https://register.example/1"
    assert country.source.version == "0a1b2c3"
    assert (country.method, country.confidence, country.redistribution) == (
        "third-party",
        "high",
        "bundle",
    )


def test_two_sources_that_differ_make_the_criterion_contested(claims):
    assert state(claims, "founded") == "contested"
    assert state(claims, "country") == "known"


def test_what_the_outlet_disputes_is_contested_and_its_reply_stands_beside(claims):
    assert state(claims, "ownership") == "contested"
    assert [c.reply for c in claims if c.predicate == "ownership"] == ["we are a foundation"]


def test_what_nobody_says_is_unknown(claims):
    assert state(claims, "owner") == "unknown"


def test_unknown_and_not_applicable_are_values():
    assert state([claim("owner", UNKNOWN)], "owner") == "unknown"
    assert state([claim("licence-number", NOT_APPLICABLE)], "licence-number") == "not-applicable"
    assert state([claim("satire", True)], "satire") == "met"
    assert state([claim("satire", False)], "satire") == "not-met"


def test_withdrawn_superseded_and_expired_claims_do_not_count():
    for dead in (
        {"status": "withdrawn"},
        {"status": "superseded"},
        {"valid_to": date(2024, 12, 8)},
        {"valid_from": date(2030, 1, 1)},
    ):
        assert state([claim(**dead)], "country") == "unknown"
        assert state([claim(**dead), claim(value="SY")], "country") == "known"


def test_what_holds_is_what_live_claims_agree_on():
    ended = claim(value="SY", valid_to=date(2024, 12, 8))
    for claims, holds in (
        ([], None),
        ([ended], None),
        ([claim(value=UNKNOWN)], None),
        ([claim(), ended, claim()], "EG"),
        ([claim(), claim(value="SY")], CONTESTED),
        ([claim(status="disputed")], CONTESTED),
    ):
        assert standing("country", claims, TODAY) == holds
    assert live_values("country", [claim(), ended, claim()], TODAY) == ("EG",)


def test_several_names_do_not_contest_each_other():
    assert state([claim("name", "أ"), claim("name", "ب")], "name") == "known"


def test_coverage_says_how_much_is_known(claims):
    found = coverage("identity", claims, TODAY)
    assert (found.known, found.applicable, found.contested) == (4, 14, 2)
    satire = claims[0]._replace(predicate="satire", value=NOT_APPLICABLE)
    assert coverage("identity", [*claims, satire], TODAY).applicable == 13


def test_criteria_are_predicates_of_their_axis():
    for axis, rows in criteria().items():
        assert {PREDICATES[row["predicate"]] for row in rows} == {axis}


def test_claims_older_than_two_years_are_old(claims):
    assert is_old(claims[4], TODAY)
    assert not is_old(claims[0], TODAY)


@pytest.mark.parametrize(
    "bad", [claim(predicate="colour"), claim()._replace(source=Source(""))], ids=["list", "source"]
)
def test_no_claim_without_source_or_outside_the_list(bad):
    with pytest.raises(BadValue):
        check(bad)


def test_the_country_of_before_a_change_of_government(bundled):
    """SANA: the claim on ownership ends with the government it was made under."""
    claims = claims_of(bundled.registry.site("sana.sy"))
    [owned] = [c for c in claims if c.predicate == "ownership"]
    assert (owned.value, owned.valid_to) == ("state", date(2024, 12, 8))
    assert state(claims, "ownership") == "unknown"


def test_al_jazeera_is_called_state_controlled_and_disputes_it(bundled):
    for host in ("aljazeera.net", "aljazeera.com"):
        claims = claims_of(bundled.registry.site(host))
        assert state(claims, "ownership") == "contested"
        assert any("private foundation" in c.reply for c in claims)


# -- JSON-LD


def test_an_outlet_as_json_ld(site, claims):
    found = organization(site, claims)
    assert found["@type"] == "NewsMediaOrganization"
    assert found["address"] == {"@type": "PostalAddress", "addressCountry": "EG"}
    assert found["foundingDate"] == ["1992", "1962"], "both, that of higher confidence first"
    assert found["ownershipFundingInfo"] == "state (disputed: we are a foundation)"
    assert len(found["subjectOf"]) == len(claims)
    assert "parentOrganization" not in found, "unknown has no property"
    json.dumps(found)


def test_a_disputed_claim_has_the_reply_beside_it_in_json_ld(site, claims):
    disputed = [one for one in organization(site, claims)["subjectOf"] if "comment" in one]
    assert {one["name"] for one in disputed} == {"ownership", "founded"}
    for one in disputed:
        assert one["creativeWorkStatus"] == "disputed"
        assert one["comment"] == {"@type": "Comment", "text": "we are a foundation"}


def test_an_ended_claim_is_not_in_json_ld_and_a_bounded_one_says_its_time(site):
    ended = claim("ownership", "state", valid_to=date(2024, 12, 8))
    begun = claim("owner", "a foundation", valid_from=date(2024, 12, 9))
    found = organization(site, [ended, begun])
    assert "ownershipFundingInfo" not in found
    [owned] = found["subjectOf"]
    assert (owned["text"], owned["temporalCoverage"]) == ("a foundation", "2024-12-09/..")


def test_every_class_of_ownership_that_a_live_claim_has_is_in_json_ld(bundled):
    sources = bundled.sources
    for known in sources.outlets:
        claims = sources.claims(known.id)
        found = organization(sources.outlets.site(known.id), claims)
        assert ("ownershipFundingInfo" in found) == bool(live_values("ownership", claims))


def test_an_article_as_json_ld(bundled):
    text = (
        "افتتحت المكتبة العامة قاعة جديدة.\nونقلت صحيفة عكاظ أن الزوار كثر.\nالمصدر: وكالة رويترز"
    )
    found = news_article(bundled.clean_text(text, "https://www.youm7.com/story/1"))
    assert (found["@type"], found["url"]) == ("NewsArticle", "https://www.youm7.com/story/1")
    assert found["publisher"]["url"] == "https://youm7.com/"
    assert found["sourceOrganization"]["url"] == "https://reuters.com/"
    assert [one["creditText"] for one in found["isBasedOn"]] == ["عكاظ"]


# -- the published schema


def test_the_schema_of_profiles_is_the_one_published():
    from cleaner.profile.jsonschema import FILE, json_schema

    assert json.loads(FILE.read_text(encoding="utf-8")) == json_schema()


@pytest.mark.parametrize("outlet", ["aljazeera_net", "aleqt_com", "sputnikarabic_ae", "bbc_com"])
def test_profiles_hold_to_their_schema(bundled, outlet):
    validator = pytest.importorskip("jsonschema")
    from cleaner.profile.build import outlet_profile
    from cleaner.profile.jsonschema import json_schema

    record = outlet_profile(outlet, bundled.sources).to_dict(claims=True)
    validator.validate(json.loads(json.dumps(record)), json_schema())
