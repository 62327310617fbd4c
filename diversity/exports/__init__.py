"""Files of diversity."""
