"""datatrove: an extractor step that keeps the URL, a filter by outlet, a writer of our records.

datatrove's own ``BaseExtractor.extract(text)`` forgets the document's URL, and with it the outlet;
so the step sits one level higher, and uses the same sandbox with its deadline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.batch.arrow import CleanBatch
from cleaner.extras import missing
from cleaner.io.manifest import WITH_OUTPUT

try:
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.extractors.base import ExtractorSandbox
    from datatrove.pipeline.filters.base_filter import BaseFilter
    from datatrove.pipeline.writers.jsonl import JsonlWriter
    from datatrove.utils.typeshelper import StatHints
except ImportError as error:
    raise missing("datatrove", "datatrove") from error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datatrove.data import Document

ARTICLE = "article"
"""Key of a document's metadata that holds what was found besides the text."""


class CleanStep(PipelineStep):
    """Makes documents of pages (or, with ``text``, of extracted texts) documents of articles.

    The URL is ``metadata["url"]``. ``document.text`` becomes the main content; all else the record
    has stands in ``metadata["article"]``. Documents that are no article or fail are dropped and
    counted by reason, unless ``keep_all``. ``timeout`` is in seconds for each document;
    ``settings`` are those of :class:`cleaner.batch.arrow.CleanBatch`.
    """

    name = "🧹 cleaner"
    type = "🛢 - EXTRAC"

    def __init__(
        self, *, text: bool = False, keep_all: bool = False, timeout: float = 60, **settings: Any
    ) -> None:
        super().__init__()
        self.keep_all = keep_all
        self.timeout = timeout
        self._field = "text" if text else "html"
        self._clean = CleanBatch(text=text, **settings)

    def run(
        self, data: Iterable[Document], rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        """Clean each document in a process of its own that can be ended."""
        with ExtractorSandbox(self.timeout, ({self._field: "x"},)) as sandbox:
            for document in data:
                self.stat_update(StatHints.total)
                with self.track_time():
                    record = self._record(sandbox, document)
                if self.keep_all or _is_kept(record):
                    document.text = record.pop("text", "")
                    document.metadata[ARTICLE] = record
                    self.stat_update(StatHints.forwarded)
                    self.update_doc_stats(document)
                    yield document
                else:
                    why = record["reason"].partition(":")[0] if record["status"] == "failed" else ""
                    self.stat_update(StatHints.dropped, f"dropped_{why or record['status']}")

    def _record(self, sandbox: ExtractorSandbox, document: Document) -> dict[str, Any]:
        page = {"id": document.id, self._field: document.text, **document.metadata}
        try:
            record: dict[str, Any] = sandbox.process_document((page,), self._clean.record)
        except TimeoutError:
            why = f"TimedOut: not done after {self.timeout:g} s"
            return {"id": document.id, "status": "failed", "reason": why}
        except EOFError:
            why = "Crashed: the worker died on it"
            return {"id": document.id, "status": "failed", "reason": why}
        return record


class OutletFilter(BaseFilter):
    """Keeps articles by who published them; a set that is None is not asked.

    ``domains``, ``countries`` (ISO codes), ``types`` (newspaper, agency …) and ``languages`` are
    those of the article and its outlet; ``known``: only outlets a plugin describes.
    """

    name = "📰 outlet"

    def __init__(
        self,
        *,
        domains: Iterable[str] | None = None,
        countries: Iterable[str] | None = None,
        types: Iterable[str] | None = None,
        languages: Iterable[str] | None = None,
        known: bool = False,
        exclusion_writer: Any = None,
    ) -> None:
        super().__init__(exclusion_writer)
        wanted = {"domain": domains, "country": countries, "type": types, "language": languages}
        self.wanted = {key: frozenset(one) for key, one in wanted.items() if one is not None}
        self.known = known

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether the article is wanted, else what of it is not."""
        article = doc.metadata.get(ARTICLE, {})
        outlet = article.get("outlet") or {}
        if self.known and not outlet:
            return False, "outlet"
        found = {
            "domain": article.get("domain"),
            "language": article.get("language"),
            "country": outlet.get("country"),
            "type": outlet.get("type"),
        }
        for key, wanted in self.wanted.items():
            if found[key] not in wanted:
                return False, key
        return True


class ArticleWriter(JsonlWriter):
    """Writes the records that ``cleaner clean -o OUT.jsonl`` writes."""

    name = "📰 articles"

    def __init__(self, output_folder: Any, **options: Any) -> None:
        super().__init__(output_folder, adapter=_as_record, **options)


def _as_record(_writer: Any, document: Document) -> dict[str, Any]:
    article = dict(document.metadata.get(ARTICLE, {}))
    article.pop("id", None)
    head = {
        key: article.pop(key) for key in ("schema_version", "status", "reason") if key in article
    }
    return {"id": document.id, **head, "text": document.text, **article}


def _is_kept(record: dict[str, Any]) -> bool:
    return record["status"] in WITH_OUTPUT and record.get("decision") != "drop"
