"""Forms of citizens' voice."""
