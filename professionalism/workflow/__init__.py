"""States, steps and code lists of professionalism, without a database."""
