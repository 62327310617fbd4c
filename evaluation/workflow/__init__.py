"""Codes, states and steps of evaluation."""
