"""The pytest plugin for authors of plugins: one test for each page and field, from three lines."""

import json
from importlib.metadata import entry_points

import pytest

import cleaner.workshop.trial  # noqa: F401 -- loaded once, not in each session of tests below

pytest_plugins = ["pytester"]

TITLE = "مئة شجرة زيتون على طريق المدرسة"
TEXT = "زرع أهالي القرية مئة شجرة زيتون على جانبي الطريق المؤدي إلى المدرسة، وسقوها من بئر."
PAGE = f"""<html lang="ar"><head><title>{TITLE}</title>
<meta property="og:url" content="https://qarya.com/1"></head><body>
<h1>{TITLE}</h1><div class="story"><p>{TEXT}</p><p class="share">شارك الخبر</p></div>
</body></html>"""
GOLD = {
    "title": TITLE,
    "authors": [],
    "published": None,
    "language": "ar",
    "tags": [],
    "body": [TEXT],
    "excluded": [{"label": "share", "text": "شارك الخبر"}],
}
THREE_LINES = (
    "[tool.pytest.ini_options]\ncleaner_plugins = ['plugins']\ncleaner_corpus = 'corpus'\n"
)
FIELDS = "page_type title authors published language tags body excluded labels".split()


@pytest.fixture
def project(pytester):
    """A private folder of plugins with one outlet, one page and its gold."""
    write(pytester, "pyproject.toml", THREE_LINES)
    write(
        pytester,
        "plugins/qarya_com.toml",
        '[article]\nroot = [".story"]\n[remove]\nshare = [".share"]\n',
    )
    write(pytester, "corpus/pages/qarya.com/trees.html", PAGE)
    write(pytester, "corpus/gold/qarya.com/trees.json", json.dumps(GOLD))
    return pytester


def write(pytester, name, text):
    path = pytester.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(project, *args):
    return project.runpytest_inprocess(*_loaded(project), "-v", "-p", "no:cacheprovider", *args)


def _loaded(project):
    """``-p cleaner.testing`` where the installed package does not announce it (yet)."""
    announced = "cleaner" in {point.name for point in entry_points(group="pytest11")}
    return () if announced else ("-p", "cleaner.testing")


def test_three_lines_give_one_test_for_each_page_and_field(project):
    result = run(project)
    result.assert_outcomes(passed=len(FIELDS) + 1)
    for field in FIELDS:
        result.stdout.fnmatch_lines([f"*trees.json::{field} PASSED*"])
    result.stdout.fnmatch_lines(["*qarya_com.toml::schema PASSED*"])


def test_a_wrong_field_fails_alone_and_shows_the_difference(project):
    write(project, "corpus/gold/qarya.com/trees.json", json.dumps({**GOLD, "title": "عنوان آخر"}))
    result = run(project)
    result.assert_outcomes(passed=len(FIELDS), failed=1)
    result.stdout.fnmatch_lines(["*title: gold «عنوان آخر», now «*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_page_without_gold_and_a_draft_fail(project):
    write(project, "corpus/pages/qarya.com/second.html", PAGE)
    write(project, "corpus/gold/qarya.com/trees.json", json.dumps({**GOLD, "draft": True}))
    result = run(project)
    result.assert_outcomes(passed=1, failed=2)
    text = result.stdout.str()
    assert "gold is missing" in text
    assert "gold is a draft" in text


def test_a_plugin_that_is_refused_fails_with_line_and_remedy(project):
    write(project, "plugins/bad_com.toml", '[article]\nroots = ["p"]\n')
    result = run(project, "plugins")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*bad_com.toml:2: unknown key 'roots'*did you mean 'root'?"])


def test_a_page_that_yields_no_article_fails_in_every_field(project):
    write(project, "corpus/pages/qarya.com/trees.html", PAGE.replace(TEXT, ""))
    run(project, "corpus").assert_outcomes(failed=len(FIELDS))


def test_a_project_that_says_nothing_is_left_alone(project):
    write(project, "pyproject.toml", "[tool.pytest.ini_options]\n")
    result = run(project)
    result.assert_outcomes()
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_the_settings_stand_in_the_help(project):
    result = run(project, "--help")
    result.stdout.fnmatch_lines(["*cleaner_plugins*", "*cleaner_corpus*"])
