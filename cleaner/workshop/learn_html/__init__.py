"""Plugins learned from saved pages: those of each site apart, with what they agree on."""

from cleaner.workshop.learn_html.shelf import MAX_PAGES, SavedPage, Shelf
from cleaner.workshop.learn_html.site import MIN_PAGES, Lesson, learn_site, learn_sites

__all__ = ["MAX_PAGES", "MIN_PAGES", "Lesson", "SavedPage", "Shelf", "learn_site", "learn_sites"]
