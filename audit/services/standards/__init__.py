"""Standards, assessments by them, and samples: everything that changes one of these."""
