"""The closed list of labels a block can carry."""

from __future__ import annotations

from typing import Final, Literal, get_args

Label = Literal[
    "main",
    "title",
    "byline",
    "dateline",
    "source-credit",
    "tags",
    "related-inline",
    "related-block",
    "read-more",
    "most-read",
    "second-article",
    "ad",
    "share",
    "follow",
    "subscribe",
    "newsletter",
    "app",
    "comments",
    "contact",
    "copyright",
    "end-mark",
    "media-control",
    "caption",
    "breadcrumb",
    "nav",
    "other",
]

LABELS: Final[tuple[str, ...]] = get_args(Label)
"""Every label, in the order of the documentation; ``main`` is the only one that is kept."""

REMOVABLE: Final[tuple[str, ...]] = LABELS[1:]
"""The labels a rule may give: all but ``main``."""
