"""Many inputs: worker processes, timeouts, order, resuming."""

from cleaner.batch.run import Run, Tally, run

__all__ = ["Run", "Tally", "run"]
