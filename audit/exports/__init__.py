"""What the pages of the audit body hand out as files."""
