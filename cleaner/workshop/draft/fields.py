"""Where title, date and byline are shown, found by the values that a page's head states."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from cleaner.arabic.dates import normalise_iso, parse_date
from cleaner.arabic.fold import fold
from cleaner.metadata.names import clean_names, without_prefix
from cleaner.workshop.draft.naming import label_of, names_of, parts, selectors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleaner.segment.tree import Node
    from cleaner.workshop.draft.place import Weights
    from cleaner.workshop.draft.sample import Sample

_DATES: Final = ("article:published_time", "datepublished", "og:published_time", "pubdate", "date")
_AUTHORS: Final = tuple(
    "author articleauthor article:author dc.creator parsely-author sailthru.author".split()
)
_FRAME: Final = frozenset({"<footer>", "<nav>", "<form>"})
_DAY: Final = len("2020-01-01")
_SHOWN: Final = 120
"""Longest text of an element that shows one value."""


@dataclass(frozen=True, slots=True)
class Found:
    """A selector, and why it is believed."""

    selector: str
    reason: str
    more: tuple[str, ...] = ()
    """Selectors for pages of another layout, tried behind it."""

    @property
    def all(self) -> tuple[str, ...]:
        """All selectors, in order."""
        return (self.selector, *self.more)


def title(pages: Sequence[Weights]) -> Found | None:
    """The heading that says what the head calls the headline; None where the defaults find it."""

    def right(sample: Sample) -> Iterator[Node]:
        told = fold(sample.data.headline or sample.meta.get("og:title") or document_title(sample))
        for tag in ("h1", "h2", "h3"):
            for node in sample.tree.select(tag):
                shown = fold(sample.tree.text(node))
                if shown and len(shown) > 8 and (shown in told or told in shown) and told:
                    yield node

    nodes = {id(page): list(right(page.sample)) for page in pages}
    heads = [(page.sample.tree, nodes[id(page)]) for page in pages]
    if all(not found or tree.tag(found[0]) == "h1" for tree, found in heads):
        return None  # an h1 like the headline is found without a rule
    return common(pages, right, "the headline that the head states")


def date(pages: Sequence[Weights], country: str | None) -> Found | None:
    """The date shown nearest to the headline, where the head states none or another time."""
    reasons: list[str] = []

    def right(sample: Sample, page: Weights) -> Iterator[Node]:
        told = machine_date(sample, country)
        for node in _near(page):
            shown = shown_date(sample, node, country)
            if shown is not None and (reason := _better(shown, told)):
                reasons.append(reason)
                yield node

    by_sample = {id(page.sample): page for page in pages}
    found = common(pages, lambda sample: right(sample, by_sample[id(sample)]), "")
    return Found(found.selector, reasons[0]) if found else None


def _better(shown: str, told: str | None) -> str:
    """Why the date shown should be read though the head states one; ``""`` if it need not."""
    if told is None:
        return "the head states no date"
    if len(shown) <= _DAY or len(told) <= _DAY or shown[:_DAY] != told[:_DAY]:
        return ""
    one, other = datetime.fromisoformat(shown), datetime.fromisoformat(told)
    same_clock = (one.hour, one.minute) == (other.hour, other.minute)
    if one.tzinfo is None or other.tzinfo is None:
        same = same_clock and (other.tzinfo is None or bool(other.utcoffset()))
    else:
        same = abs(one - other) < timedelta(minutes=1)
    if same:
        return ""
    if one.tzinfo is None and other.tzinfo is not None and not same_clock:
        return ""  # another zone explains it, and the head names one
    if same_clock and one.tzinfo is None:
        return f"shown as {shown[11:16]}, in the head as {told[11:16]} UTC: set the country"
    return f"shown as {shown[11:]}, in the head as {told[11:]}: which is right?"


def machine_date(sample: Sample, country: str | None) -> str | None:
    """The date of publication that JSON-LD or a meta tag states, as ISO 8601."""
    stated = (sample.data.published, *(sample.meta.get(name) for name in _DATES))
    return next(
        (iso for one in stated if one and (iso := normalise_iso(one, country=country))), None
    )


def shown_date(sample: Sample, node: Node, country: str | None) -> str | None:
    """The date of publication that an element shows, as ISO 8601."""
    text = sample.tree.text(node)
    if not text or len(text) > _SHOWN:
        return None
    attributes = sample.tree.attributes(node)
    if (stamp := attributes.get("datetime")) and (iso := normalise_iso(stamp, country=country)):
        return iso
    language = (sample.article.language or sample.page.linked.get("lang") or "ar")[:2]
    parsed = parse_date(text, country=country, language=language)
    return parsed.iso if parsed and not parsed.updated else None


def _near(page: Weights) -> Iterator[Node]:
    """Elements around the article that are none of it, the nearest to its start first."""
    wanted = [at for at, (_, state) in enumerate(page.blocks) if state == "wanted"]
    first, last = (wanted[0], wanted[-1]) if wanted else (0, 0)
    frame = _FRAME - page.blocks[first][0].tokens if page.blocks else _FRAME  # ASP.NET: all a form
    close = range(max(0, first - 15), min(len(page.blocks), last + 10))
    seen: set[str] = set()
    for at in sorted(close, key=lambda at: abs(at - first)):
        block, state = page.blocks[at]
        node = page.sample.elements.get(block.path)
        if frame & block.tokens or any("footer" in token for token in block.tokens):
            continue
        if state != "wanted" and node is not None and block.path not in seen:
            seen.add(block.path)
            yield from page.sample.tree.select("time, span, a, b, i, em", node)
            yield node


def byline(pages: Sequence[Weights], outlet_names: Sequence[str]) -> Found | None:
    """Elements that show the author whom the head names; else those whose class says author.

    None where the names of the head are found without a rule. A selector must give the names the
    head states, and no others: beside them often stand a job, a city or «Follow».
    """
    samples = [page.sample for page in pages]
    stated = {id(one): _names(one, outlet_names, _stated(one)) for one in samples}
    if any(stated.values()) and all(
        stated[id(one)] == _folded(one.article.authors) for one in samples
    ):
        return None
    near = {id(page.sample): list(_near(page)) for page in pages}

    def named(sample: Sample) -> Iterator[Node]:
        names = stated[id(sample)]
        for node in near[id(sample)]:
            text = fold(sample.tree.text(node)) if names else ""
            if 0 < len(text) <= _SHOWN and any(name in text for name in names):
                yield node

    def called(sample: Sample) -> Iterator[Node]:
        for node in near[id(sample)]:
            up, steps = node, 0
            while up is not None and steps < 3:
                if label_of(names_of(sample.tree, up))[0] == "byline":
                    if _names(sample, outlet_names, [sample.tree.text(up)]):
                        yield up
                    break
                up, steps = sample.tree.parent(up), steps + 1

    def said(sample: Sample) -> Iterator[Node]:
        for node in near[id(sample)]:
            text = " ".join(sample.tree.text(node).split())
            if len(text) <= _SHOWN and without_prefix(text) != text and clean_names([text]):
                yield node

    def gives(sample: Sample, selector: str) -> bool:
        tree = sample.tree
        shown = [text for node in tree.select(selector) if (text := tree.text(node))]
        got = _names(sample, outlet_names, shown)
        return got == stated[id(sample)] if stated[id(sample)] else bool(got) or not shown

    ways = (
        (named, "shows the author the head names"),
        (called, "its class says author"),
        (said, "it begins like a byline"),
    )
    found = next((one for way, why in ways if (one := common(pages, way, why, gives))), None)
    if found and len(samples) > 1 and len(set(stated.values())) == 1 and any(stated.values()):
        asked = "; the same on all: who posts (no_byline), or who writes?"
        return Found(found.selector, found.reason + asked)
    return found


def _stated(sample: Sample) -> list[str]:
    """Authors that JSON-LD and meta tags name."""
    return [*sample.data.authors, *(sample.meta[name] for name in _AUTHORS if name in sample.meta)]


def _names(sample: Sample, outlet_names: Sequence[str], shown: Iterable[str]) -> frozenset[str]:
    """The names among the strings of a byline, folded: without the outlet's own."""
    own = [*outlet_names, sample.meta.get("og:site_name", ""), sample.data.publisher or ""]
    return _folded(clean_names(shown, [*own, sample.page.host, sample.page.domain or ""]))


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(name) for name in names)


