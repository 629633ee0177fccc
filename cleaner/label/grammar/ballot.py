"""Ballot: where the decisions of the grammar become votes with their reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, cast

from cleaner.model.block import Vote

if TYPE_CHECKING:
    from cleaner.label.grammar.units import Unit
    from cleaner.model.labels import Label

PLUGIN: Final = "grammar"
Role = Literal["", "headline", "item", "heading", "body"]


@dataclass(slots=True)
class Ballot:
    """Collects the votes of one document and numbers its second articles."""

    votes: list[Vote] = field(default_factory=list)
    groups: int = 0

    def new_group(self) -> int:
        """A number for one more second article."""
        self.groups += 1
        return self.groups - 1

    def cast(
        self,
        unit: Unit,
        label: str,
        rule: str,
        reason: str,
        *,
        strength: float = 60,
        span: tuple[int, int] | None = None,
        group: int = -1,
        role: Role = "",
    ) -> None:
        """Vote for a unit, or for ``span`` of its folded text."""
        if span is None:
            start, end = unit.start, unit.end
        else:
            start, end = unit.span(*span)
        if start >= end:
            return
        whole = end == len(unit.source.text)
        self.votes.append(
            Vote(
                unit.block,
                cast("Label", label),
                strength,
                rule,
                PLUGIN,
                reason,
                start,
                None if whole else end,
                group,
                role,
            )
        )
