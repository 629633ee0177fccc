"""The symmetry table: the same rules over rivals, side by side.

Print: ``python -m cleaner.profile.symmetry``; with ``--write docs/method.md`` it is put there.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.profile.claims import coverage, is_live, is_old, live_values
from cleaner.profile.data_files import toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model.profile import Claim
    from cleaner.profile.build import Sources

COLUMNS: Final = (
    *("outlet", "country", "type", "ownership", "who says so", "identity", "transparency"),
    *("contested", "claims", "old"),
)


def groups() -> dict[str, list[str]]:
    """Group -> plugins."""
    return {row["name"]: row["outlets"] for row in toml("symmetry.toml")["group"]}


def rows(sources: Sources, outlets: list[str], today: date) -> Iterator[tuple[str, ...]]:
    """A row for each outlet; what no claim says is «unknown»."""
    for outlet in outlets:
        claims = sources.claims(outlet)
        live = [claim for claim in claims if is_live(claim, today)]
        covered = [coverage(axis, claims, today) for axis in ("identity", "transparency")]
        contested = [c.predicate for one in covered for c in one.criteria if c.state == "contested"]
        known = sources.outlets.get(outlet)
        yield (
            known.domain if known else outlet,
            *(_said(claims, one, today) for one in ("country", "type", "ownership")),
            ", ".join(dict.fromkeys(_who(one) for one in live if one.predicate == "ownership")),
            *(f"{one.known} of {one.applicable}" for one in covered),
            " ".join(contested) or "-",
            str(len(live)),
            str(sum(is_old(claim, today) for claim in live)),
        )


def _said(claims: Sequence[Claim], predicate: str, today: date) -> str:
    return " / ".join(map(str, live_values(predicate, claims, today))) or "unknown"


def _who(claim: Claim) -> str:
    name = claim.source.name.partition(",")[0]
    return f"{name} ({claim.observed_on.year if claim.observed_on else '?'})"


def markdown(sources: Sources, today: date) -> str:
    """All groups as Markdown tables."""
    lines: list[str] = []
    for group, outlets in groups().items():
        lines += ["", f"**{group}**", "", _line(COLUMNS), _line(["---"] * len(COLUMNS))]
        lines += map(_line, rows(sources, outlets, today))
    return "\n".join(lines).strip() + "\n"


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table for today; with ``--write FILE`` put it between the marks of a page."""
    from cleaner import Cleaner

    today = date.today()
    table = markdown(Cleaner(entry_points=False).sources, today)
    if sys.argv[1:2] != ["--write"]:
        print(table)
        return
    page = Path(sys.argv[2])
    marked = re.compile(r"<!-- symmetry: begin.*?-->\n.*?<!-- symmetry: end -->", re.DOTALL)
    new = f"<!-- symmetry: begin {today} -->\n{table}<!-- symmetry: end -->"
    text = page.read_text(encoding="utf-8")
    page.write_text(marked.sub(lambda _: new, text), encoding="utf-8")


if __name__ == "__main__":
    main()
