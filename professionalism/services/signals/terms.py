"""Terms of early signals, from `data/deadlines/signals.toml`."""

from datetime import date

from legitimacy.deadlines.clock import due_day
from legitimacy.deadlines.rules import rule_set_on


def term_end(code: str, day: date) -> date:
    """Last day of a term that begins on `day`. `code` is a rule: inform, reply, decide, effect, follow_up, keep."""
    due = due_day(rule_set_on("signals", day).rule(code), day, ())
    if due is None:
        raise ValueError(f"The term {code} of a signal has no end.")
    return due
