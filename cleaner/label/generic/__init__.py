"""The generic path, for pages of sites nobody knows: a sieve, a small network, a slow voter."""

from cleaner.label.generic.labeler import Generic
from cleaner.label.generic.voter import aligned, extract
from cleaner.label.generic.worth import Worth, worth

__all__ = ["Generic", "Worth", "aligned", "extract", "worth"]
