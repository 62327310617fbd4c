"""The page of one file, and everything a handler does there."""
