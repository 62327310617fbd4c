"""What people fill in about early signals."""
