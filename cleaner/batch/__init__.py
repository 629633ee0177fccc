"""Many inputs: worker processes, timeouts, order, resuming."""

from cleaner.batch.fingerprint import fingerprint
from cleaner.batch.pool import prepare
from cleaner.batch.run import Run, Tally, run
from cleaner.batch.work import CleanInput, beside_of, host_of

__all__ = ["CleanInput", "Run", "Tally", "beside_of", "fingerprint", "host_of", "prepare", "run"]
