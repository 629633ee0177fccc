"""Haystack: a converter with the sockets of ``HTMLToDocument``, to put in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.batch.arrow import CleanBatch
from cleaner.extras import missing
from cleaner.io.manifest import WITH_OUTPUT

try:
    from haystack import Document, component, default_to_dict
    from haystack.components.converters.utils import get_bytestream_from_source, normalize_metadata
except ImportError as error:
    raise missing("haystack-ai", "haystack") from error

if TYPE_CHECKING:
    from pathlib import Path

    from haystack.dataclasses import ByteStream

FACTS = ("title", "authors", "published", "language", "section", "tags", "domain", "outlet")
"""What of the record goes into the metadata, where it is known."""


@component
class CleanHTMLToDocument:
    """Converts HTML to Documents of articles; a page that is none gives no Document.

    The URL is ``meta["url"]`` of a source. ``text``: the sources are extracted texts.
    """

    def __init__(self, text: bool = False, plugins: list[str] | None = None) -> None:
        self.text = text
        self.plugins = plugins or []
        self._clean = CleanBatch(text=text, plugins=self.plugins)

    def to_dict(self) -> dict[str, Any]:
        """The component's settings, for pipelines in YAML."""
        settings: dict[str, Any] = default_to_dict(self, text=self.text, plugins=self.plugins)
        return settings

    @component.output_types(documents=list[Document])
    def run(
        self,
        sources: list[str | Path | ByteStream],
        meta: dict[str, Any] | list[dict[str, Any]] | None = None,
    ) -> dict[str, list[Document]]:
        """``documents``: the articles of the sources, in their order."""
        documents = []
        for source, given in zip(sources, normalize_metadata(meta, len(sources)), strict=True):
            stream = get_bytestream_from_source(source)
            told = {**stream.meta, **given}
            page = {"text" if self.text else "html": stream.data, "url": told.get("url")}
            record = self._clean.record(page)
            if record["status"] in WITH_OUTPUT and record["decision"] != "drop":
                facts = {key: record[key] for key in FACTS if record[key]}
                documents.append(Document(content=record["text"], meta={**told, **facts}))
        return {"documents": documents}
