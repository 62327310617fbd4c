"""Reading citizens' voice: waves and rounds. Never an answer."""
