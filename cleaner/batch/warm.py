"""Imported once by the server that workers are forked from: what all of them need is loaded here.

So a worker, and each that replaces one, starts in milliseconds and shares the memory.
"""

import gc
from contextlib import suppress

import cleaner
import cleaner.batch.worker

_TEXT = "افتتحت المدينة صباح اليوم قاعة جديدة للقراءة تتسع لمئة زائر وتضم رفوفا للأطفال والكبار."

with suppress(Exception):  # whatever is wrong will be told when a page meets it
    cleaner.clean(f"<html lang='ar'><body><article><p>{_TEXT}</p></article></body></html>")
    cleaner.clean_text(_TEXT)
gc.freeze()
