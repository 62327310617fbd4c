"""How long what an auditor judged still speaks."""

from datetime import date

from legitimacy.indicators.periods import Period


def lasts(ended: date, months: int, period: Period) -> bool:
    """Whether what ended on a day still speaks at the end of `period`: from its own quarter on, for so many months."""
    ended_in = Period.containing(ended)
    passed = (period.year - ended_in.year) * 4 + period.quarter - ended_in.quarter
    return 0 <= passed < months // 3
