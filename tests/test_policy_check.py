"""What policies may ask: fields that articles have, values that can occur; all else is refused."""

import gzip
import json

import pytest

from cleaner import Cleaner
from cleaner.errors import BadPolicy
from cleaner.model.jsonschema import json_schema
from cleaner.profile.data_files import toml
from cleaner.profile.policy import read_policy
from cleaner.profile.policy_fields import FIELDS, FLAG, LIST, NUMBER, TEXT, field_of, signals

PAGE = """<html lang="ar"><head><title>افتتاح حديقة عامة في المدينة</title></head><body><article>
<h1>افتتاح حديقة عامة في المدينة</h1>
<p>افتتحت البلدية اليوم حديقة عامة في وسط المدينة، وقالت مصادر مطلعة إن العمل استمر عاما.</p>
<p>وتضم الحديقة ملاعب للأطفال ومسارات للمشي ومقاعد خشبية وأشجارا جلبت من مشاتل قريبة.</p>
</article><footer><a href="/about">من نحن</a></footer></body></html>"""


@pytest.fixture
def check(tmp_path):
    def read(when, **more):
        path = tmp_path / "policy.toml"
        told = json.dumps(when, ensure_ascii=False)
        path.write_text(f'[[rule]]\nname = "a"\nwhen = {told}\nthen = "flag"\n', encoding="utf-8")
        return read_policy(path, **more)

    return read


@pytest.mark.parametrize(
    "when",
    [
        "signals.own_report == false",
        "signals.vague_credit != []",
        "signals.removed_share > 0.5 and signals.social_statement == 0",
        "signals.anonymity_explained == true or signals.about_page == false",
        "signals['own-report'] == signals['own_report']",
        "signals['exclamations'] > 3",
        "'question' in signals.headline_form",
        "signals.named_author == false or len(signals.named_author) > 2",
        "signals.dateline == false or signals.dateline == 'القاهرة'",
        "signals.date_consistency == 'consistent' or 'url' in signals.date_consistency",
        "article.published >= '2024' and article.published < article.modified",
        "article.published < '2024-08-31T10:00:00+03:00'",
        "article.language != 'ar-EG' and 80 <= article.words < 1000",
        "'حديقة' in article.title and origin.name in article.text",
        "'SA' in chain.countries and chain.kinds == ['agency', 'portal']",
        "origin.domain in [publisher.domain, 'example.com']",
        "origin.ownership in ['state', 'state-linked', 'contested']",
        "origin.country in ['SA', 'contested'] and origin.ownership == publisher.ownership",
        "article.status == 'generic' and publisher.basis != 'none'",
        "not chain.names or known(origin.domain) or len(judgements.raters) > 1",
        "(article.words > -5) == true and agreement == 'none'",
        "true",
    ],
)
def test_what_can_hold_is_read(check, when):
    assert check(when).rules


@pytest.mark.parametrize(
    ("when", "told", "remedy"),
    [
        # types
        ("article.words < '80'", "article.words (a number)", "without quotes"),
        ("article.words in [80, '90']", "article.words (a number)", "without quotes"),
        ("origin.domain == 5", "origin.domain (a text)", "known(origin.domain)"),
        ("signals.own_report == 1", "(true or false)", "true or false"),
        ("signals.own_report == 'yes'", "(true or false)", "true or false"),
        ("signals.vague_credit == true", "(a list)", "signals.vague_credit != []"),
        ("signals.named_author == true", "(a list or false)", "signals.named_author != false"),
        ("chain.names == 'رويترز'", "chain.names (a list)", "'رويترز' in chain.names"),
        ("chain.countries in ['SA']", "chain.countries (a list)", "'SA' in chain.countries"),
        ("origin.country in 'SA'", "in the text 'SA'", "origin.country in ['SA']"),
        ("'state' in origin.ownership", "which is one word", "origin.ownership == 'state'"),
        ("5 in article.text", "looks for 5", "a list or a text"),
        ("5 in chain.names", "looks for 5", "holds texts"),
        ("len(article.words) > 1", "behind len()", "a text or a list"),
        ("-article.title < 1", "behind a minus", "a number"),
        ("unknown(5)", "asks unknown(5)", "asks for a field"),
        # what has no order, and what always holds
        ("origin.confidence >= 'medium'", "more or less", "origin.confidence in ["),
        ("origin.ownership == 'state' or 'public'", "'public' alone", "x in ['a', 'b']"),
        ("article.title", "asks nothing of article.title", "known(article.title)"),
        ("['state']", "the list ['state'] alone", "x in ['state']"),
        # closed vocabularies, and how texts are written
        ("origin.ownership == 'sate'", "origin.ownership never is", "'state'"),
        ("origin.kind not in ['newspaper', 'agancy']", "'agancy'", "'agency'"),
        ("origin.country == 'sa'", "'sa'", "write 'SA'"),
        ("'XX' in chain.countries", "'XX'", "write it like"),
        ("publisher.basis == 'cannonical'", "'cannonical'", "'canonical'"),
        ("article.status == 'failed'", "'failed'", "known: empty"),
        ("origin.confidence == 'hihg'", "'hihg'", "'high'"),
        ("agreement == 'agreed'", "'agreed'", "'agree'"),
        ("judgements.bands == ['higher']", "'higher'", "'high'"),
        ("'questoin' in signals.headline_form", "'questoin'", "'question'"),
        ("origin.ownership == 'unknown'", "equals nothing", "unknown(origin.ownership)"),
        ("article.language not in ['ar', '']", "equals nothing", "unknown(article.language)"),
        ("article.language == 'Arabic'", "'Arabic'", "like 'ar'"),
        ("article.published > '31.8.2024'", "'31.8.2024'", "ISO date"),
        ("article.published > '2024-13'", "'2024-13'", "ISO date"),
        ("origin.domain == 'https://www.Example.com/x'", "never is", "write 'example.com'"),
        ("'example' in chain.domains", "'example'", "like 'example.com'"),
        ("origin.confidence == agreement", "compares", "no word in common"),
        # fields
        ("origin.ownership == state", "unknown field 'state'", "in quotes: 'state'"),
        ("signals.named-speakers == 0", "has no place", "with _"),
        ("signals.opinion_label == true", "which no article has", "cleaner policy fields"),
        ("signals.own_report_share > 0.5", "which no article has", "'own_report'"),
        ("signals['vague-credti'] != []", "which no article has", "'vague_credit'"),
        ("signals.exclamations > 3", "which no article has", "signals['name']"),
    ],
)
def test_what_can_never_hold_is_refused_with_line_and_remedy(check, when, told, remedy):
    with pytest.raises(BadPolicy) as caught:
        check(when)
    assert told in caught.value.message
    assert remedy in caught.value.remedy
    assert caught.value.line == 3


