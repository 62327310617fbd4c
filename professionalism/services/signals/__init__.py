"""What is written of early signals."""
