"""Publisher, origin and hops say of outlets what live claims vouch for; matching knows more."""

import pytest

TEXT = "افتتحت المكتبة العامة قاعة جديدة للأطفال.\nوقال المدير إن القاعة تتسع لمئة زائر."
OUTLET = """
[outlet]
name = { ar = "منارة الحدائق" }
country = "EG"
type = "newspaper"
ownership = "state"
"""
EVIDENCE = """
[[evidence]]
source = "a register"
fields = ["outlet.country", "outlet.type", "outlet.ownership"]
"""


def party(one):
    return one.country, one.kind, one.ownership


@pytest.fixture
def read(plugins):
    """The profile of a text, with a plugin that has the given evidence for its outlet."""

    def profile(evidence, text=TEXT, url="https://x.com/1"):
        return plugins({"x_com.toml": OUTLET + evidence}).clean_text(text, url).profile

    return profile


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("date = 2025-01-01", ("EG", "newspaper", "state")),
        ("", (None, "", None)),  # nobody can tell how old it is
        ("date = 2020-01-01\nuntil = 2024-12-08", (None, "", None)),
        ('date = 2025-01-01\nstatus = "withdrawn"', (None, "", None)),
        ('date = 2025-01-01\nstatus = "disputed"\nreply = "no"', ("contested",) * 3),
        ('date = 2025-01-01\nsays = { type = "portal" }', ("EG", "portal", "state")),
    ],
    ids=["vouched", "undated", "ended", "withdrawn", "disputed", "says otherwise"],
)
def test_facts_are_those_of_live_claims(read, more, told):
    profile = read(EVIDENCE + more)
    assert party(profile.publisher) == told
    assert (profile.origin.basis, party(profile.origin)) == ("default", told)


def test_sources_that_differ_leave_a_fact_contested(read):
    dated = EVIDENCE + "date = 2025-01-01\n"
    profile = read(dated + dated.replace("a register", "a monitor") + 'says = { country = "SY" }')
    assert party(profile.publisher) == ("contested", "newspaper", "state")


def test_a_hop_is_told_by_its_claims_and_found_without_them(read):
    text = TEXT + "\nونقلت صحيفة «منارة الحدائق» أن الزوار كثر."
    [hop] = read(EVIDENCE, text, "https://y.com/1").chain
    assert (hop.outlet, *party(hop)) == ("x_com", None, "", None)
    [hop] = read(EVIDENCE + "date = 2025-01-01", text, "https://y.com/1").chain
    assert (hop.outlet, *party(hop)) == ("x_com", "EG", "newspaper", "state")


def test_the_article_s_own_word_for_a_medium_stays(plugins):
    cleaner = plugins({"x_com.toml": '[outlet]\nname = { ar = "منارة الحدائق" }\n'})
    text = TEXT + "\nونقلت صحيفة «منارة الحدائق» أن الزوار كثر."
    [hop] = cleaner.clean_text(text, "https://y.com/1").profile.chain
    assert (hop.outlet, hop.kind) == ("x_com", "newspaper")


@pytest.mark.parametrize(
    ("domain", "told"),
    [
        ("sana.sy", ("SY", "agency", None)),  # the claim ended in December 2024
        ("aljazeera.net", ("QA", "broadcaster", "contested")),
        ("alarabiya.net", ("SA", "broadcaster", "contested")),
        ("sabq.org", ("SA", "portal", None)),  # its plugin calls it a newspaper
        ("3alyoum.com", (None, "", None)),
        ("azzaman.com", (None, "newspaper", None)),
        ("alweeam.com.sa", ("SA", "", None)),
    ],
)
def test_facts_of_outlets(bundled, domain, told):
    profile = bundled.clean_text(TEXT, f"https://{domain}/1").profile
    assert party(profile.publisher) == party(profile.origin) == told


def test_no_fact_of_a_publisher_is_without_a_live_claim(bundled):
    sources = bundled.sources
    for known in sources.outlets:
        profile = bundled.clean_text(TEXT, f"https://{known.domain}/1").profile
        states = {one.predicate: one.state for one in sources.coverage(known.id)[0].criteria}
        for name, value in (
            ("country", profile.publisher.country),
            ("type", profile.publisher.kind),
            ("ownership", profile.publisher.ownership),
        ):
            assert bool(value) == (states[name] != "unknown"), (known.id, name)
            assert (value == "contested") == (states[name] == "contested"), (known.id, name)
