"""What the pages of a site agree on: which of their elements hold the article, and which never do.

One page's voters err on single blocks. Blocks in elements of like names are of one kind on all
pages of a site, so they are decided together, by the words of each kind that voters keep.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.arabic.fold import fold
from cleaner.label.generic import aligned
from cleaner.workshop.draft.naming import label_of, names_of, says_standfirst, stable_part, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model.block import Block
    from cleaner.workshop.draft.sample import Sample, State

STEPS: Final = 4
"""Elements above a block, itself included, whose names make its kind."""
KEPT: Final = 0.5
"""Share of a kind's words that voters must keep for it to be the article's."""
NEVER: Final = 0.1
"""An element of whose words fewer are kept holds nothing of the article."""
REPEATED: Final = 2
"""Distinct pages that must show the same block for it to be the site's, not the article's."""
PROSE: Final = 12
"""Words from which on a block may be a paragraph, which two articles can well share."""
PROSE_PAGES: Final = 3
"""Pages that must share a paragraph, where it does not stand at an end of the article."""
EDGE: Final = 3
"""Last paragraphs of an article that are such an end: who wrote it, whom to follow."""
LINKED: Final = 0.9
POINTER: Final = 0.5
"""A line that is nothing but a link mostly points elsewhere: its votes count for less."""
OWN: Final = 2.2
"""What our own voter counts for, against one for each mode of trafilatura."""
SINGLE: Final = OWN / (OWN + 2)
"""The vote of a block that our own voter alone keeps."""
SIDES: Final = 2 / (OWN + 2)
"""The vote of a block that both modes of trafilatura keep, and we do not."""
SENTENCE: Final = 5
"""Words of a standfirst or a key point, at least."""
AROUND: Final = 6
"""Elements above a block that may say that it is one."""
NEAR: Final = 15
"""Blocks behind the headline where a standfirst or a list of key points may stand."""

Kind = tuple[str, ...]


class Tally(NamedTuple):
    """Words of a kind, and those of them that are kept."""

    words: float = 0.0
    kept: float = 0.0

    @property
    def share(self) -> float:
        """Share that is kept."""
        return self.kept / self.words if self.words else 0.0


@dataclass
class Reading:
    """A page, its blocks with what is known of them, and how many of three voters keep each."""

    sample: Sample
    blocks: Sequence[tuple[Block, State]]
    repeated: set[int] = field(default_factory=set)
    """Blocks that other pages of the site show as well."""

    @cached_property
    def votes(self) -> list[float]:
        """Share of the voters that keep each block, and above them what the page itself says.

        Our own counts for a little more than trafilatura's two modes together.
        """
        texts = [block.text for block, _ in self.blocks]
        sides = [aligned(texts, told) for told in self.sample.extracts]
        own = [state == "wanted" for _, state in self.blocks]
        said = [OWN * own[at] + sum(at in side for side in sides) for at in range(len(own))]
        found = [one / (OWN + 2) if self._may_be(at) else 0.0 for at, one in enumerate(said)]
        first = next((at for at, vote in enumerate(found) if vote > SINGLE), 0)
        described = self.sample.descriptions
        for at, (block, _) in enumerate(self.blocks):
            if not self._may_be(at):
                continue
            if block.link_density > LINKED:
                found[at] *= POINTER
            elif fold(block.text) in described or self._between(at, found):
                found[at] = 1.0
            elif at < first and self._standfirst(at):
                found[at] = max(found[at], SINGLE)
        return found

    def _standfirst(self, at: int) -> bool:
        """A sentence not far behind the headline, in an element whose name says what it is."""
        if self.words[at] < SENTENCE or not any(
            self.blocks[other][0].level == 1 for other in range(max(0, at - NEAR), at)
        ):
            return False
        around = [self.sample.elements.get(path) for path, _ in self.chains[at][:AROUND]]
        names = [names_of(self.sample.tree, one) for one in around if one is not None]
        own = label_of(names[0])[0] if names else ""
        return own in ("", "title") and any(map(says_standfirst, names))

    def _may_be(self, at: int) -> bool:
        return self.blocks[at][1] != "handled" and at not in self.repeated

    def _between(self, at: int, votes: Sequence[float]) -> bool:
        """A heading, or a paragraph with votes, beside kept paragraphs in one element."""
        block = self.blocks[at][0]
        prose = not block.level and self.words[at] >= PROSE and votes[at] >= SIDES
        if block.level < 2 and not prose:
            return False
        above = block.path.rpartition("/")[0]
        sides = []
        for side in (range(at - 1, max(-1, at - 5), -1), range(at + 1, min(len(votes), at + 5))):
            paths = (self.blocks[o][0].path for o in side if votes[o] >= KEPT)
            sides.append(any(path.rpartition("/")[0] == above for path in paths))
        return all(sides)

    @cached_property
    def words(self) -> list[int]:
        """Words of each block."""
        return [len(block.text.split()) for block, _ in self.blocks]

    @cached_property
    def chains(self) -> list[list[tuple[str, Kind]]]:
        """(path, kind) of the elements around each block, the innermost first."""
        known: dict[str, tuple[str, ...]] = {}

        def kind(path: str) -> Kind:
            if path not in known:
                above = path.rpartition("/")[0]
                known[path] = (self._name(path), *(kind(above)[: STEPS - 1] if above else ()))
            return known[path]

        chains = [[(path, kind(path)) for path in _above(block.path)] for block, _ in self.blocks]
        for (block, _), chain in zip(self.blocks, chains, strict=True):
            node = self.sample.elements.get(block.path)
            if node is not None and (inner := wrapped(self.sample.tree, node)):
                path, (name, *others) = chain[0]
                chain[0] = path, (" > ".join((name, *inner)), *others)
        return chains

    def _name(self, path: str) -> str:
        node = self.sample.elements.get(path)
        if node is None:
            return path.rpartition("/")[2].partition("[")[0]
        classes = (self.sample.tree.attributes(node).get("class") or "").split()
        return ".".join(
            (self.sample.tree.tag(node), *sorted(filter(None, map(stable_part, classes))))
        )

    @cached_property
    def tallies(self) -> tuple[dict[Kind, Tally], dict[Kind, Tally]]:
        """Words by the kind of the block's own element, and by that of every element around it."""
        own: dict[Kind, Tally] = {}
        around: dict[Kind, Tally] = {}
        for at, chain in enumerate(self.chains):
            if self.blocks[at][1] == "handled" or not chain:
                continue
            words, kept = self.words[at], self.words[at] * self.votes[at]
            _add(own, chain[0][1], words, kept)
            for kind in dict.fromkeys(kind for _, kind in chain):
                _add(around, kind, words, kept)
        return own, around


