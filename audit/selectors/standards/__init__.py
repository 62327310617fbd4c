"""Reading standards, assessments and samples."""
