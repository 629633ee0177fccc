"""Spark: a DataFrame of pages to a DataFrame of articles, by ``mapInArrow``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.batch.arrow import SPARK_DDL, CleanBatch
from cleaner.extras import missing
from cleaner.io.inputs import ReadOptions
from cleaner.io.record import check_fields

try:
    import pyspark  # noqa: F401 -- only whether it is there
except ImportError as error:
    raise missing("pyspark", "spark") from error

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def clean_dataframe(frame: DataFrame, **settings: Any) -> DataFrame:
    """The articles of a DataFrame of pages: one row for each, failed ones too.

    ``settings`` are those of :class:`cleaner.batch.arrow.CleanBatch`. Raises BadOption at once
    where no column may hold pages.
    """
    names = {name: settings[name] for name in ("html_field", "text_field") if name in settings}
    check_fields(frame.columns, ReadOptions(**names), "the DataFrame")
    return frame.mapInArrow(CleanBatch(**settings).batches, SPARK_DDL)
