"""Early signals."""
