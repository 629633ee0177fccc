"""What ``cleaner check`` looks at: one small module for each question."""

from cleaner.workshop.check.finding import Finding
from cleaner.workshop.check.run import Report, check

__all__ = ["Finding", "Report", "check"]
