"""Selectors of evaluation."""
