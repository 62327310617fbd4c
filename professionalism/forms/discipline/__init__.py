"""What people fill in about disciplinary cases."""
