"""The licence gate: nothing that is the user's to bring may enter the wheel.

It looks at every file that would enter, and at what is in it: the package is code, rules and facts,
so whatever is another kind of file, names the domains of many sites or sets a rating beside one has
no place there. Names and licences are compared by their letters, however they are spelt.

Only the standard library, because the build runs it where nothing else is installed
(``hatch_build.py``); a test runs it as well.
"""

from __future__ import annotations

import ast
import json
import re
import tomllib
import unicodedata
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS: Final = frozenset({".py", ".toml", ".json"})
"""Kinds of files that the package is made of, besides the empty ``py.typed``."""
MANY: Final = 12
"""Domains that a file may name; more of them are a table of outlets."""
LISTS: Final = {
    "media.toml": frozenset(("names", "domain", "country", "kind", "plain")),
    "credits.toml": frozenset(("platforms",)),
}
"""Files that may name many domains -> where; a row with a domain has no other keys than these."""
SPEAKING: Final = frozenset({"raters.toml", "criteria.toml"})
"""Data files that may name raters: how to read their files, and what their criteria are."""
_CLOSED: Final = re.compile(
    r"\b(?:mbfc|media ?bias ?fact ?check|news ?guard|ad ?fontes|citizen ?lab|burdisso|hauselin"
    r"|domain ?quality ?ratings|news ?media ?reliability|perennial ?sources"
    r"|(?:iffy|pc ?1|wp ?rsp|baly|lin et al)\b)"
)
"""Raters and lists whose terms keep their tables with the user, by names, addresses, authors."""
_KEPT: Final = re.compile(
    r"\b(?:byo|bring ?your ?own|proprietary|all ?rights ?reserved|nc|non ?commercial"
    r"|(?:no|not for|without) ?redistribution|subscribers?|terms of \w+)\b"
)
"""Licences of what must not ship, by their words."""
_RATED: Final = re.compile(
    r"\b(?:rat(?:ing|ings|er|ed)|factual\w*|credib\w*|reliab\w*|bias|trust\w*|scores?|verdict)\b"
)
"""Words in the name of a column that says how good an outlet is."""
_HOST: Final = re.compile(
    r"(?:https?://)?(?:[a-z0-9_-]+\.)+(?:com|net|org|info|news|media|online|[a-z]{2})"
    r"(?:/(?:[a-z]{2,10}/?)?)?",
    re.IGNORECASE,
)
_CELLS: Final = re.compile(r"[\s,;|\"']+")


def kept_with_users(licence: str) -> bool:
    """Whether a licence keeps what it covers with the user who brought it."""
    return bool(_KEPT.search(_words(licence)))


def violations(*paths: Path) -> list[str]:
    """What must not ship of these files and all in these folders, as ``file: why``."""
    files = {
        file
        for path in paths
        for file in (path.rglob("*") if path.is_dir() else (path,))
        if file.is_file() and file.suffix != ".pyc"
    }
    return [f"{file}: {told}" for file in sorted(files) for told in dict.fromkeys(_of_file(file))]


def _of_file(file: Path) -> Iterator[str]:
    if file.name == "py.typed" and not file.stat().st_size:
        return
    if file.suffix not in KINDS:
        yield "a kind of file that the package is not made of"
        return
    try:
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".py":
            strings = [
                node.value
                for node in ast.walk(ast.parse(text))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            ]
        else:
            data = tomllib.loads(text) if file.suffix == ".toml" else json.loads(text)
            yield from _of_data(data, file.name)
            strings = list(_strings(data, LISTS.get(file.name, frozenset())))
    except (OSError, ValueError, SyntaxError) as error:
        yield f"cannot be read ({error})"
        return
    hosts = {cell.lower() for one in strings for cell in _CELLS.split(one) if _HOST.fullmatch(cell)}
    if len(hosts) > MANY:
        yield f"a table of {len(hosts)} domains where only rules and facts belong"


def _of_data(data: Any, name: str) -> Iterator[str]:  # noqa: ANN401 -- any TOML or JSON
    for record in _records(data):
        keys = [key for key in record if _RATED.search(_words(key))]
        if keys and any(isinstance(one, str) and _HOST.fullmatch(one) for one in record.values()):
            yield f"{', '.join(keys)} of a domain"
    if not isinstance(data, dict):
        data = {"": data}
    allowed = LISTS.get(name)
    for record in _records(data) if allowed else ():
        if "domain" in record and (strange := sorted(set(record) - (allowed or set()))):
            yield f"{', '.join(strange)} of {record['domain']}"
    outlet = data.get("outlet")
    if isinstance(outlet, dict) and (keys := [one for one in outlet if _RATED.search(_words(one))]):
        yield f"[outlet] has {', '.join(keys)}"
    evidence = data.get("evidence")
    for one in evidence if isinstance(evidence, list) else ():
        yield from _of_evidence(one)
    if name not in SPEAKING:
        rest = {key: value for key, value in data.items() if key != "evidence"}
        for said in _strings(rest):
            if rater := _CLOSED.search(_words(said)):
                yield f"names {rater.group()}, whose ratings are the user's to bring"


def _of_evidence(evidence: dict[str, Any]) -> Iterator[str]:
    fields = [str(one) for one in evidence.get("fields", ())]
    if not any(one.partition(".")[0] == "outlet" for one in fields):
        return
    named = f"evidence for {', '.join(fields)}"
    if kept_with_users(str(evidence.get("licence", ""))):
        yield f"{named} is the user's to bring"
    for said in _strings(evidence):
        if rater := _CLOSED.search(_words(said)):
            yield f"{named} rests on {rater.group()} ({said[:60]!r})"


def _words(text: str) -> str:
    """A spelling by its letters and digits: ``Ad-Fontes_Media`` is «ad fontes media»."""
    parts = unicodedata.normalize("NFKD", text)
    plain = "".join(one for one in parts if unicodedata.category(one)[0] not in "MC")
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


def _records(data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- any TOML or JSON
    if isinstance(data, dict):
        yield data
    for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _records(one)


def _strings(data: Any, but: frozenset[str] = frozenset()) -> Iterator[str]:  # noqa: ANN401
    """All keys and texts, ``but`` for what stands under some keys."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from () if key in but else _strings(value, but)
    elif isinstance(data, list):
        for one in data:
            yield from _strings(one, but)
