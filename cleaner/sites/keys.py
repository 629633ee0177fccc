"""Every key of a plugin file: one table, from which checks, JSON Schema and documentation come."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

from cleaner.sites.values import (
    COUNTRY,
    DATE,
    DOMAINS,
    EDITION,
    FAMILY,
    FLAG,
    LANGUAGE_CODE,
    LANGUAGES,
    NAMES,
    PATTERNS,
    REMOVALS,
    SELECTORS,
    TEXT,
    TEXTS,
    TIMEZONE,
    WIKIDATA,
    YEAR,
    Kind,
    one_of,
)


class Key(NamedTuple):
    """One key. In ``path``, ``[]`` is an array of tables and ``<label>`` any label but ``main``."""

    path: str
    kind: Kind
    doc: str
    where: Literal["both", "site", "family"] = "both"
    """Whether sites, families or both may have it."""
    required: bool = False


OUTLET_TYPES: Final = (
    "newspaper",
    "agency",
    "broadcaster",
    "magazine",
    "portal",
    "aggregator",
    "blog",
    "fact-checker",
    "government",
    "other",
)
OWNERSHIPS: Final = ("state", "state-linked", "public", "party", "non-profit", "private")
DOMAIN_ROLES: Final = ("former", "alias", "hijacked", "lookalike")
METHODS: Final = ("declared", "observed", "third-party", "inferred")
STATUSES: Final = ("active", "superseded", "disputed", "withdrawn")
EVIDENCE_KINDS: Final = ("real-page", "reported", "document", "text", "learned")
CONFIDENCES: Final = ("high", "medium", "low", "unknown")

_RULES: Final = (
    Key("article.root", SELECTORS, "the element that holds the article's text"),
    Key("article.title", SELECTORS, "the headline"),
    Key("article.date", SELECTORS, "when it was published"),
    Key("article.modified", SELECTORS, "when it was last changed"),
    Key("article.byline", SELECTORS, "who wrote it"),
    Key("article.section", SELECTORS, "the section it stands in"),
    Key("article.tags", SELECTORS, "its tags, one element each"),
    Key("article.credit", SELECTORS, "the agency or outlet it was taken from"),
    Key("article.keep", SELECTORS, "inside the root: stays, whatever family or defaults remove"),
    Key("article.date_from_url", FLAG, "the page shows no date of publication, its URL does"),
    Key("article.no_byline", FLAG, "the author field never holds a person"),
    Key("remove.<label>", REMOVALS, "elements that are taken out, under this label"),
    Key("lines.<label>", PATTERNS, "whole lines that are taken out; * is anything"),
    Key("cut.<label>", PATTERNS, "lines that end the article: they and all behind them go"),
    Key("head.<label>", PATTERNS, "beginnings of the document's first lines that are taken out"),
    Key("tail.<label>", PATTERNS, "taken out from where it begins near the end, to the line's end"),
)

_FACTS: Final = (
    Key("name", NAMES, "names by language code", "site"),
    Key("country", COUNTRY, "where the outlet is based, ISO 3166-1 alpha-2", "site"),
    Key("type", one_of(*OUTLET_TYPES), "what kind of outlet it is", "site"),
    Key("ownership", one_of(*OWNERSHIPS), "who controls it, by class", "site"),
    Key("owner", TEXT, "who owns it", "site"),
    Key("parent", TEXT, "the organisation it is part of", "site"),
    Key("seat", TEXT, "the city it is based in", "site"),
    Key("founded", YEAR, "year of founding", "site"),
    Key("closed", YEAR, "year it ceased to appear", "site"),
    Key("languages", LANGUAGES, "all languages it publishes in, BCP 47", "site"),
    Key("wikidata", WIKIDATA, "its Wikidata id", "site"),
    Key("website", TEXT, "its own main address, where a source names another than ours", "site"),
    Key("network", TEXT, "family of sites under one roof, e.g. of re-publishers", "site"),
    Key("satire", FLAG, "it publishes satire", "site"),
    Key("legal", TEXTS, "acts of law that name it", "site"),
    Key("jti", TEXT, "status under the Journalism Trust Initiative (CWA 17493)", "site"),
    Key("ifcn", TEXT, "status under the code of the fact-checking network IFCN", "site"),
    Key("afcn", TEXT, "status in the Arab Fact-Checkers Network", "site"),
)

KEYS: Final = (
    Key(
        "domains", DOMAINS, "the outlet's domains, sub-domains included; else the file name", "site"
    ),
    Key("family", FAMILY, "whose rules hold as well: a file in families/", "site"),
    *(key._replace(path=f"outlet.{key.path}") for key in _FACTS),
    Key("outlet.language", LANGUAGE_CODE, "main language, BCP 47", "site"),
    Key("outlet.timezone", TIMEZONE, "where the country's own would be wrong", "site"),
    Key("outlet.aliases", TEXTS, "further names and spellings in credit lines", "site"),
    Key("outlet.domains.former", DOMAINS, "of the domains: no longer used", "site"),
    Key("outlet.domains.alias", DOMAINS, "of the domains: lead to the first", "site"),
    Key("outlet.domains.hijacked", DOMAINS, "once its own, now another's: never answered", "site"),
    Key("outlet.domains.lookalike", DOMAINS, "imitate it: never answered", "site"),
    Key("outlet.edition[].at", EDITION, "host, or domain and path", "site", required=True),
    Key("outlet.edition[].name", NAMES, "names by language code", "site"),
    Key("outlet.edition[].language", LANGUAGE_CODE, "its language, BCP 47", "site"),
    Key("outlet.edition[].aliases", TEXTS, "further names and spellings in credit lines", "site"),
    Key("fingerprint.any", SELECTORS, "each of these elements proves the family", "family"),
    *_RULES,
    Key("page.not-article", SELECTORS, "elements only pages without an article have"),
    Key("layout[].name", TEXT, "what the older template is called, e.g. a year", required=True),
    *(Key(f"layout[].{key.path}", key.kind, key.doc) for key in _RULES),
    Key("evidence[].kind", one_of(*EVIDENCE_KINDS), "what the rules or facts rest on"),
    Key("evidence[].source", TEXT, "which page, document or report", required=True),
    Key("evidence[].date", DATE, "when the source was published or captured"),
    Key("evidence[].fields", TEXTS, "what it vouches for: 'rules', 'outlet' or single keys"),
    Key("evidence[].confidence", one_of(*CONFIDENCES), "how sure it is"),
    Key("evidence[].note", TEXT, "anything a reader should know"),
    Key("evidence[].method", one_of(*METHODS), "how it is known; else by kind"),
    Key("evidence[].licence", TEXT, "terms of the source"),
    *(
        Key(f"evidence[].says.{key.path}", key.kind, "the source's own value, where it differs")
        for key in _FACTS
    ),
    Key("evidence[].since", DATE, "from when what it says was true"),
    Key("evidence[].until", DATE, "until when what it says was true"),
    Key("evidence[].status", one_of(*STATUSES), "whether it still counts"),
    Key("evidence[].reply", TEXT, "what the outlet answers to it"),
)


LABEL: Final = "<label>"
EACH: Final = "[]"
Node: TypeAlias = "Key | dict[str, Node]"


def _tree() -> dict[str, Node]:
    tree: dict[str, Node] = {}
    for key in KEYS:
        *tables, last = key.path.replace(EACH, f".{EACH}").split(".")
        node = tree
        for name in tables:
            below = node.setdefault(name, {})
            assert isinstance(below, dict), key.path
            node = below
        node[last] = key
    return tree


TREE: Final = _tree()
"""The table as nested dicts, ``Key`` at the leaves: ``TREE["layout"]["[]"]["name"]``."""


HOMES: Final = {
    key.path.rpartition(".")[2]: key.path.rpartition(".")[0]
    for key in KEYS
    if EACH not in key.path and LABEL not in key.path
}
"""Key -> the table it belongs to (``""`` is the top of the file), for those who misplaced it."""
