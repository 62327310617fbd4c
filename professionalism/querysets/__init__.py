"""Which records somebody may see: one function for each table, joined by every page, list and export."""
