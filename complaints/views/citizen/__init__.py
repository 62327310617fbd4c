"""The citizen's form, without an account: start, steps, check, code."""
