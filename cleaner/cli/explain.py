"""``cleaner explain``: what was kept of a page and what was removed, by which rule."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from cleaner import Article, Block, Cleaner, Kept, Page, Removed, Vote, hookimpl
from cleaner.batch import beside_of
from cleaner.cli.common import new_cleaner, plugins_option, tell_refused
from cleaner.cli.show import table
from cleaner.errors import BadOption
from cleaner.io import ReadOptions, Refused, inputs
from cleaner.workshop.gold import is_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Span = Kept | Removed


@click.command()
@click.argument("page", metavar="PAGE")
@click.option("--url", help="Where the page is from, if it does not say so itself.")
@click.option("--text", is_flag=True, help="PAGE is extracted text, not HTML.")
@click.option(
    "--audit",
    type=click.Choice(["article", "page"]),
    default="article",
    show_default=True,
    help="Show what was removed of the article or of the whole page.",
)
@plugins_option
def explain(
    page: str,
    url: str | None,
    text: bool,
    audit: Literal["article", "page"],
    plugins: Sequence[Path],
) -> int:
    """Show what was kept and removed of PAGE (a file, or - for standard input), and by which rule.

    The blocks stand in the order of the page. Elsewhere than on a terminal: a table parted by
    tabs.
    """
    cleaner = new_cleaner(plugins, audit)
    known = len(cleaner.registry.refused)
    order = Order()
    cleaner.manager.register(order)
    article = _clean(cleaner, page, url, text)
    tell_refused(cleaner.registry.refused[known:])
    table(("field", "value"), _facts(article))
    click.echo()
    spans = in_order(article, order.blocks)
    if sys.stdout.isatty():
        _print(spans)
    else:
        table(("", "label", "text", "rule", "plugin", "reason"), map(_plain, spans))
    return 0


def _clean(cleaner: Cleaner, page: str, url: str | None, text: bool) -> Article:
    if page != "-" and not Path(page).is_file():
        raise BadOption("there is no such file", file=page)
    found = inputs([page], ReadOptions(text=text))
    item = next(found)
    if isinstance(item, Refused):
        raise BadOption(item.reason, file=page, remedy="name a page, or say --text")
    payload = item.payload(item.raw())
    url = url or payload.url
    if payload.mode == "text":
        return cleaner.clean_text(payload.source, url=url or item.url, title=payload.title)
    return cleaner.clean(payload.source, url=url, beside=beside_of(item))


@dataclass
class Order:
    """A plugin that votes for nothing and remembers the blocks in the order of the page."""

    blocks: Sequence[Block] = field(default_factory=list)

    @hookimpl
    def label_blocks(self, blocks: Sequence[Block], page: Page) -> list[Vote]:
        """Remember ``blocks``."""
        self.blocks = list(blocks)
        return []


def in_order(article: Article, blocks: Sequence[Block]) -> Iterator[Span]:
    """Kept and removed spans in the order of the page.

    Text tells it by offsets. In HTML both lists are in order already, and ``blocks`` says how
    they interleave; where it does not (a site with hooks of its own), the removed ones come last.
    """
    if is_text(article):
        spans: list[Span] = [*article.kept, *article.removed]
        yield from sorted(spans, key=lambda span: span.start)
        return
    kept, removed = list(article.kept), list(article.removed)
    for block in blocks:
        while True:
            first = [queue for queue in (kept, removed) if queue and _is_part(queue[0], block)]
            if not first:
                break
            queue: list[Any] = min(first, key=lambda queue: block.text.find(queue[0].text))
            yield queue.pop(0)
    yield from kept
    yield from removed


def _is_part(span: Span, block: Block) -> bool:
    return span.path == block.path and span.text in block.text


def _facts(article: Article) -> Iterator[tuple[str, str]]:
    yield "status", article.status + (f" ({article.reason})" if article.reason else "")
    yield "url", f"{article.url or 'unknown'} ({article.url_basis})"
    yield "plugin", article.plugin or "none: the generic path"
    for name in ("layout", "title", "published", "modified", "language", "section"):
        if value := getattr(article, name):
            yield name, value
    for name in ("authors", "tags"):
        if values := getattr(article, name):
            yield name, "، ".join(values)
    for name in ("dateline", "credit"):
        if value := getattr(article, name):
            yield name, value
    yield "kept", f"{len(article.text):,} characters"
    yield "removed", f"{sum(len(span.text) for span in article.removed):,} characters"
    for related in article.related:
        yield "related", related.title
    for extra in article.extra_articles:
        yield "second article", extra.title or extra.text[:80]
    for warning in article.warnings:
        yield "warning", warning


def _plain(span: Span) -> tuple[str, ...]:
    text = " ".join(span.text.split())
    if isinstance(span, Kept):
        return "+", "main", text, "", "", ""
    return "-", span.label, text, span.rule, span.plugin, span.reason


def _print(spans: Iterable[Span]) -> None:
    """In colour: a paragraph for each block, and beneath a removed one what removed it."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for span in spans:
        sign, label, text, *why = _plain(span)
        style = "green" if sign == "+" else "red"
        console.print(Text.assemble((f"{sign} {label}  ", f"bold {style}"), (text, style)))
        if sign == "-":
            console.print(Text("    " + " · ".join(filter(None, why)), "dim"))
