"""Rules that every bundled plugin obeys: tested once, for all files."""

import json
import re
from collections import Counter
from pathlib import Path
from statistics import median

import pytest
from conftest import ROOT

from cleaner import Cleaner
from cleaner.sites import PluginDir, SiteRegistry
from cleaner.sites.domains import is_public_suffix
from cleaner.sites.schema import read_site
from cleaner.sites.status import status
from cleaner.workshop.check import check
from cleaner.workshop.check.bench import Bench, SomeSites
from cleaner.workshop.check.others import differing
from cleaner.workshop.check.size import LIMIT, rule_bytes
from cleaner.workshop.check.tried import entries
from cleaner.workshop.gold import cases, clean_case

PLUGINS = ROOT / "plugins"
FILES = sorted(path for path in PLUGINS.rglob("*.*") if path.suffix in (".toml", ".py"))
SITES = {path: read_site(path) for path in FILES if path.suffix == ".toml"}
OUTLETS = {path: site for path, site in SITES.items() if site.domains}
FAMILIES = {path: site for path, site in SITES.items() if path.parent.name == "families"}
RULED = {path: site for path, site in OUTLETS.items() if any(True for _ in entries(site))}


@pytest.fixture(scope="module")
def bench():
    return Bench([PLUGINS], cases(ROOT / "corpus/pages", ROOT / "corpus/gold"))


@pytest.fixture(scope="module")
def report():
    """What ``cleaner check`` says of all of them."""
    return check([str(PLUGINS)])


def named(sites):
    return [str(path.relative_to(PLUGINS)) for path in sites]


def test_all_are_accepted_and_no_domain_is_claimed_twice():
    registry = SiteRegistry([PluginDir(PLUGINS, trusted=True)], cache=None)
    for ref in registry.refs():
        registry.load(ref)
    assert registry.refused == []
    counts = Counter(domain for site in OUTLETS.values() for domain in site.domains)
    assert [domain for domain, count in counts.items() if count > 1] == []


def test_no_domain_is_one_under_which_anybody_may_register():
    domains = [domain for site in OUTLETS.values() for domain in site.domains]
    assert [domain for domain in domains if is_public_suffix(domain)] == []


def test_a_file_lies_in_the_folder_of_its_country():
    wrong = [
        path
        for path, site in OUTLETS.items()
        if site.outlet and site.outlet.country and path.parent.name != "intl"
        if site.outlet.country.lower() != path.parent.name
    ]
    assert named(wrong) == []


def test_every_plugin_says_what_it_rests_on():
    assert named(path for path, site in SITES.items() if not site.evidence) == []


def test_no_source_is_a_place_on_somebodys_machine():
    told = [one.source for site in SITES.values() for one in site.evidence]
    assert [text for text in told if re.match(r"[/~.]|[A-Z]:\\", text)] == []


def test_rules_that_nobody_has_seen_on_a_page_are_not_called_verified(bench):
    """A verified outlet with rules has an authored page in which they are tried."""
    tried = {ref.name for case in bench.cases if (ref := bench.owner(case))}
    verified = [path for path, site in RULED.items() if status(site) == "verified"]
    assert verified
    assert [path.name for path in verified if path.stem not in tried] == []


