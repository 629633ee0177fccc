"""Where a page came from: its URL, recovered in a fixed order, and the domain of a URL.

Order: given by the caller; sidecar file; WARC header; the comment of the program that saved the
page; canonical link; ``og:url``; JSON-LD; ``<base>``; a directory named like a domain, as wget and
HTTrack make them. Where two disagree on the domain, the earlier one counts and a warning says so.
Nothing here asks the network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, urljoin, urlsplit

from cleaner.arabic.dates import parse_date

if TYPE_CHECKING:
    from tldextract import TLDExtract

    from cleaner.model.page import UrlBasis

_HEAD: Final = 8192
_TAIL: Final = 4096
_SAVERS: Final = (
    # SingleFile
    re.compile(
        r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)"
        r"(?:\s+saved date:\s*\w{3} (?P<date>\w{3} \d{1,2} \d{4}))?"
    ),
    # Internet Explorer, Chrome, Edge: "mark of the web"
    re.compile(r"<!--\s*saved from url=\(\d{4,5}\)(?P<url>\S+)"),
    # HTTrack leaves the scheme out
    re.compile(
        r"<!-- Mirrored from (?P<url>\S+) by HTTrack[^>]*?"
        r"(?:, \w{3}, (?P<date>\d{1,2} \w{3} \d{4}) [\d:]+ GMT)?\s*-->"
    ),
    # Save Page WE
    re.compile(r"<meta name=\"savepage-url\" content=\"(?P<url>[^\"]+)\""),
)
_ARCHIVED: Final = re.compile(r"https?://web\.archive\.org/web/\d{4,14}[a-z_]*/(.+)", re.DOTALL)
_AMP_CACHE: Final = re.compile(
    r"https?://[\w-]+\.cdn\.ampproject\.org/[a-z]/(?:s/)?(.+)", re.DOTALL
)
_FILE_LIKE: Final = frozenset(["app", "md", "mov", "pl", "ps", "py", "rs", "sh", "so", "zip"])
"""Top-level domains that are also endings of file names: no directory counts for them."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page's URL (None if nothing tells), what told it, and the day a saver says it saved it."""

    url: str | None = None
    basis: UrlBasis = "none"
    warnings: tuple[str, ...] = ()
    captured: date | None = None


def recover_url(
    source: str = "",
    *,
    given: str | None = None,
    sidecar: str | None = None,
    warc: str | None = None,
    saver: str | None = None,
    directory: str | None = None,
    canonical: str | None = None,
    og_url: str | None = None,
    jsonld_url: str | None = None,
    base: str | None = None,
) -> Address:
    """The URL of a page, from all that may tell it; pure, and never an error.

    ``source`` is the page's HTML (its ends are searched for a saver's comment; ``saver`` is what
    such a program wrote elsewhere), ``directory`` the
    path of its file (slashes of any system), relative to where the run started; the others are URLs
    as found. Addresses on this machine (``file:``, ``localhost``) are no URLs; relative ones are
    resolved against ``base`` or the directory's. ``given`` is believed as it stands, even without
    a public domain.
    """
    comment, captured = _saver(source)
    mirrored = _mirrored(directory)
    anchor = web_url(base) or mirrored
    found: list[tuple[UrlBasis, str]] = []
    if given and (url := web_url(given) or _any_web_url(given)):
        found.append(("given", url))
    told: tuple[tuple[UrlBasis, str | None], ...] = (
        ("sidecar", sidecar),
        ("warc", warc),
        ("saver", saver or comment),
        ("canonical", canonical),
        ("og:url", og_url),
        ("json-ld", jsonld_url),
        ("base", base),
        ("directory", mirrored),
    )
    found.extend((basis, url) for basis, value in told if (url := web_url(value, anchor)))
    if not found:
        return Address(captured=captured)
    basis, url = found[0]
    return Address(url, basis, tuple(_disagreements(found)), captured)


def _disagreements(found: list[tuple[UrlBasis, str]]) -> list[str]:
    basis, url = found[0]
    domain = split_host(url)[1]
    return [
        f"{basis} says the page is from {domain or url}, {other} says {elsewhere}: {basis} counts"
        for other, told in found[1:]
        if (elsewhere := split_host(told)[1]) != domain
    ]


