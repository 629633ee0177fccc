"""A page's blocks as one matrix: each block by itself, beside its neighbours, in its containers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.label.generic.reading import COUNTS, ELEMENTS, Reading, read, squeezed, stems_of
from cleaner.label.generic.vocabulary import name_groups, of_tokens, word_groups
from cleaner.metadata.jsonld import article_node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.label.generic.reading import Place
    from cleaner.model.block import Block
    from cleaner.model.page import Page

    Column = NDArray[np.float32]
    Index = NDArray[np.int64]

_COLUMN: Final = {name: at for at, name in enumerate(COUNTS)}
_NEVER_PROSE: Final = frozenset({"nav", "footer", "aside", "form", "button", "label", "figure"})
_NEVER_MASK: Final = sum(1 << at for at, name in enumerate(ELEMENTS) if name in _NEVER_PROSE)
PROSE_WORDS: Final = 12
PROSE_LINKED: Final = 0.35
COMMON: Final = 0.6
"""Names around more of the prose than this are the article's own frame."""
LEVELS: Final = 4
"""How many containers above a block are summed up."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the blocks stand, for sums over containers."""

    reading: Reading
    words: Column
    containers: tuple[Index, ...]
    """For each level, the number of the container of each block (dense, from 0)."""
    shapes: Index
    """Number of the path without positions: siblings and cards share it."""


def shares(ids: Index, weights: Column) -> Column:
    """Sum of ``weights`` over the blocks with the same id, at each block."""
    return np.bincount(ids, weights=weights)[ids].astype(np.float32)


def root_of(places: Sequence[Place], weights: Column, share: float) -> Place:
    """The deepest container that holds at least ``share`` of the weight."""
    mass: dict[int, float] = {}
    known: dict[int, Place] = {}
    for place, weight in zip(places, weights.tolist(), strict=True):
        if weight <= 0:
            continue
        up: Place | None = place
        while up is not None:
            mass[up.number] = mass.get(up.number, 0.0) + weight
            known[up.number] = up
            up = up.parent
    enough = share * float(weights.sum()) - 1e-6
    fit = [known[number] for number, held in mass.items() if held >= enough]
    return max(fit, key=lambda place: place.depth) if fit else _top(places[0])


def _top(place: Place) -> Place:
    while place.parent is not None:
        place = place.parent
    return place


def under(root: Place, places: Sequence[Place]) -> tuple[Column, Column]:
    """Whether each block lies in ``root``, and how many containers up the two paths meet."""
    above: dict[int, int] = {}
    up: Place | None = root
    while up is not None:
        above[up.number] = up.depth
        up = up.parent
    meet = above.copy()
    out = np.empty(len(places), dtype=np.float32)
    for i, place in enumerate(places):
        walk, new = place, []
        while walk.number not in meet:
            new.append(walk.number)
            assert walk.parent is not None  # every path meets at the page
            walk = walk.parent
        depth = out[i] = meet[walk.number]
        for number in new:
            meet[number] = depth
    return (out >= root.depth).astype(np.float32), root.depth - out


def shifted(values: Column, by: int) -> Column:
    """Values of the block ``by`` places later; zero beyond the ends."""
    out = np.zeros_like(values)
    if by > 0:
        out[:-by] = values[by:]
    else:
        out[-by:] = values[:by]
    return out


def window(values: Column, reach: int) -> Column:
    """Mean over the blocks up to ``reach`` before and after."""
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    n = len(values)
    at = np.arange(n)
    low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, n)
    return np.asarray((total[high] - total[low]) / (high - low), dtype=np.float32)


def _since(flags: NDArray[np.bool_]) -> Column:
    """Blocks since the last flagged one (0 at it), 200 where there was none."""
    at = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, at, -10_000))
    return np.minimum(at - last, 200).astype(np.float32)


def _bits(masks: Index, count: int) -> NDArray[np.float32]:
    return ((masks[:, None] >> np.arange(count)) & 1).astype(np.float32)


def _dense(ids: list[int]) -> Index:
    return np.unique(np.array(ids, dtype=np.int64), return_inverse=True)[1].astype(np.int64)


