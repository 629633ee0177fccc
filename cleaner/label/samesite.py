"""What the pages of one site share is its frame: blocks that many of its articles show alike.

A first pass over the inputs counts blocks by site (:class:`Repeats`), in bounded memory; a second
one takes out what was counted often enough (:class:`SameSite`), even where no rule knows it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, cast

from cleaner.arabic.fold import fold
from cleaner.arabic.lexicon import lexicon
from cleaner.hookspecs import hookimpl
from cleaner.model.block import Vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cleaner.model.block import Block
    from cleaner.model.labels import Label
    from cleaner.model.page import Page

SAMESITE: Final = "samesite"
RULE: Final = "samesite:repeated"
STRENGTH: Final = 39.5
"""Above what single pages tell (10-39), below the grammar (40-70) and rules of sites (75-100)."""
MIN_ARTICLES: Final = 4
"""Distinct articles of a site before anything is said of it."""
PROSE: Final = 12
"""Words from which on a block may be a paragraph, which articles on one matter well share."""
ENOUGH: Final = (2, 0.1)
"""Articles, and share of all, that must show a short block for it to be the site's."""
ENOUGH_PROSE: Final = (3, 0.25)
"""The same for paragraphs, and for headings that articles may have in common."""
MAX_BLOCKS: Final = 4_000_000
"""Counts kept at once, of all sites: where there are more, those of 1 are forgotten."""
_INDEX: Final = re.compile(r"\[\d+\]")
_LETTER: Final = re.compile(r"[^\W\d_]")


def block_key(text: str, path: str) -> int:
    """64 bits that two blocks share if their folded text and the two elements around are alike."""
    around = "/".join(_INDEX.sub("", path).split("/")[-2:])
    return int.from_bytes(blake2b(f"{around} {fold(text)}".encode(), digest_size=8).digest(), "big")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a site's articles share."""

    articles: int
    """Distinct articles that were counted."""
    counts: Mapping[int, int]
    """:func:`block_key` -> articles that show the block, where more than one does."""

    def repeats(self, block: Block) -> int:
        """How many articles show a block that is the site's; 0 where it is the article's own."""
        if not _LETTER.search(block.text):
            return 0
        count = self.counts.get(block_key(block.text, block.path), 0)
        shared = block.level > 0 or len(block.text.split()) >= PROSE
        least, share = ENOUGH_PROSE if shared and block.link_density < 0.5 else ENOUGH
        return count if count >= max(least, share * self.articles) else 0


@dataclass(slots=True)
class Repeats:
    """Counts of blocks by site, each distinct article counted once."""

    _counts: dict[str, Counter[int]] = field(default_factory=dict)
    _seen: dict[str, set[int]] = field(default_factory=dict)
    _size: int = 0

    def add(self, site: str, article: int, blocks: Iterable[int]) -> None:
        """Count the blocks of an article; ``article`` is equal for copies of one."""
        seen = self._seen.setdefault(site, set())
        if article in seen:
            return
        seen.add(article)
        counts = self._counts.setdefault(site, Counter())
        before = len(counts)
        counts.update(set(blocks))
        self._size += len(counts) - before
        if self._size > MAX_BLOCKS:
            self._forget()

    def _forget(self) -> None:
        self._size = 0
        for site, counts in self._counts.items():
            self._counts[site] = Counter({key: n for key, n in counts.items() if n > 1})
            self._size += len(self._counts[site])

    def frames(self) -> dict[str, Frame]:
        """What was found of each site with enough articles."""
        found = {}
        for site, counts in sorted(self._counts.items()):
            shared = {key: count for key, count in sorted(counts.items()) if count > 1}
            articles = len(self._seen[site])
            if articles >= MIN_ARTICLES and shared:
                found[site] = Frame(articles, shared)
        return found


class SameSite:
    """The labeler of blocks that the articles of a page's site repeat; ``frames`` by site."""

    def __init__(self, frames: Mapping[str, Frame]) -> None:
        self._frames = frames

    @hookimpl
    def label_blocks(self, blocks: Sequence[Block], page: Page) -> list[Vote]:
        """Votes on repeated blocks."""
        frame = self._frames.get(page.domain or page.host) if page.mode == "html" else None
        if frame is None:
            return []
        votes = []
        for index, block in enumerate(blocks):
            if count := frame.repeats(block):
                told = f"{count} of {frame.articles} articles of the site show it"
                votes.append(Vote(index, _label(block), STRENGTH, RULE, SAMESITE, told))
        return votes


def _label(block: Block) -> Label:
    """What a marker at its beginning says, else ``other``."""
    for hit in lexicon().at(fold(block.text)):
        label = hit.marker.label
        return "related-block" if label == "related" else cast("Label", label)
    return "other"
