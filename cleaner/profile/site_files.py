"""``trust.txt`` and ``ads.txt`` of a site, where somebody has saved them: what they declare.

Sources of the formats: the trust.txt specification of JournalList.net (``name=value`` lines);
IAB Tech Lab, ads.txt 1.1 (comma-separated seller records, ``OWNERDOMAIN``, ``MANAGERDOMAIN``).
Nothing is fetched; lines that are neither record nor comment are left out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cleaner.model.profile import Claim, Source
from cleaner.sites.domains import normal_host

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cleaner.model.page import Page

_TRUST: Final = frozenset(
    "member belongto control controlledby social vendor customer disclosure contact "
    "datatrainingallowed".split()
)
_SELLER_FIELDS: Final = 3


@dataclass(frozen=True, slots=True)
class TrustTxt:
    """Attribute -> its values, in order (``controlledby`` -> addresses)."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AdsTxt:
    """Owner, manager, and the accounts a site itself holds: (ad system, account)."""

    owner: str = ""
    manager: str = ""
    direct: frozenset[tuple[str, str]] = frozenset()


def _lines(text: str) -> Iterator[str]:
    for line in text.lstrip("\ufeff").splitlines():
        bare = line.partition("#")[0].strip()
        if bare:
            yield bare


def read_trust_txt(text: str) -> TrustTxt:
    """A ``trust.txt``; attributes nobody knows are left out."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in _lines(text):
        name, sign, value = line.partition("=")
        if sign and name.strip().lower() in _TRUST and value.strip():
            found[name.strip().lower()].append(value.strip())
    return TrustTxt({name: tuple(values) for name, values in found.items()})


def read_ads_txt(text: str) -> AdsTxt:
    """An ``ads.txt``; resellers' accounts are not kept, as thousands of sites share them."""
    told: dict[str, str] = {}
    direct: set[tuple[str, str]] = set()
    for line in _lines(text):
        name, sign, value = line.partition("=")
        if sign and name.strip().upper() in ("OWNERDOMAIN", "MANAGERDOMAIN"):
            told.setdefault(name.strip().upper(), normal_host(value.partition(",")[0]))
            continue
        fields = [part.strip() for part in line.split(",")]
        if len(fields) >= _SELLER_FIELDS and fields[2].upper() == "DIRECT" and fields[1]:
            direct.add((fields[0].lower(), fields[1]))
    return AdsTxt(told.get("OWNERDOMAIN", ""), told.get("MANAGERDOMAIN", ""), frozenset(direct))


def page_claims(page: Page, outlet: str) -> tuple[Claim, ...]:
    """What the files saved beside a page declare of its outlet; error pages declare nothing."""
    told = (_told(outlet, address, text, page.captured) for address, text in page.declared)
    return tuple(claim for claims in told for claim in claims)


@lru_cache(maxsize=64)
def _told(outlet: str, address: str, text: str, seen: date | None) -> tuple[Claim, ...]:
    """The claims of one file, read once for all pages beside it."""
    if address.endswith("/ads.txt"):
        ads = read_ads_txt(text)
        return file_claims(outlet, address, seen, ads=ads) if ads != AdsTxt() else ()
    trust = read_trust_txt(text)
    return file_claims(outlet, address, seen, trust=trust) if trust.values else ()


def file_claims(
    outlet: str,
    address: str,
    seen: date | None,
    *,
    trust: TrustTxt | None = None,
    ads: AdsTxt | None = None,
) -> tuple[Claim, ...]:
    """What saved files declare of an outlet; ``address`` is where they were found."""
    claims = []
    if trust is not None:
        claims.append(_claim(outlet, "trust-txt", True, address, seen))
        parents = trust.values.get("controlledby", ())
        claims += [_claim(outlet, "parent", value, address, seen) for value in parents]
    if ads is not None:
        claims.append(_claim(outlet, "ads-txt", True, address, seen))
        if ads.owner:
            claims.append(_claim(outlet, "owner", ads.owner, address, seen))
    return tuple(claims)


def _claim(
    outlet: str, predicate: str, value: str | bool, address: str, seen: date | None
) -> Claim:
    return Claim(
        outlet,
        predicate,
        value,
        Source("the outlet's own file", address, seen.isoformat() if seen else ""),
        method="declared",
        observed_on=seen,
        confidence="medium",
        reason="declared by the site itself",
    )
