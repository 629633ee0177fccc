"""``cleaner check``: each kind of problem, named with file, line and remedy; and what mends it."""

import json
import textwrap
import tomllib
from dataclasses import replace

import pytest

from cleaner.cli import main
from cleaner.workshop.check.bench import Bench
from cleaner.workshop.check.others import effects
from cleaner.workshop.check.size import rule_bytes, rule_part
from cleaner.workshop.check.tidy import tidy, without
from cleaner.workshop.gold import cases

SENTENCES = [
    "زرع أهالي القرية مئة شجرة زيتون على جانبي الطريق المؤدي إلى المدرسة، وسقوها من بئر قديمة.",
    "وقال رئيس اللجنة إن الأشجار وزعت على تلاميذ الصفوف، لكل صف عشر شجرات يعتني بها حتى تكبر.",
    "وتنوي اللجنة أن تزرع في الربيع القادم أشجار اللوز والتين حول الملعب وعند مدخل القرية الشرقي.",
]
TITLE = "مئة شجرة زيتون على طريق المدرسة"
PAGE = """<html lang="ar"><head><title>{title}</title>
<meta property="og:url" content="https://{domain}/1"></head><body>
<h1>{title}</h1><div class="story">{text}<div class="share">شارك الخبر مع أصدقائك</div></div>
<div class="more"><a href="/2">سباق للدراجات ينطلق غدا</a></div></body></html>"""
PLUGIN = """
[article]
root = [".story"]

[remove]
share = [".share"]
"""
REAL = '\n[[evidence]]\nkind = "real-page"\nsource = "a page"\n'
REPORTED = '\n[[evidence]]\nkind = "reported"\nsource = "a scraper, 2020"\n'


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """A folder with plugins and a corpus of two outlets, whose gold is right."""
    monkeypatch.chdir(tmp_path)
    for domain in ("qarya.com", "other.com"):
        text = "".join(f"<p>{one}</p>" for one in SENTENCES)
        html = PAGE.format(title=TITLE, domain=domain, text=text)
        gold = {"title": TITLE, "authors": [], "published": None, "body": SENTENCES}
        write(tmp_path, f"corpus/pages/{domain}/trees.html", html)
        write(tmp_path, f"corpus/gold/{domain}/trees.json", json.dumps(gold))
        write(tmp_path, f"plugins/{domain.replace('.', '_')}.toml", PLUGIN.lstrip())
    return tmp_path


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def plugin(shop, text, name="qarya_com.toml"):
    write(shop, f"plugins/{name}", textwrap.dedent(text).lstrip())


@pytest.fixture
def check(shop, capsys):
    def run(*args):
        with pytest.raises(SystemExit) as stopped:
            main(["check", *map(str, args)])
        shown = capsys.readouterr()
        return stopped.value.code, shown.out, shown.err

    return run


def test_a_good_plugin_has_no_findings(check):
    assert check() == (0, "", check()[2])


def test_the_last_line_counts_what_was_looked_at(check):
    told = check()[2]
    assert "2 plugins on 2 pages: 0 problems, 0 notes; rules of the median plugin: 55 bytes" in told


@pytest.mark.parametrize("name", ["qarya.com", "qarya_com", "plugins/qarya_com.toml"])
def test_a_plugin_is_named_by_domain_name_or_file(check, name):
    code, out, err = check(name)
    assert (code, out) == (0, "")
    assert "1 plugin on 2 pages" in err


def test_what_is_no_plugin_is_a_usage_error(check):
    code, _, err = check("nowhere.example")
    assert code == 2
    assert "nowhere.example: no such plugin" in err


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('[article]\nroots = [".story"]', 2, "did you mean 'root'?"),
        ('[remove]\nshare = ["div["]', 2, "not a CSS selector"),
        ('domains = ["com.eg"]', 1, "public suffix"),
        ('[remove]\nshare = [":is(:is(:is(a)))"]', 2, "inside one another"),
        ("[article\nroot = 1", 1, "not TOML"),
        ('family = "jnewz"', 1, "did you mean 'jnews'?"),
    ],
)
def test_what_the_schema_refuses_has_file_line_and_remedy(shop, check, text, line, told):
    plugin(shop, text)
    code, out, _ = check("plugins/qarya_com.toml")
    assert code == 1
    assert f"plugins/qarya_com.toml:{line}: " in out
    assert told in out
    assert all(" – " in line for line in out.splitlines() if ".toml:" in line)


def test_a_domain_that_is_taken_is_a_problem_of_the_second_file(shop, check):
    plugin(shop, f'domains = ["qarya.com"]\n{PLUGIN}', "second_com.toml")
    code, out, _ = check()
    assert code == 1
    assert "plugins/second_com.toml:1: 'qarya.com' is taken by" in out


