"""Decided pieces to an Article: text, what was removed, related headlines, second articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from cleaner.arabic.dates import parse_date
from cleaner.arabic.fold import fold
from cleaner.arabic.language import direction
from cleaner.label.odd_kinds import odd_kinds
from cleaner.label.pagetype import page_type
from cleaner.metadata.headline import first_line_headline
from cleaner.model.article import (
    Article,
    ExtraArticle,
    Kept,
    Outlet,
    Related,
    Removed,
    Status,
)
from cleaner.model.block import Piece, Vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaner.metadata.fields import Fields
    from cleaner.model.page import Page

RELATED: Final = frozenset({"related-inline", "related-block", "read-more", "most-read"})
_HEADLINES: Final = frozenset({"related-inline", "related-block"})
# beginning with one class of characters it is looked for several times as fast
_LINE_END: Final = r"(?:[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029](?:(?<=\r)\n)?+)"
_BLANK: Final = r"[^\S\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*"
_BLANK_LINES: Final = re.compile(
    f"({_LINE_END}){_BLANK}({_LINE_END}){_BLANK}(?:{_LINE_END}{_BLANK})*"
)
_DIGIT: Final = re.compile(r"\d")
_HEADING: Final = re.compile(r"^[^:：]{0,40}[:：]\s*")
_TAG_PARTS: Final = re.compile(r"\s*[،,؛;|•·\n]\s*|\s*#")
_CREDIT_WORDS: Final = frozenset(
    map(fold, ("المصدر", "مصدر", "مصدر الخبر", "نقلا عن", "منبع", "به نقل از", "Source", "Kaynak"))
)
_LINK_BACK: Final = re.compile(r"^رابط الخبر (?:في |ب)(?P<outlet>.+)$")
BOM: Final = "\ufeff"
"""Of a text that was read without taking it off; it belongs to the input, not to the article."""
MAX_DATE: Final = 40
"""Longest date line, in characters: weekday, both calendars, time."""
MIN_HEADLINE: Final = 12
"""Shortest text, in characters, taken for a headline where only a link marks it."""


def assemble(page: Page, pieces: Sequence[Piece], fields: Fields) -> Article:
    """The article of a page whose blocks are decided."""
    verdict, reason = page_type(page, pieces)
    if verdict != "ok":
        pieces = [_refused(piece, reason) for piece in pieces]
    if page.mode == "text":
        kept, removed = text_spans(page, pieces)
        text = plain_text(kept)
    else:
        text, kept, removed = html_parts(pieces)
    status: Status = verdict if verdict != "ok" else "ok" if _known(page) else "generic"
    site = page.site
    return Article(
        status=status,
        reason=reason,
        text=text,
        title=page.title or fields.title or _own_headline(page, pieces),
        authors=fields.authors,
        published=fields.published,
        modified=fields.modified,
        language=page.language,
        direction=direction(page.language),
        section=fields.section,
        tags=fields.tags or split_tags(own_pieces(pieces, "tags")),
        url=page.url,
        domain=page.domain,
        dateline=next(own_pieces(pieces, "dateline"), None),
        credit=fields.credit or credit_name(own_pieces(pieces, "source-credit")),
        related=related_headlines(pieces, page.linked.get("base") or page.url),
        extra_articles=extra_articles(pieces),
        kept=tuple(kept),
        removed=tuple(removed),
        outlet=Outlet(site.name, page.domain, site.outlet) if site and site.outlet else None,
        plugin=page.rules.name if page.rules else "",
        layout=page.layout.name if page.layout else "",
        root=page.root_level,
        url_basis=page.url_basis,
        warnings=(*page.warnings, *odd_kinds(page, pieces)),
    )


def _known(page: Page) -> bool:
    """Whether a site's or family's rules told where the article is."""
    return bool(page.roots) if page.mode == "html" else page.site is not None


def _refused(piece: Piece, reason: str) -> Piece:
    if piece.label != "main":
        return piece
    vote = Vote(0, "other", 0, "page-type", "page-type", reason)
    return Piece(piece.block, piece.start, piece.end, "other", vote)


def _own_headline(page: Page, pieces: Sequence[Piece]) -> str | None:
    """A headline that was removed since it stood twice; of a text also its first line."""
    if repeated := next(own_pieces(pieces, "title"), None):
        return repeated
    if page.mode != "text":
        return None
    kept = [piece.text for piece in pieces[:8] if piece.label == "main" and piece.start == 0]
    return first_line_headline(kept)


def text_spans(page: Page, pieces: Sequence[Piece]) -> tuple[list[Kept], list[Removed]]:
    """Kept and removed spans of a text; laid end to end in order they are the input.

    White space between two pieces belongs to the one before it, that before the first to the
    first.
    """
    kept: list[Kept] = []
    removed: list[Removed] = []
    source = page.source
    starts = [piece.block.start + piece.start for piece in pieces]
    if starts:
        starts[0] = 0
    ends = [*starts[1:], len(source)] if starts else []
    previous: tuple[Piece, int, int] | None = None
    for piece, start, end in zip(pieces, starts, ends, strict=True):
        if previous and _same(previous[0], piece):
            previous = (previous[0], previous[1], end)
            continue
        if previous:
            _put(source, *previous, kept, removed)
        previous = (piece, start, end)
    if previous:
        _put(source, *previous, kept, removed)
    if not pieces and source:
        kept.append(Kept(source, 0, len(source)))
    return kept, removed


def _same(one: Piece, other: Piece) -> bool:
    if one.label == other.label == "main":
        return True
    return one.vote is not None and one.vote is other.vote


def _put(
    source: str, piece: Piece, start: int, end: int, kept: list[Kept], removed: list[Removed]
) -> None:
    if piece.label == "main":
        kept.append(Kept(source[start:end], start, end))
    else:
        removed.append(_removed(piece, source[start:end], start, end))


def _removed(piece: Piece, text: str, start: int = -1, end: int = -1) -> Removed:
    vote = piece.vote
    assert vote is not None  # nothing is removed without a rule
    return Removed(
        piece.label, text, start, end, piece.block.path, vote.rule, vote.plugin, vote.reason
    )


def plain_text(kept: Iterable[Kept]) -> str:
    """The article of a text input: kept spans with runs of blank lines collapsed, stripped."""
    text = "".join(span.text for span in kept).removeprefix(BOM)
    return _BLANK_LINES.sub(r"\1\2", text).strip()


def html_parts(pieces: Sequence[Piece]) -> tuple[str, list[Kept], list[Removed]]:
    """Text of an HTML article (paragraphs joined by a blank line), kept and removed pieces."""
    kept: list[Kept] = []
    removed: list[Removed] = []
    paragraphs: list[str] = []
    begun = False  # something of the paragraph at hand is kept
    gap = ""  # what stands between that and the next piece
    for piece in pieces:
        if piece.start == 0:
            glue = piece.block.glue
            begun, gap = (False, "") if glue is None else (begun, gap or glue)
        whole = piece.text
        text = whole.strip()
        if whole[:1].isspace():
            gap = " "
        if text and piece.label != "main":
            removed.append(_removed(piece, text))
        elif text:
            kept.append(Kept(text, path=piece.block.path))
            if begun:
                paragraphs[-1] += gap + text
            else:
                paragraphs.append(text)
            begun, gap = True, ""
        if whole[-1:].isspace():
            gap = " "
    return "\n\n".join(paragraphs), kept, removed


def related_headlines(pieces: Iterable[Piece], base: str | None = None) -> tuple[Related, ...]:
    """Headlines of removed widgets and lists: those a vote calls items, and links in HTML.

    Their addresses are made absolute by ``base``, the address of the page.
    """
    found: dict[str, Related] = {}
    for piece in pieces:
        if piece.label not in RELATED or piece.vote is None:
            continue
        text = piece.text.strip(" \t\r\n•-–*·")
        told = piece.vote.role == "item"
        linked = piece.vote.role == "" and piece.label in _HEADLINES and len(text) >= MIN_HEADLINE
        if not (told or linked) or _is_date(text):
            continue
        link = absolute(piece.block.href, base)
        if told or link:
            found.setdefault(fold(text), Related(text, link))
    return tuple(found.values())


def _is_date(text: str) -> bool:
    """Whether a linked text is but the date of the headline beside it."""
    if len(text) > MAX_DATE or not _DIGIT.search(text):
        return False
    date = parse_date(text)
    return date is not None and date.end - date.start > len(text) / 2


def absolute(href: str, base: str | None) -> str | None:
    """The address a link leads to, None where it leads nowhere or is none."""
    try:
        found = urljoin(base or "", href.strip())
        scheme = urlsplit(found).scheme
    except ValueError:  # a host in brackets that is no IPv6 address
        return None
    leads = href.strip()[:1] not in ("", "#") and scheme in ("", "http", "https")
    return found if leads else None


def extra_articles(pieces: Iterable[Piece]) -> tuple[ExtraArticle, ...]:
    """Second articles, one for each group of votes: headline and cleaned paragraphs."""
    groups: dict[int, tuple[list[str], list[str]]] = {}
    for piece in pieces:
        vote = piece.vote
        if vote is None or piece.label != "second-article" or vote.group < 0:
            continue
        headline, body = groups.setdefault(vote.group, ([], []))
        (headline if vote.role == "headline" else body).append(piece.text.strip())
    return tuple(
        ExtraArticle(" ".join(headline) or None, "\n\n".join(filter(None, body)))
        for headline, body in groups.values()
        if headline or body
    )


def own_pieces(pieces: Iterable[Piece], label: str) -> Iterator[str]:
    """Texts of the pieces of a label that are the article's own, not a second article's."""
    for piece in pieces:
        if piece.label == label and (piece.vote is None or piece.vote.group < 0):
            yield piece.text.strip()


def split_tags(lines: Iterable[str]) -> tuple[str, ...]:
    """Keywords of tags lines; where nothing parts them the line stays one string."""
    found: dict[str, None] = {}
    for line in lines:
        for tag in _TAG_PARTS.split(_HEADING.sub("", line)):
            if tag.strip():
                found.setdefault(tag.strip(), None)
    return tuple(found)


def credit_name(lines: Iterable[str]) -> str | None:
    """The source a credit line names: «المصدر: س» and «رابط الخبر بس: …» name س, others all."""
    for line in lines:
        heading, colon, rest = line.partition(":")
        heading = heading.strip()
        if colon and fold(heading) in _CREDIT_WORDS:
            return rest.strip() or None
        linked = _LINK_BACK.match(heading)
        return linked["outlet"] if colon and linked else line.strip()
    return None
