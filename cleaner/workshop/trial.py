"""A page of the corpus, tried field by field: what the tests of plugins ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.workshop.gold import DRAFT, Case, clean_case, differences
from cleaner.workshop.readable import readable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner import Cleaner

_ARTICLE = ("page_type", "title", "authors", "published", "language", "tags", "body")


def fields_of(case: Case) -> tuple[str, ...]:
    """The fields that gold says something about, each of which is one test.

    ``gold`` alone where there is none or only a draft; ``spans`` of an extracted text;
    ``page_type`` of a page without an article. ``excluded`` is what must not stand in the text,
    ``labels`` what it is called.
    """
    gold = case.gold
    if gold is None or gold.get(DRAFT):
        return ("gold",)
    if "spans" in gold:
        return ("spans",)
    if not gold.get("body"):
        return ("page_type",)
    told = [name for name in _ARTICLE if name in gold or name == "page_type"]
    return (*told, "excluded", "labels") if gold.get("excluded") else tuple(told)


class Trial:
    """A page cleaned once; :meth:`wrong` tells what differs in a field."""

    def __init__(self, cleaner: Cleaner, case: Case) -> None:
        self._case = case
        self._cleaner = cleaner
        self._found: Mapping[str, list[str]] | None = None

    def wrong(self, field: str) -> str:
        """Readable differences in one of :func:`fields_of`; ``""`` where there is none."""
        if field == "gold":
            state = "a draft" if self._case.gold else "missing"
            return f"gold is {state}: look at it, then: cleaner corpus accept {self._case.name}"
        if self._found is None:
            self._found = self._differences()
        return "\n".join(self._found.get(field, ()))

    def _differences(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        assert self._case.gold is not None
        for one in differences(self._case.gold, clean_case(self._cleaner, self._case)):
            name = one.field.partition(" ")[0]
            found.setdefault("labels" if name == "label" else name, []).append(readable(one))
        if "page_type" in found:  # no article came out: every field is wrong with it
            found |= dict.fromkeys(fields_of(self._case), found["page_type"])
        return found
