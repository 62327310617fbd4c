"""The Legitimiteitsmonitor: project package and shared core."""