def test_broken_python_is_a_problem(shop, check):
    plugin(shop, "def broken(:\n", "third_com.py")
    code, out, _ = check("plugins/third_com.py")
    assert code == 1
    assert "plugins/third_com.py:1: not Python" in out


def test_a_selector_that_matches_nothing_is_named_with_its_line(shop, check):
    plugin(shop, PLUGIN.replace('".share"', '".shaer"'))
    code, out, _ = check("qarya.com")
    assert code == 1
    assert "plugins/qarya_com.toml:5: remove.share '.shaer' matches nothing on 1 page" in out


def test_a_reported_selector_that_matches_nothing_is_a_note(shop, check):
    plugin(shop, PLUGIN.replace('".share"', '".share", ".social"') + REPORTED)
    code, out, _ = check("qarya.com")
    assert code == 0
    assert "note: remove.share '.social' matches nothing" in out
    assert check("qarya.com", "--quiet")[1] == ""
    assert check("qarya.com", "--strict")[0] == 1


def test_a_removal_that_takes_the_article_is_a_problem(shop, check):
    page = shop / "corpus/pages/qarya.com/trees.html"
    html = page.read_text("utf-8").replace('class="story">', 'class="story"><div class="in">')
    page.write_text(html, "utf-8")
    plugin(shop, PLUGIN.replace('".share"', '".in"'))
    code, out, _ = check("qarya.com")
    assert code == 1
    assert "remove.share '.in' takes" in out
    assert "of the article's root on qarya.com/trees.html" in out


def test_a_line_that_takes_what_gold_keeps_is_a_problem(shop, check):
    plugin(shop, PLUGIN + '\n[lines]\nfollow = ["وقال رئيس اللجنة*"]\n')
    code, out, _ = check("qarya.com")
    assert code == 1
    assert "plugins/qarya_com.toml:8: lines.follow[وقال رئيس اللجنة*] takes" in out
    assert "which gold keeps" in out


def test_differences_from_gold_are_shown_field_by_field(shop, check):
    gold = shop / "corpus/gold/qarya.com/trees.json"
    record = json.loads(gold.read_text("utf-8"))
    record |= {"title": "عنوان آخر", "body": [*SENTENCES[:2], "سطر لا يوجد في الصفحة"]}
    gold.write_text(json.dumps(record), "utf-8")
    code, out, _ = check("qarya.com")
    assert code == 1
    assert f"corpus/gold/qarya.com/trees.json: title: gold «عنوان آخر», now «{TITLE}»" in out
    assert "    -سطر لا يوجد في الصفحة" in out
    assert f"    +{SENTENCES[2]}" in out
    assert SENTENCES[0] not in out


def test_a_page_without_gold_and_a_draft_are_problems(shop, check):
    gold = shop / "corpus/gold/qarya.com/trees.json"
    record = {**json.loads(gold.read_text("utf-8")), "draft": True}
    gold.write_text(json.dumps(record), "utf-8")
    code, out, _ = check("qarya.com")
    assert code == 1
    assert "is a draft – look at it, then: cleaner corpus accept qarya.com/trees.html" in out
    gold.unlink()
    assert "has no gold" in check("qarya.com")[1]


def test_what_family_or_defaults_say_already_is_named_and_taken_out(shop, check):
    plugin(
        shop,
        """
        # our own comment
        family = "jnews"

        [article]
        root = [".story"]
        title = [".mine", "h1.jeg_post_title", "h1.entry-title"]

        [remove]
        tags = [".jeg_post_tags"]
        ad = [
          ".adsbygoogle",  # theirs
          ".share",        # ours
        ]
        """,
    )
    code, out, _ = check("qarya.com")
    assert code == 1
    assert "plugins/qarya_com.toml:9: remove.tags '.jeg_post_tags' is said by families/jnews" in out
    assert "11: remove.ad '.adsbygoogle' is said by families/_default already" in out
    assert "6: article.title 'h1.entry-title' is said by families/jnews already" in out
    err = check("qarya.com", "--fix")[2]
    assert "fixed:" in err
    assert (shop / "plugins/qarya_com.toml").read_text("utf-8") == textwrap.dedent(
        """\
        # our own comment
        family = "jnews"

        [article]
        root = [".story"]
        title = [".mine"]

        [remove]
        ad = [
          ".share",        # ours
        ]
        """
    )


