"""Asks plugins one at a time, so that one that fails can be named and left out.

A failing plugin never takes the others with it: one that cannot be loaded is refused, and a page
on which a hook raises is cleaned without that plugin's hooks.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pluggy

from cleaner import hookspecs
from cleaner.errors import HookFailed, PageError, PluginError, RunError
from cleaner.model.article import Article, Decision
from cleaner.model.block import Vote
from cleaner.model.labels import LABELS
from cleaner.sites.given import check_given

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cleaner.model.site import Site

T = TypeVar("T")

SEVERITY: Final = {"keep": 0, "flag": 1, "drop": 2}
"""Of several judgements the severest counts."""


class FailedHere(Exception):  # noqa: N818 -- says what happened, like the errors it carries
    """A hook of the plugin that the manager knows as ``plugin`` failed."""

    def __init__(self, plugin: str, hook: str, error: HookFailed) -> None:
        super().__init__(plugin, hook)
        self.plugin = plugin
        self.hook = hook
        self.error = error


class Relay:
    """One pluggy manager and its plugins, asked in pluggy's order: the last registered first.

    Raises ``pluggy.PluginValidationError`` for a plugin with a hook that nobody specified, or
    arguments the hook has not.
    """

    def __init__(self, plugins: Mapping[str, object]) -> None:
        self.manager = pluggy.PluginManager("cleaner")
        self.manager.add_hookspecs(hookspecs)
        self.refused: list[PluginError] = []
        for name, plugin in plugins.items():
            self.manager.register(plugin, name)
        self.manager.check_pending()

    def load_installed(self) -> None:
        """Register the installed packages of the entry-point group ``cleaner``."""
        from importlib.metadata import entry_points

        for name in sorted({point.name for point in entry_points(group="cleaner")}):
            try:
                self.manager.load_setuptools_entrypoints("cleaner", name)
                self.manager.check_pending()
            except (Exception, SystemExit) as error:
                plugin = self.manager.get_plugin(name)
                if plugin is not None:
                    self.manager.unregister(plugin)
                self.refused.append(failed(name, plugin, "cannot be loaded", error))

    def plugins(self) -> dict[str, object]:
        """Name -> plugin, in the order of registration."""
        return dict(self.manager.list_name_plugin())

    def ask(
        self,
        hook: str,
        values: Mapping[str, object],
        without: Collection[str] = (),
        failures: list[FailedHere] | None = None,
    ) -> Iterator[Any]:
        """Answers to ``hook``, None left out, each asked when it is wanted.

        ``values`` has all arguments of the hook; it may be changed between two answers. A plugin
        that raises, or answers what the hook does not allow, is added to ``failures``; without
        such a list :class:`FailedHere` is raised.
        """
        for plan in reversed(getattr(self.manager.hook, hook).get_hookimpls()):
            if plan.plugin_name in without:
                continue
            try:
                answer = plan.function(*(values[name] for name in plan.argnames))
                answer = None if answer is None else _checked(hook, answer, values)
            except (PageError, RunError):
                raise  # a plugin may refuse a page or stop the run
            except Exception as error:
                told = failed(plan.plugin_name, plan.plugin, f"{hook} failed", error)
                failure = FailedHere(plan.plugin_name, hook, told)
                if failures is None:
                    raise failure from error
                failures.append(failure)
                continue
            if answer is not None:
                yield answer


def failed(name: str, plugin: object, what: str, error: BaseException) -> HookFailed:
    """The error that tells of a plugin's failure; ``__cause__`` is what it raised."""
    module = plugin if isinstance(plugin, ModuleType) else sys.modules.get(type(plugin).__module__)
    file = getattr(module, "__file__", None) or name
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == file
    ]
    told = f"{what}: {type(error).__name__}: {error}"
    remedy = "see cleaner.hookspecs"
    refused = HookFailed(told, file=file, line=lines[-1] if lines else None, remedy=remedy)
    refused.__cause__ = error
    return refused


def _checked(hook: str, answer: object, values: Mapping[str, Any]) -> object:
    """The answer, if the hook allows it; raises TypeError, ValueError or IndexError if not."""
    match hook:
        case "choose_site":
            check_given(answer)
        case "label_blocks" | "label_sequence":
            return _votes(answer, len(values["blocks"]))
        case "edit_article":
            _be(answer, Article)
        case "judge":
            decision = _be(answer, Decision)
            if decision.action not in SEVERITY:
                raise ValueError(f"decided {decision.action!r}, not keep, flag or drop")
    return answer


def _be(answer: object, kind: type[T]) -> T:
    if not isinstance(answer, kind):
        raise TypeError(f"{type(answer).__name__} where {kind.__name__} is asked for")
    return answer


def _votes(answer: object, blocks: int) -> list[Vote]:
    if not isinstance(answer, Iterable):
        raise TypeError(f"{type(answer).__name__} where a list of votes is asked for")
    votes = [_be(vote, Vote) for vote in answer]
    for vote in votes:
        if vote.label not in LABELS:
            raise ValueError(f"a vote for {vote.label!r}, which is none of cleaner.LABELS")
        if not 0 <= vote.block < blocks:
            raise IndexError(f"a vote for block {vote.block} of {blocks}")
    return votes


class Lanes:
    """The relay of each page: a site with hooks of its own gets one of its own, made once."""

    def __init__(self, shared: Relay, refused: list[PluginError]) -> None:
        self._shared = shared
        self._refused = refused
        self._own: dict[tuple[str, str], Relay] = {}

    def of(self, site: Site | None) -> Relay:
        """The relay for pages of a site; the shared one where its hooks cannot be loaded."""
        if site is None or site.hooks is None:
            return self._shared
        key = (site.file, site.name)
        if key not in self._own:
            try:
                self._own[key] = Relay({**self._shared.plugins(), site.name: site.hooks})
            except Exception as error:
                self._refused.append(failed(site.name, site.hooks, "cannot be loaded", error))
                self._own[key] = self._shared
        return self._own[key]
