"""Queries over records of diversity."""
