"""Public pages of police schools."""
