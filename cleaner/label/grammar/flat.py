"""Cutting lines that hold more than one thing: glued widgets, and texts that lost their line ends."""

from __future__ import annotations

from cleaner.arabic.lexicon import Lexicon
from cleaner.label.grammar.units import Unit


def cut_units(units: list[Unit], lexicon: Lexicon) -> list[Unit]:
    return units
