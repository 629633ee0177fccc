"""What comes in and what goes out: folders, files, lists, JSON Lines; outputs and the manifest."""

from cleaner.io.inputs import Input, Payload, ReadOptions, Refused
from cleaner.io.manifest import STATUSES, Row
from cleaner.io.sources import inputs

__all__ = ["STATUSES", "Input", "Payload", "ReadOptions", "Refused", "Row", "inputs"]
