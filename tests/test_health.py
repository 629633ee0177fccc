"""Drift: what a run notes of each page, and which plugins it shows to have aged."""

import json

import pytest

from cleaner import Cleaner
from cleaner.batch.health import SAMPLED, health, lost
from cleaner.cli import main
from cleaner.errors import BadOption
from cleaner.io.manifest import Row
from cleaner.sites.schema import parse_site
from cleaner.workshop.health import Health, read_health, signs

URL = "https://qarya.com/1"
TEXT = "زرع أهالي القرية مئة شجرة زيتون على جانبي الطريق المؤدي إلى المدرسة، وسقوها من بئر {n}."
PAGE = """<html lang="ar"><head><title>خبر {n}</title>
<meta property="og:url" content="https://qarya.com/{n}"></head><body><h1>خبر {n}</h1>
<div class="{root}"><p>{text}</p><p>{text} مرة أخرى</p><p class="share">شارك الخبر</p></div>
</body></html>"""
PLUGIN = """
[article]
root = [".story"]

[remove]
share = [".share"]
ad = [".ad"]

[[layout]]
name = "2013"
article.root = [".old-story"]
"""
SITE = parse_site(PLUGIN, "plugins/qarya_com.toml")
NEVER, ALWAYS = "f" * 64, "0" * 64
"""Hashes of a page that is not compared with the generic path, and of one that is."""


def page(number=1, root="story"):
    return PAGE.format(n=number, root=root, text=TEXT.format(n=number))


@pytest.fixture
def cleaned(plugins):
    return plugins({"qarya_com.toml": PLUGIN}).clean


def test_a_page_tells_its_root_the_rules_that_fired_and_what_was_left(cleaned):
    assert health(cleaned(page()), page(), NEVER) == {
        "root": "site",
        "rules": ["remove.share[.share]"],
        "residue": 0,
    }


def test_an_older_layout_is_named(cleaned):
    assert health(cleaned(page(root="old-story")), page(), NEVER)["layout"] == "2013"


def test_a_page_without_the_root_says_none(cleaned):
    told = health(cleaned(page(root="new-story")), page(), NEVER)
    assert told["root"] == "none"
    assert "residue" not in told


def test_what_only_the_grammar_clears_away_in_the_root_is_counted(cleaned):
    html = page().replace('<p class="share">', "<p>تابعونا على فيسبوك</p><p>")
    article = cleaned(html)
    left = sum(len(one.text) for one in article.removed if one.plugin == "grammar")
    assert left > 0
    assert health(article, html, NEVER)["residue"] == left


def test_pages_of_no_outlet_are_not_counted():
    assert health(Cleaner(entry_points=False).clean(page()), page(), NEVER) is None


def test_one_page_in_many_is_compared_with_the_generic_path(cleaned):
    assert int(ALWAYS[:8], 16) % SAMPLED == 0
    assert 0 <= health(cleaned(page()), page(), ALWAYS)["lost"] < 0.1


def test_what_the_generic_path_finds_and_the_plugin_does_not_is_lost(plugins):
    half = plugins({"qarya_com.toml": '[article]\nroot = [".half"]'})
    more = "".join(f"<p>{TEXT.format(n=n)}</p>" for n in range(2, 5))
    html = page().replace('<p class="share">', f"{more}<p>").replace("<p>", '<p class="half">', 1)
    assert 0.5 < lost(half.clean(html), html) < 0.9


def row(number, **told):
    told = {"root": "site", "rules": [], "residue": 0, **told}
    return Row(str(number), "ok", plugin="qarya_com", chars_out=1000, health=told)


def counted(*rows):
    one = Health("qarya_com")
    for each in rows:
        one.add(each)
    return one


def test_a_plugin_whose_root_is_missing_has_aged():
    rows = [row(n, root="site" if n < 7 else "none") for n in range(10)]
    assert list(signs(counted(*rows), SITE)) == ["its root is missing on 30% of 10 pages"]
    assert list(signs(counted(*rows), SITE, missing=0.5)) == []


