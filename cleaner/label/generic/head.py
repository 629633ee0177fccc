"""What the head of the page tells of its blocks: its headline, description and article body."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleaner.label.generic.characters import LOOKED_AT, squeezed
from cleaner.label.generic.columns import shares, since, window
from cleaner.label.generic.stems import Stems, stems_of
from cleaner.metadata.jsonld import article_node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.label.generic.columns import Columns
    from cleaner.label.generic.features import Shape
    from cleaner.model.block import Block
    from cleaner.model.page import Page

    Index = NDArray[np.int64]


def add_head(
    out: Columns,
    blocks: Sequence[Block],
    page: Page,
    shape: Shape,
    levels: Sequence[Index],
    headings: NDArray[np.bool_],
) -> None:
    """Add columns; ``levels`` are the containers above each block, (n,) each."""
    n = len(blocks)
    meta = page.linked.get("meta", {})
    data = article_node(page.linked.get("jsonld", []), page.url)
    keys = shape.reading.keys
    body = squeezed((data and data.article_body) or "")
    lead = meta.get("og:description") or meta.get("description") or ""
    description = squeezed(lead)
    title = squeezed((data and data.headline) or meta.get("og:title") or "")
    level1 = shape.reading.counts["level"] == 1
    same = np.array([len(key) > 12 and title.startswith(key) for key in keys])
    titles = (same & headings) | (level1 if level1.sum() == 1 else same)
    after = since(titles)
    out.add("title", same)
    out.add("since title", np.log1p(after))
    out.add("after title", after < 200)
    out.add("description", np.array([len(k) > 20 and k[:50] in description for k in keys]))
    found = np.array([len(key) > 12 and key in body for key in keys]) if body else np.zeros(n)
    out.add("in JSON-LD body", found)
    out.add("page: JSON-LD body", np.full(n, bool(body)))
    out.add("page: JSON-LD article", np.full(n, data is not None))
    out.add("page: og article", np.full(n, meta.get("og:type", "").lower() == "article"))
    _copies(out, keys)
    headline = (
        f"{(data and data.headline) or ''} {meta.get('og:title', '')} "
        f"{_document_title(page)} {' '.join(blocks[i].text for i in np.flatnonzero(titles)[:2])}"
    )
    stems = Stems([block.text[:LOOKED_AT] for block in blocks])
    for name, told in (("title", headline), ("lead", lead)):
        _topic(out, shape, levels, stems, told, name)


def _copies(out: Columns, keys: Sequence[str]) -> None:
    """How often a text stands on the page, and how often before."""
    counted: dict[str, int] = {}
    earlier = []
    for key in keys:
        earlier.append(counted.get(key, 0))
        counted[key] = earlier[-1] + 1
    copies = np.array([counted[key] - 1 for key in keys], dtype=np.float32)
    out.add("copies", np.log1p(copies))
    out.add("earlier copies", np.log1p(np.array(earlier, dtype=np.float32)))


def _document_title(page: Page) -> str:
    found = page.tree.select("title") if page.tree is not None else []
    return page.tree.raw_text(found[0])[:300] if page.tree is not None and found else ""


def _topic(
    out: Columns, shape: Shape, levels: Sequence[Index], stems: Stems, told: str, name: str
) -> None:
    """How much of the words of a headline or description stand in each block and around it."""
    wanted = stems_of(told)
    found, words = stems.found(wanted), shape.words
    out.add(f"{name} words", np.log1p(found))
    out.add(f"{name} words: share", found / max(len(wanted), 1))
    out.add(f"{name} words: density", found / np.maximum(words, 6))
    out.add(f"{name} words ±2", window(found, 2))
    for level in (1, 2):
        ids = levels[level]
        near = shares(ids, found) / np.maximum(shares(ids, words), 6)
        out.add(f"{name} words up {level}", near)
    out.add(f"page: {name} words", np.full(len(found), np.log1p(len(wanted))))