@pytest.mark.parametrize("when", ["-" * 1900 + "1", "not " * 490 + "true"])
def test_a_condition_that_is_too_deep_is_refused(check, when):
    with pytest.raises(BadPolicy, match="too deep"):
        check(when)


def test_without_measures_no_other_signal_exists(check):
    with pytest.raises(BadPolicy, match="'exclamations', which no article has"):
        check("signals['exclamations'] > 3", others=False)


def test_a_cleaner_knows_whether_packages_add_signals(check, tmp_path):
    check("signals['exclamations'] > 3")
    with pytest.raises(BadPolicy, match="which no article has"):
        Cleaner(entry_points=False, policy=tmp_path / "policy.toml")


def test_a_registered_signal_is_asked_for_by_its_name(check):
    policy = check("signals['exclamations'] > 3")
    record = {"status": "ok", "profile": {"signals": {"exclamations": 4}}}
    assert policy.decide(record).action == "flag"
    assert policy.decide({"status": "ok", "profile": {"signals": {}}}).action == "keep"


# -- fields are what articles have


def test_every_field_of_an_article_can_be_asked_for():
    told = {name.partition(".")[2] for name in FIELDS if name.startswith("article.")}
    schema = set(json_schema()["properties"])
    later = {"schema_version", "outlet", "decision", "decision_reasons", "profile"}
    assert told == (schema - later) | {"words"}


def test_the_signals_are_those_of_any_article(bundled):
    for article in (
        bundled.clean(PAGE, url="https://example.com/news/1"),
        bundled.clean_text("الرياض - اسم الكاتب\nافتتحت البلدية حديقة عامة.", title="حديقة"),
        bundled.clean_text("The town opened a garden today, the mayor said."),
    ):
        assert set(signals()) == {one.name for one in article.profile.signals}
        assert_held(article)


def assert_held(article):
    """Every value of a record is one that its field says it can hold."""
    record = article.to_dict()
    known = {**FIELDS, **{f"signals.{name}": field for name, field in signals().items()}}
    for name, field in known.items():
        value = field_of(record, name)
        if value is None:
            continue
        flag = {str(value).lower()} if isinstance(value, bool) else set()
        kinds = {bool: flag, str: TEXT, list: LIST}.get(type(value), NUMBER)
        assert field.kinds >= kinds, (name, value)
        for text in [value] if isinstance(value, str) else value if kinds == LIST else ():
            assert not field.values or text in field.values, (name, text)
            assert not field.form or not field.form(text), (name, text)


def test_values_of_real_pages_are_those_the_fields_hold(shared, bundled):
    folder = shared / "data" / "pages-ar"
    for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines()[::4]:
        row = json.loads(line)
        page = gzip.decompress((folder / row["file"]).read_bytes())
        assert_held(bundled.clean(page, row.get("url")))


def test_words_of_the_data_are_those_of_the_fields(bundled):
    kinds = FIELDS["origin.kind"].values
    assert set(toml("names.toml")["heads"].values()) <= {*kinds, "any", ""}
    assert {row["kind"] for row in toml("media.toml")["media"]} <= kinds
    for known in bundled.sources.outlets:
        for what, said in (("kind", known.type), ("ownership", known.ownership)):
            assert said is None or said in FIELDS[f"origin.{what}"].values
        assert known.country is None or known.country in FIELDS["origin.country"].values
        assert not FIELDS["origin.domain"].form(known.domain)


def test_mixed_kinds_are_of_signals_that_exist():
    from cleaner.profile.policy_fields import _SEVERAL

    assert set(_SEVERAL) <= set(signals())
    assert signals()["named-speakers"].kinds == NUMBER
    assert signals()["about-page"].kinds == FLAG
    assert signals()["headline-form"].kinds == LIST
