"""How well a plugin's rules are founded: seen on real pages, or only told by others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from cleaner.sites.keys import KEYS

if TYPE_CHECKING:
    from cleaner.model.site import Site

Status = Literal["verified", "learned", "reported", "unproven"]

_FACTS: Final = frozenset(
    part for key in KEYS if key.path.startswith("outlet.") for part in key.path.split(".")[:2]
)
_BESIDE: Final = frozenset({"page", "remove"})
"""Tables that a page without an article can show as well."""


def status(site: Site) -> Status:
    """What the ``kind`` of a plugin's evidence says of its rules.

    ``verified``: a ``real-page`` vouches for the rules of articles, not only for facts of the
    outlet or for pages without an article. ``learned``: ``cleaner learn`` made them, and they did
    well on articles it had not seen. ``reported``: there is evidence, of other kinds only.
    ``unproven``: there is none, as in a file somebody is writing; it is believed like a verified
    one.
    """
    if not site.evidence:
        return "unproven"
    real = (one for one in site.evidence if one.kind == "real-page")
    if any(not one.fields or _heads(one.fields) - _FACTS - _BESIDE for one in real):
        return "verified"
    learned = (one for one in site.evidence if one.kind == "learned")
    if any(one.confidence in ("high", "medium") for one in learned):
        return "learned"
    return "reported"


def _heads(fields: tuple[str, ...]) -> set[str]:
    return {field.partition(".")[0] for field in fields}


def states_root(site: Site) -> bool:
    """Whether the plugin itself says where the article is."""
    return any(layout.root for layout in site.layouts)
