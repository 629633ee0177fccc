"""trust.txt and ads.txt: what they declare, and what two sites have in common."""

import json
from datetime import date

import pytest
from archives import page

import cleaner
from cleaner import cli
from cleaner.model.profile import PREDICATES
from cleaner.profile.site_files import file_claims, read_ads_txt, read_trust_txt
from cleaner.segment.read import Beside

TRUST = """\ufeff# our file
member=https://press.example/
controlledby = https://group.example/
social=https://social.example/us
unknown=thing
no sign
datatrainingallowed=no
"""
ADS = """OWNERDOMAIN=group.example
managerdomain=sales.example, AE
google.com, pub-1, DIRECT, f08c47fec0942fa0 # comment
big.example, 22, RESELLER
other.example, 7, direct
broken line
"""


def test_trust_txt():
    assert read_trust_txt(TRUST).values == {
        "member": ("https://press.example/",),
        "controlledby": ("https://group.example/",),
        "social": ("https://social.example/us",),
        "datatrainingallowed": ("no",),
    }


def test_ads_txt_keeps_the_sites_own_accounts():
    ads = read_ads_txt(ADS)
    assert (ads.owner, ads.manager) == ("group.example", "sales.example")
    assert ads.direct == {("google.com", "pub-1"), ("other.example", "7")}


def test_files_of_other_kinds_declare_nothing():
    assert read_trust_txt("<html><body>404</body></html>").values == {}
    assert read_ads_txt("<html>404</html>") == read_ads_txt("")


def test_claims_name_the_file_they_come_from():
    found = file_claims(
        "x_com",
        "https://x.com/",
        date(2024, 5, 1),
        trust=read_trust_txt(TRUST),
        ads=read_ads_txt(ADS),
    )
    assert [(claim.predicate, claim.value) for claim in found] == [
        ("trust-txt", True),
        ("parent", "https://group.example/"),
        ("ads-txt", True),
        ("owner", "group.example"),
    ]
    assert all(claim.source.address and claim.method == "declared" for claim in found)
    assert all(claim.predicate in PREDICATES for claim in found)


def test_what_a_site_declares_is_claimed_of_it_and_of_no_other():
    declared = (("https://www.youm7.com/ads.txt", ADS), ("https://x.com/trust.txt", TRUST))
    beside = Beside(declared=declared)
    article = cleaner.Cleaner().clean(page(), "https://www.youm7.com/1", beside=beside)
    told = [one for one in article.profile.claims if one.method == "declared"]
    assert [(one.predicate, one.value, one.subject) for one in told] == [
        ("ads-txt", True, "youm7_com"),
        ("owner", "group.example", "youm7_com"),
    ]
    assert told[0].source.address == "https://www.youm7.com/ads.txt"


def test_a_mirrors_own_files_are_told_in_the_profiles_of_its_pages(tmp_path):
    site = tmp_path / "saved" / "www.youm7.com"
    (site / "2020").mkdir(parents=True)
    (site / "2020" / "1.html").write_text(page(), "utf-8")
    (site / "ads.txt").write_text(ADS, "utf-8")
    (site / "trust.txt").write_text("<html><body>404</body></html>", "utf-8")
    (site.parent / "other.html").write_text(page(), "utf-8")
    out = tmp_path / "out.jsonl"
    arguments = ["clean", str(site.parent), "-o", str(out), "-q", "--jobs", "1"]
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert not stopped.value.code
    other, mirrored = (json.loads(line) for line in out.read_text("utf-8").splitlines())
    known = [one["profile"]["coverage"] for one in (mirrored, other)]
    assert known[0]["transparency"]["known"] == known[1]["transparency"]["known"] + 1
    manifest = (tmp_path / "out.jsonl.manifest.jsonl").read_text("utf-8")
    rows = [json.loads(line) for line in manifest.splitlines()]
    skipped = {row["input"]: row["reason"] for row in rows if row["status"] == "skipped"}
    assert set(skipped) == {"www.youm7.com/ads.txt", "www.youm7.com/trust.txt"}
    assert "told in the profiles" in skipped["www.youm7.com/ads.txt"]
