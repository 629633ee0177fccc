"""Labelers that propose, and the arbiter that decides: site rules, structure, grammar, voters."""
