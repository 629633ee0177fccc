"""Where title, date, byline and tags are shown, found by the values that a page's head states."""

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
    from collections.abc import Callable, Iterator, Sequence

    from cleaner.segment.tree import Node
    from cleaner.workshop.draft.place import Weights
    from cleaner.workshop.draft.sample import Sample

_DATES: Final = ("article:published_time", "datepublished", "og:published_time", "pubdate", "date")
_AUTHORS: Final = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")
_FRAME: Final = frozenset({"<footer>", "<nav>", "<form>"})
_DAY: Final = len("2020-01-01")
_SHOWN: Final = 120
"""Longest text of an element that shows one value."""


@dataclass(frozen=True, slots=True)
class Found:
    """A selector, and why it is believed."""

    selector: str
    reason: str


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
    return _common(pages, right, "the headline that the head states")


def date(pages: Sequence[Weights], country: str | None) -> Found | None:
    """The date shown nearest to the headline, where the head states none or another time."""
    reasons: list[str] = []

    def right(sample: Sample, page: Weights) -> Iterator[Node]:
        told = machine_date(sample, country)
        for node in _near(page):
            shown = _shown_date(sample, node, country)
            if shown is not None and (reason := _better(shown, told)):
                reasons.append(reason)
                yield node

    by_sample = {id(page.sample): page for page in pages}
    found = _common(pages, lambda sample: right(sample, by_sample[id(sample)]), "")
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
    if same_clock and one.tzinfo is None:
        return f"shown as {shown[11:16]}, in the head as {told[11:16]} UTC: set the country"
    return f"shown as {shown[11:]}, in the head as {told[11:]}: which is right?"


def machine_date(sample: Sample, country: str | None) -> str | None:
    """The date of publication that JSON-LD or a meta tag states, as ISO 8601."""
    stated = (sample.data.published, *(sample.meta.get(name) for name in _DATES))
    return next(
        (iso for one in stated if one and (iso := normalise_iso(one, country=country))), None
    )


def _shown_date(sample: Sample, node: Node, country: str | None) -> str | None:
    text = sample.tree.text(node)
    if not text or len(text) > _SHOWN:
        return None
    attributes = sample.tree.attributes(node)
    if (stamp := attributes.get("datetime")) and (iso := normalise_iso(stamp, country=country)):
        return iso
    language = (sample.page.linked.get("lang") or "ar")[:2]
    parsed = parse_date(text, country=country, language=language)
    return parsed.iso if parsed and not parsed.updated else None


def _near(page: Weights) -> Iterator[Node]:
    """Elements around the article that are none of it, the nearest to its start first."""
    wanted = [at for at, (_, state) in enumerate(page.blocks) if state == "wanted"]
    first, last = (wanted[0], wanted[-1]) if wanted else (0, 0)
    close = range(max(0, first - 15), min(len(page.blocks), last + 10))
    seen: set[str] = set()
    for at in sorted(close, key=lambda at: abs(at - first)):
        block, state = page.blocks[at]
        node = page.sample.elements.get(block.path)
        if _FRAME & block.tokens or any("footer" in token for token in block.tokens):
            continue
        if state != "wanted" and node is not None and block.path not in seen:
            seen.add(block.path)
            yield from page.sample.tree.select("time, span, a, b, i, em", node)
            yield node


def byline(pages: Sequence[Weights], outlet_names: Sequence[str]) -> Found | None:
    """Elements that show the author whom the head names; else those whose class says author."""

    def stated(sample: Sample) -> list[str]:
        meta = [sample.meta[name] for name in _AUTHORS if name in sample.meta]
        own = [*outlet_names, sample.meta.get("og:site_name", ""), sample.data.publisher or ""]
        return [fold(name) for name in clean_names([*sample.data.authors, *meta], own)]

    near = {id(page.sample): list(_near(page)) for page in pages}

    def named(sample: Sample) -> Iterator[Node]:
        names = stated(sample)
        for node in near[id(sample)]:
            text = fold(sample.tree.text(node)) if names else ""
            if 0 < len(text) <= _SHOWN and any(name in text for name in names):
                yield node

    def called(sample: Sample) -> Iterator[Node]:
        own = [*outlet_names, sample.meta.get("og:site_name", ""), sample.data.publisher or ""]
        for node in near[id(sample)]:
            up, steps = node, 0
            while up is not None and steps < 3:
                if label_of(names_of(sample.tree, up))[0] == "byline":
                    if clean_names([sample.tree.text(up)], own):
                        yield up
                    break
                up, steps = sample.tree.parent(up), steps + 1

    def said(sample: Sample) -> Iterator[Node]:
        for node in near[id(sample)]:
            text = " ".join(sample.tree.text(node).split())
            if len(text) <= _SHOWN and without_prefix(text) != text and clean_names([text]):
                yield node

    ways = (
        (named, "shows the author the head names"),
        (called, "its class says author"),
        (said, "it begins like a byline"),
    )
    return next((found for way, why in ways if (found := _common(pages, way, why))), None)


def tags(pages: Sequence[Weights]) -> Found | None:
    """Links that show the keywords the head states, or that say they are tags."""

    def named(sample: Sample) -> Iterator[Node]:
        told = {fold(word) for word in sample.data.keywords}
        told |= {fold(word.strip()) for word in sample.meta.get("keywords", "").split(",")}
        told |= {fold(word.strip()) for word in sample.meta.get("keywords", "").split("،")}
        links = [n for n in sample.tree.select("a") if fold(sample.tree.text(n)) in told - {""}]
        for link in links:
            up = sample.tree.parent(link)
            for _ in range(3):
                if up is None:
                    break
                inside = sample.tree.select("a", up)
                if len(inside) >= 2 and all(fold(sample.tree.text(n)) in told for n in inside):
                    yield up
                up = sample.tree.parent(up)

    def called(sample: Sample) -> Iterator[Node]:
        for node in sample.elements.values():
            if label_of(names_of(sample.tree, node))[0] == "tags" and sample.tree.select("a", node):
                yield node

    for right, reason in ((named, "shows the keywords the head states"), (called, "says tags")):
        found = _common(pages, right, reason)
        links = f"{found.selector} a" if found else ""
        shown = (page.sample.tree for page in pages if links)
        if found and any(tree.text(node) for tree in shown for node in tree.select(links)):
            return Found(links, found.reason)
    return None


def _common(
    pages: Sequence[Weights], right: Callable[[Sample], Iterator[Node]], reason: str
) -> Found | None:
    """The selector that gives a right element first on most pages, and never a wrong one."""
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
    if not good:
        return None
    best = min(good, key=lambda one: (-votes[one], one.count(" "), not parts(one), good.index(one)))
    told = f"{reason}; " if reason else ""
    return Found(best, f"{told}{votes[best]} of {len(pages)} pages")


def document_title(sample: Sample) -> str:
    """The text of the ``title`` element."""
    found = sample.tree.select("title")
    return sample.tree.raw_text(found[0]) if found else ""