class Columns:
    """Named columns, collected in order."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.parts: list[NDArray[np.float32]] = []

    def add(self, name: str, column: NDArray[np.generic]) -> None:
        """One column."""
        self.names.append(name)
        self.parts.append(column.astype(np.float32, copy=False)[:, None])

    def add_bits(self, prefix: str, names: Sequence[str], masks: Index) -> None:
        """One column for each bit of ``masks``."""
        self.names += [f"{prefix}.{name}" for name in names]
        self.parts.append(_bits(masks, len(names)))

    def matrix(self) -> NDArray[np.float32]:
        """(n, number of names)."""
        return np.concatenate(self.parts, axis=1)


def features(blocks: Sequence[Block], page: Page) -> tuple[Columns, Shape]:
    """Columns that need no model, and the page's shape for those that do."""
    reading = read(blocks)
    n = len(blocks)
    out = Columns()
    value = {name: reading.counts[:, at] for name, at in _COLUMN.items()}
    words, linked = value["words"], value["linked"]
    total = float(words.sum()) + 1e-6
    log_words = np.log1p(words)

    # by itself
    for name in COUNTS:
        if name not in ("words", "chars", "stops", "commas", "level"):
            out.add(name, value[name])
    out.add("log words", log_words)
    out.add("stops/word", value["stops"] / np.maximum(words, 1))
    out.add("commas/word", value["commas"] / np.maximum(words, 1))
    out.add("log stops", np.log1p(value["stops"]))
    out.add("h1", value["level"] == 1)
    out.add("h2", value["level"] == 2)
    out.add("long", words > 30)
    out.add_bits("in", ELEMENTS, reading.elements)
    out.add_bits("says", word_groups(), reading.words)

    prose = _prose(reading, value)
    mass = words * prose
    if not mass.any():  # lists, captions, fragments: take what is least linked
        mass = words * (linked < PROSE_LINKED)
    prose_total = float(mass.sum()) + 1e-6

    # names around it
    common, carried, low = _names(reading, mass)
    out.add_bits("name", name_groups(), reading.names)
    out.add_bits("own name", name_groups(), low)
    out.add("names shared with prose", carried)
    hidden = np.array(["<hidden>" in tokens for tokens in reading.token_sets])
    out.add("hidden", hidden)
    out.add("marked", np.array([b.mark is not None and b.mark.label != "main" for b in blocks]))

    # where the prose is
    for share in (0.5, 0.85):
        inside, apart = under(root_of(reading.places, mass, share), reading.places)
        out.add(f"in root {share}", inside)
        out.add(f"apart from root {share}", np.minimum(apart, 12))
    first = np.flatnonzero(mass > 0)
    at = np.arange(n)
    before, after = _edges(first, n)
    out.add("before prose", np.log1p(np.maximum(before - at, 0)))
    out.add("after prose", np.log1p(np.maximum(at - after, 0)))
    passed = np.cumsum(mass) / prose_total
    out.add("prose so far", passed)
    out.add("place", at / n)
    out.add("words so far", np.cumsum(words) / total)
    out.add("share of words", words / total)
    out.add("share of prose", mass / prose_total)
    is_prose = mass > 0
    out.add("prose", is_prose)
    out.add("since prose", np.log1p(_since(is_prose)))
    out.add("until prose", np.log1p(_since(is_prose[::-1])[::-1]))

    _parts(out, reading, words, mass, prose_total)

    # containers and cards
    containers = _containers(reading.places)
    shapes = _dense([place.shape for place in reading.places])
    for label, ids in (*((f"up {i}", c) for i, c in enumerate(containers)), ("shape", shapes)):
        held, size = shares(ids, words), shares(ids, np.ones(n, dtype=np.float32))
        out.add(f"{label}: blocks", np.log1p(size))
        out.add(f"{label}: words", np.log1p(held))
        out.add(f"{label}: mean words", np.log1p(held / size))
        out.add(f"{label}: linked", shares(ids, words * linked) / np.maximum(held, 1e-3))
        out.add(f"{label}: share of prose", shares(ids, mass) / prose_total)
        out.add(f"{label}: prose", shares(ids, mass) / np.maximum(held, 1e-3))
    out.add("share of shape's words", words / np.maximum(shares(shapes, words), 1e-3))

    # neighbours
    parent = containers[1].astype(np.float32)
    for by in (-2, -1, 1, 2):
        out.add(f"{by:+}: words", shifted(log_words, by))
        out.add(f"{by:+}: linked", shifted(linked, by))
        out.add(f"{by:+}: final", shifted(value["final"], by))
        out.add(f"{by:+}: heading", shifted(value["heading"], by))
        out.add(f"{by:+}: prose", shifted(is_prose.astype(np.float32), by))
        out.add(f"{by:+}: same parent", shifted(parent, by) == parent)
    for reach in (3, 10):
        out.add(f"±{reach}: words", window(log_words, reach))
        out.add(f"±{reach}: linked", window(linked, reach))
        out.add(f"±{reach}: prose", window(is_prose.astype(np.float32), reach))
        out.add(f"±{reach}: final", window(value["final"], reach))

    # headings: what the last one said
    headings = value["heading"] > 0
    last = np.maximum.accumulate(np.where(headings, at, -1))
    said = np.where(last >= 0, reading.words[last], 0) * ~headings
    out.add_bits("heading says", word_groups(), said)
    out.add("since heading", np.log1p(_since(headings)))

    _facts(out, blocks, page, Shape(reading, words, containers, shapes), headings)

    # the page as a whole
    for name, number in (
        ("log words", np.log1p(total)),
        ("log blocks", np.log1p(n)),
        ("prose share", prose_total / total),
        ("log prose", np.log1p(prose_total)),
        ("log prose blocks", np.log1p(len(first))),
        ("mean prose", np.log1p(prose_total / max(len(first), 1))),
        ("linked", float((words * linked).sum()) / total),
        ("names in common", len(common) / 20),
        ("prose in p", float((mass * value["paragraph"]).sum()) / prose_total),
        ("lists", float((words * value["bullet"]).sum()) / total),
        ("headings", np.log1p(float(headings.sum()))),
    ):
        out.add(f"page: {name}", np.full(n, number, dtype=np.float32))
    return out, Shape(reading, words, containers, shapes)


