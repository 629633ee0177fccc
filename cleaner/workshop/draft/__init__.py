"""A plugin drafted from saved pages: what ``cleaner new`` writes for a person to look at."""

from cleaner.workshop.draft.plugin import Draft, draft
from cleaner.workshop.draft.sample import Sample, read_samples
from cleaner.workshop.draft.text import draft_toml

__all__ = ["Draft", "Sample", "draft", "draft_toml", "read_samples"]
