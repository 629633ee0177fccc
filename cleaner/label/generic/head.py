"""What the head of the page tells of its blocks: its headline, description and article body."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleaner.label.generic.characters import LOOKED_AT, squeezed
from cleaner.label.generic.columns import shares, since, window
from cleaner.label.generic.stems import Stems, stems_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.label.generic.columns import Columns
    from cleaner.label.generic.reading import Reading
    from cleaner.model.block import Block
    from cleaner.model.page import Page

    Flags = NDArray[np.bool_]


def add_head(
    out: Columns,
    blocks: Sequence[Block],
    page: Page,
    reading: Reading,
    headings: Flags,
) -> Flags:
    """Add columns; returns which blocks the headline begins with that the metadata has."""
    meta = page.linked.get("meta", {})
    data = page.linked.get("article")
    keys = reading.keys
    body = squeezed((data and data.article_body) or "")
    lead = meta.get("og:description") or meta.get("description") or ""
    description = squeezed(lead)
    title = squeezed((data and data.headline) or meta.get("og:title") or "")
    level1 = reading.counts["level"] == 1
    same = np.array([len(key) > 12 and title.startswith(key) for key in keys])
    titles = (same & headings) | (level1 if level1.sum() == 1 else same)
    after = since(titles)
    out.add("title", same)
    out.add("since title", np.log1p(after))
    out.add("after title", after < 200)
    out.add("description", np.array([len(k) > 20 and k[:50] in description for k in keys]))
    found = np.array([len(key) > 12 and key in body for key in keys]) if body else 0
    out.add("in JSON-LD body", found)
    out.add("page: JSON-LD body", bool(body))
    out.add("page: JSON-LD article", data is not None)
    out.add("page: og article", meta.get("og:type", "").lower() == "article")
    shown = " ".join(blocks[index].text for index in np.flatnonzero(titles)[:2])
    document = page.linked.get("title", "")[:300]
    headline = f"{(data and data.headline) or ''} {meta.get('og:title', '')} {document} {shown}"
    stems = Stems([block.text[:LOOKED_AT] for block in blocks])
    for name, told in (("title", headline), ("lead", lead)):
        _topic(out, reading, stems, told, name)
    return same


def _topic(out: Columns, reading: Reading, stems: Stems, told: str, name: str) -> None:
    """How much of the words of a headline or description stand in each block and around it."""
    wanted = stems_of(told)
    found, words = stems.found(wanted), reading.counts["words"]
    out.add(f"{name} words", np.log1p(found))
    out.add(f"{name} words: share", found / max(len(wanted), 1))
    out.add(f"{name} words: density", found / np.maximum(words, 6))
    out.add(f"{name} words ±2", window(found, 2))
    for level, ids in enumerate(reading.places.levels(3)[1:], 1):
        near = shares(ids, found) / np.maximum(shares(ids, words), 6)
        out.add(f"{name} words up {level}", near)
    out.add(f"page: {name} words", np.log1p(len(wanted)))
