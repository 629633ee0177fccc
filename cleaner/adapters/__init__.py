"""Thin wrappers for the engines and frameworks people already run.

Each module imports its framework when it is imported itself, never sooner, and names the extra
where the framework is missing. None contains cleaning logic: that is in :mod:`cleaner.batch.arrow`.
"""
