"""Forms of the pages of complaints. Every rule that matters is checked again by the services."""
