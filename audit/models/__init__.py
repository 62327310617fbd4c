"""The tables of the audit body."""
