"""Domain -> site: found by a dict, read on its first page, merged with its family.

What the host does for a page::

    site = registry.site(host)              # Site | None: as its file states it
    family = registry.family("jnews")       # … or the one of registry.families() a page proves
    rules = registry.resolve(site, family)  # Site: united with family and defaults

Every selector and line pattern of a ``Site`` is a ``Rule(pattern, plugin, level)``: ``plugin`` is
the ``Site.name`` that states it, ``level`` is ``site``, ``family`` or ``default``. The layouts of
a *resolved* site are the candidates in order: the first whose ``root`` matches is the page's; the
last has no root and holds the rules for pages on which none matches (the generic path). Their
lists have the site's rules first, then the family's, then the defaults' (``cleaner.sites.merge``).

The cost of a page does not depend on the number of plugins: finding one is a handful of dict
look-ups, on label boundaries, the longest domain first (``arabic.cnn.com`` before ``cnn.com``,
whichever folder they are in).
"""

from __future__ import annotations

from bisect import insort
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.errors import BadValue, DomainTaken, PluginError, Untrusted
from cleaner.model.site import Site
from cleaner.sites.build import DEFAULT
from cleaner.sites.directories import PluginDir
from cleaner.sites.domains import normal_host
from cleaner.sites.given import check_given
from cleaner.sites.index import SiteRef, cache_folder, index
from cleaner.sites.merge import merge
from cleaner.sites.python import SitePlugin, load_python, site_of
from cleaner.sites.schema import FAMILIES, domain_line, read_site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.sites.schema import FileKind

MAX_HOST: Final = 253
"""Longest host name there is (RFC 1035); anything longer is none."""
_PACKAGES: Final = 1_000
"""Rank of what packages register: behind the user's folders, before the bundled set."""
_BUNDLED: Final = 2_000


