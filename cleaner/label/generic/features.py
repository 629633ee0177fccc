"""A page's blocks as one matrix: each block by itself, beside its neighbours, in its containers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.label.generic.columns import Columns, Groups, shifted, since, window
from cleaner.label.generic.head import add_head
from cleaner.label.generic.places import ELEMENTS, elements
from cleaner.label.generic.reading import Reading, read
from cleaner.label.generic.vocabulary import name_groups, of_token, word_groups
from cleaner.segment.tree import collapse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.model.block import Block
    from cleaner.model.page import Page

    Column = NDArray[np.float32]
    Index = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_NEVER_PROSE: Final = elements("nav", "footer", "aside", "form", "button", "label", "figure")
PROSE_WORDS: Final = 12
PROSE_LINKED: Final = 0.35
COMMON: Final = 0.6
"""Names around more of the prose than this are the article's own frame."""
WAYS: Final = ("up 0", "up 1", "shape")
"""Blocks are summed up by their container, the one around it, and the path without positions."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the columns were made of, for those who name the blocks."""

    reading: Reading
    words: Column
    common: frozenset[str]
    """Names around most of the prose."""
    names: Index
    """Of the names around each block that the prose has not, the groups as a mask."""
    title: str
    """What the ``title`` element of the page holds, white space collapsed."""
    titles: Flags
    """Which blocks the headline begins with that the metadata has."""


def features(blocks: Sequence[Block], page: Page) -> tuple[Columns, Shape]:
    """Columns of the blocks of a page, and the page's shape.

    Blocks are those of HTML: of each the text is not empty and its white space collapsed.
    """
    reading = read(blocks)
    levels = reading.places.levels(2)
    alike = reading.places.shapes[reading.places.at]
    words = reading.counts["words"]
    out = Columns(len(blocks))
    _alone(out, reading)
    prose = _prose(reading)
    mass = words * prose
    if not mass.any():  # lists, captions, fragments: take what is least linked
        mass = words * (reading.counts["linked"] < PROSE_LINKED)
    common, own = _names(out, reading, mass)
    root = _place(out, reading, mass)
    _parts(out, reading, mass, root)
    _cards(out, reading, Groups([*levels, alike]), mass)
    _neighbours(out, reading, mass, levels[1])
    headings = _headings(out, reading)
    titles = add_head(out, blocks, page, reading, headings)
    _whole(out, reading, mass, len(common))
    return out, Shape(reading, words, common, own, collapse(page.linked.get("title", "")), titles)


def _alone(out: Columns, reading: Reading) -> None:
    """A block by itself."""
    value = reading.counts
    words = value["words"]
    for name, column in value.items():
        if name not in ("words", "stops", "commas", "level"):
            out.add(name, column)
    out.add("log words", np.log1p(words))
    out.add("stops/word", value["stops"] / np.maximum(words, 1))
    out.add("commas/word", value["commas"] / np.maximum(words, 1))
    out.add("log stops", np.log1p(value["stops"]))
    out.add("h1", value["level"] == 1)
    out.add("h2", value["level"] == 2)
    out.add("long", words > 30)
    out.add_bits("in", ELEMENTS, reading.elements)
    out.add_bits("says", word_groups(), reading.words)


def _prose(reading: Reading) -> Flags:
    value = reading.counts
    sentence = (value["final"] > 0) | (value["stops"] >= 2) | (value["commas"] >= 2)
    fits = (value["words"] >= PROSE_WORDS) & (value["linked"] < PROSE_LINKED) & sentence
    return np.asarray(fits & (reading.elements & _NEVER_PROSE == 0), dtype=np.bool_)


def _names(out: Columns, reading: Reading, mass: Column) -> tuple[frozenset[str], Index]:
    """The names around a block; returns those most of the prose has, and groups of the rest."""
    sets, carried = reading.names, reading.carried
    numbers = {token: number for number, token in enumerate(frozenset().union(*sets))}
    tokens = np.fromiter(map(numbers.__getitem__, chain.from_iterable(sets)), dtype=np.int64)
    within = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    weights = np.bincount(carried, weights=mass, minlength=len(sets))[within]
    held = np.bincount(tokens, weights=weights, minlength=len(numbers))
    common = (held >= COMMON * float(mass.sum())) & (held > 0)
    masks = np.array([of_token(token) for token in numbers], dtype=np.int64)

    def groups(masks: Index) -> Index:
        found = np.zeros(len(sets), dtype=np.int64)
        np.bitwise_or.at(found, within, masks[tokens])
        return found[carried]

    own = groups(np.where(common, 0, masks))
    out.add_bits("name", name_groups(), groups(masks))
    out.add_bits("own name", name_groups(), own)
    shared = np.bincount(within, weights=common[tokens], minlength=len(sets))
    out.add("names shared with prose", shared[carried] / max(int(common.sum()), 1))
    out.add("hidden", np.array(["<hidden>" in one for one in sets])[carried])
    flags = common.tolist()
    return frozenset(token for token, number in numbers.items() if flags[number]), own


