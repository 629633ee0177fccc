"""cleaner: the Arabic-first news cleaner."""
