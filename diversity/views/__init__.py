"""Pages of diversity."""
