"""Host names: as the registry keys them, as file names say them, and which a plugin may have."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import idna

from cleaner.errors import BadValue, PublicSuffix

if TYPE_CHECKING:
    from tldextract import TLDExtract

    from cleaner.errors import PluginError

_NAME = re.compile(
    r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
_ADDRESS = re.compile(r"\s*(?:(?:[a-z][a-z\d+.-]*:)?//)?([^/?#]*)/?([^?#]*)")


def normal_host(host: str) -> str:
    """Lower case, IDNA (``xn--``), no user, port or trailing dot; ``""`` for what is no host name.

    >>> normal_host("WWW.Example.COM.:8080")
    'www.example.com'
    """
    name = host.strip().rpartition("@")[2]
    if not name.startswith("["):  # an IPv6 address has colons of its own and no plugin
        name = name.partition(":")[0]
    name = name.rstrip(".").lower()
    if name.isascii():
        return name
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        return ""


def split_address(address: str) -> tuple[str, str]:
    """Host and path, in lower case, of a URL, a host name or ``host/path``; no query.

    >>> split_address("https://www.Example.com?page=1"), split_address("example.com/Arabic/#top")
    (('www.example.com', ''), ('example.com', 'arabic/'))
    """
    found = _ADDRESS.match(address.lower())
    assert found  # every part of it may be absent
    return found[1], found[2]


def file_domain(stem: str) -> str:
    """The domain that a file name says (``youm7_com`` -> ``youm7.com``), ``""`` if it says none."""
    host = normal_host(stem.replace("_", "."))
    return host if _NAME.fullmatch(host) else ""


def domain_problem(domain: str) -> tuple[type[PluginError], str, str] | None:
    """Error class, message and remedy if a plugin may not have ``domain``; None if it may."""
    host = normal_host(domain)
    if not _NAME.fullmatch(host):
        return (
            BadValue,
            f"{domain!r} is no domain",
            "write it like 'example.com', no 'https://', no path",
        )
    if host.startswith("www."):
        return BadValue, f"{domain!r} with 'www.'", f"write {host[4:]!r}, sub-domains are included"
    if is_public_suffix(host):
        told = f"anybody may have a name under {domain!r}, it is a public suffix"
        return PublicSuffix, told, f"name the outlet's own domain, like 'name.{domain}'"
    return None


def is_public_suffix(host: str) -> bool:
    """``com.eg``, ``gov.sa``, ``blogspot.com``: names under which anybody may register.

    By the Public Suffix List that tldextract ships, its private part included; no network.
    """
    return not _suffixes()(host).domain


@cache
def _suffixes() -> TLDExtract:
    from tldextract import TLDExtract  # late: the import takes longer than reading 500 plugins

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
