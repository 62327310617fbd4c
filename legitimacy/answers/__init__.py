"""Anonymous answers: single-use tokens that burn to a date, answers written in shuffled batches."""
