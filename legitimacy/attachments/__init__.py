"""Files that people hand over: checked by their bytes, sealed, scanned, and read as a stripped copy."""
