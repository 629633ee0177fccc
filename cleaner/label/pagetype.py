"""Is there an article at all? Walls, listings and shells are told by what is left of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from cleaner.metadata.jsonld import page_types
from cleaner.segment.html import INVISIBLE
from cleaner.segment.root import says_no_article
from cleaner.sites.status import status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model.block import Piece
    from cleaner.model.page import Page

Verdict = tuple[Literal["ok", "empty", "not-article"], str]

_WALL: Final = re.compile(
    r"enable javascript and cookies to continue|cloudflare ray id|verify(?:ing)? (?:that )?you are "
    r"(?:a |not a )?(?:human|bot|robot)|completing the captcha|checking (?:if the site connection|"
    r"your browser)|pardon our interruption|access (?:to this page has been )?denied|"
    r"are you a robot|unusual (?:traffic|activity) from|request unsuccessful\. incapsula|"
    r"ddos protection by|attention required!|automated access",
    re.IGNORECASE,
)
_MISSING: Final = re.compile(
    r"(?:الصفحة|المقال|الخبر|المحتوى) (?:المطلوبة? )?غير (?:موجودة?|متوفرة?|متاحة?)"
    r"|(?:لم يتسن|تعذر|لم يتم) العثور على|صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد|صفحہ نہیں ملا"
    r"|page (?:was )?not found|page introuvable|sayfa bulunamadı|error 404|404 error"
    r"|(?<!\w)(?:40[0134]|410|50[0234])\W{1,3}(?:bad request|unauthorized|forbidden|not found|gone"
    r"|internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out)",
    re.IGNORECASE,
)
_WAITING: Final = re.compile(
    r"loading|please wait|redirecting|جاري? التحميل|(?:يرجى|الرجاء) الانتظار|در حال بارگذاری",
    re.IGNORECASE,
)
_NOWHERE: Final = re.compile(r"#|javascript:(?:|;|void\(0\);?)$")
"""Targets of links that lead to no other page."""
_MACHINERY: Final = "script, form, iframe, frame, frameset, noframes, meta[http-equiv=refresh]"
"""What a page that is but a few words has none of."""
MAX_MISSING: Final = 600
"""Characters kept up to which a page may say that it was not found."""
_NO_ARTICLE: Final = frozenset(
    "CollectionPage SearchResultsPage ItemList ImageGallery MediaGallery VideoGallery ProfilePage "
    "ContactPage CheckoutPage Product ProductGroup".split()
)
"""schema.org's types of what is no article; a page with an article type beside them is one."""
MAX_WALL: Final = 3000
"""Characters on a page, kept or not, up to which words of a wall are believed."""
MIN_PARAGRAPH: Final = 80
"""An article has at least so many characters that are no link."""
MIN_SENTENCE: Final = 40
"""A finished sentence of so many characters is one, too."""
MIN_CARDS: Final = 4
"""Linked headlines among the text that make a list, if little stands between them."""
MIN_RUN: Final = 500
RUN_SHARE: Final = 0.3
"""An article has a stretch of text of so many characters, or this share of what was kept, that no
linked headline interrupts."""
LONG_RUN: Final = 1500
"""So long a text without headlines is an article, however many links stand around it."""
CLAIMED_SHARE: Final = 0.1
"""The same where the page says that it is an article; section pages do so, too."""
MIN_HEADLINE: Final = 25
"""Characters of a link that is a headline, not a menu entry."""
TEASER: Final = 200
"""Characters behind a linked headline that are no more than its teaser."""
FRONT: Final = frozenset({"", "index.html", "index.htm", "index.php", "default.aspx", "home"})
"""Paths of front pages."""
MAX_LINKED: Final = 0.5
"""More of the kept characters than this inside links is a list."""


def page_type(page: Page, pieces: Sequence[Piece]) -> Verdict:
    """Verdict on a page after labelling, with the reason where there is no article."""
    kept = [piece for piece in pieces if piece.label == "main" and piece.text.strip(INVISIBLE)]
    if wall := _wall(page, pieces):
        return "not-article", f"a wall: «{wall}»"
    if missing := _missing(page, kept):
        return "not-article", f"nothing was found here: «{missing}»"
    if (told := _told(page)) and (_own_word(page) or not _runs_on(kept)):
        return "not-article", told
    if not kept:
        return "empty", "no main content was found"
    if page.mode == "text" or (page.roots and not _learned(page)):
        return "ok", ""
    return _of_unknown_site(page, kept, pieces)


def _learned(page: Page) -> bool:
    """Whether nobody has looked at the root: learned from articles, it is on other pages too."""
    return page.root_level == "site" and page.site is not None and status(page.site) == "learned"


def _own_word(page: Page) -> bool:
    """Whether it is the site's own plugin that knows a page to be no article."""
    rules = page.rules.not_article if page.rules is not None and page.tree is not None else ()
    return any(
        rule.level == "site" and page.tree is not None and page.tree.select(rule.pattern)
        for rule in rules
    )


def _runs_on(kept: Sequence[Piece]) -> bool:
    """Whether most of the text runs on without headlines, so that no general sign counts."""
    run = _longest_run(kept)
    return run >= MIN_RUN and 2 * run >= sum(len(piece.text) for piece in kept)


