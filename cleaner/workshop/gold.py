"""Gold: what a page should give, compared with what it gives, field by field.

A gold file is JSON: ``file`` (the page, relative to the pages' folder), ``title``, ``authors``,
``published``, ``language``, ``body`` (paragraphs), ``excluded`` (``{label, text}``, the label
``related`` stands for all that points to other articles), ``tags``, ``page_type``. That of an
extracted text has ``spans`` (``{start, end, label}``: what goes) instead of the fields.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from cleaner import Article, Cleaner, Kept, Removed
from cleaner.batch import beside_of
from cleaner.errors import BadOption, CleanerError
from cleaner.io import ReadOptions, Refused, inputs
from cleaner.io.formats import format_of, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

RELATED: Final = frozenset({"related-inline", "related-block", "read-more"})
DRAFT: Final = "draft"
"""Field of a gold file nobody has looked at yet."""
SHOWN: Final = 200
"""Length at which gold cuts the text of an excluded block."""
_LONG: Final = 30
"""From this length on, an excluded block counts as leaked inside a paragraph too."""


@dataclass(frozen=True, slots=True)
class Case:
    """A page, and its gold if there is any."""

    name: str
    """Path of the page relative to the pages' folder."""
    page: Path
    gold_file: Path
    gold: Mapping[str, Any] | None

    @property
    def outlet(self) -> str:
        """Folder of the page; in a flat folder what its name begins with."""
        folder, _, name = self.name.rpartition("/")
        return folder or name.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field whose value is not what gold says."""

    field: str
    gold: object
    got: object


def cases(pages: Path, gold: Path) -> list[Case]:
    """All pages below ``pages`` with their gold, by name; those without it have None."""
    for folder in (pages, gold):
        if not folder.is_dir():
            raise BadOption("there is no such folder", file=folder)
    found: dict[str, Case] = {}
    for file in sorted(gold.rglob("*.json")):
        try:
            record = json.loads(file.read_bytes())
        except ValueError as error:
            raise BadOption(f"not JSON ({error})", file=file) from error
        if not isinstance(record, dict) or not {"body", "spans"} & record.keys():
            continue  # a sidecar of another kind
        name = record.get("file") or _page_of(pages, file.relative_to(gold))
        found[name] = Case(name, _at(pages, name), file, record)
    for page in sorted(pages.rglob("*")):
        name = page.relative_to(pages).as_posix()
        stem, suffix = split(page.name)
        form = format_of(suffix)
        if name not in found and page.is_file() and form and not form.holds_many:
            gold_file = (gold / name).with_name(f"{stem}.json")
            found[name] = Case(name, page, gold_file, None)
    return [found[name] for name in sorted(found)]


def _at(pages: Path, name: str) -> Path:
    """Where a page lies: below ``pages``, or in another folder of the corpus (``texts/``)."""
    page = pages / name
    return page if page.exists() or not (pages.parent / name).is_file() else pages.parent / name


def _page_of(pages: Path, relative: Path) -> str:
    """The page a gold file without ``file`` is for: the same path with any suffix."""
    folder = pages / relative.parent
    for page in sorted(folder.glob("*")) if folder.is_dir() else ():
        if split(page.name)[0] == relative.stem:
            return page.relative_to(pages).as_posix()
    return relative.with_suffix(".html").as_posix()


def clean_case(cleaner: Cleaner, case: Case, *, with_url: bool = False) -> Article:
    """What the page gives: cleaned like any file, or with the URL that gold knows."""
    known = (case.gold or {}).get("url")
    url = known if with_url else None
    try:
        item = next(inputs([case.page], ReadOptions()))
        if isinstance(item, Refused):
            return Article("empty", item.reason)
        payload = item.payload(item.raw())
        if payload.mode == "text":
            # a text has no head to say where it is from
            return cleaner.clean_text(payload.source, url=known or item.url)
        return cleaner.clean(payload.source, url=url, beside=beside_of(item))
    except CleanerError as error:
        return Article("empty", f"{error.kind}: {error.message}")


def differences(gold: Mapping[str, Any], article: Article) -> Iterator[Difference]:
    """Every field in which ``article`` is not what ``gold`` says."""
    if "spans" in gold:
        yield from _span_differences(gold["spans"], article)
        return
    body = [_plain(text) for text in gold.get("body", ())]
    if bool(body) != is_article(article):
        yield Difference("page_type", gold.get("page_type"), f"{article.status}: {article.reason}")
        return
    if not body:
        return
    if not same_title(gold, article):
        yield Difference("title", gold.get("title"), article.title)
    if not same_authors(gold, article):
        yield Difference("authors", gold.get("authors"), list(article.authors))
    if not same_date(gold, article):
        yield Difference("published", gold.get("published"), article.published)
    if gold.get("language", article.language) != article.language:
        yield Difference("language", gold["language"], article.language)
    tags = [_plain(tag) for tag in article.tags]
    if "tags" in gold and [_plain(tag) for tag in gold["tags"]] != tags:
        yield Difference("tags", gold["tags"], list(article.tags))
    if body != (got := paragraphs(article)):
        yield Difference("body", body, got)
    for text in leaks(gold, article):
        yield Difference("excluded", "", text)
    yield from _label_differences(gold, article)


def is_article(article: Article) -> bool:
    """Whether a text came out."""
    return article.status in {"ok", "generic"}


def is_text(article: Article) -> bool:
    """Whether the article is of an extracted text: its spans have offsets."""
    starts = [span.start for span in article.kept] + [span.start for span in article.removed]
    return min(starts, default=-1) >= 0


def paragraphs(article: Article) -> list[str]:
    """The main content as gold writes it: lines, white space collapsed."""
    return [line for line in map(_plain, article.text.splitlines()) if line]


def same_title(gold: Mapping[str, Any], article: Article) -> bool:
    """Whether the titles are equal but for white space."""
    return _plain(gold.get("title") or "") == _plain(article.title or "")


def same_authors(gold: Mapping[str, Any], article: Article) -> bool:
    """Whether the same authors are named, in the same order."""
    return [_plain(name) for name in gold.get("authors", ())] == [
        _plain(name) for name in article.authors
    ]


def same_date(gold: Mapping[str, Any], article: Article) -> bool:
    """Whether the dates are equal: to the day where gold has a day, else the same instant."""
    wanted, got = gold.get("published"), article.published
    if not wanted or not got:
        return bool(wanted) == bool(got)
    if len(wanted) <= len("2020-01-01"):
        return bool(got[: len(wanted)] == wanted)
    one, other = datetime.fromisoformat(wanted), datetime.fromisoformat(got)
    if (one.tzinfo is None) != (other.tzinfo is None):
        return one.replace(tzinfo=None) == other.replace(tzinfo=None)
    return one == other


def leaks(gold: Mapping[str, Any], article: Article) -> list[str]:
    """Excluded blocks that stand in the text: as a line of it, long ones also within a line."""
    lines = paragraphs(article)
    whole = "\n".join(lines)
    body = "\n".join(_plain(text) for text in gold.get("body", ()))
    found = []
    for block in gold.get("excluded", ()):
        text = _plain(block["text"])
        if not text or block.get("also_in_body"):
            continue
        inside = len(text) >= _LONG and text in whole and text not in body
        if inside or (text in lines and text not in body.split("\n")):
            found.append(text)
    return found


def _label_differences(gold: Mapping[str, Any], article: Article) -> Iterator[Difference]:
    labels: dict[str, set[str]] = {}
    for span in article.removed:
        labels.setdefault(_plain(span.text)[:SHOWN], set()).add(_label(span))
    for block in gold.get("excluded", ()):
        text = _plain(block["text"])[:SHOWN]
        given = labels.get(text)
        wanted = "related" if block["label"] in RELATED else block["label"]
        if given and wanted not in given:
            yield Difference(f"label of «{text}»", block["label"], " ".join(sorted(given)))


def _label(span: Removed) -> str:
    return "related" if span.label in RELATED else span.label


def _span_differences(spans: Sequence[Mapping[str, Any]], article: Article) -> Iterator[Difference]:
    """Stretches of letters that have another label than gold says; ``glued`` ones may stay."""
    spans_of_text: list[Kept | Removed] = [*article.kept, *article.removed]
    both = sorted(spans_of_text, key=lambda span: span.start)
    text = "".join(span.text for span in both)
    got = ["main"] * len(text)
    for span in article.removed:
        got[span.start : span.end] = [_label(span)] * (span.end - span.start)
    wanted = ["main"] * len(text)
    for one in spans:
        label = "related" if one["label"] in RELATED else one["label"]
        for place in range(one["start"], min(one["end"], len(text))):
            wanted[place] = got[place] if one.get("glued") and got[place] == "main" else label
    letters = [place for place, char in enumerate(text) if char.isalnum()]
    pairs = groupby(letters, key=lambda place: (wanted[place], got[place]))
    for (label, now), places in pairs:
        if label != now:
            run = list(places)
            shown = _plain(text[run[0] : run[-1] + 1])[:80]
            yield Difference(f"spans {run[0]}:{run[-1] + 1} «{shown}»", label, now)


def record(case: Case, article: Article) -> dict[str, Any]:
    """Gold as the page gives it now; fields of the old gold that are not compared stay."""
    old = {key: value for key, value in (case.gold or {}).items() if key != DRAFT}
    if not is_article(article):
        kind = old.get("page_type", "section")
        fields: dict[str, Any] = {"body": [], "page_type": "section" if kind == "article" else kind}
    elif is_text(article):
        fields = {"spans": _spans(article), "page_type": "article"}
    else:
        fields = {
            "url": article.url,
            "title": article.title,
            "authors": list(article.authors),
            "published": article.published,
            "language": article.language,
            "body": paragraphs(article),
            "excluded": [
                {"label": _label(span), "text": _plain(span.text)[:SHOWN]}
                for span in article.removed
                if span.label != "title"
            ],
            "tags": list(article.tags),
            "page_type": "article",
        }
    return {"file": case.name, **old, **fields}


def _spans(article: Article) -> list[dict[str, Any]]:
    spans = []
    for span in article.removed:
        start = span.start + len(span.text) - len(span.text.lstrip())
        end = start + len(span.text.strip())
        spans.append({"start": start, "end": end, "label": span.label})
    return spans


def _plain(text: str) -> str:
    return " ".join(text.split())
