"""Forms of diversity."""