def _of_unknown_site(page: Page, kept: Sequence[Piece], pieces: Sequence[Piece]) -> Verdict:
    """Verdict by what the generic path has kept: a list is cards, an article is running text."""
    size = sum(len(piece.text) for piece in kept)
    linked = sum(
        min(piece.block.link_chars, len(piece.text))
        for piece in kept
        if not _NOWHERE.match(piece.block.href)
    )
    claimed = _claims_article(page)
    run = _longest_run(kept)
    if linked > MAX_LINKED * size and run < (MIN_RUN if claimed else LONG_RUN):
        return "not-article", f"a list: {linked} of {size} characters kept are links"
    few = size - linked < MIN_PARAGRAPH and not any(map(_is_sentence, kept))
    if few and not _is_bare(page, kept, pieces):
        return "empty", f"fewer than {MIN_PARAGRAPH} characters of running text were found"
    cards = sum(1 for piece in kept if _is_card(piece))
    share = CLAIMED_SHARE if claimed else RUN_SHARE
    if cards >= MIN_CARDS and run < min(max(MIN_RUN, share * size), LONG_RUN):
        told = f"{cards} linked headlines, at most {run} characters of text between them"
        return "not-article", f"a list: {told}"
    among = _among(pieces, kept)
    teased, between = sum(map(_is_card, among)), _longest_run(among)
    if teased >= MIN_CARDS and between < TEASER:
        told = f"{teased} linked headlines, each with at most {between} characters behind it"
        return "not-article", f"a list: {told}"
    if claimed:
        return "ok", ""
    links = sum(1 for piece in pieces if _is_headline_link(piece))
    if links >= MIN_CARDS and is_front_page(page.url) and not _runs_on(kept):
        return "not-article", "its address is the front page of its site"
    return "ok", ""


def _among(pieces: Sequence[Piece], kept: Sequence[Piece]) -> list[Piece]:
    """What was kept, and the linked headlines between and right over it, kept or not."""
    first, last = pieces.index(kept[0]), len(pieces) - pieces[::-1].index(kept[-1])
    return [
        piece
        for piece in pieces[max(first - 1, 0) : last]
        if piece.label == "main" or _is_card(piece)
    ]


def _is_bare(page: Page, kept: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    """Whether a page is nothing but a few words: then they are what it is about."""
    assert page.tree is not None
    bare = len(kept) == len(pieces) and not page.tree.select(_MACHINERY)
    leads = any(p.block.href and not _NOWHERE.match(p.block.href) for p in kept)
    return bare and not leads and not any(_WAITING.search(piece.text) for piece in kept)


def _is_headline_link(piece: Piece) -> bool:
    return piece.block.link_density > MAX_LINKED and len(piece.text) >= MIN_HEADLINE


def _is_sentence(piece: Piece) -> bool:
    text = piece.text.strip()
    return len(text) >= MIN_SENTENCE and text[-1] in ".!?؟۔。" and piece.block.link_density == 0


def _is_card(piece: Piece) -> bool:
    """A linked headline; one that leads to its own place on the page is none."""
    block = piece.block
    return bool(block.level) and block.link_density > MAX_LINKED and block.href[:1] != "#"


def _longest_run(kept: Sequence[Piece]) -> int:
    """Characters of the longest stretch of running text that no linked headline interrupts."""
    longest = run = 0
    for piece in kept:
        if _is_card(piece):
            run = 0
        elif piece.block.link_density < MAX_LINKED:
            run += len(piece.text)
            longest = max(longest, run)
    return longest


def _claims_article(page: Page) -> bool:
    """Whether the head of the page says that it is an article."""
    if page.linked.get("meta", {}).get("og:type", "").lower() == "article":
        return True
    return page.linked.get("article") is not None


def is_front_page(url: str | None) -> bool:
    """Whether an address has neither path nor query: ``https://example.org/``."""
    if not url:
        return False
    parts = urlsplit(url)
    return parts.path.strip("/").lower() in FRONT and not parts.query


def _missing(page: Page, kept: Sequence[Piece]) -> str:
    """The words by which a short page says that what was asked for is not there."""
    if page.tree is None or page.roots or sum(len(piece.text) for piece in kept) > MAX_MISSING:
        return ""
    titles = [page.tree.raw_text(node) for node in page.tree.select("title")]
    match = _MISSING.search(" ".join((*titles, *(piece.text for piece in kept))))
    return match.group() if match else ""


def _wall(page: Page, pieces: Sequence[Piece]) -> str:
    """The words by which a page without a text says that it did not let the visitor in."""
    if page.tree is None or page.roots or sum(len(piece.text) for piece in pieces) > MAX_WALL:
        return ""
    shown = page.tree.text(page.tree.root)
    if len(shown) > MAX_WALL:  # blanks between the pieces count, too
        return ""
    unseen = [page.tree.raw_text(node) for node in page.tree.select("title, noscript")]
    match = _WALL.search(" ".join((*unseen, shown)))
    return match.group() if match else ""


def _told(page: Page) -> str:
    """What the page or its plugin says outright."""
    if page.mode != "html" or page.tree is None:
        return ""
    if pattern := says_no_article(page):
        return f"only pages without an article have {pattern}"
    if page.roots:
        return ""
    types = page_types(page.linked.get("jsonld", []))
    listing = types & _NO_ARTICLE
    if listing and not any(name.endswith(("Article", "Posting")) for name in types):
        return f"the page calls itself {sorted(listing)[0]}"
    return ""
