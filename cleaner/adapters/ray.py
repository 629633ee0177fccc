"""Ray Data: a Dataset of pages to a Dataset of articles, by actors that load plugins once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.batch.arrow import CleanBatch
from cleaner.extras import missing

try:
    from ray.data import ActorPoolStrategy
except ImportError as error:
    raise missing("ray", "ray") from error

if TYPE_CHECKING:
    from ray.data import Dataset


def clean_dataset(
    dataset: Dataset, *, actors: int = 2, batch_size: int = 256, **settings: Any
) -> Dataset:
    """The articles of a Dataset of pages: one row for each, failed ones too.

    Up to ``actors`` processes, each with a CPU of its own; reading wants one besides, so there are
    fewer where CPUs are few. ``settings`` are those of :class:`cleaner.batch.arrow.CleanBatch`.
    """
    return dataset.map_batches(
        CleanBatch,
        fn_constructor_kwargs=settings,
        batch_format="pyarrow",
        batch_size=batch_size,
        compute=ActorPoolStrategy(min_size=1, max_size=actors),
    )
