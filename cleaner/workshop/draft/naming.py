"""Selectors for an element that will still hold on the next page, and after the next release."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.segment.tree import Node, Tree

_PLAIN: Final = re.compile(r"[A-Za-z_][\w-]*")
_PARTS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MADE: Final = re.compile(
    r"(?:css|sc|jsx|jss|svelte|emotion|chakra|mui|makeStyles)-\w*\d\w*"  # CSS in JavaScript
    r"|\w*__\w+-sc-\w+"  # styled-components
    r"|\w+_\w+__\w{5,}"  # CSS modules
    r"|bbc-[0-9a-z]{5,}"
    r"|ctl\d+_.*"  # ASP.NET numbers its controls
    r"|.*[-_]\d+"  # one of many, or of a post
    r"|.*\d{3,}.*"  # numbers of posts, slots, sizes
    r"|(?=\w*\d)(?=\w*[a-z])[0-9a-z]{6,}"  # hashes
    r"|_\w{4,8}"
    r"|(?=[a-z]+[A-Z]|[A-Z]+[a-z])(?=[A-Za-z]*[A-Z]{2})(?![A-Za-z]*[a-z]{4})[A-Za-z]{4,7}"  # hAaYPJ
)
_GRID: Final = re.compile(
    r"(?:(?:col|row|offset|order|m|p|mt|mb|ml|mr|mx|my|pt|pb|pl|pr|px|py|w|h|fs|fw|d|g|z|sm|md|lg|xl"
    r"|min|max|gap|flex|grid|justify|items|self|text|font|leading|tracking|bg|border|rounded|shadow"
    r"|space|divide|overflow|inset|top|bottom|left|right|align|color|size)-[\w-]*)"
    r"|relative|absolute|fixed|sticky|static|uppercase|underline|truncate|border|rounded|shadow"
)
_ASP: Final = re.compile(r"ctl\d+_\w*_([A-Za-z]{4,})")


@cache
def hints() -> dict[str, Any]:
    """The lists of ``hints.toml``."""
    return tomllib.loads(Path(__file__).with_name("hints.toml").read_text("utf-8"))


def is_generated(name: str) -> bool:
    """A class or id that a build or a database made: it will be another one tomorrow."""
    return bool(_MADE.fullmatch(name))


def is_stable(name: str) -> bool:
    """A class or id that says what a thing is, and is not made by a machine."""
    if not _PLAIN.fullmatch(name) or is_generated(name) or _GRID.fullmatch(name):
        return False
    return name.lower() not in hints()["unstable"]["names"].split()


def parts(name: str) -> set[str]:
    """Words a class or id is made of, and those of the whole: ``relatedNews``, ``related-news``."""
    found = [part.lower() for part in _PARTS.findall(name)]
    pairs = pairwise(found)
    return {*found, "".join(found), *("".join(pair) for pair in pairs)}


def label_of(names: list[str]) -> tuple[str, str]:
    """The label that class names and ids say, and the name that says it; ``""`` if none does."""
    for label, known in hints()["names"].items():
        for name in names:
            if parts(name) & set(known.split()):
                return label, name
    return "", ""


def names_of(tree: Tree, node: Node) -> list[str]:
    """The id and classes of an element."""
    attributes = tree.attributes(node)
    ident = [attributes["id"]] if attributes.get("id") else []
    return [name for name in (*ident, *(attributes.get("class") or "").split()) if name]


def own_selectors(tree: Tree, node: Node) -> Iterator[str]:
    """Selectors by what the element itself says, the most telling first."""
    attributes = tree.attributes(node)
    tag = tree.tag(node)
    if (ident := attributes.get("id")) and is_stable(ident):
        yield f"#{ident}"
    if ident and (own := _ASP.fullmatch(ident)):  # the rest counts the controls on the page
        yield f"[id$='_{own[1]}']"
    if (said := attributes.get("itemprop")) and _PLAIN.fullmatch(said):
        yield f"[itemprop={said}]"
    if attributes.get("rel") and tag == "a":
        yield f"a[rel~={str(attributes['rel']).split()[0]}]"
    stable = [name for name in (attributes.get("class") or "").split() if is_stable(name)]
    stable.sort(key=lambda name: not parts(name) - {"the", "div", "section"})
    for name in stable:
        yield f".{name}"
    for name in stable:
        yield f"{tag}.{name}"
    for at, one in enumerate(stable):
        for other in stable[at + 1 :]:
            yield f".{one}.{other}"
    if tag in ("article", "main", "h1", "time", "figcaption", "address", "aside"):
        yield tag


def selectors(tree: Tree, node: Node, depth: int = 4) -> Iterator[str]:
    """The element's own selectors, then those below what encloses it, nearest first."""
    own = list(own_selectors(tree, node))
    yield from own
    below = [*own[:4], tree.tag(node)]
    up = tree.parent(node)
    steps = 0
    while up is not None and steps < depth:
        for outer in list(own_selectors(tree, up))[:2]:
            for inner in below:
                yield f"{outer} {'> ' if steps == 0 else ''}{inner}"
        up = tree.parent(up)
        steps += 1
