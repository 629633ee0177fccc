"""Which plugin answers for a page, and what it says together with its family."""

import os
import pickle
from pathlib import Path

import pytest

from cleaner.errors import BadKey, BadOption, BadSelector, DomainTaken, PublicSuffix
from cleaner.model.site import Layout, OutletFacts, Rule, Site
from cleaner.sites import PluginDir, SiteRegistry, directories, plugin_directories
from cleaner.sites.domains import normal_host


@pytest.fixture
def folder(tmp_path):
    """Write plugin files: ``folder("name", {"eg/x_com.toml": text})`` -> PluginDir."""

    def write(name, files, **options):
        for path, text in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return PluginDir(tmp_path / name, **options)

    return write


def registry(*directories):
    return SiteRegistry(directories, cache=None)


def owner(name):
    return f'[outlet]\nowner = "{name}"\n'


def owner_of(found, host):
    site = found.site(host)
    return site.outlet.owner if site else None


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("cnn.com", "cnn_com"),
        ("www.cnn.com", "cnn_com"),
        ("arabic.cnn.com", "arabic_cnn_com"),
        ("m.arabic.cnn.com", "arabic_cnn_com"),
        ("ARABIC.CNN.COM.", "arabic_cnn_com"),
        ("arabic.cnn.com:8080", "arabic_cnn_com"),
        ("user@arabic.cnn.com", "arabic_cnn_com"),
        ("www.ahram.org.eg", "ahram_org_eg"),
        ("www.موقع.مصر", "الموقع"),
        ("netcnn.com", None),
        ("cnn.com.evil.net", None),
        ("org.eg", None),
        ("com", None),
        ("", None),
        (".", None),
        ("[2001:db8::1]:80", None),
        ("192.0.2.1", None),
        ("x." * 200_000, None),
    ],
)
def test_a_host_is_found_on_label_boundaries(folder, host, name):
    files = {
        f"x/{stem}.toml": owner(stem) for stem in ("cnn_com", "arabic_cnn_com", "ahram_org_eg")
    }
    files["eg/الموقع.toml"] = 'domains = ["موقع.مصر"]'
    ref = registry(folder("a", files)).find(host)
    assert (ref.name if ref else None) == name


def test_host_names_that_idna_refuses_are_none():
    assert normal_host("\u200e\u200f") == ""


def test_an_earlier_folder_overrides_a_later_one_and_says_so(folder):
    mine = folder("mine", {"eg/x_com.toml": owner("mine")})
    theirs = folder("theirs", {"x_com.toml": owner("theirs"), "y_com.toml": owner("theirs")})
    found = registry(mine, theirs)
    assert owner_of(found, "x.com") == "mine"
    assert owner_of(found, "y.com") == "theirs"
    [(winner, loser)] = found.overrides
    assert (winner.rank, loser.rank) == (0, 1)
    assert [ref.name for ref in found.refs()] == ["x_com", "y_com"]
    assert not found.refused


def test_the_longer_domain_wins_whichever_folder_it_is_in(folder):
    mine = folder("mine", {"cnn_com.toml": owner("mine")})
    theirs = folder("theirs", {"arabic_cnn_com.toml": owner("theirs")})
    assert owner_of(registry(mine, theirs), "arabic.cnn.com") == "theirs"


def test_a_second_plugin_for_a_domain_in_one_folder_is_refused(folder):
    files = {
        "eg/x_com.toml": owner("first"),
        "sa/other.toml": 'domains = [\n  "y.com",\n  "x.com",\n]\n' + owner("second"),
    }
    found = registry(folder("a", files))
    assert owner_of(found, "x.com") == "first"
    assert found.find("y.com") is None
    [error] = found.conflicts
    assert isinstance(error, DomainTaken)
    assert error.line == 3
    assert Path(error.file).parts[-2:] == ("sa", "other.toml")
    assert str(Path("eg", "x_com.toml")) in error.message
    assert found.refused == [error]


def test_a_broken_plugin_is_refused_on_its_first_page_and_the_next_one_answers(folder):
    mine = folder("mine", {"x_com.toml": 'titl = "x"', "y_com.toml": owner("mine")})
    theirs = folder("theirs", {"x_com.toml": owner("theirs")})
    found = registry(mine, theirs)
    assert not found.refused
    assert owner_of(found, "www.x.com") == "theirs"
    assert owner_of(found, "www.x.com") == "theirs"
    assert owner_of(found, "y.com") == "mine"
    assert [type(error) for error in found.refused] == [BadKey]
    assert [(ref.name, ref.rank) for ref in found.refs()] == [("x_com", 1), ("y_com", 0)]


def test_a_broken_plugin_of_a_sub_domain_leaves_its_domain_in_charge(folder):
    files = {"cnn_com.toml": owner("cnn"), "arabic_cnn_com.toml": "[article]\nroot = ['..']"}
    found = registry(folder("a", files))
    assert owner_of(found, "arabic.cnn.com") == "cnn"
    assert [type(error) for error in found.refused] == [BadSelector]


