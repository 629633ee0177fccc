"""What the inputs of a run taught, outlet by outlet, and the votes of its line patterns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.hookspecs import hookimpl
from cleaner.label.samesite import SAMESITE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.label.samesite import Frame
    from cleaner.label.site_rules import SiteRules
    from cleaner.model.block import Block, Vote
    from cleaner.model.page import Page
    from cleaner.model.site import Layout, Site

LEARNED: Final = "learned"
"""How these rules are called in votes; their level is a family's, so a site's own come first."""
SITE: Final = "learned:"
"""How the names of learned plugins begin."""
MOST_WORDS: Final = {"lines": 30, "head": 40, "tail": 60}
"""Words a pattern may take, by its place: it was learned from no more, and what is longer is a
paragraph that happens to fit."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What a first pass over the inputs has learned (``clean --learn``)."""

    lines: Mapping[str, Layout] = field(default_factory=dict)
    """Line patterns by registrable domain, host, or the caller's name of the outlet."""
    sites: tuple[Site, ...] = ()
    """Plugins of sites that had none; their names begin with :data:`SITE`."""
    frames: Mapping[str, Frame] = field(default_factory=dict)
    """What the articles of a site share, by registrable domain or host."""

    def __bool__(self) -> bool:
        return bool(self.lines or self.sites or self.frames)


def is_learned(plugin: str) -> bool:
    """Whether a vote came from something learned in this run."""
    return plugin in (LEARNED, SAMESITE) or plugin.startswith(SITE)


class Learned:
    """Adds to the rules of an outlet's plugin, and stands in where it has none.

    ``layouts`` has the patterns by registrable domain, host, or the caller's name of the outlet.
    """

    def __init__(self, layouts: Mapping[str, Layout], rules: SiteRules) -> None:
        self._layouts = layouts
        self._rules = rules

    @hookimpl
    def label_blocks(self, blocks: Sequence[Block], page: Page) -> list[Vote]:
        """Votes of the patterns learned of the page's outlet."""
        layout = self._layouts.get(page.outlet or page.domain or page.host)
        votes = self._rules.lines(blocks, layout) if layout else ()
        return [vote for vote in votes if _short(vote, blocks[vote.block].text)]


def _short(vote: Vote, text: str) -> bool:
    place = vote.rule.partition(".")[0]
    return len(text[vote.start : vote.end].split()) <= MOST_WORDS[place]
