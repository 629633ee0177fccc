"""Policies: conditions that are read and never run, unknown that decides nothing, faults told."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import BadPolicy
from cleaner.profile.expression import BadExpression, parse
from cleaner.profile.policy import FIELDS, field_of, read_policy

DOCS = Path(__file__).resolve().parents[1] / "docs" / "policies"

RECORD = {
    "status": "ok",
    "text": "كلمة " * 100,
    "language": "ar",
    "domain": "sauress.com",
    "extra_articles": [{"title": None, "text": "x"}],
    "profile": {
        "publisher": {"domain": "sauress.com", "kind": "aggregator", "basis": "given"},
        "origin": {"domain": "spa.gov.sa", "ownership": "state", "basis": "credit-line"},
        "chain": [{"name": "سبوتنيك", "domain": "sputnikarabic.ae", "kind": "agency"}],
        "signals": {"named-speakers": 0, "opinion-label": False, "sponsored-label": None},
        "coverage": {"identity": {"known": 5, "applicable": 14, "contested": 0}},
        "agreement": {"state": "disagree"},
        "judgements": [{"rater": "PC1", "band": "high"}, {"rater": "MBFC", "band": None}],
    },
}


def holds(text, record=RECORD):
    return parse(text).holds(lambda name: field_of(record, name))


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("article.words >= 100", True),
        ("article.words < 100", False),
        ("article.extra_articles == 1", True),
        ("origin.ownership == 'state' and signals.named_speakers == 0", True),
        ("origin.domain != publisher.domain", True),
        ("'سبوتنيك' in chain.names", True),
        ("chain.length > 1", False),
        ("publisher.kind in ['aggregator', 'portal']", True),
        ("publisher.kind not in ['aggregator']", False),
        ("not (signals.opinion_label == true)", True),
        ("coverage.identity.known < 7", True),
        ("agreement == 'disagree'", True),
        ("judgements.bands == ['high']", True),
        ("len(article.text) > 10 and 1 < len(chain.names) + 0 < 3", None),
        ("signals['named-speakers'] == 0", True),
        ("-1 < article.words", True),
    ],
)
def test_conditions(condition, said):
    if said is None:
        with pytest.raises(BadExpression):
            parse(condition)
    else:
        assert holds(condition) is said


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("origin.country == 'SA'", None),
        ("origin.country != 'SA'", None),
        ("not (origin.country == 'SA')", None),
        ("origin.country == 'SA' and article.words > 1", None),
        ("origin.country == 'SA' and article.words < 1", False),
        ("origin.country == 'SA' or article.words > 1", True),
        ("origin.country == 'SA' or article.words < 1", None),
        ("signals.sponsored_label == true", None),
        ("unknown(origin.country)", True),
        ("known(origin.country)", False),
        ("unknown(origin.domain)", False),
        ("article.words > 'many'", None),
        ("origin.country in ['SA']", None),
    ],
)
def test_unknown_decides_nothing(condition, said):
    assert holds(condition) is said


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('x')",
        "().__class__",
        "(lambda: 1)()",
        "[x for x in chain.names]",
        "article.words ** 99999",
        "article.words + 1 > 2",
        "f'{article.text}'",
        "x := 1",
        "open('x')",
        "known(origin.country, 1)",
        "len(*chain.names)",
        "article.title is None",
        "{'a': 1}",
        "1 if 2 else 3",
        "",
        "and",
        "article.words <",
        "(" * 500,
        "not " * 3000 + "true",
        "b'x' == article.text",
    ],
)
def test_nothing_but_conditions_is_read(text):
    with pytest.raises(BadExpression):
        parse(text)


@given(st.text(max_size=60))
def test_any_text_is_a_condition_or_is_refused(text):
    try:
        found = parse(text)
    except BadExpression:
        return
    assert found.holds(lambda name: None) in (True, False, None)


# -- files


@pytest.fixture
def policy(tmp_path):
    def write(text):
        path = tmp_path / "policy.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_policy(path)

    return write


def rule(name, when, then="flag", **more):
    lines = [f"{key} = {json.dumps(value)}" for key, value in more.items()]
    return "\n".join([
        "[[rule]]", f'name = "{name}"', f'when = "{when}"', f'then = "{then}"', *lines, ""
    ])  # fmt: skip


def test_flags_add_up_and_drop_ends(policy):
    text = rule("a", "article.words > 1") + rule("b", "article.words > 2", reason="long")
    assert policy(text).decide(RECORD).reasons == ("a", "long")
    found = policy(text + rule("c", "article.words > 3", "drop") + rule("d", "article.words > 4"))
    decision = found.decide(RECORD)
    assert (decision.action, decision.reasons) == ("drop", ("c", "a", "long"))
    assert [one.rule.name for one in found.explain(RECORD)] == ["a", "b", "c"]


def test_a_keep_rule_exempts(policy):
    text = rule("ours", "article.domain == 'sauress.com'", "keep")
    found = policy(text + rule("short", "article.words < 500", "drop"))
    assert found.decide(RECORD).action == "keep"


def test_no_rule_applies(policy):
    decision = policy(rule("a", "article.words < 1", "drop")).decide(RECORD)
    assert (decision.action, decision.reasons) == ("keep", ())


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (rule("a", "origin.ownershp == 'state'"), 3, "did you mean 'origin.ownership'?"),
        (rule("a", "signals.named_speaker == 0"), 3, "did you mean 'named_speakers'?"),
        (rule("a", "colour == 1"), 3, "unknown field 'colour'"),
        (rule("a", "article.words <"), 3, "cannot be read"),
        (rule("a", "open('x')"), 3, "unknown function 'open'"),
        (rule("a", "article.words < 1", "remove"), 4, "unknown action 'remove'"),
        (rule("a", "article.words < 1", "dorp"), 4, "did you mean 'drop'?"),
        (rule("a", "article.words < 1", becuase="x"), 5, "unknown key 'becuase'"),
        ('[[rule]]\nname = "a"\nthen = "drop"\n', 1, "a rule without 'when'"),
        ('[[rule]]\nname = 3\nwhen = "true"\nthen = "drop"\n', 2, "'name' is no text"),
        ('[rules]\nname = "a"\n', 1, "did you mean 'rule'?"),
        ("", None, "no rules"),
        ("rule = 1\n", 1, "no rules"),
        ("[[rule]\n", None, "not TOML"),
        (b"\xff\xfe", 1, "not UTF-8"),
    ],
)
def test_faults_are_told_with_line_and_remedy(policy, text, line, told):
    with pytest.raises(BadPolicy) as caught:
        policy(text)
    assert told in str(caught.value)
    assert caught.value.line == line


def test_a_policy_with_one_bad_rule_is_not_loaded(policy):
    with pytest.raises(BadPolicy):
        policy(rule("a", "article.words < 1") + rule("b", "colour == 1"))


@pytest.mark.parametrize("file", sorted(DOCS.glob("*.toml")), ids=lambda file: file.stem)
def test_examples_are_read_and_name_no_outlet(file, bundled):
    policy = read_policy(file)
    assert policy.rules
    domains = {domain for ref in bundled.registry.refs() for domain in ref.domains}
    text = file.read_text(encoding="utf-8")
    assert not [domain for domain in domains if f"'{domain}'" in text]


def test_every_field_can_be_asked_for_of_any_record():
    for name in FIELDS:
        assert field_of({}, name) in (None, 0, [], False) or name
        field_of(RECORD, name)


# -- in use


def test_a_cleaner_decides(plugins, tmp_path):
    file = tmp_path / "p.toml"
    file.write_text(rule("short", "article.words < 80", "drop"), encoding="utf-8")
    text = "خبر قصير من سطر واحد وصل اليوم إلى المكتب."
    article = plugins({"x_com.toml": ""}, policy=file).clean_text(text)
    assert (article.decision.action, article.decision.reasons) == ("drop", ("short",))


def test_clean_drops_and_explain_says_why(tmp_path, capsys):
    from cleaner.cli import main

    file = tmp_path / "p.toml"
    file.write_text(rule("short", "article.words < 80", "drop"), encoding="utf-8")
    page = tmp_path / "in" / "a.txt"
    page.parent.mkdir()
    page.write_text("خبر قصير من سطر واحد وصل اليوم إلى المكتب.", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    with pytest.raises(SystemExit) as done:
        main(["clean", str(page.parent), "-o", str(out), "--policy", str(file), "-q"])
    assert done.value.code == 0
    assert out.read_text() == ""
    [row] = (tmp_path / "out.jsonl.manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert (json.loads(row)["status"], json.loads(row)["reason"]) == ("dropped", "short")

    with pytest.raises(SystemExit):
        main(["clean", str(page.parent), "-o", str(out), "-q", "--fresh"])
    with pytest.raises(SystemExit) as done:
        main(["policy", "explain", str(out), "--policy", str(file)])
    assert done.value.code == 0
    told = capsys.readouterr().out
    assert "short\tdrop\tyes\tarticle.words = 9\t3" in told
    assert "drop\tshort" in told


def test_explain_of_what_is_no_record(tmp_path, capsys):
    from cleaner.cli import main

    file = tmp_path / "p.toml"
    file.write_text(rule("short", "article.words < 80", "drop"), encoding="utf-8")
    for text in ("{", "{}", "[]", "1", ""):
        record = tmp_path / "r.json"
        record.write_text(text)
        with pytest.raises(SystemExit) as done:
            main(["policy", "explain", str(record), "--policy", str(file)])
        assert done.value.code == 2
        assert "r.json" in capsys.readouterr().err