class SiteRegistry:
    """All plugins of some folders and packages.

    ``refused`` has every plugin that was dropped and why, in the order it was found out. Can be
    pickled; what has been read is read again on the other side.
    """

    def __init__(
        self, directories: Iterable[PluginDir] = (), *, cache: Path | str | None = "default"
    ) -> None:
        self.refused: list[PluginError] = []
        self._cache = cache_folder() if cache == "default" else Path(cache) if cache else None
        self._claims: dict[str, list[SiteRef]] = {}
        """Domain or family -> who claims it, the first of them wins."""
        self._families: set[str] = set()
        self._given: dict[SiteRef, Site] = {}
        self._read: dict[SiteRef, Site | None] = {}
        self._resolved: dict[tuple[str, str, str, str], Site] = {}
        for place, directory in enumerate(directories):
            rank = _BUNDLED + place if directory.origin == "bundled" else place
            self._enter_directory(directory, rank)

    def register(self, site: Site | Path | type[SitePlugin]) -> None:
        """Add what a package brings: a site, a plugin file, or a folder of them.

        Packages override the bundled plugins and are overridden by the user's folders. What is
        wrong with one is recorded in ``refused``.
        """
        if isinstance(site, Path) and site.is_dir():
            self._enter_directory(PluginDir(site, trusted=True, origin="package"), _PACKAGES)
            return
        try:
            if isinstance(site, Path):
                one = _read_file(str(site), None)
            else:
                one = site_of(site) if isinstance(site, type) else site
                check_given(one)
        except PluginError as error:
            self.refused.append(error)
            return
        kind: FileKind = "site" if one.domains else "family"
        ref = SiteRef(_PACKAGES, one.name, one.file, kind, one.domains, True)
        self._given[ref] = one
        self._enter(ref)

    def find(self, host: str) -> SiteRef | None:
        """The plugin for a host name: of the host itself, or of the closest domain above it."""
        name = normal_host(host)
        if len(name) > MAX_HOST:
            return None
        while name:
            if ref := self._winner(name):
                return ref
            name = name.partition(".")[2]
        return None

    def load(self, ref: SiteRef) -> Site | None:
        """Read and check a plugin, once; None (and an entry in ``refused``) if it is no good."""
        if ref not in self._read:
            try:
                self._read[ref] = self._given.get(ref) or self._read_ref(ref)
            except PluginError as error:
                self._read[ref] = None
                self.refused.append(error)
        return self._read[ref]

    def site(self, host: str) -> Site | None:
        """The site for a host name; where its plugin is refused, the next one that claims it."""
        while ref := self.find(host):
            if site := self.load(ref):
                return site
        return None

    def family(self, name: str) -> Site | None:
        """The family called ``name`` (``jnews``), None if there is none or it is refused."""
        while ref := self._winner(f"{FAMILIES}/{name}"):
            if site := self.load(ref):
                return site
        return None

    def families(self) -> list[Site]:
        """All families but the defaults, by name."""
        found = (self.family(name) for name in sorted(self.family_names()))
        return [family for family in found if family]

    def family_names(self) -> set[str]:
        """The names a site may give as its ``family``."""
        return self._families - {DEFAULT}

    def resolve(self, site: Site | None, family: Site | None = None) -> Site:
        """``site`` with the rules of its family and the defaults; see the top of this file.

        ``family`` is what the page's fingerprint proves; it counts where the site names none.
        Without a site the result is the family's, or that of the defaults alone. Cached.
        """
        if site and site.family:
            family = self.family(site.family) or family
        key = (*_identity(site), *_identity(family))
        if key not in self._resolved:
            default = self.family(DEFAULT) or Site(name="", file="")
            self._resolved[key] = merge(site, family, default)
        return self._resolved[key]

    def refs(self) -> list[SiteRef]:
        """The plugins that answer for something, by name; families last."""
        found = {ref for key in self._claims if (ref := self._winner(key))}
        return sorted(found, key=lambda ref: (ref.kind == "family", ref.name, ref.rank))

    @property
    def overrides(self) -> list[tuple[SiteRef, SiteRef]]:
        """(winner, loser): plugins that lose a domain or name to one of an earlier folder."""
        pairs = {(refs[0], loser): None for refs in self._claims.values() for loser in refs[1:]}
        return list(pairs)

    @property
    def conflicts(self) -> list[DomainTaken]:
        """The refusals because another plugin of the same folder has the domain already."""
        return [error for error in self.refused if isinstance(error, DomainTaken)]

    def __getstate__(self) -> dict[str, Any]:
        """Without the sites read: hooks of Python plugins live in modules made on the fly."""
        refused = {ref: None for ref, site in self._read.items() if site is None}
        return {**self.__dict__, "_read": refused, "_resolved": {}}

    def _winner(self, key: str) -> SiteRef | None:
        for ref in self._claims.get(key, ()):
            if self._read.get(ref, ref) is not None:
                return ref
        return None

    def _enter_directory(self, directory: PluginDir, rank: int) -> None:
        refs, errors = index(directory.path, self._cache, rank=rank, trusted=directory.trusted)
        self.refused.extend(errors)
        for ref in refs:
            self._enter(ref)

    def _enter(self, ref: SiteRef) -> None:
        if ref.file.endswith(".py") and not ref.trusted:
            told = "a Python plugin in a folder nobody named is not run"
            self.refused.append(Untrusted(told, file=ref.file, remedy=_TRUST))
            return
        keys = ref.keys
        if not keys:  # the file must be looked at to say why
            self.load(ref)
            return
        for key in keys:
            for other in self._claims.get(key, ()):
                if other.rank == ref.rank:
                    self.refused.append(_taken(ref, key, other))
                    return
        if ref.kind == "family":
            self._families.add(ref.name.removeprefix(f"{FAMILIES}/"))
        for key in keys:
            if others := self._claims.get(key):
                insort(others, ref, key=lambda one: one.rank)
            else:
                self._claims[key] = [ref]

    def _read_ref(self, ref: SiteRef) -> Site:
        site = _read_file(ref.file, self.family_names())
        if set(site.domains) != set(ref.domains):
            indexed = ", ".join(ref.domains) or "none"
            raise BadValue(
                f"has the domains {', '.join(site.domains)}, the index has {indexed}",
                file=ref.file,
                remedy="write them out as a list of strings, or start again",
            )
        return site


_TRUST = "name its folder with --plugins, if you trust it"


def _read_file(file: str, families: set[str] | None) -> Site:
    if file.endswith(".py"):
        return load_python(file, families=families)
    return read_site(file, families=families)


def _identity(site: Site | None) -> tuple[str, str]:
    return (site.file, site.name) if site else ("", "")


def _taken(ref: SiteRef, key: str, first: SiteRef) -> DomainTaken:
    return DomainTaken(
        f"{key!r} is taken by {first.file}",
        file=ref.file,
        line=domain_line(ref.file, key),
        remedy="merge the two files, or leave it to one of them",
    )
