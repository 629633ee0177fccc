"""TOML text -> ``Site``, or every problem of the file with its line and a remedy."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cleaner.errors import BadKey, BadPlugin, BadSelector, BadToml, PluginError
from cleaner.model.labels import REMOVABLE
from cleaner.sites.build import DEFAULT, build
from cleaner.sites.domains import file_domain, normal_host
from cleaner.sites.keys import EACH, HOMES, LABEL, TREE, Key, Node
from cleaner.sites.lines import line_numbers, nearest
from cleaner.sites.values import DOMAINS, FAMILY, Problem, closest, did_you_mean, type_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cleaner.model.site import Site
    from cleaner.sites import lines

FileKind = Literal["site", "family"]
FAMILIES = "families"
"""Name of the folder whose files are families."""

_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_NEGLIGIBLE = "\u200e\u200f\u061c\ufeff"


def kind_of(file: str | Path) -> FileKind:
    """A family, if the file lies in a folder called ``families``; else a site."""
    return "family" if Path(file).parent.name == FAMILIES else "site"


def read_site(file: str | Path, *, families: Collection[str] | None = None) -> Site:
    """Read, check and build one TOML plugin.

    ``families``: names a site may give as its family, None to believe any. Raises ``PluginError``
    (``BadPlugin``, with all of them in ``problems``, where there are several).
    """
    try:
        raw = Path(file).read_bytes()
    except OSError as error:
        raise BadToml(
            f"cannot be read ({error.strerror})",
            file=file,
            remedy="check that it exists and its rights",
        ) from error
    return parse_site(decode(raw, file), file, families=families)


def parse_site(text: str, file: str | Path, *, families: Collection[str] | None = None) -> Site:
    """The same for the text of a file; ``file`` gives the name, the kind and messages."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(error, text, file) from error
    except RecursionError as error:
        raise BadToml("not TOML: nested too deeply", file=file) from error
    places = line_numbers(text)
    check(data, file, places, families)
    return build(data, file, kind_of(file))


def decode(raw: bytes, file: str | Path) -> str:
    """UTF-8 with or without BOM, any line ends; else ``BadToml`` with the line of the bad byte."""
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadToml(
            "the file is not UTF-8", file=file, line=line, remedy="save it as UTF-8"
        ) from error


def domain_line(file: str | Path, domain: str) -> int | None:
    """The line on which a TOML plugin says a domain; None if it does not, or cannot be read."""
    try:
        text = decode(Path(file).read_bytes(), file)
        said = tomllib.loads(text).get("domains", [])
        place = [normal_host(one) for one in said].index(domain)
    except (OSError, PluginError, ValueError, TypeError, AttributeError):
        return None
    return line_numbers(text).get(("domains", place))


def check(
    data: Mapping[str, Any],
    file: str | Path,
    places: dict[lines.Path, int],
    families: Collection[str] | None = None,
) -> None:
    """Raise what is wrong with the data of a plugin, TOML or Python; return if nothing is."""
    kind = kind_of(file)
    found = [*_walk(data, TREE, (), kind), *_whole(data, file, kind, families)]
    errors = [
        p.error(p.message, file=file, line=nearest(places, p.at), remedy=p.remedy) for p in found
    ]
    errors.sort(key=lambda error: error.line or 0)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise BadPlugin(f"{len(errors)} problems", file=file, problems=errors)


def _walk(value: object, node: Node, path: lines.Path, kind: FileKind) -> Iterator[Problem]:
    """Problems of ``value``, which stands at ``path`` where the table of keys says ``node``."""
    if isinstance(node, Key):
        if node.where not in ("both", kind):
            told = f"{node.path!r} is for a {node.where}, this file is a {kind}"
            yield Problem(told, "take it out", BadKey, path)
            return
        for problem in node.kind.check(value):
            text = problem.message if problem.at else f"{node.path}: {problem.message}"
            yield Problem(text, problem.remedy, problem.error, (*path, *problem.at))
    elif EACH in node:
        if not isinstance(value, list):
            yield Problem(f"{path[-1]!r} is {type_name(value)}", f"write [[{path[-1]}]]", at=path)
            return
        for index, entry in enumerate(value):
            yield from _walk(entry, node[EACH], (*path, index), kind)
    elif not isinstance(value, dict):
        told = f"{path[-1]!r} is {type_name(value)} where a table belongs"
        yield Problem(told, f"write [{path[-1]}]", at=path)
    else:
        yield from _table(value, node, path, kind)


def _table(
    table: Mapping[str, object], node: dict[str, Node], path: lines.Path, kind: FileKind
) -> Iterator[Problem]:
    for name, value in table.items():
        below = node.get(LABEL) if name in REMOVABLE and LABEL in node else node.get(name)
        if name == LABEL:  # ours, no key of theirs
            below = None
        if below is not None:
            yield from _walk(value, below, (*path, name), kind)
        elif LABEL in node:
            remedy = did_you_mean(name, REMOVABLE)
            if name == "main":
                remedy = "'main' is what stays; say what goes, or name it in article.keep"
            yield Problem(f"unknown label {name!r}", remedy, BadKey, (*path, name))
        else:
            yield _unknown_key(name, value, node, path)
    for name, key in node.items():
        if isinstance(key, Key) and key.required and name not in table:
            yield Problem(f"{key.path!r} is missing", key.doc, at=path)


