"""What the profile reads: a cleaned article by segments, each with its role and its place."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from cleaner.arabic.fold import Folded, fold_map
from cleaner.model.profile import Span, Where
from cleaner.profile.cues import WORD
from cleaner.profile.data_files import toml, understood
from cleaner.profile.quotes import inside, speech_spans
from cleaner.profile.short import fold_short
from cleaner.profile.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaner.model.article import Article, Removed
    from cleaner.model.page import Page
    from cleaner.profile.media import Media

Role = Literal["byline", "dateline", "credit", "lead", "tail"]

_QUOTED_WORDS: Final = 25
_SLOT_LABELS: Final[dict[str, Role]] = {
    "byline": "byline",
    "dateline": "dateline",
    "source-credit": "credit",
    "end-mark": "credit",
    "copyright": "credit",
}
SHORT_LINE: Final = 90
"""Characters of a line that may be no paragraph."""


class Furniture(NamedTuple):
    """What a page's markup shows around the article."""

    links: frozenset[str] | None = frozenset()
    """Criteria its links speak to (``about-page`` …; ``data/page_links.toml``); None where their
    wordings are not known in its language."""
    ads: int = 0
    """Ad slots in the markup."""


class Head(NamedTuple):
    """What a page says about itself outside its text; empty for a text."""

    canonical: str = ""
    meta: Mapping[str, str] = {}
    jsonld: Sequence[Mapping[str, Any]] = ()
    html: bool = False
    furniture: Furniture | None = None
    """None for a text."""


_FOOTER: Final = 20_000
"""Characters at the end of a page in which its links about itself are looked for."""


_LINK_TEXT: Final = re.compile(r">\s*+([\u0600-\u06ff][^<>]{3,40}+)<")


@cache
def _links() -> dict[str, str]:
    """Wording of a link -> the criterion it speaks to."""
    links = toml("page_links.toml")["links"]
    return {wording: name for name, wordings in links.items() for wording in wordings}


def _furniture(page: Page) -> Furniture:
    links = _spoken(page) if understood(page.language) else None
    return Furniture(links, page.linked.get("ads", 0))


def _spoken(page: Page) -> frozenset[str]:
    said, source = _links(), page.source
    worded = map(str.rstrip, _LINK_TEXT.findall(source, max(0, len(source) - _FOOTER)))
    return frozenset(said[text] for text in worded if text in said)


def head_of(page: Page) -> Head:
    """The head of a page, as ``cleaner.segment.read`` has collected it."""
    linked = page.linked
    html = page.mode == "html"
    return Head(
        furniture=_furniture(page) if html and page.source else None,
        canonical=str(linked.get("canonical") or ""),
        meta=linked.get("meta", {}),
        jsonld=linked.get("jsonld", ()),
        html=html,
    )


class Segment(NamedTuple):
    """A piece of the article with a role; ``text`` starts at ``start`` of ``where``."""

    role: Role
    text: str
    where: Where
    start: int = 0

    def span(self, start: int, end: int) -> Span:
        """The span of ``text[start:end]``; -1 where its place is not known."""
        if self.start < 0:
            return span_of(self.where, self.text, start, end)._replace(start=-1, end=-1)
        return span_of(self.where, self.text, start, end, self.start)


def span_of(where: Where, text: str, start: int, end: int, shift: int = 0) -> Span:
    """A span with its quotation, which is cut after 25 words."""
    words = text[start:end].split()
    return Span(where, start + shift, end + shift, " ".join(words[:_QUOTED_WORDS]))


class Reading:
    """An article laid out for reading."""

    def __init__(self, article: Article, media: Media, head: Head | None = None) -> None:
        self.article = article
        self.media = media
        self.head = head or Head()
        self.body: Folded = fold_map(article.text)
        """The main text, folded."""
        self.understood = understood(article.language, article.text)
        """Whether the words that readers look for are of the text's language."""
        looked_at = self.words.texts if self.understood else ()
        self.marked: Mapping[str, Sequence[int]] = media.anchors.find(looked_at)
        """Where the words stand that readers look for: group (``Media.anchors``) -> indices."""
        self.headline_words: list[str] = WORD.findall(fold_short(article.title or ""))
        """The words of the headline, folded."""
        self.html = self.head.html
        """Whether there was markup; a text cannot show what its page had."""
        self.paragraphs = list(_filled(self.body.text))
        """Spans of the lines of the folded body that hold anything."""
        self.slots = [*_told(article), *_edges(article.text)]
        """Byline, dateline and credit lines: taken out by the cleaner, or standing at the edges."""

    @cached_property
    def words(self) -> Words:
        """The folded words of the main text."""
        return Words(self.body.text)

    def places(self, group: str) -> Iterator[tuple[int, str]]:
        """(place in the folded body, word) of the words of a group, in order."""
        for at in self.marked[group]:
            yield self.words.starts[at], self.words.texts[at]

    def folded_place(self, place: int) -> int:
        """The place in the folded body of a place of ``article.text``."""
        return int(self.body.offsets.searchsorted(place))

    @cached_property
    def speech(self) -> list[tuple[int, int]]:
        """Quoted speech in the main text, as spans of ``article.text``."""
        return speech_spans(self.article.text)

    def span(self, start: int, end: int) -> Span:
        """The span of ``body.text[start:end]`` in the article's text."""
        left, right = self.body.span(start, end)
        return span_of("text", self.article.text, left, right)

    def quoted(self, start: int) -> bool:
        """Whether a place of the folded body lies in quoted speech."""
        return bool(self.speech) and self.quoted_at(int(self.body.offsets[start]))

    def quoted_at(self, place: int) -> bool:
        """Whether a place of ``article.text`` lies in quoted speech."""
        return inside(self.speech, place)


def _filled(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the lines of a text that hold anything."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            yield start, end
        start = end + 1


def _told(article: Article) -> list[Segment]:
    """The lines that the cleaner took out, or found beside the text."""
    found = [Segment("byline", name, "byline") for name in article.authors]
    found += [
        _slot(role, removed, article)
        for removed in _own(article.removed)
        if (role := _SLOT_LABELS.get(removed.label))
    ]
    credit = article.credit
    if credit and not any(credit in segment.text for segment in found):
        found.append(Segment("credit", credit, "credit"))
    return found


def _edges(text: str) -> Iterator[Segment]:
    """A short first and last line of the text."""
    first, behind = len(text) - len(text.lstrip()), len(text.rstrip())
    begun, last = text.rfind("\n", 0, first) + 1, text.rfind("\n", 0, behind) + 1
    edges: tuple[tuple[Role, int], ...] = (("dateline", begun), ("credit", last))
    for role, start in edges if begun < last else ():
        end = text.find("\n", start)
        line = text[start:end] if end >= 0 else text[start:]
        if len(line) <= SHORT_LINE:
            yield Segment(role, line, "text", start)


def _own(removed: Sequence[Removed]) -> Iterator[Removed]:
    """What was removed before a second article begins: its byline is not this one's."""
    for one in removed:
        if one.label == "second-article":
            return
        yield one


def _slot(role: Role, removed: Removed, article: Article) -> Segment:
    text = removed.text
    field_text, where = {
        "dateline": (article.dateline, "dateline"),
        "credit": (article.credit, "credit"),
    }.get(role, (None, ""))
    if removed.start >= 0:
        return Segment(role, text, "source", removed.start)
    if field_text and field_text == text.strip():
        return Segment(role, field_text, where)  # type: ignore[arg-type]
    return Segment(role, text, "byline" if role == "byline" else "source", -1)
