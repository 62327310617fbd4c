"""What is read of disciplinary cases."""
