"""Pages of the audit body."""