@lru_cache(maxsize=1024)
def web_url(value: str | None, anchor: str | None = None) -> str | None:
    """``value`` as an absolute http(s) URL under a public domain, else None.

    Takes what stands on pages: white space around it, no scheme (``//x.com/a``, ``www.x.com/a``),
    a path alone (resolved against ``anchor``), a copy in the Web Archive or the AMP cache
    (unpacked).
    """
    text = (value or "").strip()
    if not text or any(mark in text for mark in '\n\r\t<>"'):
        return None
    for wrapper in (_ARCHIVED, _AMP_CACHE):
        if match := wrapper.match(text):
            text = match[1]
    parts = _split(text)
    if parts is None:
        return None
    if not parts.scheme and parts.netloc:
        text = f"https:{text}"
    elif not _is_web(parts):
        # «x.com:8080/a» has the scheme «x.com»
        if (not parts.scheme or "." in parts.scheme) and split_host(f"https://{text}")[1]:
            text = f"https://{text}"
        elif anchor and not parts.scheme:
            text = urljoin(anchor, text)
    return text if split_host(text)[1] else None


def _any_web_url(text: str) -> str | None:
    """An http(s) URL with any host: the caller may work on an intranet."""
    parts = _split(text.strip())
    return text.strip() if parts and _is_web(parts) else None


@lru_cache(maxsize=1024)  # a page asks several times for its own
def split_host(url: str) -> tuple[str, str]:
    """Host name and registrable domain of an http(s) URL; empty strings for what it has not.

    Both in lower case and ASCII («مثال.مصر» is ``xn--mgbh0fb.xn--wgbh1c``), without port and
    closing dot. An IP address, ``localhost`` and a public suffix alone have no registrable domain.
    """
    parts = _split(url)
    if parts is None or not _is_web(parts):
        return "", ""
    host = _ascii((parts.hostname or "").rstrip(".").lower())
    return host, registrable(host)


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """The domain under which a host is registered (``www.bbc.co.uk``: ``bbc.co.uk``), or ``""``."""
    return suffixes()(host).top_domain_under_public_suffix


@cache
def suffixes() -> TLDExtract:
    """The public suffixes; those of companies (``blogspot.com``) are none."""
    from tldextract import TLDExtract  # imports requests: a fifth of a second

    return TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list in the package, no network


def _is_web(parts: SplitResult) -> bool:
    return parts.scheme in ("http", "https") and bool(parts.hostname)


@lru_cache(maxsize=1024)
def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.hostname, parts.port
    except ValueError:  # brackets that are no IPv6 address, a port that is no number
        return None
    return parts


@lru_cache(maxsize=4096)
def _ascii(host: str) -> str:
    if host.isascii():
        return host
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return ""


def _saver(source: str) -> tuple[str | None, date | None]:
    """URL and day in the comment of the program that saved the page."""
    for part in (source[:_HEAD], source[max(_HEAD, len(source) - _TAIL) :]):
        for pattern in _SAVERS:
            match = pattern.search(part)
            if match and (url := web_url(match["url"])):
                return url, _day(match.groupdict().get("date"))
    return None, None


def _day(text: str | None) -> date | None:
    found = parse_date(text or "", language="en")
    return date.fromisoformat(found.iso) if found else None


def folder_host(name: str) -> str:
    """The host a directory is named like (``www.example.com``), ``""`` where it is not."""
    host, domain = split_host(f"https://{name}")
    named = domain and "@" not in name and domain.rpartition(".")[2] not in _FILE_LIKE
    return host if named else ""


def _mirrored(path: str | None) -> str | None:
    """``https://host/rest`` of a path with a directory named like a host (never the file)."""
    parts = (path or "").replace("\\", "/").split("/")
    for place, part in enumerate(parts[:-1]):
        host = folder_host(part)
        if not host:
            continue
        rest = "/".join(parts[place + 1 :]).removesuffix(".gz").removesuffix(".zst")
        if rest.rpartition("/")[2] in ("index.html", "index.htm"):
            rest = rest.rpartition("index.htm")[0]
        return f"https://{host}/{rest}"
    return None
