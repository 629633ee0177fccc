"""Residues of one outlet's texts: lines and ends that repeat, proposed as plugin rules.

A residue stands at the same end of many texts, in the same words but for a variable part, and it
is not how sentences look. What repeats because people write so (stock openings, cities, «وأضاف»)
does not qualify: see :mod:`cleaner.workshop.residues.propose` for the evidence asked for.
"""

from cleaner.workshop.residues.propose import Proposal, propose, repeated_openings
from cleaner.workshop.residues.toml import plugin_toml

__all__ = ["Proposal", "plugin_toml", "propose", "repeated_openings"]
