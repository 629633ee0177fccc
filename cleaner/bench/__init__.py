"""Measuring extractors against gold: readers of public sets, scores, and peers to run beside us."""
