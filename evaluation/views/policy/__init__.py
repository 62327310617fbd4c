"""Pages of plans, objectives and evaluations."""