def test_verified_means_that_the_table_of_sources_has_a_page(shared):
    """The table marks with P what was read from a saved page."""
    table = (shared / "arabic-site-selectors.md").read_text("utf-8")
    seen = {
        domain
        for line in table.splitlines()
        if line.startswith("| ") and re.search(r"\bP\b", line)
        for domain in re.findall(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", line.split("|")[1])
    }
    for index in (shared / "data").glob("pages-*/index.jsonl"):
        seen |= {json.loads(row)["outlet"] for row in index.read_text("utf-8").splitlines()}
    wrong = [
        path
        for path, site in OUTLETS.items()
        if status(site) == "verified" and any(True for _ in entries(site))
        if not any(domain in seen or domain.removeprefix("www.") in seen for domain in site.domains)
    ]
    assert named(wrong) == []


def test_the_median_plugin_is_small(capsys):
    sizes = sorted(rule_bytes(path.read_text("utf-8")) for path in RULED)
    with capsys.disabled():
        print(
            f"\n{len(OUTLETS)} outlets, {len(RULED)} with rules: median {median(sizes):.0f} bytes "
            f"without facts and evidence, largest {sizes[-1]}"
        )
    assert median(sizes) <= LIMIT


def test_what_is_verified_is_small_as_well():
    sizes = [
        rule_bytes(path.read_text("utf-8")) for path in RULED if status(RULED[path]) == "verified"
    ]
    assert median(sizes) <= LIMIT


def test_nearly_all_are_toml():
    outlets = [path for path in FILES if path.parent.name != "families"]
    assert sum(path.suffix == ".toml" for path in outlets) >= 0.9 * len(outlets)


def test_every_family_has_an_authored_page(bench):
    refs = {ref.name: ref for ref in bench.registry.refs() if ref.kind == "family"}
    without = [site.name for site in FAMILIES.values() if not bench.pages_of(refs[site.name])]
    assert without == []


def test_cleaner_check_finds_no_problem(report):
    problems = [str(one) for one in report.findings if one.level == "problem"]
    assert problems == []
    assert report.plugins == len(SITES)


def test_real_pages_come_out_the_same_with_and_without_all_other_outlets(shared):
    """One page of each outlet: all plugins present, and only its own and the families."""
    seen = set()
    alone = Cleaner(entry_points=False)
    everybody = Cleaner([PLUGINS], entry_points=False)
    directories = [PluginDir(PLUGINS, trusted=True)]
    for folder in sorted((shared / "data").glob("pages-*")):
        for case in cases(folder, folder / "gold"):
            host = (case.gold or {}).get("url", "").partition("://")[2].partition("/")[0]
            ref = everybody.registry.find(host) if host else None
            if ref is None or ref.name in seen:
                continue
            seen.add(ref.name)
            wanted = {ref.file}
            alone.registry = SomeSites(
                directories, lambda one, wanted=wanted: one.kind == "family" or one.file in wanted
            )
            one = clean_case(everybody, case, with_url=True)
            assert differing(one, clean_case(alone, case, with_url=True)) == [], case.name
    assert len(seen) >= 10


BAD = {
    "key_com.toml": ('[article]\nroots = ["p"]\n', ":2:", "did you mean 'root'?"),
    "selector_com.toml": ('[remove]\nad = ["div[["]\n', ":2:", "not a CSS selector"),
    "exploding_com.toml": ('[remove]\nad = ["a' + ":has(b" * 9 + ")" * 9 + '"]\n', ":2:", ""),
    "suffix_com.toml": ('domains = ["com.eg"]\n', ":1:", "public suffix"),
    "taken_com.toml": ('domains = ["good.com"]\n[article]\nroot = ["p"]\n', ":1:", "is taken by"),
    "python_com.py": ("from cleaner import nothing_of_the_kind\n", ":1:", "nothing_of_the_kind"),
    "syntax_com.py": ("class Broken(:\n", ":1:", "not Python"),
    "toml_com.toml": ("[article\n", ":1:", "not TOML"),
}
"""File -> text, line and part of the message of the refusal."""


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    from cleaner.cli import main

    monkeypatch.chdir(tmp_path)
    text = "نص طويل بما يكفي ليكون مقالا كاملا في صحيفة من الصحف العربية اليوم، وفيه جملة ثانية."
    for name in BAD:
        host = name.rpartition(".")[0].replace("_", ".")
        write(tmp_path / f"saved/{host}.html", page(host, text))
    write(tmp_path / "saved/suffix.html", page("paper.com.eg", text))
    write(tmp_path / "mine/good_com.toml", '[article]\nroot = [".story"]\n')
    write(tmp_path / "saved/good.html", page("good.com", text))
    for name, (toml, _, _) in BAD.items():
        write(tmp_path / "mine" / name, toml)

    def invoke(*args):
        with pytest.raises(SystemExit) as stopped:
            main([*args, "--plugins", "mine"])
        return stopped.value.code, capsys.readouterr().err

    return invoke


def page(host, text):
    head = f'<html lang="ar"><head><link rel="canonical" href="https://{host}/1"></head>'
    return f'{head}<body><div class="story"><p>{text}</p></div></body></html>'


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_bad_plugins_are_refused_with_line_and_remedy_and_the_run_goes_on(run, jobs):
    code, err = run("clean", "saved", "-o", "out", "--jobs", jobs)
    assert code == 0
    refused = [line for line in err.splitlines() if line.startswith("plugin refused: ")]
    assert len(refused) == len(set(refused))
    for name, (_, line, told) in BAD.items():
        lines = [one for one in refused if f"mine/{name}{line}" in one]
        assert lines, (name, refused)
        assert told in lines[0]
    rows = [json.loads(row) for row in Path("out/manifest.jsonl").read_text("utf-8").splitlines()]
    assert {row["input"]: row["status"] for row in rows}["good.html"] == "ok"
    assert len(rows) == len(BAD) + 2
    assert {row["status"] for row in rows} == {"ok", "generic"}


def test_strict_stops_before_anything_is_cleaned(run):
    code, err = run("clean", "saved", "-o", "out", "--strict")
    assert code == 2
    assert "--strict is set, and" in err
    assert not Path("out").exists()


def test_check_names_every_one_of_them(tmp_path, run, capsys):
    from cleaner.cli import main

    with pytest.raises(SystemExit) as stopped:
        main(["check", "mine"])
    assert stopped.value.code == 1
    out = capsys.readouterr().out
    for name, (_, line, told) in BAD.items():
        assert any(f"mine/{name}{line}" in row and told in row for row in out.splitlines()), name
