"""Writing disciplinary cases: opening, notes, steps, measures, erasure."""
