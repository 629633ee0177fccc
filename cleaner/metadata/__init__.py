"""What a page says of itself in machine-readable form."""
