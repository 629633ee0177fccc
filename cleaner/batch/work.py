"""Clean one input: what a worker does, and what becomes of it when it cannot."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.batch.health import health
from cleaner.batch.outlet import outlet_of
from cleaner.batch.task import Result
from cleaner.errors import Empty, PageError
from cleaner.io.manifest import WITH_OUTPUT, Outcome, Row, json_line
from cleaner.io.render import RENDERERS
from cleaner.label.learned import is_learned
from cleaner.segment.read import Beside, read_html, read_text

if TYPE_CHECKING:
    from cleaner import Article, Cleaner
    from cleaner.io.inputs import Input, Payload, Refused


def digest(raw: bytes) -> str:
    """The hash by which an input is known again."""
    return hashlib.sha256(raw).hexdigest()


@dataclass(slots=True)
class CleanInput:
    """Cleans inputs and writes them in ``format``; picklable, and raises nothing.

    With ``every`` there is a record for each input, JSON Lines only: one that is no article tells
    its id, status and reason at least.
    """

    cleaner: Cleaner
    format: str
    run: str
    every: bool = False
    reported: int = 0
    """Refused plugins that were told of already."""

    def __call__(self, item: Input) -> Result:
        """Row and record of one input."""
        started = time.perf_counter()
        row = self._row(item)
        record = b""
        try:
            raw = item.raw()
            row.sha256 = digest(raw)
            payload = item.payload(raw)
            row.id = payload.id
            article = self._clean(item, payload)
            self._describe(row, article, payload)
            if item.note:
                row.reason = "; ".join(filter(None, [row.reason, item.note]))
            if self.every or row.status in WITH_OUTPUT:
                record = self.render(article, item, payload)
        except Empty as error:
            row.status, row.reason = "empty", _told(error)
        except PageError as error:
            row.status, row.reason = "failed", _told(error)
            row.id = error.record_id if row.id is None else row.id
        except Exception as error:
            row.status, row.reason = "failed", f"{type(error).__name__}: {error}"
        row.ms = round((time.perf_counter() - started) * 1000, 1)
        refused = self.cleaner.registry.refused
        news, self.reported = tuple(refused[self.reported :]), len(refused)
        return Result(row, record or self._told(item, row), news)

    def render(self, article: Article, item: Input, payload: Payload) -> bytes:
        """The record of an article."""
        identity = item.id if payload.id is None else payload.id
        return RENDERERS[self.format](article, identity, payload.extra)

    def fail(self, item: Input, error: PageError) -> Result:
        """The result of an input on which its worker died or had to be killed."""
        row = self._row(item)
        row.reason = _told(error)
        return Result(row, self._told(item, row))

    def refuse(self, item: Refused) -> Result:
        """The result of an input that is not to be cleaned."""
        row = self._row(item)
        row.status, row.reason = item.status, item.reason
        return Result(row, self._told(item, row))

    def _told(self, item: Input, row: Row) -> bytes:
        """The record of an input that gave none, where every input has one."""
        if not self.every:
            return b""
        identity = item.id if row.id is None else row.id
        return json_line({"id": identity, "status": row.status, "reason": row.reason})

    def _row(self, item: Input) -> Row:
        return Row(item.id, "failed", run=self.run, url=item.url)

    def _clean(self, item: Input, payload: Payload) -> Article:
        source, url = payload.source, payload.url
        if payload.mode == "text":
            outlet = outlet_of(item, payload) if self.cleaner.learned else ""
            url = url or item.url
            return self.cleaner.clean_text(source, url=url, title=payload.title, outlet=outlet)
        beside = beside_of(item, payload)
        return self.cleaner.clean(source, url=url, captured=payload.captured, beside=beside)

    def _describe(self, row: Row, article: Article, payload: Payload) -> None:
        row.status = _outcome(article)
        row.reason = (
            "; ".join(article.decision.reasons) if row.status == "dropped" else article.reason
        )
        row.plugin = article.plugin
        row.chars_in = _characters(payload, article)
        row.chars_out = len(article.text)
        row.asked = _asked(article)
        if self.cleaner.learned:
            row.learned = sum(is_learned(one.plugin) for one in article.removed)
        if payload.mode == "html":
            row.health = health(article, payload.source, row.sha256 or "0")


def _asked(article: Article) -> bool | None:
    """Whether trafilatura's vote was asked for; None where the generic path took nothing."""
    rules = {one.rule for one in article.removed if one.plugin == "generic"}
    return any(rule.endswith("trafilatura") for rule in rules) if rules else None


def host_of(item: Input, payload: Payload) -> str:
    """The host an input is from, as far as it tells; raises PageError."""
    source, url = payload.source, payload.url
    if payload.mode == "text":
        return read_text(source, url=url or item.url).host
    return read_html(source, url=url, beside=beside_of(item, payload)).host


def beside_of(item: Input, payload: Payload | None = None) -> Beside:
    """What stood beside a page, in its container too where the payload is given."""
    return Beside(
        charset=payload.charset if payload else None,
        sidecar=item.url,
        warc=payload.warc if payload else None,
        saver=payload.saver if payload else None,
        directory=item.directory or None,
        declared=item.declared,
    )


def _outcome(article: Article) -> Outcome:
    if article.decision.action == "drop" and article.status in WITH_OUTPUT:
        return "dropped"
    return article.status


def _told(error: PageError) -> str:
    """The error without the file's name, which stands beside it in the row."""
    told = f"{error.kind}: {error.message}"
    return f"{told} – {error.remedy}" if error.remedy else told


def _characters(payload: Payload, article: Article) -> int:
    """Characters of the input: exact for text and UTF-8, else one a byte."""
    if payload.mode == "text":
        kept = sum(len(span.text) for span in article.kept)
        return kept + sum(len(span.text) for span in article.removed)
    if isinstance(payload.source, str):
        return len(payload.source)
    try:
        return len(payload.source.decode())
    except UnicodeDecodeError:
        return len(payload.source)
