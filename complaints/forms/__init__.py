"""Forms of complaints: one module for each part of the work."""
