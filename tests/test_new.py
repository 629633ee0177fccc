"""``cleaner new``: what is drafted from saved pages, and what is left alone."""

import json
import tomllib

import pytest

from cleaner import Cleaner
from cleaner.cli import main
from cleaner.sites.schema import read_site
from cleaner.workshop.draft.naming import is_generated, is_stable, label_of, parts
from cleaner.workshop.draft.plugin import country_of
from cleaner.workshop.draft.text import quoted
from cleaner.workshop.gold import cases, clean_case, same_title
from cleaner.workshop.pages import word_f1

SENTENCES = [
    "فتحت المكتبة العامة في البلدة أبوابها صباح اليوم بعد ترميم دام عاما كاملا، وحضر أهالي الحي.",
    "وقالت أمينة المكتبة إن القاعة الكبيرة تتسع لمئة قارئ، وإن ركن الأطفال صار أوسع مما كان.",
    "وأضافت أن متطوعين من البلدة ساعدوا في نقل الكتب ورفعها على الرفوف التي صنعها نجار محلي.",
    "وتخطط اللجنة لإقامة أمسية قراءة في كل خميس، يشارك فيها كتاب من المدن القريبة وتلاميذ المدارس.",
]
PAGE = """<html lang="ar"><head>
<title>{title} | صحيفة البلدة</title>
<meta property="og:site_name" content="صحيفة البلدة">
<meta property="og:url" content="https://www.baladiya.eg/news/{number}">
<meta name="author" content="كاتبة تجريبية">{head}
</head><body><div class="menu"><a href="/a">سياسة</a><a href="/b">ثقافة</a></div>
<div class="row"><div class="col-md-8 css-1x2y3z">
<h1 class="story-title">{title}</h1>
<div class="story-meta"><span class="story-date">الخميس 5 مارس 2026 09:30</span>
<span class="story-author">كاتبة تجريبية</span></div>
<div class="story-text" id="story-{number}">{text}
<div class="share-bar"><a href="#">فيسبوك</a><a href="#">تويتر</a></div>
</div>
<div class="story-tags"><a href="/t/1">مكتبة</a><a href="/t/2">قراءة</a></div>
</div></div>
<footer>جميع الحقوق محفوظة لصحيفة البلدة وكاتبة تجريبية</footer></body></html>"""


def page(number=1, head="", text=None):
    box = (
        '<div class="read-also-box"><a href="/x">سباق للدراجات ينطلق غدا من ساحة البلدة القديمة</a>'
        '<a href="/y">معرض للطوابع يجمع هواة من سبع مدن في قاعة البلدية</a></div>'
    )
    shown = [f"<p>{sentence} ({number})</p>" for sentence in SENTENCES]
    return PAGE.format(
        title=f"المكتبة العامة تفتح أبوابها للقراء من جديد {number}",
        number=number,
        head=head,
        text=text or "".join([*shown[:2], box, *shown[2:]]),
    )


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args):
    with pytest.raises(SystemExit) as stopped:
        main(["new", *map(str, args)])
    return stopped.value.code


def save(folder, *pages, name="page"):
    files = []
    for number, html in enumerate(pages, 1):
        file = folder / f"{name}-{number}.html"
        file.write_text(html, encoding="utf-8")
        files.append(file)
    return files


@pytest.fixture
def drafted(folder):
    """A plugin drafted from two pages of one outlet."""
    assert run(*save(folder, page(1), page(2))) == 0
    return folder / "plugins/eg/baladiya_eg.toml"


def test_two_pages_of_an_outlet_make_one_plugin_two_pages_and_two_golds(folder, drafted):
    files = {str(path.relative_to(folder)) for path in folder.rglob("*.*") if path.is_file()}
    assert files == {
        "page-1.html",
        "page-2.html",
        "plugins/eg/baladiya_eg.toml",
        "corpus/manifest.jsonl",
        "corpus/pages/baladiya.eg/page-1.html",
        "corpus/pages/baladiya.eg/page-2.html",
        "corpus/gold/baladiya.eg/page-1.json",
        "corpus/gold/baladiya.eg/page-2.json",
    }


def test_the_draft_obeys_the_schema_and_says_what_the_pages_show(drafted):
    site = read_site(drafted)
    data = tomllib.loads(drafted.read_text("utf-8"))
    assert site.domains == ("baladiya.eg",)
    assert data["outlet"] == {"name": {"ar": "صحيفة البلدة"}, "country": "EG"}
    assert data["article"]["root"] == [".story-text"]
    assert data["article"]["date"] == [".story-date"]
    assert data["article"]["byline"] == [".story-author"]
    assert data["article"]["tags"] == [".story-tags a"]
    assert data["remove"]["related-inline"] == [".read-also-box"]
    assert [one["kind"] for one in data["evidence"]] == ["real-page", "real-page"]


