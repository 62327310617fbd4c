"""What changes when releases become files, are withdrawn, or are asked for by researchers."""