def _parts(out: Columns, reading: Reading, words: Column, mass: Column, prose_total: float) -> None:
    """The parts right below the root, and article elements: the text, or one card of many."""
    n = len(words)
    root = root_of(reading.places, mass, 0.85)
    part: dict[int, Place] = {}
    article: dict[int, int] = {}
    ids, shapes, articles = [], [], []
    for place in reading.places:
        if place.number not in part:
            walk, best = place, 0
            child = place
            while walk.parent is not None:
                if not best and walk.tag == "article":
                    best = walk.number
                if walk.depth > root.depth:
                    child = walk
                walk = walk.parent
            part[place.number], article[place.number] = child, best
        ids.append(part[place.number].number)
        shapes.append(part[place.number].shape)
        articles.append(article[place.number])
    for name, kept in (("part", _dense(ids)), ("article", _dense(articles))):
        held = np.bincount(kept, weights=mass)
        largest = float(held.max()) + 1e-6
        out.add(f"{name}: share of prose", (held / prose_total)[kept])
        out.add(f"{name}: against largest", (held / largest)[kept])
        order = np.cumsum(held > 0)[kept]
        out.add(f"{name}: number", np.log1p(order))
        out.add(f"page: {name}s with prose", np.full(n, np.log1p(float((held > 0).sum()))))
    out.add("in article", np.array(articles) > 0)
    alike = _dense(shapes)
    out.add("parts alike: share of prose", shares(alike, mass) / prose_total)
    out.add("parts alike: blocks", np.log1p(shares(alike, np.ones(n, dtype=np.float32))))


def _prose(reading: Reading, value: dict[str, Column]) -> NDArray[np.bool_]:
    sentence = (value["final"] > 0) | (value["stops"] >= 2) | (value["commas"] >= 2)
    fits = (value["words"] >= PROSE_WORDS) & (value["linked"] < PROSE_LINKED) & sentence
    allowed = (reading.elements & _NEVER_MASK) == 0
    return np.asarray(fits & allowed, dtype=np.bool_)


