"""Files of evaluation."""
