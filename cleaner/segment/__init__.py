"""From bytes to blocks: charset, address, the DOM walk for HTML, lines for text."""
