"""Imports of diversity."""
