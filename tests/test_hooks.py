"""The hooks: one example of each, and what happens to a plugin that misbehaves."""

import importlib
import inspect
import sys
from dataclasses import replace

import click
import pytest

import cleaner
from cleaner import Decision, Layout, PageError, Rule, Site, Vote, hookimpl, hookspecs
from cleaner.model.profile import Judgement, Signal

PAGE = """<html><body><h1>افتتاح حديقة في المدينة</h1>
<div class="story">
<p>افتتحت البلدية صباح اليوم حديقة عامة في وسط المدينة بحضور عدد كبير من السكان.</p>
<p class="note">ملاحظة من المحرر تخص هذه الصفحة وحدها.</p>
<p>وتضم الحديقة ملاعب للأطفال وممرات للمشي ومقاعد تحت الأشجار تكفي لمئات الزوار.</p>
</div></body></html>"""
EXAMPLE = Site(
    name="example_com",
    file="example",
    domains=("example.com",),
    layouts=(Layout(root=(Rule("div.story", "example_com"),)),),
)
SPECS = {
    name: spec
    for name, spec in vars(hookspecs).items()
    if hasattr(spec, "cleaner_spec") and inspect.isfunction(spec)
}


class Registers:
    @hookimpl
    def register_sites(self, register):
        register(EXAMPLE)


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Install a package that announces a plugin: its source, or an object."""
    monkeypatch.syspath_prepend(tmp_path)
    installed = []

    def install(name, source="", plugin=None):
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
        info = tmp_path / f"{name}-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        value = name if plugin is None else f"{name}:plugin"
        (info / "entry_points.txt").write_text(f"[cleaner]\n{name} = {value}\n")
        importlib.invalidate_caches()
        installed.append(name)
        if plugin is not None:
            importlib.import_module(name).plugin = plugin

    yield install
    for name in installed:
        sys.modules.pop(name, None)


@pytest.fixture
def with_hooks(package):
    """A Cleaner with two installed packages: a plugin, and one that registers example.com."""

    def make(plugin):
        package("site_pack", plugin=Registers())
        package("hook_pack", plugin=plugin)
        one = cleaner.Cleaner()
        assert one.registry.refused == []
        return one

    return make


def installed(with_hooks, plugin):
    return with_hooks(plugin).clean(PAGE, url="https://example.com/1")


# -- one example of each hook


def test_hook_register_sites(with_hooks):
    article = installed(with_hooks, object())
    assert (article.status, article.plugin) == ("ok", "example_com")
    assert article.text.count("\n\n") == 2


def test_hook_register_commands(with_hooks):
    class Plugin:
        @hookimpl
        def register_commands(self, cli):
            cli.add_command(click.Command("mine"))

    group = click.Group()
    with_hooks(Plugin()).manager.hook.register_commands(cli=group)
    assert list(group.commands) == ["mine"]


def test_hook_register_signals(with_hooks):
    def exclamations(article, page):
        return [Signal("exclamations", article.text.count("!"), "sourcing")]

    class Plugin:
        @hookimpl
        def register_signals(self, register):
            register(exclamations)

    page = PAGE.replace("الزوار.", "الزوار!!")
    profile = with_hooks(Plugin()).clean(page, url="https://example.com/1").profile
    assert profile.to_dict()["signals"]["exclamations"] == 2


def test_hook_register_raters(with_hooks):
    class Stars:
        name = "Stars"

        def judge(self, domain):
            return [Judgement("Stars", domain, domain, "4", "1..5")]

    class Plugin:
        @hookimpl
        def register_raters(self, register):
            register(Stars())

    judgements = installed(with_hooks, Plugin()).profile.judgements
    assert [(one.rater, one.rated, one.value) for one in judgements] == [
        ("Stars", "example.com", "4")
    ]


def test_hook_choose_site(with_hooks):
    class Plugin:
        @hookimpl
        def choose_site(self, page):
            return EXAMPLE if page.url and "/mirror/example.com/" in page.url else None

    one = with_hooks(Plugin())
    assert one.clean(PAGE, url="https://mirror.test/mirror/example.com/1").plugin == "example_com"
    assert one.clean(PAGE, url="https://mirror.test/other/1").plugin != "example_com"
    assert one.clean_text("نص قصير", url="https://a.test/mirror/example.com/1").status == "ok"


def test_hook_label_blocks(with_hooks):
    class Plugin:
        @hookimpl
        def label_blocks(self, blocks, page):
            return [
                Vote(at, "other", 90, "note", "mine", "a note of the editor")
                for at, block in enumerate(blocks)
                if "note" in block.tokens
            ]

    article = installed(with_hooks, Plugin())
    assert "ملاحظة" not in article.text
    [removed] = [one for one in article.removed if one.plugin == "mine"]
    assert (removed.label, removed.rule) == ("other", "note")


def test_hook_label_sequence(with_hooks):
    seen = []

    class Plugin:
        @hookimpl
        def label_blocks(self, blocks):
            return [Vote(1, "other", 90, "second", "mine", "the second block")]

        @hookimpl
        def label_sequence(self, blocks):
            seen.append([block.text.split()[0] for block in blocks])
            return [Vote(len(blocks) - 1, "end-mark", 90, "last", "mine", "the last block")]

    article = installed(with_hooks, Plugin())
    assert seen == [["افتتحت", "وتضم"]]  # what label_blocks has taken out is not seen
    assert [one.rule for one in article.removed] == ["second", "last"]
    assert article.text.startswith("افتتحت")
    assert article.text.endswith("السكان.")


def test_hook_edit_article(with_hooks):
    class Plugin:
        @hookimpl
        def edit_article(self, article, page):
            return replace(article, section=page.domain)

    assert installed(with_hooks, Plugin()).section == "example.com"


def test_hook_judge(with_hooks):
    class Plugin:
        @hookimpl
        def judge(self, article):
            return Decision("drop", ("short",)) if len(article.text) < 500 else None

    assert installed(with_hooks, Plugin()).decision == Decision("drop", ("short",))


def test_of_several_judgements_the_severest_counts(plugins):
    judge = """
