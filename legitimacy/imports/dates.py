"""Dates as files write them."""

import re
from datetime import date

from django.utils.translation import gettext as _

from legitimacy.imports.tables import Row

_YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)\d\d)(?:[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2}))?", re.ASCII)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>(?:19|20)\d\d)", re.ASCII)


def date_read(row: Row, field: str) -> date:
    """2020-01-31, 31/01/2020, 31.1.2020, or 2020 for its first day; rejects the row for anything else."""
    text = row.required(field)
    match = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    try:
        if match:
            return date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        pass  # the 31st of a month with 30 days is rejected like any other text that is no date
    return row.reject(field, _("“%(text)s” is no date; write 2020-01-31 or 31/01/2020."), text)
