"""Terms of an audit, from `data/deadlines/audits.toml`."""

from datetime import date

from dateutil.relativedelta import relativedelta

from legitimacy.deadlines.clock import due_day
from legitimacy.deadlines.rules import rule_set_on


def term_end(code: str, day: date) -> date:
    """Last day of a term that begins on `day`. `code` is one of the rules: reply, answer, records, cycle, evidence."""
    due = due_day(rule_set_on("audits", day).rule(code), day, ())
    if due is None:
        raise ValueError(f"The term {code} of an audit has no end.")
    return due


def evidence_kept_from(day: date) -> date:
    """Files of assessments that ended before this day are past their time."""
    first: date = day - relativedelta(months=rule_set_on("audits", day).rule("evidence").amount)
    return first


def cycle_begins(day: date) -> date:
    """The first day of the cycle that ends on `day`: an audit completed on it or later covers the corps."""
    months = rule_set_on("audits", day).rule("cycle").amount
    first: date = day - relativedelta(months=months) + relativedelta(days=1)
    return first
