"""Selectors for an element that will still hold on the next page, and after the next release."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.segment.tree import CLOSE, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
)
_GRID: Final = re.compile(
    r"(?:(?:col|row|offset|order|m|p|mt|mb|ml|mr|mx|my|pt|pb|pl|pr|px|py|w|h|fs|fw|d|g|z|sm|md|lg|xl"
    r"|min|max|gap|flex|grid|justify|items|self|text|font|leading|tracking|bg|border|rounded|shadow"
    r"|space|divide|overflow|inset|top|bottom|left|right|align|color|size)-[\w-]*)"
    r"|relative|absolute|fixed|sticky|static|uppercase|underline|truncate|border|rounded|shadow"
)
_INLINE: Final = frozenset("a b em font i mark small span strong u".split())
_PARAGRAPHS: Final = frozenset("p li h2 h3 h4 h5 h6".split())
_COMPONENT: Final = re.compile(r"([A-Z][A-Za-z]{3,}-)([A-Za-z]{5,7})")
_SHORT: Final = re.compile(r"[A-Za-z]{5,7}")
_VOWEL: Final = re.compile(r"[aeiouyAEIOUY]")
_ASP: Final = re.compile(r"ctl\d+_\w*_([A-Za-z]{4,})")


@cache
def hints() -> dict[str, Any]:
    """The lists of ``hints.toml``."""
    return tomllib.loads(Path(__file__).with_name("hints.toml").read_text("utf-8"))


def is_generated(name: str) -> bool:
    """A class or id that a build or a database made: it will be another one tomorrow."""
    return bool(_MADE.fullmatch(name)) or _is_random(name) or component(name) != ""


def component(name: str) -> str:
    """The lasting part of what styled components make: ``BylineName-`` of ``BylineName-kwmRLn``."""
    found = _COMPONENT.fullmatch(name)
    return found[1] if found and _is_random(found[2]) else ""


def _is_random(name: str) -> bool:
    """Five to seven letters that are no words: mixed in case at random, or without a vowel."""
    if not _SHORT.fullmatch(name):
        return False
    words = _PARTS.findall(name)
    if any(len(word) > 3 and _VOWEL.search(word) for word in words):
        return False  # writeBy
    mixed = name.lower() != name and not name.isupper() and name[1:] != name[1:].lower()
    bare = len(name) > 5 and not _VOWEL.search(name)
    return bare or (mixed and min(map(len, words)) < 3)


def stable_part(name: str) -> str:
    """What of a class stays when a site is built anew; ``""`` if nothing does."""
    return name if is_stable(name) else component(name)


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


def label_of(names: Sequence[str]) -> tuple[str, str]:
    """The label that class names and ids say, and the name that says it; ``""`` if none does."""
    said = [(*found, name) for name in names if (found := _label_said(name))]
    _, label, name = min(said, default=(0, "", ""), key=lambda one: one[0])
    return label, name


@lru_cache(maxsize=20_000)
def _label_said(name: str) -> tuple[int, str] | None:
    """The first label, and its place in the list, that a class or id says."""
    own = parts(name)
    for place, (label, known) in enumerate(_labels().items()):
        if own & known:
            return place, label
    return None


@cache
def _labels() -> dict[str, frozenset[str]]:
    return {label: frozenset(known.split()) for label, known in hints()["names"].items()}


def says_standfirst(names: Iterable[str]) -> bool:
    """Whether classes or ids say that this leads the article: a standfirst, its key points."""
    return any(map(_standfirst, names))


@lru_cache(maxsize=20_000)
def _standfirst(name: str) -> bool:
    return not name.startswith("<") and bool(
        parts(name) & set(hints()["standfirst"]["names"].split())
    )


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
    made = (component(name) for name in (attributes.get("class") or "").split())
    for part in dict.fromkeys(filter(None, made)):
        yield f"[class*='{part}']"
    for at, one in enumerate(stable):
        for other in stable[at + 1 :]:
            yield f".{one}.{other}"
    if tag in ("article", "main", "h1", "time", "figcaption", "address", "aside"):
        yield tag


def wrapped(tree: Tree, node: Node) -> tuple[str, ...]:
    """Tags that hold all the text of a paragraph, one in the other: ``<p><a><b>…`` is (a, b)."""
    found: list[str] = []
    inner = _only(tree, node)
    while inner is not None and tree.tag(inner) in _INLINE:
        found.append(tree.tag(inner))
        inner = _only(tree, inner)
    return tuple(found)


def _only(tree: Tree, node: Node) -> Node | None:
    """The child that holds all the text of an element."""
    depth, child = 0, None
    for kind, value, one in tree.events(node):
        if kind == OPEN:
            depth += 1
            if depth == 2 and value != "br":
                if child is not None:
                    return None
                child = one
        elif kind == CLOSE:
            depth -= 1
        elif depth == 1 and value.strip():
            return None
    return child


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
    # of one element alone it would also hit a link within a sentence: CSS does not see the words
    if tree.tag(node) in _PARAGRAPHS and len(inside := wrapped(tree, node)) > 1:
        yield " > ".join((tree.tag(node), *(f"{tag}:only-child" for tag in inside)))