def test_a_plugin_for_a_public_suffix_takes_nobody_s_pages(folder):
    files = {"grab.toml": 'domains = ["com.eg"]', "x_com_eg.toml": owner("x")}
    found = registry(folder("a", files))
    assert found.site("anything.com.eg") is None
    assert owner_of(found, "www.x.com.eg") == "x"
    assert [type(error) for error in found.refused] == [PublicSuffix]


def test_a_file_without_any_domain_is_told_at_the_start(folder):
    found = registry(folder("a", {"youm7.toml": owner("x")}))
    assert "the file name 'youm7' is no domain" in str(found.refused[0])


FAMILY = """\
[fingerprint]
any = ["body.theme"]
[article]
root = [".entry"]
title = ["h1.entry-title"]
no_byline = true
[remove]
ad = [".family-ad"]
share = [".share"]
[page]
not-article = ["body.home"]
"""
DEFAULT = '[remove]\nad = [".adsbygoogle"]\n[lines]\nad = ["إعلان"]\n'
SITE = """\
family = "theme"
[article]
root = ["#new"]
title = ["h1.own"]
[remove]
ad = [".own-ad"]
[[layout]]
name = "2013"
article.root = ["#old"]
article.title = ["h2"]
remove.tags = [".old-tags"]
"""


@pytest.fixture
def themed(folder):
    return registry(
        folder(
            "a",
            {
                "x_com.toml": SITE,
                "y_com.toml": owner("y"),
                "families/theme.toml": FAMILY,
                "families/other.toml": '[article]\nroot = [".other"]\n',
                "families/_default.toml": DEFAULT,
                "families/_draft.toml": "nonsense",
            },
        )
    )


def patterns(rules):
    return [rule.pattern for rule in rules]


def test_layouts_of_a_site_come_before_its_family_s_and_the_one_without_root(themed):
    layouts = themed.resolve(themed.site("x.com")).layouts
    assert [patterns(layout.root) for layout in layouts] == [["#new"], ["#old"], [".entry"], []]
    assert [layout.name for layout in layouts] == ["", "2013", "", ""]


def test_rules_are_united_site_first_and_stay_attributable(themed):
    newest, old, family, generic = themed.resolve(themed.site("x.com")).layouts
    assert newest.remove["ad"] == (
        Rule(".own-ad", "x_com", "site"),
        Rule(".family-ad", "families/theme", "family"),
        Rule(".adsbygoogle", "families/_default", "default"),
    )
    assert patterns(newest.title) == ["h1.own", "h1.entry-title"]
    assert patterns(old.title) == ["h2", "h1.own", "h1.entry-title"]
    assert patterns(old.remove["tags"]) == [".old-tags"]
    assert "tags" not in newest.remove
    assert patterns(family.title) == ["h1.own", "h1.entry-title"]
    for layout in (newest, old, family, generic):
        assert patterns(layout.remove["share"]) == [".share"]
        assert patterns(layout.remove["ad"]) == [".own-ad", ".family-ad", ".adsbygoogle"]
        assert patterns(layout.lines["ad"]) == ["إعلان"]
        assert layout.no_byline


def test_facts_and_page_rules_of_a_resolved_site(themed):
    site = themed.resolve(themed.site("x.com"))
    assert (site.name, site.domains, site.family) == ("x_com", ("x.com",), "theme")
    assert site.not_article == (Rule("body.home", "families/theme", "family"),)


def test_a_site_without_family_takes_the_one_its_page_proves(themed):
    plain = themed.resolve(themed.site("y.com"))
    assert [patterns(layout.root) for layout in plain.layouts] == [[]]
    proven = themed.resolve(themed.site("y.com"), themed.family("theme"))
    assert [patterns(layout.root) for layout in proven.layouts] == [[".entry"], []]
    assert proven.outlet == OutletFacts(owner="y")


def test_the_family_a_site_names_counts_more_than_the_one_its_page_seems_to_have(themed):
    site = themed.resolve(themed.site("x.com"), themed.family("other"))
    assert [".other"] not in [patterns(layout.root) for layout in site.layouts]


def test_a_page_of_no_site_has_its_family_s_rules_or_the_defaults(themed):
    family = themed.resolve(None, themed.family("theme"))
    assert family.name == "families/theme"
    assert [patterns(layout.root) for layout in family.layouts] == [[".entry"], []]
    nothing = themed.resolve(None)
    assert nothing.name == "families/_default"
    assert patterns(nothing.layouts[-1].remove["ad"]) == [".adsbygoogle"]


def test_without_defaults_there_is_still_a_layout(folder):
    assert registry().resolve(None).layouts == (Layout(),)


def test_families_are_listed_without_defaults_and_drafts(themed):
    assert themed.family_names() == {"theme", "other"}
    assert [family.name for family in themed.families()] == ["families/other", "families/theme"]
    assert themed.family("missing") is None


