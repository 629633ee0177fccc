"""Real pages beside the checkout, against their gold: text, leaks, title, date, authors."""

import gzip
import json
from collections import Counter

import pytest
from conftest import shared_folder

from cleaner import Cleaner

pytestmark = pytest.mark.shared

MIN_F1 = {"pages-ar": 0.99, "pages-fa": 0.97, "pages-other": 0.97}
SEED = "seed/000_4f014755270509df.txt"


def gold_files():
    folder = shared_folder()
    if folder is None:
        return [pytest.param(None, marks=pytest.mark.skip(reason="no evaluation data"))]
    found = [
        path for name in MIN_F1 for path in sorted((folder / "data" / name).glob("gold/*.json"))
    ]
    return [pytest.param(path, id=path.stem) for path in found]


def words_f1(text, gold):
    """Harmonic mean of word precision and recall, as bags of words."""
    ours, theirs = Counter(text.split()), Counter(gold.split())
    shared_words = sum((ours & theirs).values())
    return 2 * shared_words / (sum(ours.values()) + sum(theirs.values()) or 1)


def squeezed(text):
    return " ".join(text.split())


def page(path, with_url):
    """Gold, page and address of a gold file."""
    gold = json.loads(path.read_text("utf-8"))
    folder = path.parents[1]
    rows = (folder / "index.jsonl").read_text("utf-8").splitlines()
    url = next(row["url"] for row in map(json.loads, rows) if row["file"] == gold["file"])
    with gzip.open(folder / gold["file"]) as stream:
        return gold, stream.read(), url if with_url else None


@pytest.mark.parametrize("path", gold_files())
@pytest.mark.parametrize("audit", ["article", "page"])
def test_a_page_with_gold(path, audit, bundled):
    gold, raw, url = page(path, with_url=True)
    one = bundled if audit == "article" else Cleaner(audit="page", entry_points=False)
    article = one.clean(raw, url=url)
    if not gold["body"]:
        assert (article.status, article.text) in (("not-article", ""), ("empty", ""))
        return
    body = "\n".join(gold["body"])
    assert article.status == "ok"
    assert words_f1(article.text, body) >= MIN_F1[path.parents[1].name]
    lines = {squeezed(line) for line in article.text.split("\n")}
    excluded = [one for one in gold["excluded"] if not one.get("also_in_body")]
    assert not [one["text"] for one in excluded if squeezed(one["text"]) in lines]
    if gold["language"] == "ar":
        assert article.title == gold["title"]
        assert article.published == gold["published"]
        assert list(article.authors) == gold["authors"]
    assert set(article.authors) <= set(gold["authors"])  # never invented
    assert article.language == gold["language"]


@pytest.mark.parametrize("path", [one for one in gold_files() if "pages-ar" in str(one.values)])
def test_arabic_pages_tell_their_address_themselves(path, bundled):
    gold, raw, _ = page(path, with_url=False)
    with_url = bundled.clean(raw, url=gold["url"])
    without = bundled.clean(raw)
    assert (without.plugin, without.text) == (with_url.plugin, with_url.text)


# -- the seed document

HEAD, TAIL = "تفقد الرئيس الروسي", "وكالة سبوتنيك الروسية."


@pytest.fixture(scope="module")
def seed(shared, bundled):
    source = (shared / "data" / SEED).read_text("utf-8")
    return source, bundled.clean_text(source)


def removed(article, label):
    return [one.text.strip() for one in article.removed if one.label == label]


def test_the_seeds_text_is_exactly_its_six_paragraphs(seed):
    source, article = seed
    begin, end = source.index(HEAD), source.index(TAIL) + len(TAIL)
    lines = [line for line in source[begin:end].split("\n") if line.strip()]
    lines = [line for line in lines if not line.startswith("أخبار قد تهمك")]
    assert len(lines) == 6
    assert [line for line in article.text.split("\n") if line.strip()] == lines
    assert article.text.startswith(HEAD)
    assert article.text.endswith(TAIL)


def test_the_seeds_status_and_metadata(seed):
    article = seed[1]
    assert (article.status, article.title, article.published) == ("generic", None, None)
    assert article.dateline == "المناطق _ متابعات"
    assert "صحيفة المناطق السعودية" in article.credit
    assert article.authors == ()
    assert article.warnings == ()


def test_what_the_seed_loses_and_under_which_label(seed):
    source, article = seed
    assert removed(article, "dateline") == ["المناطق _ متابعات"]
    assert removed(article, "source-credit") == ["المصدر: صحيفة المناطق السعودية"]
    [tags] = removed(article, "tags")
    assert tags.startswith("كلمات دلالية:")
    widget = "".join(one.text for one in article.removed if one.label == "related-inline")
    assert widget.startswith("أخبار قد تهمك")
    block = removed(article, "related-block")
    assert block[0] == "إقرأ أيضاً:"
    assert "مقالات مشابهة" in block
    assert len(block) == 12
    assert removed(article, "ad") == ["إعلان"]
    spans = sorted((*article.kept, *article.removed), key=lambda one: one.start)
    assert "".join(one.text for one in spans) == source
    known = {"dateline", "source-credit", "tags", "related-inline", "related-block", "ad"}
    assert {one.label for one in article.removed} == {*known, "second-article"}


def test_the_seeds_related_headlines_and_second_article(seed):
    article = seed[1]
    assert len(article.related) == 12
    assert all(one.title for one in article.related)
    [extra] = article.extra_articles
    assert extra.title
    assert len(extra.text.split("\n\n")) == 10
    assert "إعلان" not in extra.text.split("\n\n")
    assert extra.title not in extra.text
