"""``cleaner learn`` on pages: what a plugin is made of, how it does, what teaches nothing."""

import gzip
import tomllib
from collections import defaultdict
from statistics import fmean

import pytest
from click.testing import CliRunner
from site_pages import APPEAL, Story, save

from cleaner import Cleaner
from cleaner.bench.data import read_set
from cleaner.bench.score import bag
from cleaner.cli import build
from cleaner.cli.learn import FOUND_NOTHING
from cleaner.label.generic import extract
from cleaner.segment.address import split_host
from cleaner.segment.read import NOTHING
from cleaner.sites.schema import parse_site
from cleaner.sites.status import status
from cleaner.workshop.draft.plugin import site_of
from cleaner.workshop.draft.sample import generic_cleaner
from cleaner.workshop.gold import cases, clean_case
from cleaner.workshop.learn_html import MIN_PAGES, Shelf, learn_site, learn_sites, shelf
from cleaner.workshop.new import families_of
from cleaner.workshop.pages import word_f1

SITE = "river.example.com"


@pytest.fixture(scope="module")
def families(tmp_path_factory):
    return families_of(tmp_path_factory.mktemp("none"))


def shelved(stories):
    kept = Shelf()
    for number, story in enumerate(stories):
        kept.add(SITE, f"page-{number}", story.html, None, NOTHING)
    return kept.sites[SITE]


@pytest.fixture(scope="module")
def lesson(families):
    """What four pages teach."""
    return learn_site(SITE, shelved(map(Story, range(1, 5))), families)


def cleaned(lesson, folder, story):
    (folder / f"{lesson.stem}.toml").write_text(lesson.toml, "utf-8")
    return Cleaner([folder], entry_points=False).clean(story.html)


def test_four_pages_clean_the_fifth(lesson, tmp_path):
    story = Story(9)
    article = cleaned(lesson, tmp_path, story)
    assert article.text == story.body
    assert article.root == "site"
    assert {one.label for one in article.removed if APPEAL in one.text} == {"other"}


def test_without_the_plugin_the_pages_appeal_stays():
    assert APPEAL in Cleaner(entry_points=False).clean(Story(9).html).text


def test_selectors_outlive_the_next_release(lesson):
    stated = tomllib.loads(lesson.toml)
    assert stated["article"]["root"] == [".story-lead, .story-text"]
    assert stated["remove"]["related-inline"][0] == ".more-box"
    assert "css-1x2y3z" not in lesson.toml
    assert "hAyPJq" not in lesson.toml
    assert "story-1" not in lesson.toml


def test_a_paragraph_that_is_all_link_is_told_from_a_link_in_a_sentence(lesson, tmp_path):
    linked = Story(7)
    p = linked.paragraphs
    inside = f'{p[0]} <a href="/x">انظر الصورة</a> وما يليها.'
    story = Story(7, p=[inside, *p[1:]])
    text = cleaned(lesson, tmp_path, story).text
    assert "انظر الصورة وما يليها" in text
    assert text.count("\n\n") == linked.body.count("\n\n")


def test_the_plugin_says_how_it_was_learned(lesson):
    told = tomllib.loads(lesson.toml)["evidence"]
    assert [one["kind"] for one in told] == ["learned"]
    assert told[0]["source"] == f"4 articles of {SITE}"
    assert told[0]["confidence"] == lesson.confidence == "medium"
    assert status(parse_site(lesson.toml, f"{lesson.stem}.toml")) == "learned"


def test_a_plugin_that_did_badly_is_doubted(lesson):
    doubted = lesson.toml.replace('confidence = "medium"', 'confidence = "low"')
    assert status(parse_site(doubted, f"{lesson.stem}.toml")) == "reported"


def test_a_root_found_on_articles_makes_no_article_of_a_list(lesson, tmp_path):
    story = Story(9)
    cards = "".join(f'<h3><a href="/{n}">{Story(n).lead}</a></h3>' for n in range(20, 40))
    story.html = (
        f'<meta property="og:url" content="https://{SITE}/"><div class="story-text">{cards}'
    )
    assert cleaned(lesson, tmp_path, story).status == "not-article"


def test_of_eight_articles_two_prove_the_plugin(families):
    learned = learn_site(SITE, shelved(map(Story, range(1, 9))), families)
    assert (learned.articles, learned.proved_on) == (6, 2)
    assert learned.agreement > 0.99
    assert learned.confidence == "high"
    assert "2 kept out" in learned.toml


def test_the_same_pages_teach_the_same(lesson, families):
    again = learn_site(SITE, shelved(map(Story, range(1, 5))), families)
    assert again.toml == lesson.toml


def test_copies_of_an_article_count_once(families):
    pages = [Story(1), Story(1), Story(2), Story(3)]
    learned = learn_site(SITE, shelved(pages), families)
    assert not learned.toml
    assert learned.left == f"3 articles among 4 pages, {MIN_PAGES} are needed"
    assert learned.skipped == [("page-1", "the same article as page-0")]


