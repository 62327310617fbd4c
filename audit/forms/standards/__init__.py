"""Forms of assessments and samples."""