def test_a_page_that_another_outlets_plugin_changes_is_named(shop):
    bench = Bench([shop / "plugins"], cases(shop / "corpus/pages", shop / "corpus/gold"))
    refs = [ref for ref in bench.registry.refs() if ref.name == "other_com"]
    assert list(effects(bench, refs)) == []
    case = next(case for case in bench.cases if case.outlet == "qarya.com")
    bench._articles[case.name] = replace(bench.article(case), title="sly")
    (found,) = effects(bench, refs)
    assert str(found).startswith("plugins/other_com.toml: qarya.com/trees.html comes out otherwise")
    assert "title" in found.message


def test_pages_of_ones_own_may_lie_anywhere(shop, check):
    text = f"<p>{SENTENCES[0]}</p>"
    write(shop, "mine/a.html", PAGE.format(title=TITLE, domain="qarya.com", text=text))
    gold = {"title": TITLE, "body": SENTENCES[:1], "authors": [], "published": None}
    write(shop, "mine/a.json", json.dumps(gold))
    code, out, err = check("qarya.com", "--pages", "mine")
    assert (code, out) == (0, "")
    assert "1 plugin on 1 page:" in err


def test_a_generated_class_is_noted(shop, check):
    page = shop / "corpus/pages/qarya.com/trees.html"
    page.write_text(page.read_text("utf-8").replace('"share"', '"css-1x2y3z"'), "utf-8")
    plugin(shop, PLUGIN.replace('".share"', '".css-1x2y3z"'))
    code, out, _ = check("qarya.com")
    assert code == 0
    assert "'css-1x2y3z' looks made by a machine" in out


def test_a_large_plugin_is_noted(shop, check):
    many = ", ".join(
        f'".advert-box-{chr(97 + n)}{chr(97 + m)}"' for n in range(6) for m in range(6)
    )
    plugin(shop, f"[article]\nroot = ['.story']\n[remove]\nad = [{many}]\n{REPORTED}")
    assert "bytes of rules, where 600 are usual" in check("qarya.com")[1]


def test_fix_orders_white_space_and_keeps_every_comment(shop, check):
    plugin(
        shop,
        '\ufeff# top\r\n\r\n\r\n[article] \r\nroot = [".story"]   # where\r\n'
        '[remove]\r\n\tshare = [".share"]\r\n\r\n',
    )
    assert check("qarya.com")[0] == 1
    assert check("qarya.com", "--fix")[0] == 0
    assert (shop / "plugins/qarya_com.toml").read_bytes().decode() == (
        '# top\n\n[article]\nroot = [".story"]   # where\n\n[remove]\n  share = [".share"]\n'
    )


@pytest.mark.parametrize("text", ["", "x = 1\n", '[a]\nb = """\n\n\n  x  \n"""\n', "not toml ["])
def test_tidying_never_changes_what_a_file_says(text):
    new = tidy(text)
    try:
        assert tomllib.loads(new) == tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert new == text


def test_tidying_twice_changes_nothing_more():
    text = "a = 1\n[b]\nc = 2\n# of d\n[d]\ne = [\n [1],\n]\n"
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("text", "paths", "left"),
    [
        ('a = ["x", "y"]\n', [("a", 0)], 'a = ["y"]\n'),
        ('a = ["x", "y"]\n', [("a", 1)], 'a = ["x"]\n'),
        ('a = ["x", "y", "z"]\n', [("a", 0), ("a", 2)], 'a = ["y"]\n'),
        ('a = ["x", "y", "z"]\n', [("a", 1), ("a", 2)], 'a = ["x"]\n'),
        ('a = ["x", "y"]\nb = 1\n', [("a", 0), ("a", 1)], "b = 1\n"),
        ('c = 1\n\n[t]\na = ["x"]\n', [("t", "a", 0)], "c = 1\n"),
        ("[t]\na = true\nb = true\n", [("t", "a")], "[t]\nb = true\n"),
    ],
)
def test_entries_are_taken_out_with_their_commas(text, paths, left):
    assert without(text, paths) == left


def test_facts_and_evidence_do_not_count_as_rules():
    text = 'family = "x"\n\n[outlet]\ncountry = "EG"\n\n[remove]\nad = [".x"]\n' + REAL
    assert rule_part(text) == 'family = "x"\n[remove]\nad = [".x"]\n'
    assert rule_bytes(text) == len('family = "x"\n[remove]\nad = [".x"]')


def test_comments_do_not_count_as_rules_and_a_hash_in_a_selector_is_none():
    text = '# a comment\n[remove]\nad = [\'#ad\', "#x\\"#"]  # why\n'
    assert rule_part(text) == '[remove]\nad = [\'#ad\', "#x\\"#"]\n'
