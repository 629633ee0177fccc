"""Who published a page, where its report came from, what is known: claims, never a score."""
