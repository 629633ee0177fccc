"""Plugins in Python: the same fields, the same checks, hooks, and only where the user said so."""

import pickle
import sys

import pluggy
import pytest

from cleaner.errors import BadKey, BadPlugin, BadPython, BadSelector, BadValue, Untrusted
from cleaner.model.site import Rule
from cleaner.sites import PluginDir, SitePlugin, SiteRegistry
from cleaner.sites.python import PATHS

hookimpl = pluggy.HookimplMarker("cleaner")

EXAMPLE = """\
from cleaner.sites import SitePlugin
import pluggy

hookimpl = pluggy.HookimplMarker("cleaner")


class Example(SitePlugin):
    domains = ["example.com"]
    outlet = {"name": {"en": "Example"}, "country": "EG"}
    root = ("div.article",)
    no_byline = True
    remove = {"share": [".share"]}
    not_article = ["body.home"]
    layouts = [{"name": "2013", "article": {"root": ["#old"]}}]
    evidence = [{"source": "a saved page", "kind": "real-page"}]
    _limit = 3

    @hookimpl
    def edit_article(self, article, page):
        return self.shout(article)

    @staticmethod
    def shout(article):
        return article.upper()
"""


@pytest.fixture
def registry(tmp_path):
    """Write files, and search their folder: ``registry({"x_com.py": text})``."""

    def make(files, trusted=True):
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return SiteRegistry([PluginDir(tmp_path, trusted=trusted)], cache=None)

    return make


def test_a_class_says_what_a_toml_file_says(registry):
    site = registry({"x.py": EXAMPLE}).site("www.example.com")
    assert site.domains == ("example.com",)
    assert site.outlet.names == {"en": "Example"}
    newest, old = site.layouts
    assert newest.root == (Rule("div.article", "x", "site"),)
    assert newest.no_byline
    assert newest.remove["share"][0].pattern == ".share"
    assert (old.name, old.root[0].pattern) == ("2013", "#old")
    assert site.not_article[0].pattern == "body.home"
    assert site.evidence[0].kind == "real-page"
    assert site.hooks.edit_article("a", None) == "A"


def test_a_class_without_hooks_has_none(registry):
    text = "from cleaner.sites import SitePlugin\nclass A(SitePlugin):\n    root = ['#a']\n"
    assert registry({"x_com.py": text}).site("x.com").hooks is None


def test_nothing_is_run_before_a_page_of_the_site(registry, tmp_path):
    trace = tmp_path / "trace"
    text = f"open({str(trace)!r}, 'w').close()\n" + EXAMPLE
    found = registry({"x.py": text})
    assert found.find("example.com")
    assert not trace.exists()
    assert found.site("example.com")
    assert trace.exists()


def test_in_a_folder_nobody_named_it_is_refused_with_the_remedy(registry, tmp_path):
    found = registry({"x.py": "raise SystemExit", "y_com.toml": 'family = "a"'}, trusted=False)
    assert found.site("example.com") is None
    [error] = found.refused
    assert isinstance(error, Untrusted)
    assert "--plugins" in error.remedy
    assert found.find("y.com")


@pytest.mark.parametrize(
    ("text", "error", "line", "told"),
    [
        ("class A(:\n", BadPython, 1, "not Python"),
        ("x = 1\nimport no_such_module_anywhere\n", BadPython, 2, "ModuleNotFoundError"),
        ("def f():\n    return 1 / 0\n\n\nf()\n", BadPython, 2, "ZeroDivisionError"),
        ("import sys\nsys.exit('bye')\n", BadPython, 2, "SystemExit: bye"),
        ("x = 1\n", BadPython, None, "0 classes derived from SitePlugin"),
        ("class A(S): pass\nclass B(S): pass\n", BadPython, None, "2 classes"),
        ("class A(S):\n    titl = ['h1']\n", BadKey, 3, "did you mean 'title'?"),
        ("class A(S):\n    root = [\n        '..a',\n    ]\n", BadSelector, 4, "not a CSS"),
        ("class A(S):\n    remove = {\n        'tag': ['.a'],\n    }\n", BadKey, 4, "'tags'"),
        ("class A(S):\n    domains = list(['x.com'])[:0]\n", BadValue, 3, "empty array"),
        ("class A(S):\n    domains = ['y' + '.com']\n", BadValue, None, "list of strings"),
        (
            "class A(S):\n    root = ['#a']\n    judge = hookimpl(lambda: 0)\n    __init__ = None",
            BadPython,
            None,
            "TypeError",
        ),
    ],
)
def test_a_broken_file_is_refused_with_its_line_and_the_run_goes_on(
    registry, text, error, line, told
):
    if "(S)" in text:
        text = f"from cleaner.sites import SitePlugin as S; from {__name__} import hookimpl\n{text}"
    found = registry({"x_com.py": text, "y_com.toml": '[outlet]\ncountry = "EG"'})
    assert found.site("x.com") is None
    [refused] = found.refused
    assert type(refused) is error
    assert refused.line == line
    assert refused.file.endswith("x_com.py")
    assert told in str(refused)
    assert found.site("y.com")


def test_all_problems_of_a_class_are_told_together(registry):
    text = (
        "from cleaner.sites import SitePlugin\n"
        "class A(SitePlugin):\n"
        "    root = []\n"
        "    lines = {'ad': ['*']}\n"
    )
    found = registry({"x_com.py": text})
    found.site("x.com")
    [refused] = found.refused
    assert isinstance(refused, BadPlugin)
    assert [problem.line for problem in refused.problems] == [3, 4]


def test_a_refused_module_leaves_nothing_behind(registry):
    before = set(sys.modules)
    found = registry({"x_com.py": "class Gone: pass\nraise ValueError"})
    found.site("x.com")
    assert set(sys.modules) == before


def test_an_interrupt_is_not_swallowed(registry):
    found = registry({"x_com.py": "raise KeyboardInterrupt"})
    with pytest.raises(KeyboardInterrupt):
        found.site("x.com")


def test_a_base_class_may_be_shared_within_the_file(registry):
    text = (
        "from cleaner.sites import SitePlugin\n"
        "class Base(SitePlugin):\n    remove = {'ad': ['.ad']}\n"
        "class A(Base):\n    root = ['#a']\n"
    )
    layout = registry({"x_com.py": text}).site("x.com").layouts[0]
    assert layout.remove["ad"]
    assert layout.root


def test_toml_and_python_for_one_domain_are_a_conflict(registry):
    found = registry({"example_com.toml": '[outlet]\ncountry = "EG"', "x.py": EXAMPLE})
    assert [error.file.rpartition("/")[2] for error in found.conflicts] == ["x.py"]


def test_a_registry_with_hooks_travels_between_processes(registry):
    found = registry({"x.py": EXAMPLE})
    found.site("example.com")
    again = pickle.loads(pickle.dumps(found))
    assert again.site("example.com").hooks.edit_article("a", None) == "A"


class Registered(SitePlugin):
    domains = ["registered.com"]
    root = ["#a"]


class Misspelt(SitePlugin):
    domains = ["misspelt.com"]
    rooot = ["#a"]


def test_a_package_registers_a_class():
    found = SiteRegistry(cache=None)
    found.register(Registered)
    found.register(Misspelt)
    assert found.site("www.registered.com").layouts[0].root[0].pattern == "#a"
    assert found.site("misspelt.com") is None
    assert "did you mean 'root'?" in str(found.refused[0])


def test_every_field_is_declared_on_the_base_class():
    assert set(PATHS) == set(SitePlugin.__annotations__)
