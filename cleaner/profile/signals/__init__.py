"""Signals: what rules read from one article. They describe the article, never the outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.profile.signals.dates import read_dates
from cleaner.profile.signals.patterns import read_wordings
from cleaner.profile.signals.shape import read_shape
from cleaner.profile.signals.slots import read_slots
from cleaner.profile.signals.speakers import read_speakers

if TYPE_CHECKING:
    from cleaner.model.profile import Signal
    from cleaner.profile.provenance import Provenance
    from cleaner.profile.reading import Reading

__all__ = ["read_signals"]


def read_signals(reading: Reading, traced: Provenance) -> tuple[Signal, ...]:
    """All signals of an article, each with the spans that tell; None is unknown."""
    return (
        *read_slots(reading, traced),
        *read_speakers(reading),
        *read_wordings(reading),
        *read_dates(reading),
        *read_shape(reading),
    )
