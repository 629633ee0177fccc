"""Families by their fingerprints: the look at a page's names drops none that is there."""

from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.model.site import Rule, Site
from cleaner.segment.root import matching_families
from cleaner.segment.tree import parse

PAGES = sorted((Path(__file__).parents[1] / "corpus/pages").glob("*/*.html"))


def test_corpus_pages_have_the_families_that_each_selector_alone_finds():
    families = Cleaner(entry_points=False).registry.families()
    found = 0
    for page in PAGES:
        tree = parse(page.read_bytes())
        alone = [one for one in families if any(tree.select(r.pattern) for r in one.fingerprint)]
        assert matching_families(tree, families) == alone, page
        found += len(alone)
    assert found > len(families)


@pytest.mark.parametrize(
    ("selector", "is_there"),
    [
        (".Entry", True),
        ("div.entry#main > p", True),
        ("p.gone, div.entry", True),
        ("div:not(.gone)", True),
        (":is(.gone, .entry)", True),
        (r".a\.b", True),
        ("[data-x='.gone']", True),
        ("p", True),
        (".gone p", False),
        ("#gone", False),
        ("div.entry .gone", False),
    ],
)
def test_a_fingerprint_is_found_whatever_its_selector(selector, is_there):
    html = b'<div class="entry a.b" id="main" data-x=".gone"><p>x</p></div>'  # quirks: any case
    family = Site("shelf", "shelf.toml", fingerprint=(Rule(selector, "shelf", "family"),))
    assert matching_families(parse(html), [family]) == [family] * is_there
