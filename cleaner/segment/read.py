"""Bytes or text to a Page: decoding, parsing, address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cleaner.errors import Empty, TooLarge
from cleaner.metadata.jsonld import article_node, read_jsonld
from cleaner.model.page import Page
from cleaner.segment.address import recover_url, split_host
from cleaner.segment.charset import Decoded, decode
from cleaner.segment.tame import tame
from cleaner.segment.tree import Node, Tree, parse, utf8

if TYPE_CHECKING:
    from datetime import date

_TAG = re.compile(r"<[a-zA-Z!?/]")
_PAGE = re.compile(r"\s*(?:<!doctype html|<html\b|<head\b)", re.IGNORECASE)
_TELLING = (
    'title, meta[content], script[type^="application/ld+json"], link[rel="canonical"], base[href], '
    # the slots that the commonest ad servers fill; scripts name each of them several times over
    'ins.adsbygoogle, div[id^="div-gpt-ad"]'
)
MAX_CHARS = 50_000_000
"""Longest input taken, in characters."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stood beside a page, where no URL is given: each may tell where it comes from."""

    charset: str | None = None
    """Declared outside the bytes, as in an HTTP header."""
    sidecar: str | None = None
    """URL in a file beside the page."""
    warc: str | None = None
    """URL in the header of a WARC record."""
    saver: str | None = None
    """URL that the program wrote down that saved the page, outside the page itself."""
    directory: str | None = None
    """Path of the page's file, relative to where the run started."""
    declared: tuple[tuple[str, str], ...] = ()
    """(address, text) of saved files in which sites declare things: ``trust.txt``, ``ads.txt``."""


NOTHING = Beside()


def _decoded(raw: bytes | str, charset: str | None) -> tuple[str, str, tuple[str, ...]]:
    decoded = Decoded(raw, "str", "bom") if isinstance(raw, str) else decode(raw, charset)
    text = decoded.text
    if len(text) > MAX_CHARS:
        raise TooLarge(f"{len(text)} characters, more than {MAX_CHARS}", remedy="split the input")
    return text, decoded.charset, decoded.warnings


def read_head(tree: Tree) -> dict[str, Any]:
    """What a page says of itself, asked for in one walk.

    ``title`` (of the document, as it stands), ``meta``, ``canonical``, ``base``, ``lang``,
    ``jsonld``, ``ads`` (the number of ad slots in the markup).
    """
    meta: dict[str, str] = {}
    found: dict[str, list[Node]] = {}
    for node in tree.select(_TELLING):
        found.setdefault(tree.tag(node), []).append(node)
    for node in found.get("meta", ()):
        attributes = tree.attributes(node)
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            meta.setdefault(name.lower(), content)
    titles, links, bases = found.get("title"), found.get("link"), found.get("base")
    return {
        "title": tree.raw_text(titles[0]) if titles else "",
        "meta": meta,
        "canonical": tree.attributes(links[0]).get("href") if links else None,
        "base": tree.attributes(bases[0]).get("href") if bases else None,
        "lang": tree.attributes(tree.root).get("lang") or "",
        "jsonld": read_jsonld(tree.raw_text(script) for script in found.get("script", ())),
        "ads": len(found.get("ins", ())) + len(found.get("div", ())),
    }


def _jsonld_url(nodes: list[dict[str, Any]]) -> str | None:
    for node in nodes:
        entity = node.get("mainEntityOfPage")
        value = entity.get("@id") if isinstance(entity, Mapping) else entity
        if isinstance(value, str) and value.startswith("http"):
            return value
    return None


def read_html(
    raw: bytes | str,
    *,
    url: str | None = None,
    captured: date | None = None,
    beside: Beside = NOTHING,
) -> Page:
    """Decode and parse HTML and find out where it comes from; ``url`` is believed.

    Raises a :class:`PageError` for what is empty, binary, undecodable or too large.
    """
    source, charset, warnings = _decoded(raw, beside.charset)
    source = source.removeprefix("\ufeff")
    if not source.strip("\0 \t\r\n"):
        raise Empty("there is nothing in it", remedy="fetch the page again")
    if not _TAG.search(source):
        warnings = (*warnings, "there is no markup in it; clean it as text (clean_text, --text)")
    raw, tamed = tame(utf8(source))
    if tamed:
        source = raw.decode("utf-8")  # for whoever parses it again
    tree = parse(raw)
    head = read_head(tree)
    address = recover_url(
        source,
        given=url,
        sidecar=beside.sidecar,
        warc=beside.warc,
        saver=beside.saver,
        directory=beside.directory,
        canonical=head["canonical"],
        og_url=head["meta"].get("og:url"),
        jsonld_url=_jsonld_url(head["jsonld"]),
        base=head["base"],
    )
    head["article"] = article_node(head["jsonld"], address.url)
    host, domain = split_host(address.url) if address.url else ("", "")
    return Page(
        source,
        "html",
        url=address.url,
        url_basis=address.basis,
        host=host,
        domain=domain,
        captured=captured or address.captured,
        charset=charset,
        tree=tree,
        linked=head,
        declared=tuple(one for one in beside.declared if split_host(one[0])[1] == domain),
        warnings=(*warnings, *tamed, *address.warnings),
    )


def read_text(
    raw: bytes | str,
    *,
    url: str | None = None,
    title: str | None = None,
    charset: str | None = None,
    outlet: str = "",
) -> Page:
    """Already-extracted text as a Page; nothing in the text is changed."""
    source, charset, warnings = _decoded(raw, charset)
    if _PAGE.match(source):
        warnings = (*warnings, "this is an HTML page; clean it as one (clean)")
    address = recover_url(given=url)
    host, domain = split_host(address.url) if address.url else ("", "")
    return Page(
        source,
        "text",
        url=address.url,
        url_basis=address.basis,
        host=host,
        domain=domain,
        outlet=outlet,
        charset=charset,
        title=title,
        warnings=warnings,
    )
