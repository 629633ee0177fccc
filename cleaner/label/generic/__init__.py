"""The generic path: blocks of pages no site knows, labelled by features and a vote."""

from cleaner.label.generic.voter import Trafilatura, aligned, extract

__all__ = ["Trafilatura", "aligned", "extract"]
