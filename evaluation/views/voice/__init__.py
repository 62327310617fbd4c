"""Pages of citizens' voice."""
