"""An article as bytes: one line of JSON, plain text, Markdown, HTML."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from cleaner.io.manifest import json_line

if TYPE_CHECKING:
    from cleaner import Article


def record(article: Article, identity: str | float, extra: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON form of an article: its fields, its id, and what its input record held besides."""
    return {"id": identity, **article.to_dict(), "input": dict(extra)}


def as_jsonl(article: Article, identity: str | float, extra: Mapping[str, Any]) -> bytes:
    """One line of JSON."""
    return json_line(record(article, identity, extra))


def as_json(article: Article, identity: str | float, extra: Mapping[str, Any]) -> bytes:
    """Indented JSON, for people."""
    text = json.dumps(record(article, identity, extra), ensure_ascii=False, indent=2)
    return _encoded(text)


def as_dolma(article: Article, identity: str | float, extra: Mapping[str, Any]) -> bytes:
    """One line of JSON with dolma's keys; all else stands in ``metadata``.

    ``added`` is left out: a date of the run would make every run's output another.
    """
    rest = record(article, identity, extra)
    line = {"id": str(rest.pop("id")), "text": rest.pop("text"), "source": article.domain}
    created = {"created": article.published} if article.published else {}
    return json_line({**line, **created, "metadata": rest})


def as_txt(article: Article, _identity: str | float, _extra: Mapping[str, Any]) -> bytes:
    """The main content and nothing else."""
    return _encoded(article.text)


def as_md(article: Article, identity: str | float, _extra: Mapping[str, Any]) -> bytes:
    """Markdown: front matter (YAML, each value in JSON notation), the title, the paragraphs."""
    front = {"id": identity, **_facts(article)}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    title = [f"# {article.title}"] if article.title else []
    return _encoded("\n\n".join(["\n".join(["---", *lines, "---"]), *title, article.text]))


def as_html(article: Article, _identity: str | float, _extra: Mapping[str, Any]) -> bytes:
    """A small page that holds the article alone, for readers and for other extractors."""
    lang = f' lang="{html.escape(article.language)}"' if article.language else ""
    direction = f' dir="{article.direction}"' if article.direction else ""
    head = ['<meta charset="utf-8">']
    body = []
    if article.title:
        title = html.escape(article.title)
        head.append(f"<title>{title}</title>")
        body.append(f"<h1>{title}</h1>")
    if article.url:
        head.append(f'<link rel="canonical" href="{html.escape(article.url)}">')
    if article.published:
        head.append(
            f'<meta property="article:published_time" content="{html.escape(article.published)}">'
        )
    head += [f'<meta name="author" content="{html.escape(name)}">' for name in article.authors]
    paragraphs = filter(None, map(str.strip, article.text.split("\n\n")))
    lines = (html.escape(text, quote=False).replace("\n", "<br>\n") for text in paragraphs)
    body += [f"<p>{line}</p>" for line in lines]
    parts = [
        f"<!DOCTYPE html>\n<html{lang}{direction}>\n<head>",
        *head,
        "</head>\n<body>\n<article>",
        *body,
        "</article>\n</body>\n</html>",
    ]
    return _encoded("\n".join(parts))


def _facts(article: Article) -> dict[str, Any]:
    """The metadata of an article that are known."""
    facts = {
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "modified": article.modified,
        "language": article.language,
        "section": article.section,
        "tags": list(article.tags),
        "url": article.url,
        "domain": article.domain,
    }
    return {key: value for key, value in facts.items() if value}


def _encoded(text: str) -> bytes:
    return (text.rstrip("\n") + "\n").encode("utf-8", "replace")


Renderer = Callable[["Article", "str | float", Mapping[str, Any]], bytes]

RENDERERS: Final[dict[str, Renderer]] = {
    "jsonl": as_jsonl,
    "dolma": as_dolma,
    "json": as_json,
    "txt": as_txt,
    "md": as_md,
    "html": as_html,
}
"""Output format -> how an article is written in it; the suffix of its files is the name."""