def common(
    pages: Sequence[Weights],
    right: Callable[[Sample], Iterator[Node]],
    reason: str,
    gives: Callable[[Sample, str], bool] = lambda sample, selector: True,
) -> Found | None:
    """The selector that gives a right element first on most pages, and never a wrong one.

    ``gives``: whether all that a selector finds on a page is as it should be.
    """
    votes: Counter[str] = Counter()
    wanted = {}
    for page in pages:
        tree = page.sample.tree
        nodes = list(right(page.sample))
        wanted[id(page)] = keys = {tree.key(node) for node in nodes}
        tried: dict[str, None] = {}
        for node in nodes[:6]:
            tried |= dict.fromkeys(selectors(tree, node))
        for selector in tried:
            first = next((n for n in tree.select(selector) if tree.text(n)), None)
            votes[selector] += first is not None and tree.key(first) in keys
    for page in pages:
        tree = page.sample.tree
        for selector in votes:
            first = next((n for n in tree.select(selector) if tree.text(n)), None)
            if wanted[id(page)] and first is not None and tree.key(first) not in wanted[id(page)]:
                votes[selector] -= 1
    good = [one for one, count in votes.items() if count > 0]
    good = [one for one in good if all(page.spares(one) for page in pages)]
    good = [one for one in good if all(gives(page.sample, one) for page in pages)]
    if not good:
        return None
    best = min(good, key=lambda one: (-votes[one], one.count(" "), not parts(one), good.index(one)))
    told = f"{reason}; " if reason else ""
    return Found(best, f"{told}{votes[best]} of {len(pages)} pages")


def document_title(sample: Sample) -> str:
    """The text of the ``title`` element."""
    return str(sample.page.linked.get("title", ""))
