"""Records of evaluation."""
