"""JSON-LD: an outlet as a schema.org ``NewsMediaOrganization``, an article as a ``NewsArticle``.

Names and domains are the plugin's; all else comes from live claims, which stand in ``subjectOf``
with source, date and the outlet's reply. Where they differ, a property has all of their values,
that of highest confidence and latest date first. What is unknown has no property.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cleaner.model.profile import PREDICATES
from cleaner.profile.claims import is_live, live_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    "unnamed-sources-policy": "unnamedSourcesPolicy",
    "byline-policy": "noBylinesPolicy",
}
"""Predicates whose value is an address -> property of schema.org."""


def organization(site: Site, claims: Sequence[Claim]) -> dict[str, Any]:
    """The ``NewsMediaOrganization`` of a plugin and its claims."""
    live = [claim for claim in claims if is_live(claim, date.today())]
    ranked = sorted(live, key=_rank, reverse=True)
    said = {predicate: live_values(predicate, ranked) for predicate in PREDICATES}
    facts = site.outlet
    names = dict(facts.names) if facts else {}
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsMediaOrganization",
        "@id": f"https://{site.domains[0]}/" if site.domains else site.name,
        "name": [{"@language": code, "@value": name} for code, name in names.items()],
        "url": f"https://{site.domains[0]}/" if site.domains else None,
        "alternateName": list(facts.aliases) if facts else None,
        "foundingDate": _one([str(year) for year in said["founded"]]),
        "dissolutionDate": _one([str(year) for year in said["closed"]]),
        "parentOrganization": _one(
            [_named("Organization", name) for name in said["parent"] or said["owner"]]
        ),
        "ownershipFundingInfo": _one([*said["ownership-page"], *_owned(ranked)]),
        "address": _address(_one(said["country"]), _one(said["seat"])),
        "knowsLanguage": list(said["language"]),
        "sameAs": _one([f"https://www.wikidata.org/entity/{qid}" for qid in said["wikidata"]]),
        "additionalType": _one(said["type"]),
        **{name: _one(said[predicate]) for predicate, name in _POLICIES.items()},
        "subjectOf": [_claim(claim) for claim in live],
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


def _rank(claim: Claim) -> tuple[int, date]:
    return _RANK[claim.confidence], claim.observed_on or date.min


def _one(values: Sequence[Any]) -> Any:  # noqa: ANN401 -- what JSON holds
    """A value alone, several as a list, None for none."""
    return list(values) if len(values) > 1 else next(iter(values), None)


def _owned(claims: Iterable[Claim]) -> Iterator[str]:
    """Classes of ownership; one that the outlet disputes comes with its reply."""
    told = (
        f"{one.value} (disputed: {one.reply})" if one.status == "disputed" else str(one.value)
        for one in claims
        if one.predicate == "ownership"
    )
    yield from dict.fromkeys(told)


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


def _claim(claim: Claim) -> dict[str, Any]:
    """A claim as a schema.org ``Claim``: who says it, when, for what time, and how sure it is."""
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
        "temporalCoverage": _time(claim),
        "creativeWorkStatus": claim.status,
        "comment": {"@type": "Comment", "text": claim.reply} if claim.reply else None,
        "description": f"{claim.method}, confidence {claim.confidence}",
    }
    found["appearance"] = {k: v for k, v in found["appearance"].items() if v}
    return {key: value for key, value in found.items() if value is not None}


def _time(claim: Claim) -> str | None:
    """When a claim is true, as an ISO 8601 interval; ``..`` is an open end."""
    if claim.valid_from is None and claim.valid_to is None:
        return None
    return "/".join(day.isoformat() if day else ".." for day in (claim.valid_from, claim.valid_to))
