"""Plugins written in Python: the same fields as TOML as class attributes, and hooks as methods.

::

    from cleaner import hookimpl
    from cleaner.sites import SitePlugin

    class Example(SitePlugin):
        domains = ["example.com"]
        outlet = {"name": {"en": "Example"}, "country": "EG"}
        root = ["div.article"]
        remove = {"share": [".share"]}

        @hookimpl
        def edit_article(self, article, page):
            ...

A Python plugin runs with the rights of the user, therefore only from folders the user named.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar, Final

from cleaner.errors import BadKey, BadPython, PluginError
from cleaner.sites.build import FIELDS, FLAGS, RULES, build
from cleaner.sites.schema import check, kind_of
from cleaner.sites.values import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection

    from cleaner.model.site import Site
    from cleaner.sites import lines

PATHS: Mapping[str, tuple[str, ...]] = {
    "domains": ("domains",),
    "family": ("family",),
    "outlet": ("outlet",),
    **{name: ("article", name) for name in (*FIELDS, *FLAGS)},
    **{name: (name,) for name in RULES},
    "not_article": ("page", "not-article"),
    "layouts": ("layout",),
    "evidence": ("evidence",),
    "fingerprint": ("fingerprint", "any"),
}
"""Class attribute -> the TOML key it stands for."""


class SitePlugin:
    """Base of the one class in a Python plugin. Values are checked like those of a TOML file.

    ``domains`` is read without running the file, so it must be written out as a list of strings.
    Names of helpers begin with ``_``.
    """

    domains: ClassVar[Sequence[str]]
    family: ClassVar[str]
    outlet: ClassVar[Mapping[str, object]]
    root: ClassVar[Sequence[str]]
    title: ClassVar[Sequence[str]]
    date: ClassVar[Sequence[str]]
    modified: ClassVar[Sequence[str]]
    byline: ClassVar[Sequence[str]]
    section: ClassVar[Sequence[str]]
    tags: ClassVar[Sequence[str]]
    credit: ClassVar[Sequence[str]]
    keep: ClassVar[Sequence[str]]
    date_from_url: ClassVar[bool]
    no_byline: ClassVar[bool]
    remove: ClassVar[Mapping[str, Sequence[str]]]
    lines: ClassVar[Mapping[str, Sequence[str]]]
    cut: ClassVar[Mapping[str, Sequence[str]]]
    head: ClassVar[Mapping[str, Sequence[str]]]
    tail: ClassVar[Mapping[str, Sequence[str]]]
    not_article: ClassVar[Sequence[str]]
    layouts: ClassVar[Sequence[Mapping[str, object]]]
    evidence: ClassVar[Sequence[Mapping[str, object]]]
    fingerprint: ClassVar[Sequence[str]]


_TRY: Final = "mend the line; to see more, run the file with python"


def load_python(file: str | Path, *, families: Collection[str] | None = None) -> Site:
    """Run a Python plugin and make a ``Site`` of its class, with an instance as ``hooks``.

    Raises ``PluginError``: whatever the file raises becomes ``BadPython`` with the line in it.
    """
    path = Path(file)
    try:
        raw = path.read_bytes()
        tree = ast.parse(raw, str(path))
    except OSError as error:
        raise BadPython(f"cannot be read ({error.strerror})", file=path) from error
    except (SyntaxError, ValueError, RecursionError) as error:
        told, line = getattr(error, "msg", str(error)), getattr(error, "lineno", None)
        raise BadPython(f"not Python: {told}", file=path, line=line, remedy=_TRY) from error
    digest = hashlib.sha256(bytes(path)).hexdigest()[:10]
    module = ModuleType(f"cleaner_plugin_{digest}_{path.stem}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # where dataclasses and pickle look for it
    try:
        exec(compile(tree, str(path), "exec", dont_inherit=True), module.__dict__)
        return _site(_only_class(module, path), tree, path, families)
    except BaseException as error:
        del sys.modules[module.__name__]
        if isinstance(error, PluginError) or not isinstance(error, Exception | SystemExit):
            raise
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == str(path)]
        told = f"{type(error).__name__}: {error}"
        line = lines[-1] if lines else None
        raise BadPython(told, file=path, line=line, remedy=_TRY) from error


def site_of(plugin: type[SitePlugin]) -> Site:
    """The ``Site`` of a class that a package registers; raises ``PluginError``."""
    path = Path(inspect.getfile(plugin))
    return _site(plugin, ast.parse(path.read_bytes()), path, None)


def _site(
    plugin: type[SitePlugin], tree: ast.Module, path: Path, families: Collection[str] | None
) -> Site:
    places = _places(tree, plugin.__name__)
    data = _data(plugin, path, places)
    check(data, path, places, families)
    hooked = any(hasattr(getattr(plugin, name, None), "cleaner_impl") for name in dir(plugin))
    return build(data, path, kind_of(path), plugin() if hooked else None)


def _only_class(module: ModuleType, path: Path) -> type[SitePlugin]:
    found = [
        one
        for one in vars(module).values()
        if isinstance(one, type)
        and issubclass(one, SitePlugin)
        and one.__module__ == module.__name__
    ]
    found = [one for one in found if not any(one in other.__mro__[1:] for other in found)]
    if len(found) != 1:
        told = f"{len(found)} classes derived from SitePlugin, one is needed"
        raise BadPython(told, file=path, remedy="write one class for each outlet, in its own file")
    return found[0]


def _data(plugin: type[SitePlugin], path: Path, places: dict[lines.Path, int]) -> dict[str, Any]:
    """The class attributes in the shape of a TOML file."""
    data: dict[str, Any] = {}
    for base in reversed(plugin.__mro__):
        for name, value in vars(base).items():
            if base in (SitePlugin, object) or name.startswith("_"):
                continue
            if name in PATHS:
                *tables, key = PATHS[name]
                table = data
                for one in tables:
                    table = table.setdefault(one, {})
                table[key] = _plain(value)
            elif not callable(value) and not hasattr(value, "__get__"):
                line = places.get((name,))
                remedy = f"{did_you_mean(name, PATHS)} Helpers begin with '_'"
                raise BadKey(f"unknown attribute {name!r}", file=path, line=line, remedy=remedy)
    return data


def _plain(value: object) -> object:
    """Tuples as lists and any mapping as dict, as TOML would give them."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _places(tree: ast.Module, name: str) -> dict[lines.Path, int]:
    """Line of every attribute of the class, and of what stands in its literals."""
    places: dict[lines.Path, int] = {}
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name]
    for statement in (statement for node in classes for statement in node.body):
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=key)], value=value)
                | ast.AnnAssign(target=ast.Name(id=key), value=value)
            ):
                path = PATHS.get(key, (key,))
                places[path] = statement.lineno
                _literal_places(value, path, places)
    return places


def _literal_places(node: ast.expr | None, path: lines.Path, places: dict[lines.Path, int]) -> None:
    if isinstance(node, ast.Dict):
        for key, item in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                places[(*path, key.value)] = key.lineno
                _literal_places(item, (*path, key.value), places)
    elif isinstance(node, ast.List | ast.Tuple):
        for index, item in enumerate(node.elts):
            places[(*path, index)] = item.lineno
            _literal_places(item, (*path, index), places)
