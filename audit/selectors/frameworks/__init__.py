"""Reading frameworks: what they say, how they came about, what a draft would do."""
