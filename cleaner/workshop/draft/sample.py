"""A saved page as the workshop looks at it: its blocks, and which of them are the article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from cleaner.arabic.fold import fold
from cleaner.batch import beside_of
from cleaner.errors import PageError
from cleaner.host import Cleaner
from cleaner.io import ReadOptions, Refused, inputs
from cleaner.label.generic import aligned, extract
from cleaner.metadata.jsonld import ArticleData
from cleaner.model.site import Layout
from cleaner.segment.blocks import Segmenter
from cleaner.segment.read import NOTHING, Beside, read_html
from cleaner.segment.tree import CLOSE, OPEN
from cleaner.sites.build import DEFAULT
from cleaner.sites.directories import bundled_directory
from cleaner.sites.registry import SiteRegistry
from cleaner.sites.schema import FAMILIES
from cleaner.workshop.draft.naming import label_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cleaner.model.article import Article
    from cleaner.model.block import Block
    from cleaner.model.page import Page
    from cleaner.model.site import Site
    from cleaner.segment.tree import Node, Tree

State = Literal["wanted", "junk", "handled"]
"""The article; not the article; not the article, and known as such without any plugin."""

TOLD: Final = 0.8
"""Share of JSON-LD's article text that must be found in the page for it to decide."""
LONG: Final = 30
LINKED: Final = 0.9
"""Share of a block inside links from which on it is nothing but links."""


def generic_cleaner() -> Cleaner:
    """A Cleaner that knows no site and no family: the generic path, with the defaults."""
    registry = SiteRegistry(cache=None)
    registry.register(bundled_directory() / FAMILIES / f"{DEFAULT}.toml")
    return cleaner_of(registry)


def cleaner_of(registry: SiteRegistry) -> Cleaner:
    """A Cleaner with the plugins of ``registry`` and no others."""
    cleaner = Cleaner(entry_points=False)
    cleaner.use(registry)
    return cleaner


@dataclass
class Sample:
    """One page, read once."""

    path: Path
    raw: bytes
    page: Page
    article: Article
    """What is made of it without a plugin of its outlet."""
    sidecar: str | None = None
    """URL that stood beside the file."""

    @property
    def tree(self) -> Tree:
        """The parsed page."""
        assert self.page.tree is not None
        return self.page.tree

    @cached_property
    def data(self) -> ArticleData:
        """What JSON-LD says of the article."""
        return self.page.linked.get("article") or ArticleData(())

    @cached_property
    def meta(self) -> dict[str, str]:
        """Meta tags by name."""
        return dict(self.page.linked.get("meta", {}))

    @cached_property
    def extracts(self) -> tuple[str, str]:
        """What trafilatura takes for the article, and what in its precision mode."""
        source = self.page.source
        return extract(source), extract(source, precision=True)

    @cached_property
    def descriptions(self) -> frozenset[str]:
        """How the head describes the article, folded: shown, it is the standfirst."""
        names = ("description", "og:description", "twitter:description")
        told = (fold(self.meta.get(name, "")).strip() for name in names)
        return frozenset(text for text in told if len(text) >= LONG)

    @cached_property
    def elements(self) -> dict[str, Node]:
        """Path -> element, of all elements whose text is shown, in document order."""
        found: dict[str, Node] = {}
        open_paths, counts = [""], [Counter[str]()]
        for kind, tag, node in self.tree.events(self.tree.root):
            if kind == OPEN:
                counts[-1][tag] += 1
                open_paths.append(f"{open_paths[-1]}/{tag}[{counts[-1][tag]}]")
                counts.append(Counter())
                found[open_paths[-1]] = node
            elif kind == CLOSE:
                open_paths.pop()
                counts.pop()
        return found

    def blocks(self, rules: Site) -> list[tuple[Block, State]]:
        """All blocks of the page with their state, where the removals of ``rules`` hold."""
        layout = rules.layouts[-1] if rules.layouts else Layout()
        page = replace(self.page, rules=rules, layout=layout, roots=())
        blocks = Segmenter().blocks(page, {})
        if not self.article.text:  # taken for no article: ask trafilatura alone
            kept = aligned([block.text for block in blocks], extract(self.page.source))
            return [(b, "wanted" if at in kept else "junk") for at, b in enumerate(blocks)]
        told = self._told(blocks)
        return [(block, self._state(block, told)) for block in blocks]

    def _state(self, block: Block, told: str) -> State:
        if block.mark is not None and block.mark.label != "main":
            return "handled"
        if told:
            inside = fold(block.text) in told if len(block.text) >= LONG else False
            if inside or (block.path, block.text) in self._kept:
                return "wanted" if inside or len(block.text) < LONG else "junk"
        elif any(text in block.text for text in self._texts.get(block.path, ())):
            return "junk" if self._is_box(block) else "wanted"
        return "handled" if (block.path, block.text) in self._known else "junk"

    def _is_box(self, block: Block) -> bool:
        """Nothing but links, in an element whose name says that it is no part of the article."""
        if block.link_density < LINKED:
            return False
        node = self.elements.get(block.path)
        parent = self.tree.parent(node) if node is not None else None
        around = [one for one in (node, parent) if one is not None]
        return any(label_of(names_of(self.tree, one))[0] for one in around)

    def _told(self, blocks: Sequence[Block]) -> str:
        """JSON-LD's article text, folded, if the page shows it."""
        told = fold(" ".join((self.data.article_body or "").split()))
        found = sum(len(b.text) for b in blocks if len(b.text) >= LONG and fold(b.text) in told)
        return told if len(told) > 200 and found >= TOLD * len(told) else ""

    @cached_property
    def _texts(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for span in self.article.kept:
            found.setdefault(span.path, []).append(span.text)
        return found

    @cached_property
    def _kept(self) -> set[tuple[str, str]]:
        return {(span.path, span.text) for span in self.article.kept}

    @cached_property
    def _known(self) -> set[tuple[str, str]]:
        spans = (span for span in self.article.removed if span.plugin != "generic")
        return {(span.path, span.text) for span in spans}


def read_samples(
    paths: Sequence[Path], url: str | None, families: SiteRegistry
) -> Iterator[Sample | tuple[str, str]]:
    """Pages among ``paths``; what is none as (name, reason). ``url`` is believed."""
    reader = Reader(families)
    for item in inputs(paths, ReadOptions()):
        if isinstance(item, Refused):
            yield item.id, item.reason
            continue
        try:
            payload = item.payload(item.raw())
            if payload.mode == "text":
                yield item.id, "extracted text has no elements to point at"
                continue
            path = getattr(item, "path", None)
            assert path is not None  # a file: records are refused above, having no page of theirs
            sample = reader(path, payload.source, url or item.url, beside_of(item))
        except PageError as error:
            yield item.id, error.message
            continue
        yield sample


class Reader:
    """Reads pages as if nobody knew their sites; ``families`` are tried all the same."""

    def __init__(self, families: SiteRegistry) -> None:
        self._cleaners = (cleaner_of(families), generic_cleaner())

    def __call__(
        self, path: Path, source: bytes | str, url: str | None = None, beside: Beside = NOTHING
    ) -> Sample:
        """The page; raises PageError for what is none."""
        raw = source if isinstance(source, bytes) else source.encode()
        page = read_html(raw, url=url, beside=beside)
        both = [one.clean(raw, url=page.url, beside=beside) for one in self._cleaners]
        return Sample(path, raw, page, _better(*both), url)


def _better(family: Article, generic: Article) -> Article:
    """What a family's rules give, unless the generic path finds more than twice as much."""
    proved = family.root == "family" and len(family.text) * 2 > len(generic.text)
    return family if proved else generic
