"""Which plugins have aged, by the manifests of runs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.errors import BadOption
from cleaner.io.manifest import read_rows
from cleaner.workshop.check.tried import entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from cleaner.io.manifest import Row
    from cleaner.model.site import Site

MISSING: Final = 0.2
"""Share of pages without the plugin's root from which on it has aged."""
FEW: Final = 5
"""Fewer pages than this prove nothing."""
MANY: Final = 50
"""On this many pages a rule should have hit something."""
RESIDUE: Final = 0.1
LOST: Final = 0.3
_SAMPLES: Final = 3


@dataclass
class Health:
    """What the pages of one outlet say of its plugin."""

    plugin: str
    pages: int = 0
    """Pages that should be articles."""
    roots: Counter[str] = field(default_factory=Counter)
    """``site``, ``family`` or ``none`` -> pages."""
    layouts: Counter[str] = field(default_factory=Counter)
    """Name of the layout (``newest`` for that without one) -> pages with the site's root."""
    rules: Counter[str] = field(default_factory=Counter)
    """The plugin's own rules -> pages on which they removed something."""
    residue: int = 0
    kept: int = 0
    lost: list[float] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Count one page."""
        told = row.health or {}
        self.pages += 1
        self.roots[told["root"]] += 1
        if told["root"] == "site":
            self.layouts[told.get("layout", "newest")] += 1
        self.rules.update(told.get("rules", ()))
        self.residue += told.get("residue", 0)
        self.kept += row.chars_out
        if "lost" in told:
            self.lost.append(told["lost"])

    @property
    def missing(self) -> float:
        """Share of pages on which the plugin's own root was not found."""
        return 1 - self.roots["site"] / self.pages if self.pages else 0.0

    @property
    def residue_share(self) -> float:
        """Characters the grammar had to clear away in the root, of those kept."""
        return self.residue / self.kept if self.kept else 0.0

    @property
    def lost_share(self) -> float | None:
        """Mean share lost against the generic path; None where no page was compared."""
        return sum(self.lost) / len(self.lost) if self.lost else None


def read_health(manifests: Iterable[Path]) -> dict[str, Health]:
    """Plugin -> its health; a folder stands for the ``manifest.jsonl`` in it."""
    found: dict[str, Health] = {}
    for given in manifests:
        path = given / "manifest.jsonl" if given.is_dir() else given
        try:
            with path.open("rb") as rows:
                for row, _ in read_rows(rows, path):
                    if row.health and row.plugin:
                        found.setdefault(row.plugin, Health(row.plugin)).add(row)
        except OSError as error:
            raise BadOption(f"cannot be read ({error.strerror})", file=path) from error
    return found


def has_root(site: Site | None) -> bool:
    """Whether a plugin names a root of its own: a family's is not its to miss."""
    return site is not None and any(layout.root for layout in site.layouts)


def signs(one: Health, site: Site | None, missing: float = MISSING) -> Iterator[str]:
    """Why a plugin has aged; nothing where it has not, or too few pages tell.

    ``site``: the plugin itself, if it is still there.
    """
    if one.pages < FEW:
        return
    if has_root(site) and one.missing > missing:
        yield f"its root is missing on {one.missing:.0%} of {one.pages} pages"
    if one.residue_share > RESIDUE:
        yield f"the grammar clears away {one.residue_share:.0%} beside what is kept"
    if len(one.lost) >= _SAMPLES and (one.lost_share or 0) > LOST:
        yield f"{one.lost_share:.0%} of what the generic path finds is lost"
    if site and one.pages >= MANY and (dead := unused(site, one.rules)):
        yield f"hit nothing: {', '.join(dead)}"


def unused(site: Site, fired: Mapping[str, int]) -> list[str]:
    """The removals of a plugin's newest layout that hit nothing, where none of a label did."""
    told = [f"{one.table}[{one.rule.pattern}]" for one in entries(site) if one.at[0] != "layout"]
    tables = [one for one in told if not one.startswith(("article.", "page.", "fingerprint."))]
    by_label: dict[str, list[str]] = {}
    for rule in tables:
        by_label.setdefault(rule.partition("[")[0], []).append(rule)
    return [label for label, rules in by_label.items() if not any(fired.get(r) for r in rules)]
