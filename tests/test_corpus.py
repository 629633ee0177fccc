"""The authored corpus: one test for each page and field."""

from functools import cache

import pytest
from conftest import ROOT

from cleaner import Cleaner
from cleaner.workshop.gold import cases
from cleaner.workshop.trial import Trial, fields_of

CASES = {case.name: case for case in cases(ROOT / "corpus/pages", ROOT / "corpus/gold")}

KNOWN = {
    ("texts/inline-widget-and-follow.txt", "spans"): "a byline with a city, and an app line, stay",
}
"""What is wrong today and known to be: a field that comes right must leave this list."""


@cache
def trial(name):
    return Trial(plain(), CASES[name])


@cache
def plain():
    return Cleaner([ROOT / "plugins"], entry_points=False)


def pairs():
    for name, case in CASES.items():
        for field in fields_of(case):
            marks = ()
            if reason := KNOWN.get((name, field)):
                marks = pytest.mark.xfail(reason=reason, strict=True)
            yield pytest.param(name, field, id=f"{name}-{field}", marks=marks)


@pytest.mark.parametrize(("name", "field"), list(pairs()))
def test_a_page_gives_what_its_gold_says(name, field):
    told = trial(name).wrong(field)
    assert not told, told


def test_every_page_has_gold_and_a_row_of_provenance():
    import json

    rows = (ROOT / "corpus/manifest.jsonl").read_text("utf-8").splitlines()
    listed = {json.loads(row)["file"] for row in rows}
    pages = {
        name for name, case in CASES.items() if case.page.is_relative_to(ROOT / "corpus/pages")
    }
    assert pages <= listed
    assert not [name for name, case in CASES.items() if case.gold is None]
    assert {json.loads(row)["origin"] for row in rows} == {"authored"}
