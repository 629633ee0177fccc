"""Run one extractor over pages: JSON lines in, JSON lines out.

This file is also run by itself, by the interpreter of a peer's own environment
(``python runner.py NAME``), so it imports nothing of this package at the top; the peer is imported
by the function that calls it.

In:  ``{"html": text, "url": text or null}``
Out: ``{"text": text, "seconds": CPU time of the call, "parse": CPU time of a bare lxml parse just
before it, "error": text or null}``
"""

# mypy: disable-error-code="import-not-found,import-untyped,attr-defined,arg-type"
# (peers are not installed where this project is checked)

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Extract = Callable[[str, str | None], str]


def _cleaner(**options: Any) -> Extract:  # noqa: ANN401  # options of Cleaner
    from cleaner import Cleaner

    made = Cleaner(**options)
    return lambda html, url: made.clean(html, url).text


def _trafilatura(**options: bool) -> Extract:
    import trafilatura

    def extract(html: str, url: str | None) -> str:
        return trafilatura.extract(html, url=url, include_comments=False, **options) or ""

    return extract


def _readability_lxml() -> Extract:
    import lxml.html
    from readability import Document

    return lambda html, url: lxml.html.fromstring(Document(html).summary()).text_content()


def _resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html, url: extract_plain_text(html, main_content=True)


def _newspaper4k() -> Extract:
    import newspaper

    def extract(html: str, url: str | None) -> str:
        article = newspaper.Article(url or "http://localhost/")
        article.download(input_html=html)
        article.parse()
        return str(article.text)

    return extract


def _goose3() -> Extract:
    from goose3 import Goose

    made = Goose({"enable_image_fetching": False})
    return lambda html, url: made.extract(raw_html=html).cleaned_text


def _justext() -> Extract:
    import justext

    words = justext.get_stoplist("English")

    def extract(html: str, url: str | None) -> str:
        paragraphs = justext.justext(html.encode("utf-8", "replace"), words, encoding="utf-8")
        return "\n".join(part.text for part in paragraphs if not part.is_boilerplate)

    return extract


def _boilerpy3() -> Extract:
    from boilerpy3.extractors import ArticleExtractor

    made = ArticleExtractor(raise_on_failure=False)
    return lambda html, url: made.get_content(html)


def _news_please() -> Extract:
    from newsplease import NewsPlease

    return lambda html, url: NewsPlease.from_html(html, url=url).maintext or ""


def _gne() -> Extract:
    from gne import GeneralNewsExtractor

    made = GeneralNewsExtractor()
    return lambda html, url: made.extract(html)["content"]


def _breadability() -> Extract:
    import lxml.html
    from breadability.readable import Article

    return lambda html, url: lxml.html.fromstring(Article(html, url=url).readable).text_content()


def _inscriptis() -> Extract:
    from inscriptis import get_text

    return lambda html, url: get_text(html)


def _html_text() -> Extract:
    import html_text

    return lambda html, url: html_text.extract_text(html)


def _fundus() -> Extract:
    from urllib.parse import urlsplit

    from fundus import PublisherCollection

    parsers = {
        (urlsplit(publisher.domain).hostname or "").removeprefix("www."): publisher.parser
        for publisher in PublisherCollection
    }

    def extract(html: str, url: str | None) -> str:
        labels = (urlsplit(url or "").hostname or "").split(".")
        hosts = (".".join(labels[start:]) for start in range(len(labels)))
        parser = next((parsers[host] for host in hosts if host in parsers), None)
        body = parser().parse(html, error_handling="suppress").get("body") if parser else None
        return "" if body is None else str(body)

    return extract


EXTRACTORS: dict[str, Callable[[], Extract]] = {
    "cleaner": _cleaner,
    "cleaner-generic": lambda: _cleaner(sites=False),
    "trafilatura": _trafilatura,
    "trafilatura-precision": lambda: _trafilatura(favor_precision=True),
    "trafilatura-fast": lambda: _trafilatura(fast=True),
    "readability-lxml": _readability_lxml,
    "resiliparse": _resiliparse,
    "newspaper4k": _newspaper4k,
    "goose3": _goose3,
    "justext": _justext,
    "boilerpy3": _boilerpy3,
    "news-please": _news_please,
    "gne": _gne,
    "breadability": _breadability,
    "fundus": _fundus,
    "inscriptis": _inscriptis,
    "html-text": _html_text,
}


def _parse_time(html: str) -> float:
    """CPU time of a bare lxml parse, the unit of speed; nan where the page cannot be parsed."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    raw = html.encode("utf-8", "replace")
    started = time.process_time()
    try:
        document_fromstring(raw, parser=HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return float("nan")
    return time.process_time() - started


def run_one(extract: Extract, html: str, url: str | None) -> dict[str, Any]:
    """Extract one page; whatever the peer raises is a result, too."""
    parse = _parse_time(html)
    started = time.process_time()
    text, error = "", None
    try:
        text = extract(html, url) or ""
    except Exception as failure:  # peers raise what they like; it must not end the run
        error = f"{type(failure).__name__}: {failure}"[:200]
    return {
        "text": text,
        "seconds": time.process_time() - started,
        "parse": parse,
        "error": error,
    }


def main() -> None:
    """Serve the extractor named on the command line until the input ends."""
    extract = EXTRACTORS[sys.argv[1]]()
    results = sys.stdout
    sys.stdout = sys.stderr  # a peer that prints must not spoil the results
    for line in sys.stdin:
        task = json.loads(line)
        print(json.dumps(run_one(extract, task["html"], task["url"])), file=results, flush=True)


if __name__ == "__main__":
    main()
