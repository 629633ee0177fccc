"""What a page's head says of another site is resolved: who that is, and whether it is another."""

import pytest

from cleaner.model.article import Article
from cleaner.profile.provenance import trace
from cleaner.profile.reading import Head
from cleaner.segment.address import split_host

YOUM7 = "https://www.youm7.com/story/1"
JAZEERA = "https://www.aljazeera.net/news/1"
STRANGER = "https://unknown-site.com/1"


def traced(bundled, url, **head):
    article = Article("ok", text="كلام", url=url, domain=split_host(url)[1])
    return trace(article, bundled.sources.media, Head(html=True, **head))


@pytest.mark.parametrize(
    ("head", "outlet", "country", "basis"),
    [
        ({"canonical": "https://www.aljazeera.net/n/1"}, "aljazeera_net", "QA", "canonical"),
        ({"meta": {"og:url": "https://www.bbc.com/arabic/1"}}, "bbc_com", "GB", "canonical"),
        ({"jsonld": [{"isBasedOn": "https://www.spa.gov.sa/1"}]}, "spa_gov_sa", "SA", "json-ld"),
        (
            {"jsonld": [{"isBasedOn": {"name": "عنوان", "url": "https://www.wam.ae/1"}}]},
            "wam_ae",
            "AE",
            "json-ld",
        ),
        ({"jsonld": [{"copyrightHolder": {"name": "رويترز"}}]}, "reuters_com", None, "json-ld"),
        ({"jsonld": [{"sourceOrganization": "Reuters"}]}, "reuters_com", None, "json-ld"),
    ],
)
def test_another_outlet_is_known_by_its_address_or_name(head, outlet, country, basis, bundled):
    found = traced(bundled, YOUM7, **head)
    said = found.origin
    assert (said.outlet, said.country, said.basis) == (outlet, country, basis)
    assert said.confidence == "high"
    assert said.name != "عنوان"
    assert found.chain == ()


def test_all_that_is_known_of_it_is_in_the_profile(bundled):
    page = f"<p>{'كلام عن الحديقة الجديدة. ' * 20}</p>"
    address = "https://www.aljazeera.net/n/1"
    html = f"<head><link rel='canonical' href='{address}'></head><body><article><h1>حديقة</h1>"
    found = bundled.clean(f"<html>{html}{page}</article></body></html>", YOUM7).profile
    assert found.origin.outlet == "aljazeera_net"
    assert any(claim.subject == "aljazeera_net" for claim in found.claims)
    assert next(one for one in found.coverage if one.axis == "identity").known


@pytest.mark.parametrize(
    ("url", "head"),
    [
        ("https://arabic.sputniknews.com/1", {"canonical": "https://sputnikarabic.ae/1"}),
        ("https://www.bbc.com/arabic/1", {"canonical": "https://www.bbc.co.uk/arabic/1"}),
        (YOUM7, {"canonical": "https://www.youm7.com/amp/1"}),
        (YOUM7, {"meta": {"og:url": "https://www.facebook.com/youm7"}}),
        (JAZEERA, {"jsonld": [{"copyrightHolder": {"name": "Al Jazeera Media Network"}}]}),
        (JAZEERA, {"jsonld": [{"sourceOrganization": {"name": "Al Jazeera Arabic"}}]}),
        (JAZEERA, {"jsonld": [{"copyrightHolder": {"name": "اسم شركة"}}]}),
        (JAZEERA, {"jsonld": [{"isBasedOn": [{"url": "https://www.aljazeera.net/x"}]}]}),
        (STRANGER, {"canonical": "https://www.unknown-site.net/1"}),
        (
            STRANGER,
            {"jsonld": [{"sourceOrganization": {"name": "اسم"}, "publisher": {"name": "اسم"}}]},
        ),
    ],
)
def test_own_addresses_names_and_owners_are_no_other_origin(url, head, bundled):
    assert traced(bundled, url, **head).origin.basis == "default"


def test_an_address_that_imitates_an_outlet_is_no_origin_but_a_warning(bundled):
    found = traced(bundled, YOUM7, canonical="https://www.aijazeera.com/x")
    assert found.origin.outlet == "youm7_com"
    (told,) = found.warnings
    assert "aijazeera.com" in told
    based = traced(bundled, YOUM7, jsonld=[{"isBasedOn": "https://www.aijazeera.com/x"}])
    assert based.origin.outlet == "youm7_com"


def test_a_site_that_nobody_knows_is_named_by_its_domain_and_not_surely(bundled):
    found = traced(bundled, YOUM7, canonical="https://example.org/x").origin
    assert (found.name, found.domain, found.confidence) == ("example.org", "example.org", "medium")


def test_two_addresses_that_disagree_leave_doubt(bundled):
    head = {"canonical": "https://www.youm7.com/2", "meta": {"og:url": "https://www.wam.ae/1"}}
    found = traced(bundled, YOUM7, **head).origin
    assert (found.outlet, found.confidence) == ("wam_ae", "medium")


def test_the_profile_of_a_page_tells_of_a_look_alike_in_its_head(bundled):
    page = (
        '<html lang="ar"><head><link rel="canonical" href="https://aijazeera.com/n/1"></head><body>'
        "<article><h1>افتتاح حديقة عامة في المدينة</h1><p>افتتحت البلدية حديقة عامة وسط المدينة، "
        "وتضم الحديقة ملاعب للأطفال ومسارات للمشي ومقاعد خشبية وأشجارا من مشاتل قريبة.</p>"
        "</article></body></html>"
    )
    profile = bundled.clean(page, url=YOUM7).profile
    assert profile.origin.basis == "default"
    assert any("aijazeera.com" in told for told in profile.warnings)
