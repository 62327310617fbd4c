"""How figures and registers come in: tabular files are read, checked row by row, staged on disk, and applied whole."""
