"""Pages of standards, assessments and samples."""
