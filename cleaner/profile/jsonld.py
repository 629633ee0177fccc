"""JSON-LD: an outlet as a schema.org ``NewsMediaOrganization``, an article as a ``NewsArticle``.

Only live claims are exported, each property from the claim of highest confidence and latest date;
where claims differ, all of them stand in ``subjectOf`` with their sources. What is unknown has no
property.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cleaner.profile.claims import is_live

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.model.article import Article
    from cleaner.model.profile import Claim, Hop
    from cleaner.model.site import Site

_RANK: Final = {"high": 2, "medium": 1, "low": 0}
_POLICIES: Final = {
    "about-page": "publishingPrinciples",
    "masthead": "masthead",
    "ethics-policy": "ethicsPolicy",
    "corrections-policy": "correctionsPolicy",
    "fact-checking-policy": "verificationFactCheckingPolicy",
    "ownership-page": "ownershipFundingInfo",
    "unnamed-sources-policy": "unnamedSourcesPolicy",
    "byline-policy": "noBylinesPolicy",
}
"""Predicates whose value is an address -> property of schema.org."""


def organization(site: Site, claims: Sequence[Claim]) -> dict[str, Any]:
    """The ``NewsMediaOrganization`` of a plugin and its claims."""
    live = [claim for claim in claims if is_live(claim, date.today())]
    facts = site.outlet
    names = dict(facts.names) if facts else {}
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsMediaOrganization",
        "@id": f"https://{site.domains[0]}/" if site.domains else site.name,
        "name": [{"@language": code, "@value": name} for code, name in names.items()],
        "url": f"https://{site.domains[0]}/" if site.domains else None,
        "alternateName": list(facts.aliases) if facts else None,
        "foundingDate": _year(_best(live, "founded")),
        "dissolutionDate": _year(_best(live, "closed")),
        "parentOrganization": _named("Organization", _best(live, "parent") or _best(live, "owner")),
        "ownershipFundingInfo": _best(live, "ownership"),
        "address": _address(_best(live, "country"), _best(live, "seat")),
        "knowsLanguage": _all(live, "language"),
        "sameAs": _wikidata(_best(live, "wikidata")),
        "additionalType": _best(live, "type"),
        **{name: _best(live, predicate) for predicate, name in _POLICIES.items()},
        "subjectOf": [_claim(claim) for claim in claims],
    }
    return {key: value for key, value in found.items() if value not in (None, [], {})}


def news_article(article: Article) -> dict[str, Any]:
    """The ``NewsArticle`` of a cleaned page, with what it is based on."""
    profile = article.profile
    origin, publisher = profile.origin, profile.publisher
    own = origin.basis in ("default", "unknown")
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _type(article),
        "url": article.url,
        "headline": article.title,
        "articleBody": article.text or None,
        "inLanguage": article.language or None,
        "datePublished": article.published,
        "dateModified": article.modified,
        "articleSection": article.section,
        "keywords": list(article.tags),
        "author": [_named("Person", name) for name in article.authors],
        "publisher": _party(publisher.name, publisher.domain),
        "sourceOrganization": None if own else _party(origin.name, origin.domain),
        "creditText": article.credit,
        "dateline": article.dateline,
        "isBasedOn": [_hop(hop) for hop in profile.chain],
    }
    return {key: value for key, value in found.items() if value not in (None, [], {})}


def _type(article: Article) -> str:
    values = {one.name: one.value for one in article.profile.signals}
    if values.get("sponsored-label"):
        return "AdvertiserContentArticle"
    return "OpinionNewsArticle" if values.get("opinion-label") else "NewsArticle"


def _best(claims: Iterable[Claim], predicate: str) -> Any:  # noqa: ANN401 -- a claim's value
    mine = [one for one in claims if one.predicate == predicate]
    mine.sort(key=lambda one: (_RANK[one.confidence], one.observed_on or date.min))
    return mine[-1].value if mine else None


def _all(claims: Iterable[Claim], predicate: str) -> list[Any]:
    return list(dict.fromkeys(one.value for one in claims if one.predicate == predicate))


def _year(value: object) -> str | None:
    return None if value is None else str(value)


def _named(kind: str, name: object) -> dict[str, Any] | None:
    return {"@type": kind, "name": name} if name else None


def _party(name: str, domain: str) -> dict[str, Any] | None:
    if not name and not domain:
        return None
    found = {"@type": "NewsMediaOrganization", "name": name or domain}
    return {**found, "url": f"https://{domain}/"} if domain else found


def _hop(hop: Hop) -> dict[str, Any]:
    who = _party(hop.name, hop.domain)
    return {"@type": "CreativeWork", "sourceOrganization": who, "creditText": hop.name}


def _address(country: object, seat: object) -> dict[str, Any] | None:
    found = {"addressCountry": country, "addressLocality": seat}
    told = {key: value for key, value in found.items() if value}
    return {"@type": "PostalAddress", **told} if told else None


def _wikidata(qid: object) -> str | None:
    return f"https://www.wikidata.org/entity/{qid}" if qid else None


def _claim(claim: Claim) -> dict[str, Any]:
    """A claim as a schema.org ``Claim``: who says it, when, and how sure it is."""
    value = " ".join(map(str, claim.value)) if isinstance(claim.value, tuple) else claim.value
    found: dict[str, Any] = {
        "@type": "Claim",
        "name": claim.predicate,
        "text": str(value),
        "appearance": {
            "@type": "CreativeWork",
            "name": claim.source.name,
            "url": claim.source.address or None,
            "license": claim.source.licence or None,
        },
        "datePublished": claim.observed_on.isoformat() if claim.observed_on else None,
        "creativeWorkStatus": claim.status,
        "description": f"{claim.method}, confidence {claim.confidence}",
    }
    found["appearance"] = {k: v for k, v in found["appearance"].items() if v}
    return {key: value for key, value in found.items() if value is not None}