def _place(out: Columns, reading: Reading, mass: Column) -> int:
    """Where a block stands on the page, and from the prose; returns the container of most of it."""
    root = reading.places.root(mass, 0.85)
    inside, apart = reading.places.under(root)
    out.add("in root", inside)
    out.add("apart from root", np.minimum(apart, 12))
    words, prose = reading.counts["words"], mass > 0
    n, total, prose_total = len(words), _total(words), _total(mass)
    at = np.arange(n)
    first = np.flatnonzero(prose)
    before, after = (int(first[0]), int(first[-1])) if len(first) else (n, -1)
    out.add("before prose", np.log1p(np.maximum(before - at, 0)))
    out.add("after prose", np.log1p(np.maximum(at - after, 0)))
    out.add("prose so far", np.cumsum(mass) / prose_total)
    out.add("place", at / n)
    out.add("words so far", np.cumsum(words) / total)
    out.add("share of words", words / total)
    out.add("share of prose", mass / prose_total)
    out.add("prose", prose)
    out.add("since prose", np.log1p(since(prose)))
    out.add("until prose", np.log1p(since(prose[::-1])[::-1]))
    return root


def _total(weights: Column) -> float:
    return float(weights.sum()) + 1e-6


def _parts(out: Columns, reading: Reading, mass: Column, root: int) -> None:
    """The parts right below the root, and article elements: the text, or one card of many."""
    places, total = reading.places, _total(mass)
    parts, articles = places.parts(root), places.articles()
    for name, ids in (("part", parts), ("article", articles)):
        held = np.bincount(ids, weights=mass)
        largest = float(held.max()) + 1e-6
        out.add(f"{name}: share of prose", (held / total)[ids])
        out.add(f"{name}: against largest", (held / largest)[ids])
        out.add(f"{name}: number", np.log1p(np.cumsum(held > 0)[ids]))
        out.add(f"page: {name}s with prose", np.log1p(float((held > 0).sum())))
    out.add("in article", articles > 0)


def _cards(out: Columns, reading: Reading, groups: Groups, mass: Column) -> None:
    """The containers of a block, and the blocks elsewhere that are placed like it."""
    words = reading.counts["words"]
    linked = words * reading.counts["linked"]
    sums = groups.sums(np.ones_like(words), words, linked, mass)
    for way, (size, held, in_links, prose) in zip(WAYS, sums, strict=True):
        out.add(f"{way}: blocks", np.log1p(size))
        out.add(f"{way}: words", np.log1p(held))
        out.add(f"{way}: mean words", np.log1p(held / size))
        out.add(f"{way}: linked", in_links / np.maximum(held, 1e-3))
        out.add(f"{way}: share of prose", prose / _total(mass))
        out.add(f"{way}: prose", prose / np.maximum(held, 1e-3))
    out.add("share of shape's words", words / np.maximum(sums[-1, 1], 1e-3))


def _neighbours(out: Columns, reading: Reading, mass: Column, parents: Index) -> None:
    value = reading.counts
    prose = (mass > 0).astype(np.float32)
    told = {
        "words": np.log1p(value["words"]),
        "linked": value["linked"],
        "final": value["final"],
        "heading": value["heading"],
        "prose": prose,
    }
    rows = np.stack(list(told.values()))
    same = (parents - parents.min()).astype(np.float32)  # the first like beyond the ends
    for by in (-1, 1):
        out.add_all([f"{by:+}: {name}" for name in told], shifted(rows, by))
        out.add(f"{by:+}: same parent", shifted(same, by) == same)
    names = ("words", "linked", "prose", "final")
    out.add_all([f"±3: {name}" for name in names], window(rows[[0, 1, 4, 2]], 3))


def _headings(out: Columns, reading: Reading) -> Flags:
    """What the last heading said; returns which blocks are headings."""
    headings = reading.counts["heading"] > 0
    last = np.maximum.accumulate(np.where(headings, np.arange(len(headings)), -1))
    said = np.where(last >= 0, reading.words[last], 0) * ~headings
    out.add_bits("heading says", word_groups(), said)
    out.add("since heading", np.log1p(since(headings)))
    return headings


def _whole(out: Columns, reading: Reading, mass: Column, common: int) -> None:
    """The page as a whole."""
    value = reading.counts
    words, prose = value["words"], int(np.count_nonzero(mass > 0))
    total, prose_total = _total(words), _total(mass)
    for name, number in (
        ("log words", np.log1p(total)),
        ("log blocks", np.log1p(len(words))),
        ("prose share", prose_total / total),
        ("log prose", np.log1p(prose_total)),
        ("log prose blocks", np.log1p(prose)),
        ("mean prose", np.log1p(prose_total / max(prose, 1))),
        ("linked", float((words * value["linked"]).sum()) / total),
        ("names in common", common / 20),
        ("prose in p", float((mass * value["paragraph"]).sum()) / prose_total),
        ("lists", float((words * value["bullet"]).sum()) / total),
        ("headings", np.log1p(float(value["heading"].sum()))),
    ):
        out.add(f"page: {name}", number)
