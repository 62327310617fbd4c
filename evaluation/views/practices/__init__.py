"""Pages of practices and research."""