def test_pages_without_an_article_teach_nothing(families):
    bare = Story(5)
    bare.html = f'<meta property="og:url" content="https://{SITE}/"><p>سياسة</p><p>ثقافة</p>'
    learned = learn_site(SITE, shelved([*map(Story, range(1, 5)), bare]), families)
    assert learned.toml
    assert [page for page, _ in learned.skipped] == ["page-4"]


def test_no_more_pages_are_kept_than_teach(monkeypatch):
    monkeypatch.setattr(shelf, "MAX_PAGES", 2)
    assert len(shelved(map(Story, range(1, 5)))) == 2


def test_a_full_shelf_says_so():
    kept = Shelf(_left=100)
    kept.add(SITE, "page", Story(1).html, None, NOTHING)
    assert kept.full
    assert not kept.sites


def test_sites_are_learned_apart_whatever_the_jobs(families):
    kept = Shelf()
    for number in range(1, 5):
        for domain in (SITE, "hill.example.org"):
            story = Story(number, domain)
            kept.add(domain, f"{domain}-{number}", story.html, None, NOTHING)
    one, two = learn_sites(kept, families, jobs=1), learn_sites(kept, families, jobs=2)
    assert [lesson.site for lesson in one] == ["hill.example.org", SITE]
    assert [lesson.toml for lesson in one] == [lesson.toml for lesson in two]


@pytest.mark.shared
def test_four_real_pages_clean_the_fifth_better_than_trafilatura(shared, families, tmp_path):
    """Four publishers, a rotation each; live blogs are left out, their gold has two conventions."""
    pages = defaultdict(list)
    for case in sorted(read_set(shared / "data/bench/fundus-evaluation"), key=lambda one: one.id):
        pages[case.id.partition("_")[0]].append(case)
    ours, theirs = [], []
    for name in sorted(pages)[:4]:
        *taught, asked = [one for one in pages[name] if "LiveBlogPosting" not in one.html][:5]
        kept = Shelf()
        for one in taught:
            kept.add(name, one.id, one.html, one.url, NOTHING)
        site = site_of(split_host(asked.url)[0])
        lesson = learn_site(site, kept.sites[name], families)
        (tmp_path / f"{lesson.stem}.toml").write_text(lesson.toml or "[outlet]\n", "utf-8")
        cleaner = Cleaner([tmp_path], entry_points=False)
        ours.append(bag(cleaner.clean(asked.html, url=asked.url).text, asked.gold).f1)
        theirs.append(bag(extract(asked.html), asked.gold).f1)
    assert fmean(ours) >= 0.975
    assert fmean(ours) >= fmean(theirs) + 0.005


@pytest.mark.shared
def test_pages_of_one_site_with_all_plugins_off(shared, tmp_path):
    """All that is saved of darivoa.com, home pages included; no plugin, no family of its CMS."""
    folder = shared / "data/pages-fa"
    generic = generic_cleaner()
    kept, golds = Shelf(), cases(folder, folder / "gold")
    for file in sorted(folder.glob("darivoa.com*article*")):
        kept.add("darivoa.com", file.name, gzip.decompress(file.read_bytes()), None, NOTHING)
    lesson = learn_site("darivoa.com", kept.sites["darivoa.com"], generic.registry)
    (tmp_path / "darivoa_com.toml").write_text(lesson.toml, "utf-8")
    generic.registry.register(tmp_path / "darivoa_com.toml")
    for case in golds:
        if case.gold and case.name.startswith("darivoa"):
            assert word_f1(case.gold, clean_case(generic, case)) >= 0.98, case.name


# -- the command


def run(*args):
    return CliRunner().invoke(build(), ["learn", *map(str, args)], standalone_mode=False)


def test_a_folder_of_two_sites_makes_two_plugins(tmp_path):
    pages = save(tmp_path / "pages", map(Story, range(1, 5)))
    other = [Story(number, "hill.example.org") for number in range(11, 15)]
    save(pages, other)
    (pages / "lost.html").write_text("<html><body><p>نص</p></body></html>", "utf-8")
    done = run(pages, "-o", tmp_path / "plugins", "--jobs", 1)
    assert done.return_value == 0
    assert sorted(one.name for one in (tmp_path / "plugins").iterdir()) == [
        "hill_example_org.toml",
        "river_example_com.toml",
    ]
    assert "learned from 4 articles; agreement" in done.output
    assert "lines.other" in done.output
    assert "lost.html: it does not say which site it is from" in done.output


def test_a_plugin_that_exists_is_left_alone(tmp_path):
    pages = save(tmp_path / "pages", map(Story, range(1, 5)))
    target = tmp_path / "plugins" / "river_example_com.toml"
    target.parent.mkdir()
    target.write_text("# mine\n", "utf-8")
    done = run(pages, "-o", target.parent, "--jobs", 1)
    assert target.read_text("utf-8") == "# mine\n"
    assert f"no file: {target} exists" in done.output


def test_too_few_pages_are_no_error_but_nothing_was_learned(tmp_path):
    pages = save(tmp_path / "pages", map(Story, range(1, 3)))
    done = run(pages, "-o", tmp_path / "plugins", "--jobs", 1)
    assert done.return_value == FOUND_NOTHING
    assert "2 articles among 2 pages, 4 are needed" in done.output
    assert not (tmp_path / "plugins").exists()
