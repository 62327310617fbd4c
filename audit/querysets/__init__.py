"""Which rows of the audit body somebody may see, a file for each part."""
