"""Pages of the force register."""