from cleaner import Decision, hookimpl
from cleaner.sites import SitePlugin

class Example(SitePlugin):
    domains = ["example.com"]
    root = ["div.story"]

    @hookimpl
    def judge(self):
        return Decision("flag", ("odd",))
"""
    one = plugins({"example_com.py": judge})
    assert one.clean(PAGE, url="https://example.com/1").decision == Decision("flag", ("odd",))
    assert one.clean(PAGE, url="https://other.test/1").decision == Decision("keep")


@pytest.mark.parametrize("name", SPECS)
def test_every_hook_is_documented_and_tested(name):
    text = inspect.getdoc(SPECS[name])
    assert "Example::" in text
    assert "@hookimpl" in text
    assert f"def {name}(" in text
    assert f"test_hook_{name}" in globals()


# -- plugins that misbehave


def failing(hook, body, arguments="page"):
    return f"""
from cleaner import hookimpl
from cleaner.sites import SitePlugin
import cleaner

class Example(SitePlugin):
    domains = ["example.com"]
    root = ["div.story"]
    remove = {{"other": [".note"]}}

    @hookimpl
    def {hook}(self, {arguments}):
        {body}

    @hookimpl
    def edit_article(self, article):
        return cleaner.Article("ok", text="edited")
"""


@pytest.mark.parametrize(
    ("hook", "body"),
    [
        ("label_blocks", "raise KeyError('ticker')"),
        ("label_blocks", "return 5"),
        ("label_blocks", "return (x for x in [1])"),
        ("label_blocks", "yield cleaner.Vote(99, 'ad', 50, 'r', 'p', 'no such block')"),
        ("label_blocks", "return [cleaner.Vote(-1, 'ad', 50, 'r', 'p', 'no such block')]"),
        ("label_blocks", "return [cleaner.Vote(0, 'advert', 50, 'r', 'p', 'no such label')]"),
        ("label_sequence", "raise RecursionError"),
        ("judge", "return 'drop'"),
        ("judge", "return cleaner.Decision('burn')"),
        ("edit_article_", "pass"),
    ],
)
def test_a_page_is_cleaned_without_the_hooks_of_a_plugin_that_fails(plugins, hook, body):
    one = plugins({"example_com.py": failing(hook, body)})
    article = one.clean(PAGE, url="https://example.com/1")
    assert (article.status, article.plugin) == ("ok", "example_com")
    assert article.text.startswith("افتتحت")  # not what its other hook says
    assert [one.label for one in article.removed] == ["other"]  # its rules hold
    [refused] = one.registry.refused
    assert refused.kind == "HookFailed"
    assert "example_com.py" in str(refused)
    if hook != "edit_article_":  # refused as a whole, when it is loaded
        [warning] = article.warnings
        assert warning.startswith(f"example_com: {hook} failed: ")
        one.clean(PAGE, url="https://example.com/2")
        assert len(one.registry.refused) == 1  # told once, not with every page


def test_a_failing_hook_names_its_line(plugins):
    one = plugins({"example_com.py": failing("label_blocks", "raise KeyError('ticker')")})
    one.clean(PAGE, url="https://example.com/1")
    [refused] = one.registry.refused
    assert refused.line == 13
    assert isinstance(refused.__cause__, KeyError)


def test_other_plugins_go_on_where_one_fails(package):
    package("bad_pack", "from cleaner import hookimpl\n@hookimpl\ndef judge(article): 1 / 0\n")
    package(
        "good_pack",
        "from cleaner import Decision, hookimpl\n"
        "@hookimpl\ndef judge(article): return Decision('flag', ('seen',))\n",
    )
    article = cleaner.Cleaner().clean(PAGE)
    assert article.decision == Decision("flag", ("seen",))
    assert "ZeroDivisionError" in " ".join(article.warnings)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("from cleaner import hookimpl\n@hookimpl\ndef edit_artcle(article): pass", "edit_artcle"),
        ("from cleaner import hookimpl\n@hookimpl\ndef judge(artikle): pass", "artikle"),
        ("import no_such_module_anywhere", "no_such_module_anywhere"),
        ("raise SystemExit(3)", "SystemExit"),
        (
            "from cleaner import hookimpl\n@hookimpl\ndef register_sites(register): 1 / 0",
            "ZeroDivisionError",
        ),
    ],
)
def test_a_package_that_cannot_be_loaded_is_refused_alone(package, source, told):
    package("bad_pack", source)
    package("good_pack", plugin=Registers())
    one = cleaner.Cleaner()
    [refused] = one.registry.refused
    assert refused.kind == "HookFailed"
    assert told in str(refused)
    assert one.clean(PAGE, url="https://example.com/1").plugin == "example_com"


@pytest.mark.parametrize(
    "layout",
    [
        Layout(root=(Rule("div[", "x"),)),
        Layout(remove={"ad": (Rule("//p[", "x"),)}),
        Layout(remove={"advert": (Rule(".ad", "x"),)}),
        Layout(lines={"ad": (Rule("*", "x"),)}),
    ],
)
def test_a_site_made_by_code_is_checked_like_a_file(package, layout):
    site = replace(EXAMPLE, layouts=(layout,))

    class Plugin:
        @hookimpl
        def register_sites(self, register):
            register(site)

        @hookimpl
        def choose_site(self):
            return site

    package("site_pack", plugin=Plugin())
    one = cleaner.Cleaner()
    assert [error.kind for error in one.registry.refused] in (["BadSelector"], ["BadValue"])
    article = one.clean(PAGE, url="https://example.com/1")
    assert article.plugin != "example_com"
    assert article.warnings[0].startswith("site_pack: choose_site failed: Bad")


def test_a_hook_may_refuse_a_page(plugins):
    body = "raise cleaner.errors.NotAPage('a poll')"
    one = plugins({"example_com.py": failing("label_blocks", body)})
    with pytest.raises(PageError, match="a poll"):
        one.clean(PAGE, url="https://example.com/1")
    assert one.registry.refused == []


def test_installed_packages_can_be_left_out(package):
    package("bad_pack", "raise RuntimeError")
    assert cleaner.Cleaner(entry_points=False).registry.refused == []
