"""The generic path: blocks of pages no site knows, weighed by small networks and a slow voter."""

from cleaner.label.generic.labeler import Generic
from cleaner.label.generic.voter import aligned, extract

__all__ = ["Generic", "aligned", "extract"]