def _names(reading: Reading, mass: Column) -> tuple[frozenset[str], Column, Index]:
    """Names most of the prose carries; each block's share of them; groups of its other names."""
    weight: dict[str, float] = {}
    by_set: dict[frozenset[str], float] = {}
    for tokens, held in zip(reading.token_sets, mass.tolist(), strict=True):
        by_set[tokens] = by_set.get(tokens, 0.0) + held
    for tokens, held in by_set.items():
        if held > 0:
            for token in tokens:
                weight[token] = weight.get(token, 0.0) + held
    enough = COMMON * float(mass.sum())
    common = frozenset(token for token, held in weight.items() if held >= enough)
    found = {
        tokens: (len(tokens & common) / max(len(common), 1), of_tokens(tokens - common))
        for tokens in by_set
    }
    rows = [found[tokens] for tokens in reading.token_sets]
    return (
        common,
        np.array([row[0] for row in rows], dtype=np.float32),
        np.array([row[1] for row in rows], dtype=np.int64),
    )


def _edges(first: Index, n: int) -> tuple[int, int]:
    return (int(first[0]), int(first[-1])) if len(first) else (n, -1)


def _containers(places: Sequence[Place]) -> tuple[Index, ...]:
    levels = []
    current = list(places)
    for _ in range(LEVELS):
        levels.append(_dense([place.number for place in current]))
        current = [place.parent or place for place in current]
    return tuple(levels)


def _facts(
    out: Columns,
    blocks: Sequence[Block],
    page: Page,
    shape: Shape,
    headings: NDArray[np.bool_],
) -> None:
    """What the head of the page tells: its headline, description and article body."""
    n = len(blocks)
    reading = shape.reading
    meta = page.linked.get("meta", {})
    data = article_node(page.linked.get("jsonld", []), page.url)
    keys = reading.keys
    body = squeezed((data and data.article_body) or "")
    description = squeezed(meta.get("og:description") or meta.get("description") or "")
    title = squeezed((data and data.headline) or meta.get("og:title") or "")
    level1 = np.array([block.level == 1 for block in blocks])
    same = np.array([bool(key) and len(key) > 12 and title.startswith(key) for key in keys])
    titles = (same & headings) | (level1 if level1.sum() == 1 else same)
    since = _since(titles)
    out.add("title", same)
    out.add("since title", np.log1p(since))
    out.add("after title", since < 200)
    out.add("description", np.array([len(k) > 20 and k[:50] in description for k in keys]))
    found = np.array([len(key) > 12 and key in body for key in keys]) if body else np.zeros(n)
    out.add("in JSON-LD body", found)
    out.add("page: JSON-LD body", np.full(n, bool(body)))
    out.add("page: JSON-LD article", np.full(n, data is not None))
    out.add("page: og article", np.full(n, meta.get("og:type", "").lower() == "article"))
    counted: dict[str, int] = {}
    copy = np.zeros(n, dtype=np.float32)
    for i, key in enumerate(keys):
        copy[i] = counted[key] = counted.get(key, 0) + 1
    out.add("copies", np.log1p(np.array([counted[key] - 1 for key in keys], dtype=np.float32)))
    out.add("earlier copies", np.log1p(copy - 1))
    _topic(
        out,
        shape,
        f"{(data and data.headline) or ''} {meta.get('og:title', '')} "
        f"{_document_title(page)} {' '.join(blocks[i].text for i in np.flatnonzero(titles)[:2])}",
        "title",
    )
    _topic(out, shape, meta.get("og:description") or meta.get("description") or "", "lead")


def _document_title(page: Page) -> str:
    found = page.tree.select("title") if page.tree is not None else []
    return page.tree.raw_text(found[0])[:300] if page.tree is not None and found else ""


def _topic(out: Columns, shape: Shape, told: str, name: str) -> None:
    """How much of the words of a headline or description stand in each block and around it."""
    wanted = stems_of(told)
    found = np.zeros(len(shape.words), dtype=np.float32)
    if wanted:
        for i, stems in enumerate(shape.reading.stems):
            found[i] = len(wanted & stems)
    out.add(f"{name} words", np.log1p(found))
    out.add(f"{name} words: share", found / max(len(wanted), 1))
    out.add(f"{name} words: density", found / np.maximum(shape.words, 6))
    out.add(f"{name} words ±2", window(found, 2))
    for level in (1, 2):
        ids = shape.containers[level]
        near = shares(ids, found) / np.maximum(shares(ids, shape.words), 6)
        out.add(f"{name} words up {level}", near)
    out.add(f"page: {name} words", np.full(len(found), np.log1p(len(wanted))))