def test_a_title_that_the_defaults_find_is_left_out(drafted):
    assert "title" not in tomllib.loads(drafted.read_text("utf-8"))["article"]


def test_every_rule_has_its_reason_beside_it(drafted):
    for line in drafted.read_text("utf-8").splitlines():
        if ('["' in line and not line.startswith("fields")) or line.startswith('  "'):
            assert "#" in line, line


def test_the_drafted_plugin_cleans_the_pages(drafted):
    article = Cleaner([drafted.parents[1]], entry_points=False).clean(page(3))
    assert (article.status, article.plugin, article.root) == ("ok", "baladiya_eg", "site")
    assert article.text == "\n\n".join(f"{sentence} (3)" for sentence in SENTENCES)
    assert article.authors == ("كاتبة تجريبية",)
    assert article.published == "2026-03-05T09:30:00+02:00"
    assert article.tags == ("مكتبة", "قراءة")


def test_gold_is_a_draft_until_somebody_accepts_it(folder, drafted, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    gold = folder / "corpus/gold/baladiya.eg/page-1.json"
    record = json.loads(gold.read_text("utf-8"))
    assert record["draft"] is True
    assert record["title"] == "المكتبة العامة تفتح أبوابها للقراء من جديد 1"
    assert len(record["body"]) == 4
    with pytest.raises(SystemExit) as stopped:
        main(["corpus", "run"])
    assert stopped.value.code == 1
    with pytest.raises(SystemExit):
        main(["corpus", "accept", "baladiya.eg"])
    assert "draft" not in json.loads(gold.read_text("utf-8"))
    with pytest.raises(SystemExit) as stopped:
        main(["corpus", "run"])
    assert stopped.value.code == 0


def test_nothing_that_exists_is_overwritten(folder, drafted, capsys):
    before = {path: path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}
    assert run(*folder.glob("page-*.html")) == 1
    assert before == {path: path.read_bytes() for path in before}
    assert "it exists" in capsys.readouterr().err


def test_another_page_of_the_same_name_is_left_alone(folder, drafted, capsys):
    other = save(folder / "corpus", page(9))[0]
    assert run(other) == 1
    assert "another page of this name" in capsys.readouterr().err


def test_pages_of_two_outlets_make_two_plugins(folder):
    other = page(2).replace("www.baladiya.eg", "www.qarya.com.sa")
    assert run(*save(folder, page(1), other)) == 0
    made = {path.name for path in (folder / "plugins").rglob("*.toml")}
    assert made == {"baladiya_eg.toml", "qarya_com_sa.toml"}


def test_a_page_that_does_not_say_where_it_is_from_needs_an_address(folder, capsys):
    html = page(1).replace('property="og:url"', 'property="nothing"')
    files = save(folder, html)
    assert run(*files) == 1
    assert "give --url" in capsys.readouterr().err
    assert run(*files, "--url", "https://www.baladiya.eg/news/1") == 0
    sidecar = folder / "corpus/pages/baladiya.eg/page-1.html.url"
    assert sidecar.read_text("utf-8").strip() == "https://www.baladiya.eg/news/1"
    article = Cleaner([folder / "plugins"], entry_points=False)
    assert article.registry.find("baladiya.eg").name == "baladiya_eg"


def test_a_family_is_recognised_and_its_rules_are_not_repeated(folder):
    text = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    html = (
        '<html lang="ar"><head><title>مكتبة</title>'
        '<meta property="og:url" content="https://paper.jo/1"></head><body class="jnews">'
        '<h1 class="jeg_post_title">المكتبة العامة تفتح أبوابها</h1>'
        f'<div class="entry-content"><div class="content-inner">{text}'
        '<div class="jeg_share_button">شارك</div></div></div></body></html>'
    )
    assert run(*save(folder, html)) == 0
    data = tomllib.loads((folder / "plugins/jo/paper_jo.toml").read_text("utf-8"))
    assert data["family"] == "jnews"
    assert "article" not in data
    assert "remove" not in data


def test_what_is_no_page_is_named_and_the_rest_is_done(folder, capsys):
    (folder / "notes.txt").write_text("نص مستخرج لا عناصر فيه", encoding="utf-8")
    assert run(*save(folder, page(1)), folder / "notes.txt") == 1
    assert "notes.txt" in capsys.readouterr().err
    assert (folder / "plugins/eg/baladiya_eg.toml").exists()


def test_plugins_go_where_the_user_says_and_the_corpus_beside_them(folder):
    assert run(*save(folder, page(1)), "-o", folder / "mine/plugins") == 0
    assert (folder / "mine/plugins/eg/baladiya_eg.toml").exists()
    assert (folder / "mine/corpus/pages/baladiya.eg/page-1.html").exists()


def test_a_hostile_page_cannot_write_toml(folder):
    evil = page(1).replace(
        'content="صحيفة البلدة"', 'content="x&quot; }&#10;owner = &quot;me&quot; # \\"'
    )
    assert run(*save(folder, evil)) == 0
    data = tomllib.loads((folder / "plugins/eg/baladiya_eg.toml").read_text("utf-8"))
    assert "owner" not in data["outlet"]


@pytest.mark.parametrize(
    "name", ["css-1x2y3z", "sc-bdVaJa1", "post-12345", "bbc-19j92fr", "a1b2c3d4", "ctl00_Main_lbl"]
)
def test_generated_names_are_known(name):
    assert is_generated(name)


@pytest.mark.parametrize("name", ["col-md-8", "clearfix", "text-right", "rtl", "mb-4", "w-full"])
def test_names_of_looks_and_states_are_no_ground_to_stand_on(name):
    assert not is_stable(name)


@pytest.mark.parametrize(
    "name", ["articleBody", "story-text", "cnn_strycntntrgt", "LongDesc", "td-post-content"]
)
def test_names_that_say_what_a_thing_is_are_stable(name):
    assert is_stable(name)


def test_names_are_taken_apart():
    assert parts("relatedNews-box2") >= {"related", "news", "box", "relatednews"}


@pytest.mark.parametrize(
    ("name", "label"),
    [("read-also", "related-block"), ("socialShare", "share"), ("dfp-banner", "ad"), ("body", "")],
)
def test_names_say_labels(name, label):
    assert label_of([name])[0] == label


@pytest.mark.parametrize(
    ("domain", "country"),
    [("ahram.org.eg", "EG"), ("bbc.co.uk", "GB"), ("lbcgroup.tv", None), ("paper.com", None)],
)
def test_the_country_is_that_of_the_ending(domain, country):
    assert country_of(domain) == country


def test_quoting_is_toml():
    text = 'a"b\\c\nd\u202e'
    assert tomllib.loads(f"x = {quoted(text)}") == {"x": 'a"b\\c d'}


def test_no_drafted_rule_takes_a_word_out_of_the_article(folder):
    """Keywords are often links within the text: they are no tags there."""
    linked = [one.replace("المكتبة", '<a href="/t/1">المكتبة</a>') for one in SENTENCES]
    text = "".join(f"<p>{one}</p>" for one in linked)
    head = '<meta name="keywords" content="المكتبة, قراءة">'
    assert run(*save(folder, page(1, head=head, text=text))) == 0
    article = Cleaner([folder / "plugins"], entry_points=False).clean(page(1, head, text))
    assert article.text == "\n\n".join(SENTENCES)


def test_a_standfirst_outside_the_root_is_named_with_the_selector_to_add(folder):
    lead = f'<h2 class="story-lead">{SENTENCES[0]}</h2>'
    text = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES[1:])
    html = page(1, text=text).replace('<div class="story-text"', f'{lead}<div class="story-text"')
    assert run(*save(folder, html)) == 0
    drafted = (folder / "plugins/eg/baladiya_eg.toml").read_text("utf-8")
    assert tomllib.loads(drafted)["article"]["root"] == [".story-text"]
    assert 'then root = [".story-lead, .story-text"]' in drafted


OUTLETS = ("youm7.com", "albayan.ae", "lbcgroup.tv")


@pytest.mark.shared
def test_three_outlets_are_brought_back_from_their_pages_alone(shared, folder):
    """What is drafted, before anybody edits it, is as good as what was written by hand."""
    pages = shared / "data/pages-ar"
    files = [file for outlet in OUTLETS for file in pages.glob(f"{outlet}*")]
    assert run(*files) == 0
    by_hand, drafted = (
        Cleaner(entry_points=False),
        Cleaner([folder / "plugins"], entry_points=False),
    )
    for case in cases(pages, pages / "gold"):
        if case.page in files:
            ours = clean_case(drafted, case, with_url=True)
            theirs = clean_case(by_hand, case, with_url=True)
            assert ours.root in ("site", "family")
            assert str(folder) in drafted.registry.find(ours.domain).file
            assert word_f1(case.gold, ours) >= word_f1(case.gold, theirs) - 0.005
            assert same_title(case.gold, ours)