def test_a_few_pages_prove_nothing():
    assert list(signs(counted(row(1, root="none")), SITE)) == []


def test_an_outlet_without_rules_has_no_root_to_miss():
    facts = parse_site('[outlet]\ncountry = "EG"', "qarya_com.toml")
    assert list(signs(counted(*[row(n, root="none") for n in range(9)]), facts)) == []


def test_residue_and_loss_are_signs():
    rows = [row(n, residue=200, lost=0.5) for n in range(5)]
    assert list(signs(counted(*rows), SITE)) == [
        "the grammar clears away 20% beside what is kept",
        "50% of what the generic path finds is lost",
    ]


def test_rules_that_never_fire_on_many_pages_are_named():
    rows = [row(n, rules=["remove.share[.share]"]) for n in range(50)]
    assert list(signs(counted(*rows), SITE)) == ["hit nothing: remove.ad"]


def test_layouts_are_counted_apart():
    one = counted(row(1), row(2, layout="2013"), row(3, layout="2013"), row(4, root="family"))
    assert one.layouts == {"newest": 1, "2013": 2}
    assert one.missing == 0.25


def test_a_manifest_that_is_not_there_is_a_usage_error(tmp_path):
    with pytest.raises(BadOption):
        read_health([tmp_path / "none.jsonl"])


def run(*args):
    with pytest.raises(SystemExit) as stopped:
        main([*map(str, args)])
    return stopped.value.code


@pytest.fixture
def finished(tmp_path, monkeypatch):
    """A run over pages of an outlet, 6 of the template its plugin knows and 4 of a newer one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins/qarya_com.toml").write_text(PLUGIN, "utf-8")
    (tmp_path / "saved").mkdir()
    for number in range(10):
        html = page(number, "story" if number < 6 else "new-story")
        (tmp_path / f"saved/{number}.html").write_text(html, "utf-8")
    assert run("clean", "saved", "-o", "out", "-q", "--jobs", 1) == 0
    return tmp_path


def test_health_names_the_plugins_that_have_aged(finished, capsys):
    assert run("sites", "--health", "out") == 1
    out, err = capsys.readouterr()
    head, told = (line.split("\t") for line in out.splitlines())
    assert head[:4] == ["plugin", "pages", "root", "layouts"]
    assert told[:5] == ["qarya_com", "10", "60%", "newest 6", "1"]
    assert told[-1] == "its root is missing on 40% of 10 pages"
    assert "1 plugin in play, 1 aged" in err


def test_how_many_pages_may_miss_the_root_is_the_users_choice(finished):
    assert run("sites", "--health", "out/manifest.jsonl", "--missing", 50) == 0


def test_a_familys_root_is_not_the_plugins_to_miss_and_few_pages_tell_nothing(tmp_path, capsys):
    plugin = tmp_path / "plugins/qarya_com.toml"
    plugin.parent.mkdir()
    plugin.write_text('[outlet]\ncountry = "EG"\n')
    told = {"root": "family", "rules": [], "residue": 0}
    row = {"input": "1", "status": "ok", "plugin": "qarya_com", "chars_out": 9, "health": told}
    (tmp_path / "manifest.jsonl").write_text(json.dumps(row) + "\n")
    assert run("sites", "--health", tmp_path, "--plugins", plugin.parent) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1].split("\t")[:3] == ["qarya_com", "1", "family"]
    assert "1 on fewer than 5 pages, which tell nothing" in err


def test_a_resumed_run_keeps_what_was_counted(finished):
    before = (finished / "out/manifest.jsonl").read_bytes()
    assert run("clean", "saved", "-o", "out", "-q", "--jobs", 1) == 0
    rows = (finished / "out/manifest.jsonl").read_bytes()
    assert [json.loads(one).get("health") for one in rows.splitlines()] == [
        json.loads(one)["health"] for one in before.splitlines()
    ]


@pytest.mark.parametrize("args", [["--health"], ["a.com", "b.com"]])
def test_health_needs_manifests_and_a_domain_stands_alone(args):
    assert run("sites", *args) == 2
