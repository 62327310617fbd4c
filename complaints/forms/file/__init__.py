"""Forms of the page of one file: each carries the version of the file that its reader saw."""
