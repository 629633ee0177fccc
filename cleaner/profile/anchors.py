"""The words that make readers look closer: all are found in one walk over an article's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.profile.cues import cues
from cleaner.profile.media import plain_openings
from cleaner.profile.signals import patterns, slots, speakers
from cleaner.profile.wording import with_prefixes
from cleaner.profile.words import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable


def anchors(names: Iterable[str]) -> Vocabulary:
    """Group -> words, folded, of every reader; ``names``: with which names of media begin."""
    known = cues()
    groups = {
        "noun": known.nouns,
        "name": names,
        "told plainly": with_prefixes(plain_openings(), "ل"),
        "correspondent": slots.CORRESPONDENTS,
        "reporter": slots.REPORTERS,
        "speech": speakers.verbs(),
        **{one.name: one.any for one in patterns.wordings()},
    }
    return Vocabulary(groups)
