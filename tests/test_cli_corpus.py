"""The gold corpus: comparing, scoring, accepting."""

import json

import pytest
from cli_pages import PAGE

from cleaner import Article, Removed, cli
from cleaner.workshop import gold
from cleaner.workshop.pages import word_f1

BODY = [
    "افتتحت المدينة صباح اليوم قاعة جديدة للقراءة تتسع لمئة زائر وتضم رفوفا للأطفال والكبار.",
    "وقال القائمون على القاعة إن أبوابها تفتح كل يوم من الصباح حتى المساء أمام الجميع بلا مقابل.",
]
GOLD = {
    "file": "youm7.com/hall.html",
    "title": "قاعة جديدة في المدينة",
    "authors": [],
    "published": "2024-01-01",
    "language": "ar",
    "body": BODY,
    "excluded": [{"label": "related", "text": "اقرأ أيضا"}],
    "tags": [],
    "page_type": "article",
}


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    page = tmp_path / "corpus/pages/youm7.com/hall.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    file = tmp_path / "corpus/gold/youm7.com/hall.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(GOLD), encoding="utf-8")
    return file


@pytest.fixture
def run(capfd):
    def call(*args):
        with pytest.raises(SystemExit) as ended:
            cli.main(["corpus", *args])
        return ended.value.code, *capfd.readouterr()

    return call


def changed(file, **fields):
    file.write_text(json.dumps(GOLD | fields), encoding="utf-8")


def test_a_page_that_is_as_its_gold_says_passes(run, corpus):
    assert run("run")[:2] == (0, "")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": "غيره"}, "title: gold «غيره», now «قاعة جديدة في المدينة»"),
        ({"authors": ["اسم الكاتب"]}, "authors: gold"),
        ({"published": None}, "published: gold nothing, now «2024-01-01»"),
        ({"tags": ["كتب"]}, "tags: gold «كتب», now nothing"),
        ({"body": BODY[:1]}, f"+{BODY[1]}"),
        ({"body": []}, "page_type: gold «article», now «ok: »"),
        ({"excluded": [{"label": "ad", "text": BODY[0]}], "body": BODY[1:]}, "leak: «افتتحت"),
        ({"excluded": [{"label": "ad", "text": "اقرأ أيضا"}]}, "gold «ad», now «related»"),
    ],
)
def test_a_difference_is_named_field_by_field(run, corpus, fields, told):
    changed(corpus, **fields)
    code, out, _ = run("run")
    assert code == 1
    assert told in out


def test_a_page_without_gold_fails_and_is_never_accepted_by_itself(run, corpus):
    corpus.unlink()
    code, out, _ = run("run")
    assert code == 1
    assert "no gold" in out
    assert not corpus.exists()


def test_accept_shows_and_writes_the_change_and_keeps_other_fields(run, corpus):
    changed(corpus, title="غيره", notes="read by hand")
    code, out, _ = run("accept", "youm7.com/hall.html")
    assert code == 0
    assert '- "title": "غيره"' in out
    written = json.loads(corpus.read_text(encoding="utf-8"))
    assert written["title"] == GOLD["title"]
    assert written["notes"] == "read by hand"
    assert run("run")[0] == 0


def test_accept_writes_gold_for_a_new_page(run, corpus):
    corpus.unlink()
    assert run("accept", "--all")[0] == 0
    written = json.loads(corpus.read_text(encoding="utf-8"))
    assert written["body"] == BODY
    assert {"label": "related", "text": "اقرأ أيضا"} in written["excluded"]


def test_accept_is_nothing_for_a_machine_or_for_no_page(run, corpus, monkeypatch):
    changed(corpus, title="غيره")
    before = corpus.read_bytes()
    assert run("accept")[0] == 2
    assert run("accept", "no/such.html")[0] == 2
    monkeypatch.setenv("CI", "true")
    code, _, err = run("accept", "--all")
    assert code == 2
    assert "not under CI" in err
    assert corpus.read_bytes() == before


def test_report_scores_pages_outlets_and_all(run, corpus):
    code, out, _ = run("report")
    assert code == 0
    lines = [line.split("\t") for line in out.splitlines()[1:]]
    assert lines == [
        ["youm7.com/hall.html", "ok", "1.0000", "0", "1/1", "1/1", "1/1", "1"],
        ["= all", "", "1.0000", "0", "1/1", "1/1", "1/1", "1"],
    ]


