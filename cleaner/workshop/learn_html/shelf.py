"""Pages kept of each site while inputs go by: as many as teach, packed, within a bound."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cleaner.segment.read import Beside

MAX_PAGES: Final = 24
"""Pages kept of one site: more of them change little of what is learned."""
MAX_BYTES: Final = 400_000_000
"""Packed bytes of all pages kept; what comes later teaches nothing."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One page, packed."""

    id: str
    packed: bytes
    url: str | None
    beside: Beside

    @property
    def raw(self) -> bytes:
        """The page's bytes."""
        return zlib.decompress(self.packed)


@dataclass(slots=True)
class Shelf:
    """Pages by site: the host without ``www``, which is what a plugin answers for."""

    sites: dict[str, list[SavedPage]] = field(default_factory=dict)
    full: bool = False
    """There was no room for all pages of sites with few."""
    _left: int = MAX_BYTES

    def wants(self, site: str) -> bool:
        """Whether there is room for a page of the site."""
        return len(self.sites.get(site, ())) < MAX_PAGES and self._left > 0

    def add(
        self, site: str, name: str, source: bytes | str, url: str | None, beside: Beside
    ) -> None:
        """Keep a page, if there is room."""
        raw = source if isinstance(source, bytes) else source.encode("utf-8", "replace")
        packed = zlib.compress(raw, 6)
        if len(packed) > self._left:
            self.full = True
        elif self.wants(site):
            self._left -= len(packed)
            self.sites.setdefault(site, []).append(SavedPage(name, packed, url, beside))
