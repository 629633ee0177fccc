"""Signs of ageing: what a run notes of each page, so that plugins that no longer fit are seen.

A template changes, and a plugin does not notice: its root is gone, its rules hit nothing, other
rules have to clear away what it left. Each row of the manifest of a page whose outlet has a plugin
carries these counts; ``cleaner.workshop.health`` adds them up.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from cleaner.label.generic import extract
from cleaner.segment.read import read_html

if TYPE_CHECKING:
    from cleaner import Article

SAMPLED: Final = 64
"""One page in so many, chosen by its hash, is compared with the generic path: it is slow."""
_DEFAULTS: Final = ("", "families/_default")


def health(article: Article, source: bytes | str, sha256: str) -> dict[str, Any] | None:
    """The counts of a page of HTML; None where no plugin was in play.

    ``root``: whose rule gave it, ``site``, ``family`` or ``none``; ``layout``: its name, left out
    for the newest; ``rules``: the plugin's own that removed something; ``residue``: characters in
    the root that only the grammar took out; ``lost``: share of the generic path's words that are
    not in the text, of the pages that are sampled.
    """
    if article.plugin in _DEFAULTS or article.status in ("not-article",):
        return None
    told: dict[str, Any] = {"root": article.root or "none"}
    if article.layout:
        told["layout"] = article.layout
    told["rules"] = sorted({one.rule for one in article.removed if one.plugin == article.plugin})
    if article.root:
        left = (len(one.text) for one in article.removed if one.plugin == "grammar")
        told["residue"] = sum(left)
    if int(sha256[:8], 16) % SAMPLED == 0:
        told["lost"] = lost(article, source)
    return told


def lost(article: Article, source: bytes | str) -> float:
    """Share of the words the generic path keeps that are not in the article, 0 to 1."""
    found = Counter(extract(read_html(source).source).split())
    if not found:
        return 0.0
    missing = found - Counter(article.text.split())
    return round(missing.total() / found.total(), 3)
