"""What is read of early signals."""
