"""Scrapy: an item pipeline that adds the article to items that hold a page.

Settings (defaults): ``CLEANER_HTML_FIELD`` ("html"), ``CLEANER_URL_FIELD`` ("url"),
``CLEANER_FIELD`` ("article", the field that takes the record), ``CLEANER_DROP`` (True: items that
are no article are dropped, with the reason), ``CLEANER_PLUGINS`` ([]).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from cleaner.batch.arrow import CleanBatch
from cleaner.extras import missing
from cleaner.io.manifest import WITH_OUTPUT

try:
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem
except ImportError as error:
    raise missing("scrapy", "scrapy") from error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler


class CleanPipeline:
    """Cleans the page in each item; see the module for its settings."""

    def __init__(
        self,
        html_field: str = "html",
        url_field: str = "url",
        field: str = "article",
        *,
        drop: bool = True,
        plugins: Sequence[str] = (),
    ) -> None:
        self._fields = {"html": html_field, "url": url_field}
        self._field = field
        self._drop = drop
        self._clean = CleanBatch(plugins=plugins)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline as a project's settings want it."""
        settings = crawler.settings
        return cls(
            settings.get("CLEANER_HTML_FIELD", "html"),
            settings.get("CLEANER_URL_FIELD", "url"),
            settings.get("CLEANER_FIELD", "article"),
            drop=settings.getbool("CLEANER_DROP", True),
            plugins=settings.getlist("CLEANER_PLUGINS"),
        )

    def process_item(self, item: Any) -> Any:
        """The item with its article; raises DropItem where there is none."""
        adapter = ItemAdapter(item)
        page = {name: adapter.get(field) for name, field in self._fields.items()}
        record = self._clean.record(page)
        if self._drop and (record["status"] not in WITH_OUTPUT or record["decision"] == "drop"):
            reasons = record.get("decision_reasons") or [record["reason"]]
            raise DropItem(f"{record['status']}: {'; '.join(reasons)}")
        adapter[self._field] = {key: record[key] for key in record if key not in ("id", "input")}
        return item
