"""trust.txt and ads.txt: what they declare, and what two sites have in common."""

from datetime import date

from cleaner.model.profile import PREDICATES
from cleaner.profile.site_files import file_claims, read_ads_txt, read_trust_txt, shared_sellers

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


def test_sites_with_three_accounts_in_common():
    accounts = "\n".join(f"ads.example, {number}, DIRECT" for number in range(3))
    files = {
        "a.com": read_ads_txt(accounts),
        "b.com": read_ads_txt(accounts),
        "c.com": read_ads_txt("ads.example, 0, DIRECT"),
    }
    assert shared_sellers(files) == [("a.com", "b.com", 3)]
