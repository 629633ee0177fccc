"""The same rules over rivals: the table of the method page, and signals that know no outlet."""

import re
from datetime import date
from pathlib import Path

import pytest

from cleaner.profile.symmetry import groups, markdown

METHOD = Path(__file__).resolve().parents[1] / "docs" / "method.md"
TEXT = """أعلنت الهيئة العامة للحدائق صباح اليوم افتتاح متنزه جديد في شرق المدينة أمام الزوار.
وقال مدير الهيئة سالم المثال إن المتنزه يضم ملاعب ومكتبة صغيرة ومسارات للمشي.
وأضاف أن العمل فيه استغرق عامين كاملين بكلفة لم تعلن بعد."""


def test_the_method_page_has_the_table_of_today(bundled):
    text = METHOD.read_text(encoding="utf-8")
    day = re.search(
        r"<!-- symmetry: begin (\d{4}-\d\d-\d\d) -->\n(.*)<!-- symmetry: end -->", text, re.S
    )
    assert day, "print it with python -m cleaner.profile.symmetry --write"
    assert day.group(2) == markdown(bundled.sources, date.fromisoformat(day.group(1)))


def test_every_group_has_outlets_and_all_exist(bundled):
    for name, outlets in groups().items():
        assert len(outlets) >= 6, name
        assert [one for one in outlets if bundled.sources.outlets.get(one) is None] == []


@pytest.fixture(scope="module")
def profiles(bundled):
    found = {}
    for outlet in (one for outlets in groups().values() for one in outlets):
        domain = bundled.sources.outlets.get(outlet).domain
        found[outlet] = bundled.clean_text(TEXT, url=f"https://{domain}/news/1").profile
    return found


def test_the_same_text_has_the_same_signals_whoever_publishes_it(profiles):
    signals = {
        outlet: tuple(
            (one.name, one.value, one.spans) for one in profile.signals if one.axis == "sourcing"
        )
        for outlet, profile in profiles.items()
    }
    assert len(set(signals.values())) == 1, signals


def test_what_differs_is_what_documents_say(profiles, bundled):
    for outlet, profile in profiles.items():
        assert {claim.subject for claim in profile.claims} == {outlet}
        assert profile.claims == bundled.sources.claims(outlet)
        assert profile.agreement.state == "none", "no rater without the user's file"
