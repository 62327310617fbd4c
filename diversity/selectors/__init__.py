"""Selectors of diversity."""
