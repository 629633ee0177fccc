"""A pytest plugin: one test for each page and field of a corpus, and one for each plugin file.

It comes with the package and does nothing until a project says where its plugins are. Three lines
of ``pyproject.toml`` do::

    [tool.pytest.ini_options]
    cleaner_plugins = ["plugins"]
    cleaner_corpus = "corpus"

(or of ``pytest.ini``, without quotes and brackets). ``pytest`` then collects

* ``plugins/**/*.toml`` and ``.py``: ``schema``, whether the file is accepted;
* ``corpus/gold/**/*.json``: ``title``, ``authors``, ``published``, ``body`` … of its page, as far
  as the gold speaks of them; gold that is a draft fails;
* pages in ``corpus/pages`` that have no gold: they fail.

Where ``testpaths`` is set, the two folders must be in it, or be named: ``pytest corpus plugins``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner import Cleaner
    from cleaner.workshop.gold import Case
    from cleaner.workshop.trial import Trial


class Difference(Exception):  # noqa: N818 -- what a test found, not an error of ours
    """A field is not what gold says; the message is readable as it stands."""


class Workshop:
    """What a session of tests knows: plugins, pages, gold. Made when the first file is met."""

    def __init__(self, plugins: list[Path], corpus: Path | None) -> None:
        self.plugins = [path.resolve() for path in plugins]
        self.corpus = corpus.resolve() if corpus else None
        self._cleaner: Cleaner | None = None
        self._cases: dict[Path, Case] | None = None

    @property
    def cleaner(self) -> Cleaner:
        """A Cleaner with the project's plugins before the bundled ones."""
        if self._cleaner is None:
            from cleaner import Cleaner

            self._cleaner = Cleaner(self.plugins)
        return self._cleaner

    def case(self, path: Path) -> Case | None:
        """The page whose gold is ``path``, or the page ``path`` if it has no gold."""
        if self.corpus is None or not path.is_relative_to(self.corpus):
            return None
        if self._cases is None:
            from cleaner.workshop.gold import cases

            found = cases(self.corpus / "pages", self.corpus / "gold")
            self._cases = {one.gold_file if one.gold else one.page: one for one in found}
        return self._cases.get(path)

    def is_plugin(self, path: Path) -> bool:
        """Whether a file is one of the project's plugins."""
        if path.suffix not in (".toml", ".py"):
            return False
        return any(path.is_relative_to(folder) for folder in self.plugins)


_KEY = pytest.StashKey[Workshop]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The two settings."""
    parser.addini("cleaner_plugins", "folders of cleaner's plugins to test", "paths", default=[])
    parser.addini("cleaner_corpus", "folder with pages/ and gold/ to test them on", "paths")


def pytest_configure(config: pytest.Config) -> None:
    """Remember where things are."""
    corpus = config.getini("cleaner_corpus")
    plugins = [Path(path) for path in config.getini("cleaner_plugins")]
    config.stash[_KEY] = Workshop(plugins, Path(corpus[0]) if corpus else None)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Gold files, pages without gold, and plugin files."""
    workshop = parent.config.stash[_KEY]
    if workshop.is_plugin(file_path) and not file_path.name.startswith("_"):
        return PluginFile.from_parent(parent, path=file_path)
    if workshop.case(file_path):
        return PageFile.from_parent(parent, path=file_path)
    return None


class PageFile(pytest.File):
    """A page with its gold."""

    def collect(self) -> Iterator[pytest.Item]:
        """One test for each field."""
        from cleaner.workshop.trial import Trial, fields_of

        workshop = self.config.stash[_KEY]
        case = workshop.case(self.path)
        assert case is not None
        trial = Trial(workshop.cleaner, case)
        for field in fields_of(case):
            yield FieldTest.from_parent(self, name=field, trial=trial)


class PluginFile(pytest.File):
    """A plugin."""

    def collect(self) -> Iterator[pytest.Item]:
        """One test: is it accepted."""
        yield SchemaTest.from_parent(self, name="schema")


class _Test(pytest.Item):
    def reportinfo(self) -> tuple[Path, None, str]:
        """Where a failure is shown."""
        return self.path, None, f"{self.path.name}: {self.name}"

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:  # noqa: ANN401
        """The difference without a traceback."""
        if isinstance(excinfo.value, Difference):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


class FieldTest(_Test):
    """One field of one page."""

    def __init__(self, *, trial: Trial, **options: Any) -> None:  # noqa: ANN401 -- pytest's own
        super().__init__(**options)
        self._trial = trial

    def runtest(self) -> None:
        """Raise what differs."""
        if told := self._trial.wrong(self.name):
            raise Difference(told)


class SchemaTest(_Test):
    """A plugin file is accepted."""

    def runtest(self) -> None:
        """Raise why it is not."""
        registry = self.config.stash[_KEY].cleaner.registry
        for ref in registry.refs():
            if ref.file == str(self.path):
                registry.load(ref)
        told = [str(error) for error in registry.refused if error.file == str(self.path)]
        if told:
            raise Difference("\n".join(told))
