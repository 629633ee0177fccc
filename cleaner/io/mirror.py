"""Mirrors of web sites, as HTTrack and wget leave them: what in them is a page, and what is not."""

from __future__ import annotations

import re
import stat
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cleaner.io.files import looks_like_html
from cleaner.segment.address import folder_host

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
_DECLARES: Final = ("trust.txt", ".well-known/trust.txt", "ads.txt")
"""Files in which a site declares things about itself."""
_MOST: Final = 1_000_000
"""Bytes of such a file that are read; the longest ads.txt have some hundred thousand."""
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


def own_file(name: str, folder: str, folders: Collection[str]) -> str:
    """What a file is that holds no page but what a site or the mirroring program keeps there.

    ``""`` for any other. ``folder`` is the name of the folder it is in, ``folders`` are those
    beside it: only HTTrack's files stand beside its cache.
    """
    if name in _DECLARES and folder_host(folder):
        return f"the {name} of a site, told in the profiles of its pages"
    if name == "robots.txt" or _HTTRACK in folders:
        return _OWN.get(name, "")
    return ""


@lru_cache(maxsize=64)
def declared_beside(folder: Path) -> tuple[tuple[str, str], ...]:
    """(address, text) of the files in which the site declares things whose pages a folder holds.

    They stand in the folder named like the host, this one or one above; empty where there is none.
    """
    for above in reversed((folder, *folder.parents)):
        if host := folder_host(above.name):
            return _declared(above, host)
    return ()


@lru_cache(maxsize=64)
def _declared(folder: Path, host: str) -> tuple[tuple[str, str], ...]:
    found = []
    for name in _DECLARES:
        try:
            with (folder / name).open("rb") as file:
                text = file.read(_MOST).decode("utf-8", "replace")
        except OSError:
            continue
        found.append((f"https://{host}/{name}", text))
    return tuple(found)