def test_an_unknown_family_is_told_with_its_line(folder):
    files = {"x_com.toml": '\nfamily = "thema"', "families/theme.toml": FAMILY}
    found = registry(folder("a", files))
    assert found.site("x.com") is None
    assert "x_com.toml:2: unknown family 'thema' – did you mean 'theme'?" in str(found.refused[0])


def test_a_broken_family_leaves_its_sites_their_own_rules(folder):
    files = {"x_com.toml": SITE, "families/theme.toml": "[article]\nroot = ['..']"}
    found = registry(folder("a", files))
    layouts = found.resolve(found.site("x.com")).layouts
    assert [patterns(layout.root) for layout in layouts] == [["#new"], ["#old"], []]
    assert [type(error) for error in found.refused] == [BadSelector]


def test_a_family_of_an_earlier_folder_overrides_its_like(folder):
    mine = folder("mine", {"families/theme.toml": '[article]\nroot = [".mine"]\n'})
    theirs = folder("theirs", {"families/theme.toml": FAMILY, "x_com.toml": 'family = "theme"'})
    found = registry(mine, theirs)
    assert patterns(found.resolve(found.site("x.com")).layouts[0].root) == [".mine"]


def test_sites_of_packages_stand_between_the_user_s_folders_and_the_bundled_set(folder, tmp_path):
    mine = folder("mine", {"a_com.toml": owner("mine")})
    bundled = folder(
        "bundled",
        {"a_com.toml": owner("bundled"), "b_com.toml": owner("bundled")},
        origin="bundled",
    )
    package = folder("package", {"a_com.toml": owner("package"), "b_com.toml": owner("package")})
    found = registry(mine, bundled)
    found.register(package.path)
    assert owner_of(found, "a.com") == "mine"
    assert owner_of(found, "b.com") == "package"


def test_a_package_registers_a_site_or_a_file(folder):
    file = folder("package", {"b_com.toml": owner("file")}).path / "b_com.toml"
    found = registry()
    found.register(Site("c", "c.py", ("c.com",), outlet=OutletFacts(owner="site")))
    found.register(file)
    assert owner_of(found, "www.c.com") == "site"
    assert owner_of(found, "b.com") == "file"
    found.register(Site("d", "d.py", ("c.com",)))
    assert len(found.conflicts) == 1
    found.register(file.with_name("missing_com.toml"))
    assert "cannot be read" in str(found.refused[-1])


def test_a_registry_travels_between_processes(themed):
    themed.site("x.com")
    themed.register(Site("c", "c.py", ("c.com",)))
    again = pickle.loads(pickle.dumps(themed))
    assert again.site("c.com").name == "c"
    assert again.resolve(again.site("x.com")) == themed.resolve(themed.site("x.com"))


def test_a_refusal_is_told_once_even_after_the_way_to_another_process(folder):
    found = registry(folder("a", {"x_com.toml": 'titl = "x"'}))
    found.site("x.com")
    again = pickle.loads(pickle.dumps(found))
    assert again.site("x.com") is None
    assert len(again.refused) == 1


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A current directory, and a bundled set elsewhere."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.delenv(directories.ENVIRONMENT, raising=False)
    monkeypatch.setattr(directories, "bundled_directory", lambda: tmp_path / "bundled")
    return here


def test_the_order_of_the_folders(checkout, tmp_path, monkeypatch):
    for name in ("one", "two", "three", "here/plugins"):
        (tmp_path / name).mkdir()
    told = os.pathsep.join([str(tmp_path / "two"), str(tmp_path / "one")])
    monkeypatch.setenv(directories.ENVIRONMENT, told)
    found = plugin_directories([tmp_path / "three", str(tmp_path / "one")])
    assert [(one.path.name, one.origin, one.trusted) for one in found] == [
        ("three", "named", True),
        ("one", "named", True),
        ("two", "environment", True),
        ("plugins", "current", False),
        ("bundled", "bundled", True),
    ]


def test_python_plugins_can_be_switched_off(checkout, tmp_path):
    (tmp_path / "one").mkdir()
    assert [one.trusted for one in plugin_directories([tmp_path / "one"], python=False)] == [
        False,
        True,
    ]


def test_the_bundled_folder_is_listed_once_when_it_lies_in_the_current_one(checkout, monkeypatch):
    (checkout / "plugins").mkdir()
    monkeypatch.setattr(directories, "bundled_directory", lambda: checkout / "plugins")
    assert [one.origin for one in plugin_directories()] == ["bundled"]


def test_a_named_folder_that_is_none_stops_the_run(checkout, tmp_path):
    with pytest.raises(BadOption, match="does not exist – check --plugins"):
        plugin_directories([tmp_path / "missing"])
    (tmp_path / "file").touch()
    with pytest.raises(BadOption, match="is no folder"):
        plugin_directories([tmp_path / "file"])
