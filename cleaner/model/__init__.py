"""The vocabulary: frozen, typed values without logic. Imports nothing else of the package."""
