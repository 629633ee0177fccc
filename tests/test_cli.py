"""The group of commands: what installed packages add, and what they cannot break."""

import click
import pluggy

from cleaner import cli


def test_installed_packages_add_commands(run, monkeypatch):
    class Package:
        @pluggy.HookimplMarker("cleaner")
        def register_commands(self, cli):
            cli.add_command(click.Command("greet", callback=lambda: click.echo("hello")))

    # the group is one for the process: when the test ends the command must leave it
    monkeypatch.setitem(cli.build().commands, "greet", None)
    monkeypatch.setattr(
        pluggy.PluginManager,
        "load_setuptools_entrypoints",
        lambda self, _group: self.register(Package()),
    )
    monkeypatch.setattr(cli.cli, "commands", dict(cli.cli.commands))  # other tests read the group
    assert run("greet")[:2] == (0, "hello\n")


def test_a_broken_package_takes_no_command_with_it(run, monkeypatch):
    def breaking(_self, _group):
        raise ImportError("missing part")

    monkeypatch.setattr(pluggy.PluginManager, "load_setuptools_entrypoints", breaking)
    code, out, err = run("--version")
    assert code == 0
    assert "missing part" in err
    assert "version" in out
