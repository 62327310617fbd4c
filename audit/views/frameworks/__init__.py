"""Pages of frameworks: reading, drafting, trying out, signing."""
