"""Votes from line patterns that the inputs of a run taught, outlet by outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.hookspecs import hookimpl

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.label.site_rules import SiteRules
    from cleaner.model.block import Block, Vote
    from cleaner.model.page import Page
    from cleaner.model.site import Layout

LEARNED: Final = "learned"
"""How these rules are called in votes; their level is a family's, so a site's own come first."""
MOST_WORDS: Final = {"lines": 30, "head": 40, "tail": 60}
"""Words a pattern may take, by its place: it was learned from no more, and what is longer is a
paragraph that happens to fit."""


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
