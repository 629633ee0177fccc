"""Signals: what rules read from one article. They describe the article, never the outlet."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cleaner.profile.signals.dates import read_dates
from cleaner.profile.signals.patterns import read_wordings
from cleaner.profile.signals.shape import read_shape
from cleaner.profile.signals.slots import OWN_REPORT, read_slots
from cleaner.profile.signals.speakers import read_speakers

if TYPE_CHECKING:
    from cleaner.model.profile import Signal
    from cleaner.profile.provenance import Provenance
    from cleaner.profile.reading import Reading

__all__ = ["read_signals"]


def read_signals(reading: Reading, traced: Provenance) -> tuple[Signal, ...]:
    """All signals of an article, each with the spans that tell; None is unknown."""
    worded = (*read_slots(reading, traced), *read_speakers(reading), *read_wordings(reading))
    if not reading.understood:
        worded = tuple(map(_unless_found, worded))
    return (*worded, *read_dates(reading), *read_shape(reading))


@lru_cache(128)
def _unless_found(signal: Signal) -> Signal:
    """A signal of a text whose words nobody knows: what is not found may still be there."""
    if signal.value or signal.name == OWN_REPORT:  # which is false where another is named
        return signal
    return signal._replace(value=None, note="not told in this language")
