"""Press freedom of a country: context for reading what is known of an outlet based there.

It is of the country, never of the outlet: no claim, no criterion, nothing that coverage, signals or
policies see or that an article inherits. Only ``cleaner sites DOMAIN`` shows it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaner.model.profile import Source
from cleaner.profile.data_files import toml

if TYPE_CHECKING:
    from datetime import date

    from cleaner.model.profile import Confidence

ABOUT: Final = "of the country, not of the outlet"


class PressFreedom(NamedTuple):
    """A country's rank in an index of press freedom, and who says so."""

    country: str
    """ISO 3166-1 alpha-2."""
    rank: int
    """1 is the freest."""
    of: int
    """Countries in the index."""
    ranking: str
    source: Source
    observed_on: date
    confidence: Confidence

    def __str__(self) -> str:
        """``QA: rank 79 of 180 in the RSF index 2025 (of the country, not of the outlet)``."""
        return f"{self.country}: rank {self.rank} of {self.of} in the {self.ranking} ({ABOUT})"

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe form."""
        told = {"source": self.source._asdict(), "observed_on": self.observed_on.isoformat()}
        return {**self._asdict(), **told, "about": ABOUT}


def press_freedom(country: str) -> PressFreedom | None:
    """The rank of a country (ISO 3166-1 alpha-2), or None where it is unknown.

    From the World Press Freedom Index 2025 of Reporters Without Borders, as ``press_freedom.toml``
    cites it: only the ranks of the countries of bundled outlets, and no scores.
    """
    return _ranks().get(country)


@cache
def _ranks() -> dict[str, PressFreedom]:
    data = toml("press_freedom.toml")
    source = Source(**data["source"])
    return {
        country: PressFreedom(country, rank, data["of"], data["ranking"], source, **data["seen"])
        for country, rank in data["rank"].items()
    }
