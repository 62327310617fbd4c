"""Benchmarks: one file per claim, each printing ratios measured in one run."""
