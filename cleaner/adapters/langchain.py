"""LangChain: a document transformer that makes pages articles before they are split."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.batch.arrow import CleanBatch
from cleaner.extras import missing
from cleaner.io.manifest import WITH_OUTPUT

try:
    from langchain_core.documents import BaseDocumentTransformer, Document
except ImportError as error:
    raise missing("langchain-core", "langchain") from error

if TYPE_CHECKING:
    from collections.abc import Sequence

FACTS = ("title", "authors", "published", "language", "section", "tags", "domain", "outlet")
"""What of the record goes into the metadata, where it is known."""


class CleanTransformer(BaseDocumentTransformer):
    """Pages in ``page_content`` (with ``text``: extracted texts) become articles.

    The URL is ``metadata["source"]``. Documents that are no article are left out.
    """

    def __init__(self, *, text: bool = False, **settings: Any) -> None:
        self._field = "text" if text else "html"
        self._clean = CleanBatch(text=text, **settings)

    def transform_documents(
        self,
        documents: Sequence[Document],
        **_kwargs: Any,
    ) -> Sequence[Document]:
        """The articles, in their order, with the metadata of their documents and what was found."""
        found = []
        for document in documents:
            source = document.metadata.get("source")
            record = self._clean.record({self._field: document.page_content, "url": source})
            if record["status"] in WITH_OUTPUT and record["decision"] != "drop":
                facts = {key: record[key] for key in FACTS if record[key]}
                metadata = {**document.metadata, **facts}
                found.append(Document(page_content=record["text"], metadata=metadata))
        return found
