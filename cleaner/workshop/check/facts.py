"""Facts of the outlet that nobody would see: without evidence, or missing where times need them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.profile.claims import claims_of
from cleaner.workshop.check.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model.site import Site
    from cleaner.sites.lines import Path
    from cleaner.workshop.check.bench import Bench
    from cleaner.workshop.gold import Case

_FACTS: Final = tuple("country type ownership owner parent seat founded closed".split())
_NO_ZONE: Final = re.compile(r".*T[\d:.]+")


def facts(
    site: Site, pages: Sequence[Case], bench: Bench, lines: dict[Path, int]
) -> Iterator[Finding]:
    """Notes on ``[outlet]``: facts no profile tells, times that no country puts in a zone."""
    told = {claim.predicate for claim in claims_of(site)}
    stated = {"name": site.outlet.names} if site.outlet else {}
    stated |= {key: getattr(site.outlet, key) for key in _FACTS} if site.outlet else {}
    silent = [key for key, value in stated.items() if value and key not in told]
    if silent:
        named = ", ".join(f"outlet.{key}" for key in silent)
        message = f"no [[evidence]] with a date vouches for {named}: no profile tells of it"
        remedy = "name it in the fields of what it rests on"
        yield Finding("note", site.file, message, lines.get(("outlet", silent[0])), remedy)
    if site.outlet and (site.outlet.country or site.outlet.timezone):
        return
    for case in pages:
        published = bench.article(case).published or ""
        if _NO_ZONE.fullmatch(published):
            message = f"{case.name} is of {published}, in no time zone"
            yield Finding("note", site.file, message, remedy="name outlet.country")
            return
