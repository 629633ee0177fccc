"""Which outlet a host, an address or a name belongs to, from the plugins and without reading them.

The identity of every outlet is kept in one JSON file in the user's cache, keyed like the index of
domains: a plugin is read again only when its size or time has changed. The file is made on the
first question, never at start-up.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaner.profile.names import Names, key
from cleaner.sites.domains import normal_host, split_address
from cleaner.sites.index import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.model.site import Site
    from cleaner.profile.names import Match
    from cleaner.sites.index import SiteRef
    from cleaner.sites.registry import SiteRegistry

_HOSTS: Final = 4096
"""Host names remembered."""
VERSION: Final = 1
"""Of the form of the cache file; others are rebuilt."""


class Known(NamedTuple):
    """What identifies an outlet: enough to match and to place it.

    Country, type and ownership are as its plugin states them, dated or not; what is shown of an
    outlet comes from its claims (:mod:`cleaner.profile.vouched`).
    """

    id: str
    domains: tuple[str, ...]
    """The canonical one first."""
    names: dict[str, str]
    aliases: tuple[str, ...]
    country: str | None
    type: str | None
    ownership: str | None
    network: str | None
    editions: tuple[tuple[str, str, tuple[str, ...]], ...]
    """(host or path, shown name, keys of its names)."""
    shut: tuple[str, ...]
    """Look-alikes and hijacked domains: never this outlet."""
    keys: tuple[str, ...]
    """Folded names and aliases (:func:`cleaner.profile.names.key`)."""

    @property
    def domain(self) -> str:
        """The canonical domain, ``""`` where there is none."""
        return self.domains[0] if self.domains else ""

    @property
    def name(self) -> str:
        """The name to show: Arabic, else any."""
        return self.names.get("ar") or next(iter(self.names.values()), self.domain)


class Place(NamedTuple):
    """Where an address belongs: its outlet, and the edition it is part of (``""`` if none)."""

    outlet: Known
    edition: str = ""


class Outlets:
    """All outlets of a registry. Cheap to make; reads the plugins, or their cache, when asked."""

    def __init__(self, registry: SiteRegistry, cache: Path | str | None = "default") -> None:
        self._registry = registry
        self._cache = cache_folder() if cache == "default" else Path(cache) if cache else None
        self._of_host = lru_cache(_HOSTS)(self._look_up)

    def __iter__(self) -> Iterator[Known]:
        return iter(self._known.values())

    def __len__(self) -> int:
        return len(self._known)

    def get(self, outlet: str) -> Known | None:
        """The outlet of a plugin's name (``youm7_com``)."""
        return self._known.get(outlet)

    def site(self, outlet: str) -> Site | None:
        """Its plugin, read and checked: facts and evidence."""
        ref = self._refs.get(outlet)
        return self._registry.load(ref) if ref else None

    def resolve(self, address: str) -> Place | None:
        """The outlet of a host name or URL; None for strangers and look-alikes.

        An edition is told by its host (``arabic.example.com``) or by the first segments of the
        path (``example.com/arabic``); the longest that fits counts.
        """
        said, path = split_address(address)
        host, known, warning = self._of_host(said)
        if known is None or warning:
            return None
        if not known.editions:
            return Place(known)
        fits = [at for at, _, _ in known.editions if _is_within(host, path, at)]
        return Place(known, max(fits, key=len, default=""))

    def warning(self, address: str) -> str:
        """What speaks against a host: it imitates an outlet or was taken from one; else ``""``."""
        return self._of_host(split_address(address)[0])[2]

    def _look_up(self, said: str) -> tuple[str, Known | None, str]:
        """A host as it is keyed, its outlet, and what speaks against it."""
        host = normal_host(said)
        ref = self._registry.find(host)
        known = self._known.get(ref.name) if ref else None
        name = host
        while name:
            if imitated := self._shut.get(name):
                told = f"{name} is no domain of {imitated.domain}, whatever it looks like"
                return host, known, told
            name = name.partition(".")[2]
        return host, known, ""

    def find(self, text: str) -> list[Match]:
        """Names of outlets in running text, in order; see :mod:`cleaner.profile.names`."""
        return self.names.find(text)

    def match(self, phrase: str) -> Match | None:
        """The outlet that a whole phrase (a credit line, what stands in brackets) names."""
        return self.names.match(phrase)

    @cached_property
    def names(self) -> Names:
        """The index of names."""
        return Names(self)

    def named(self) -> Iterator[tuple[str, str, Known]]:
        """(folded name, edition or ``""``, outlet) of everything that can be looked up."""
        for known in self:
            for name in known.keys:
                yield name, "", known
            for at, _, names in known.editions:
                for name in names:
                    yield name, at, known

    @cached_property
    def _refs(self) -> dict[str, SiteRef]:
        return {ref.name: ref for ref in self._registry.refs() if ref.kind == "site"}

    @cached_property
    def _shut(self) -> dict[str, Known]:
        return {domain: known for known in self for domain in known.shut}

    @cached_property
    def _known(self) -> dict[str, Known]:
        store = self._cache and self._cache / f"outlets-{_digest(self._refs.values())}.json"
        old = _load(store) if store else {}
        rows: dict[str, _Row] = {}
        found: dict[str, Known] = {}
        for name, ref in self._refs.items():
            stamp = _stamp(ref.file)
            row = old.get(ref.file)
            if row and stamp and row[0] == stamp:
                rows[ref.file] = row
                found[name] = _known(row[1])
                continue
            site = self._registry.load(ref)
            if site is None or site.outlet is None:
                continue
            found[name] = identity(site)
            if stamp:
                rows[ref.file] = (stamp, list(found[name]))
        if store and rows != old:
            _save(store, rows)
        return found


