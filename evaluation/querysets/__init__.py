"""Querysets of evaluation."""
