"""Services of diversity."""
