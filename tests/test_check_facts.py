"""``cleaner check``: facts of an outlet that no profile tells, times that no country places."""

import json

import pytest

from cleaner.workshop.check import check

TEXT = [
    "زرع أهالي القرية مئة شجرة زيتون على جانبي الطريق المؤدي إلى المدرسة، وسقوها من بئر قديمة.",
    "وقال رئيس اللجنة إن الأشجار وزعت على تلاميذ الصفوف، لكل صف عشر شجرات يعتني بها حتى تكبر.",
    "وتنوي اللجنة أن تزرع في الربيع القادم أشجار اللوز والتين حول الملعب وعند مدخل القرية الشرقي.",
]
PAGE = f"""<html lang="ar"><head><title>أشجار الزيتون</title>
<meta property="og:url" content="https://qarya.com/1"></head><body><h1>أشجار الزيتون</h1>
<i class=day>الخميس 5 مارس 2026 09:30</i><div class=story>
{"".join(f"<p>{one}</p>" for one in TEXT)}</div></body></html>"""
RULES = '[article]\nroot = [".story"]\ndate = [".day"]\n'
RULES += '\n[[evidence]]\nkind = "real-page"\nsource = "a page"\nfields = ["rules"]\n'
EVIDENCE = '\n[[evidence]]\nkind = "document"\nsource = "an imprint"\nfields = ["outlet.type"]\n'


@pytest.fixture
def notes(tmp_path):
    def run(text, published):
        gold = {"title": "أشجار الزيتون", "authors": [], "published": published, "body": TEXT}
        for name, content in {
            "plugins/qarya_com.toml": text,
            "corpus/pages/qarya.com/1.html": PAGE,
            "corpus/gold/qarya.com/1.json": json.dumps(gold),
        }.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, "utf-8")
        report = check([str(tmp_path / "plugins")])
        assert report.problems == 0
        return [str(one) for one in report.findings]

    return run


def test_a_fact_without_dated_evidence_is_named_with_its_line(notes):
    text = '[outlet]\ncountry = "EG"\ntype = "portal"\n\n' + RULES + EVIDENCE
    (found,) = notes(text, "2026-03-05T09:30:00+02:00")
    assert "qarya_com.toml:2: note: no [[evidence]] with a date vouches for outlet.country" in found
    assert "outlet.country, outlet.type" in found
    (found,) = notes(text + "date = 2026-03-06\n", "2026-03-05T09:30:00+02:00")
    assert "outlet.type" not in found
    dated = text.replace("outlet.type", "outlet") + "date = 2026-03-06\n"
    assert notes(dated, "2026-03-05T09:30:00+02:00") == []


def test_times_in_no_zone_ask_for_the_country(notes):
    (found,) = notes(RULES, "2026-03-05T09:30:00")
    assert "qarya.com/1.html is of 2026-03-05T09:30:00, in no time zone" in found
    assert found.endswith("name outlet.country")
    zone = '[outlet]\ntimezone = "Africa/Cairo"\n\n'
    assert notes(zone + RULES, "2026-03-05T09:30:00+02:00") == []
