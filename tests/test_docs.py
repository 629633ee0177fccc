"""The documentation says what is so: keys, labels, hooks and commands as the code has them."""

import re
import tomllib

import click
import pytest
from conftest import ROOT

from cleaner import hookspecs
from cleaner.cli import build
from cleaner.model.labels import LABELS
from cleaner.sites.keys import EACH, KEYS, LABEL
from cleaner.sites.schema import parse_site
from cleaner.workshop.draft import draft_toml
from cleaner.workshop.draft.plugin import Draft
from cleaner.workshop.reference import PARTS, filled

DOCS = ROOT / "docs"
FILES = sorted(DOCS.rglob("*.md"))
GUIDES = [DOCS / "an-outlet-in-ten-minutes.md", DOCS / "ar/an-outlet-in-ten-minutes.md"]
FORMAT = DOCS / "plugin-format.md"
HOOKS = [name for name, hook in vars(hookspecs).items() if hasattr(hook, "cleaner_spec")]


def text(path):
    return path.read_text("utf-8")


def blocks(path, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text(path), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_the_code_tells_stands_as_it_tells_it(path):
    assert text(path) == filled(text(path)), "run: python -m cleaner.workshop.reference docs"


def test_every_part_is_in_some_file():
    marked = {name for path in FILES for name in re.findall(r"<!-- begin ([\w-]+) -->", text(path))}
    assert marked == set(PARTS)


# -- plugin files


def paths(data, before=""):
    """The keys used in a plugin, written like those of the table."""
    for name, value in data.items():
        shown = LABEL if before.rpartition(".")[2] in TABLES and name in LABELS else name
        path = f"{before}.{shown}" if before else shown
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for entry in value:
                yield from paths(entry, path + EACH)
        elif isinstance(value, dict) and path not in KNOWN:
            yield from paths(value, path)
        else:
            yield path


TABLES = {"remove", "lines", "cut", "head", "tail"}
KNOWN = {key.path for key in KEYS}


def test_every_key_has_an_example():
    used = {path for block in blocks(FORMAT, "toml") for path in paths(tomllib.loads(block))}
    assert KNOWN - used == set()
    assert used - KNOWN == set()


@pytest.mark.parametrize("block", blocks(FORMAT, "toml"))
def test_every_example_of_a_plugin_is_accepted(block):
    folder = "families" if "[fingerprint]" in block else "eg"
    stem = "mine" if folder == "families" else "example_com"
    parse_site(block, f"{folder}/{stem}.toml")


def test_every_key_stands_in_the_table_with_what_it_means():
    for key in KEYS:
        assert f"| `{key.path}` |" in text(FORMAT)
        assert key.doc in text(FORMAT)


def test_every_label_is_listed():
    for label in LABELS:
        assert f"`{label}`" in text(FORMAT)


# -- hooks


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_has_its_signature_and_an_example(name):
    spec = getattr(hookspecs, name)
    names = ", ".join(spec.__code__.co_varnames[: spec.__code__.co_argcount])
    _, _, section = text(DOCS / "hooks.md").partition(f"### `{name}({names})`")
    assert section, "no section with the signature"
    example = section.partition("```python\n")[2].partition("```")[0]
    assert f"def {name}(" in example
    assert "@hookimpl" in example


@pytest.mark.parametrize("block", blocks(DOCS / "hooks.md", "python"))
def test_every_example_of_a_hook_is_python(block):
    compile(block, "hooks.md", "exec")


# -- commands


def commands():
    """Command line -> file, of all lines in the documentation that run cleaner."""
    for path in (*FILES, ROOT / "README.md"):
        for block in blocks(path, "console"):
            for line in block.splitlines():
                if line.startswith("$ cleaner "):
                    yield pytest.param(line[10:], id=f"{path.name}: {line[2:]}")


@pytest.mark.parametrize("line", list(commands()))
def test_every_command_in_the_documentation_is_understood(line):
    words = line.partition("#")[0].split()
    command = build()
    while isinstance(command, click.Group) and words:
        assert words[0] in command.commands, f"no such command: {words[0]}"
        command = command.commands[words.pop(0)]
    options = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    assert {word.partition("=")[0] for word in words if word.startswith("-") and word != "-"} <= (
        options | {"--help"}
    )


def test_every_command_has_its_help():
    def walk(command, path):
        assert f"## {path}\n" in text(DOCS / "cli.md")
        for name, below in getattr(command, "commands", {}).items():
            walk(below, f"{path} {name}")

    walk(build(), "cleaner")


def test_every_option_of_a_command_has_a_help_text():
    def walk(command, path):
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, (path, option.name)
        assert command.help, path
        for name, below in getattr(command, "commands", {}).items():
            walk(below, f"{path} {name}")

    walk(build(), "cleaner")


# -- guides


@pytest.mark.parametrize("language", ["console", "toml"])
def test_both_languages_show_the_same_commands_and_files(language):
    english, arabic = (blocks(path, language) for path in GUIDES)
    assert english == arabic
    assert english


@pytest.mark.parametrize("path", GUIDES, ids=["en", "ar"])
def test_a_guide_has_ten_commands_at_most_before_the_plugin_stands(path):
    until = text(path).partition("## 7.")[0]
    assert 0 < len(re.findall(r"^\$ cleaner", until, re.MULTILINE)) <= 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text(path)):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_the_draft_in_the_guide_begins_like_a_real_one():
    first = draft_toml(
        Draft("example.com", evidence=[("a", ""), ("b", "")]), "plugins/eg/example_com.toml"
    )
    shown = blocks(GUIDES[0], "toml")[0]
    assert first.splitlines()[:2] == shown.splitlines()[:2]
