"""Mirrors of web sites, as HTTrack and wget leave them: what in them is a page, and what is not."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING, Final

from cleaner.io.files import looks_like_html

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_DYNAMIC: Final = frozenset(
    ["", ".php", ".php3", ".asp", ".aspx", ".jsp", ".shtml", ".cfm", ".cgi", ".html", ".htm"]
)
"""Endings of addresses whose files hold pages, before the query that wget keeps in file names."""
_QUERY: Final = re.compile(r"[?@].*", re.DOTALL)
_OWN: Final = {
    "robots.txt": "the robots.txt of a site",
    "hts-log.txt": "HTTrack's own file",
    "cookies.txt": "HTTrack's own file",
}
_HTTRACK: Final = "hts-cache"


def maybe_page(name: str) -> bool:
    """Whether a file without a suffix of ours may be a page: ``123``, ``a.php``, ``a.html?p=2``."""
    base = _QUERY.sub("", name)
    dot = base.rfind(".")
    return (base[dot:].lower() if dot > 0 else "") in _DYNAMIC


def opens_as_page(path: Path) -> bool:
    """Whether a file is a regular one and its first bytes are HTML's."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            return looks_like_html(file.read(4096))
    except OSError:
        return False


def own_file(name: str, folders: Collection[str]) -> str:
    """What a file is that the mirroring program wrote for itself, ``""`` for any other.

    ``folders`` are those beside it: only HTTrack's files stand beside its cache.
    """
    if name == "robots.txt" or _HTTRACK in folders:
        return _OWN.get(name, "")
    return ""