def _unknown_key(name: str, value: object, node: dict[str, Node], path: lines.Path) -> Problem:
    remedy = did_you_mean(name, node)
    if name not in HOMES and (close := closest(name, (*node, *HOMES))) and close not in node:
        remedy = f"did you mean {close!r} {_home(close)}?"
    if name in HOMES:
        remedy = f"it belongs {_home(name)}"
    elif name in REMOVABLE and isinstance(value, list):
        remedy = "labels belong in [remove], [lines], [cut], [head] or [tail]"
    plain = name.translate(dict.fromkeys(map(ord, _NEGLIGIBLE)))
    if plain != name:
        remedy = f"it holds an invisible mark, write {plain!r}"
    return Problem(f"unknown key {name!r}", remedy, BadKey, (*path, name))


def _home(name: str) -> str:
    return f"in [{HOMES[name]}]" if HOMES[name] else "at the top, before the first [table]"


def _xpath(data: Mapping[str, Any]) -> Iterator[Problem]:
    """XPath in a family: the page is parsed before its family is known, by the parser without."""
    for table in ("article", "remove", "fingerprint", "page"):
        values = data.get(table)
        for name, value in values.items() if isinstance(values, dict) else ():
            for place, selector in enumerate(value if isinstance(value, list) else ()):
                if isinstance(selector, str) and selector.startswith("/"):
                    told = "XPath in a family, which is found by CSS"
                    at = (table, name, place)
                    yield Problem(told, "write it in CSS, or in the sites", BadSelector, at)


def _whole(
    data: Mapping[str, Any], file: str | Path, kind: FileKind, families: Collection[str] | None
) -> Iterator[Problem]:
    """What only the file as a whole shows."""
    stem = Path(file).stem
    if not data:
        yield Problem("the plugin says nothing", "write at least its [outlet]")
    if kind == "site" and "domains" not in data:
        if said := file_domain(stem):
            yield from DOMAINS.check([said])
        else:
            told = f"no domains, and the file name {stem!r} is no domain"
            yield Problem(told, "add domains = [\"…\"], or name the file like 'example_com.toml'")
    if kind == "family" and stem != DEFAULT and any(FAMILY.check(stem)):
        yield Problem(f"{stem!r} is no name for a family", "lower case, digits and hyphens")
    if kind == "family":
        yield from _xpath(data)
    yield from _roles(data, stem)
    family = data.get("family")
    if families is not None and isinstance(family, str) and family not in families:
        yield Problem(f"unknown family {family!r}", did_you_mean(family, families), at=("family",))
    layouts = data.get("layout")
    names = set()
    for index, layout in enumerate(layouts if isinstance(layouts, list) else ()):
        if not isinstance(layout, dict):
            continue
        article = layout.get("article")
        if not (isinstance(article, dict) and article.get("root")):
            told = "a layout without article.root can never be chosen"
            yield Problem(told, 'add article.root = ["…"]', at=("layout", index))
        if (name := str(layout.get("name"))) in names:
            yield Problem(f"two layouts are called {name!r}", at=("layout", index, "name"))
        names.add(name)


def _roles(data: Mapping[str, Any], stem: str) -> Iterator[Problem]:
    """Former domains and aliases are the outlet's own; hijacked ones and look-alikes never."""
    outlet = data.get("outlet")
    roles = outlet.get("domains") if isinstance(outlet, dict) else None
    if not isinstance(roles, dict):
        return
    said = data.get("domains", [file_domain(stem)])
    own = set(map(str, said)) if isinstance(said, list) else set()
    for role, domains in roles.items():
        for index, domain in enumerate(domains if isinstance(domains, list) else ()):
            at = ("outlet", "domains", role, index)
            if role in ("former", "alias") and domain not in own:
                yield Problem(f"{domain!r} is {role} but not in domains", "add it there", at=at)
            elif role in ("hijacked", "lookalike") and domain in own:
                told = f"{domain!r} is {role} and in domains: pages of it would get the outlet"
                yield Problem(told, "take it out of domains", at=at)


def _syntax_error(error: tomllib.TOMLDecodeError, text: str, file: str | Path) -> PluginError:
    told = str(error)
    at = _AT_LINE.search(told)
    line = int(at.group(1)) if at and at.group(1) else text.rstrip().count("\n") + 1
    row = (text.split("\n") or [""])[line - 1] if line <= text.count("\n") + 1 else ""
    remedy = 'mend the line: [table] on its own, then key = "text" or key = ["text"]'
    if any(quote in row for quote in "“”«»‘’") and '"' not in row:
        remedy = 'use straight quotes: "…"'
    elif "Cannot overwrite" in told or "Cannot declare" in told:
        remedy = "the key or table stands twice; write it once"
    elif "=" in row and not re.search(r"=\s*[\"'\[{\dtf]", row):
        remedy = 'values of text stand in quotes: "…"'
    return BadToml(f"not TOML: {_AT_LINE.sub('', told)}", file=file, line=line, remedy=remedy)