def test_report_names_leaks(run, corpus):
    changed(corpus, body=BODY[1:], excluded=[{"label": "ad", "text": BODY[0]}])
    _, out, err = run("report")
    assert "\t1\t" in out.splitlines()[1]
    assert "leaks «افتتحت" in err


def test_gold_of_a_text_names_spans(run, corpus, tmp_path):
    text = "الرياض - متابعات\n\n" + "\n\n".join(BODY)
    (tmp_path / "corpus/pages/texts").mkdir()
    (tmp_path / "corpus/pages/texts/t.txt").write_text(text, encoding="utf-8")
    file = tmp_path / "corpus/gold/texts/t.json"
    file.parent.mkdir()
    gold_of = {"file": "texts/t.txt", "page_type": "article"}
    file.write_text(json.dumps(gold_of | {"spans": []}))
    code, out, _ = run("run", "texts/t.txt")
    assert code == 1
    assert "spans 0:16 «الرياض - متابعات»: gold «main», now «dateline»" in out
    assert run("accept", "texts/t.txt")[0] == 0
    spans = json.loads(file.read_text())["spans"]
    assert spans == [{"start": 0, "end": 16, "label": "dateline"}]
    assert run("run")[0] == 0


# -- the measures


def article(text, **fields):
    return Article("ok", text=text, **fields)


@pytest.mark.parametrize(
    ("body", "text", "f1"),
    [
        (["a b c d"], "a b c d", 1.0),
        (["a b", "c d"], "a b\n\nc d", 1.0),
        (["a b c d"], "a b", 2 * 2 / 6),
        (["a b c d"], "d c b a", 2 * 1 / 8),
        (["a b"], "a x b y", 2 * 2 / 6),
        (["a"], "", 0.0),
        ([], "", 1.0),
    ],
)
def test_word_f1_is_that_of_the_longest_common_subsequence(body, text, f1):
    assert word_f1({"body": body}, article(text)) == pytest.approx(f1)


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        (None, None, True),
        (None, "2024-01-01", False),
        ("2024-01-01", None, False),
        ("2024-01-01", "2024-01-01T10:00:00+03:00", True),
        ("2024-01-01T10:00:00+03:00", "2024-01-01T07:00:00+00:00", True),
        ("2024-01-01T10:00:00+03:00", "2024-01-01T10:00:00", True),
        ("2024-01-01T10:00:00+03:00", "2024-01-01", False),
        ("2024-01-01T10:00:00", "2024-01-01T10:01:00", False),
    ],
)
def test_dates_are_the_same_day_or_the_same_instant(wanted, got, same):
    assert gold.same_date({"published": wanted}, article("x", published=got)) is same


@pytest.mark.parametrize(
    ("excluded", "leaks"),
    [
        ("مشاركة", []),
        ("سطر", ["سطر"]),
        ("هذه جملة طويلة من صندوق آخر في الصفحة", ["هذه جملة طويلة من صندوق آخر في الصفحة"]),
    ],
)
def test_short_blocks_leak_as_lines_only(excluded, leaks):
    text = "تعلن المدينة مشاركة الجميع.\n\nسطر\n\nقبلها هذه جملة طويلة من صندوق آخر في الصفحة."
    wanted = {"body": [], "excluded": [{"label": "other", "text": excluded}]}
    assert gold.leaks(wanted, article(text)) == leaks


def test_what_is_also_in_the_body_is_no_leak():
    wanted = {"body": ["سطر"], "excluded": [{"label": "other", "text": "سطر"}]}
    assert gold.leaks(wanted, article("سطر")) == []
    flagged = [{"label": "other", "text": "سطر", "also_in_body": True}]
    assert gold.leaks({"body": [], "excluded": flagged}, article("سطر")) == []


def test_labels_of_what_was_removed_are_compared():
    span = Removed("related-inline", "صندوق", -1, -1, "/p", "r", "p", "why")
    wanted = GOLD | {"excluded": [{"label": "related", "text": "صندوق"}]}
    full = article(
        "\n\n".join(BODY),
        title=GOLD["title"],
        published=GOLD["published"],
        language="ar",
        removed=(span,),
    )
    assert list(gold.differences(wanted, full)) == []