def _add(table: dict[Kind, Tally], kind: Kind, words: float, kept: float) -> None:
    old = table.get(kind, Tally())
    table[kind] = Tally(old.words + words, old.kept + kept)


def _above(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]


class Agreement:
    """The verdict of several pages on every kind of element."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._own: dict[Kind, Tally] = {}
        self._around: dict[Kind, Tally] = {}
        for reading in readings:
            for mine, theirs in zip((self._own, self._around), reading.tallies, strict=True):
                for kind, tally in theirs.items():
                    _add(mine, kind, *tally)

    def keeps(self, chain: Sequence[tuple[str, Kind]]) -> tuple[bool, str]:
        """Whether blocks of this kind are the article's, and what around them never is.

        True where the kind was never seen; the path of the innermost element that holds nothing of
        the article, ``""`` if there is none.
        """
        seen = self._own.get(chain[0][1]) if chain else None
        never = next((path for path, kind in chain if self._never(kind)), "")
        return seen is None or seen.share >= KEPT, never

    def _never(self, kind: Kind) -> bool:
        seen = self._around.get(kind)
        return seen is not None and seen.share < NEVER

    def states(self, reading: Reading) -> list[tuple[Block, State]]:
        """The blocks of a page with the state that all pages together give them."""
        found: list[tuple[Block, State]] = []
        for at, (block, state) in enumerate(reading.blocks):
            if state != "handled":
                kept, never = self.keeps(reading.chains[at])
                gone = at in reading.repeated or never or not kept
                state = "junk" if gone else "wanted"
            found.append((block, state))
        return found


def mark_repeated(readings: Sequence[Reading]) -> None:
    """Find the blocks that pages have in common; copies of one article count once."""
    distinct: dict[str, Reading] = {}
    for reading in readings:
        longest = max((b.text for b, s in reading.blocks if s == "wanted"), key=len, default="")
        distinct.setdefault(longest, reading)
    pages: Counter[tuple[str, Kind]] = Counter()
    for reading in distinct.values():
        pages.update({_shown(reading, at) for at in range(len(reading.blocks))})
    unique: Counter[Kind] = Counter()  # kinds by blocks that one page shows, less the others
    for (_, kind), count in pages.items():
        unique[kind] += 1 if count == 1 else -count
    for reading in readings:
        wanted = [at for at, (_, state) in enumerate(reading.blocks) if state == "wanted"]
        edge = {*wanted[:1], *wanted[-EDGE:]}
        for at, (block, _) in enumerate(reading.blocks):
            prose = len(block.text.split()) >= PROSE and block.link_density < LINKED
            enough = max(REPEATED, len(distinct) / 10)
            if prose and at not in edge and unique[_shown(reading, at)[1]] >= 0:
                enough = max(PROSE_PAGES, len(distinct) / 4)
            if pages[_shown(reading, at)] >= enough:
                reading.repeated.add(at)


def _shown(reading: Reading, at: int) -> tuple[str, Kind]:
    chain = reading.chains[at]
    return fold(reading.blocks[at][0].text), chain[0][1] if chain else ()