def identity(site: Site) -> Known:
    """What identifies the outlet of a plugin."""
    facts = site.outlet
    assert facts is not None
    spelt = [*facts.names.values(), *facts.aliases]
    editions = tuple(
        (
            one.at,
            one.names.get("ar") or next(iter(one.names.values()), one.at),
            _keys([*one.names.values(), *one.aliases]),
        )
        for one in facts.editions
    )
    return Known(
        id=site.name,
        domains=site.domains,
        names=dict(facts.names),
        aliases=facts.aliases,
        country=facts.country,
        type=facts.type,
        ownership=facts.ownership,
        network=facts.network,
        editions=editions,
        shut=(*facts.roles.get("lookalike", ()), *facts.roles.get("hijacked", ())),
        keys=_keys(spelt),
    )


def _keys(spelt: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(key, spelt))))


def _is_within(host: str, path: str, at: str) -> bool:
    said, _, below = at.partition("/")
    if host != said and not host.endswith(f".{said}"):
        return False
    return not below or f"{path}/".startswith(f"{below}/")


_Row = tuple[list[int], list[Any]]


def _stamp(file: str) -> list[int]:
    """Size and time of a file; empty where there is none (a site that code registered)."""
    with suppress(OSError, ValueError):
        stat = Path(file).stat()
        return [stat.st_size, stat.st_mtime_ns]
    return []


def _known(row: list[Any]) -> Known:
    said = Known(*row)
    return said._replace(
        domains=tuple(said.domains),
        aliases=tuple(said.aliases),
        editions=tuple((at, name, tuple(keys)) for at, name, keys in said.editions),
        shut=tuple(said.shut),
        keys=tuple(said.keys),
    )


def _digest(refs: Iterable[SiteRef]) -> str:
    folders = sorted({str(Path(ref.file).parent) for ref in refs})
    return hashlib.sha256("\n".join(folders).encode()).hexdigest()[:16]


def _load(store: Path) -> dict[str, _Row]:
    """What the cache knows; empty if it is absent, broken or of another version."""
    try:
        data = json.loads(store.read_bytes())
        if data["version"] != VERSION:
            return {}
        rows = {file: (stamp, row) for file, (stamp, row) in data["files"].items()}
        return {file: row for file, row in rows.items() if _known(row[1]).id}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _save(store: Path, rows: dict[str, _Row]) -> None:
    """Write beside and rename, so that nobody sees half a file; a full disk is no error."""
    temporary = None
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=store.parent, suffix=".tmp")
        with open(handle, "w", encoding="utf-8") as out:  # noqa: PTH123 -- a descriptor
            json.dump({"version": VERSION, "files": rows}, out)
        Path(temporary).replace(store)
    except (OSError, ValueError):
        if temporary:
            Path(temporary).unlink(missing_ok=True)
