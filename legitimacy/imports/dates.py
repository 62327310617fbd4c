"""Dates as files write them."""

import re
from datetime import date

from django.utils.translation import gettext as _

from legitimacy.imports.tables import Row

_YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)\d\d)(?:[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2}))?", re.ASCII)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>(?:19|20)\d\d)", re.ASCII)


def date_text_read(text: str) -> date | None:
    """2020-01-31, 31/01/2020, 31.1.2020, or 2020 for its first day; None for anything else."""
    match = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    try:
        return date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)) if match else None
    except ValueError:  # the 31st of a month with 30 days is no date like any other text
        return None


def date_read(row: Row, field: str) -> date:
    """The date in a cell; rejects the row where there is none."""
    text = row.required(field)
    return date_text_read(text) or row.reject(field, _("“%(text)s” is no date; write 2020-01-31 or 31/01/2020."), text)
