"""What people decide while comparing."""
