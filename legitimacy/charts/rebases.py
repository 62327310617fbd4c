"""Decisions to begin the limits of a trend anew, as charts mark them and sentences tell them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.courses import LIMITED, Rebased
from legitimacy.indicators.definitions import Indicator
from legitimacy.models import Role, TrendRebase


def rebases_read(*, indicator: str, subject_ids: Sequence[int]) -> dict[int, list[TrendRebase]]:
    """The decisions in force by subject, oldest period first. One query."""
    rows = TrendRebase.objects.filter(indicator=indicator, subject__in=subject_ids).select_related("decided_by")
    newest: dict[int, dict[str, TrendRebase]] = defaultdict(dict)
    for row in rows.order_by("pk"):
        newest[row.subject_id][row.from_period] = row
    return {
        subject: sorted((row for row in found.values() if not row.withdraws), key=lambda row: row.from_period)
        for subject, found in newest.items()
    }


def rebases_of(*, passport: Indicator, subject_id: int, named: bool) -> list[Rebased]:
    """Those of one trend, as charts take them. One query; none where the indicator has no limits to begin anew."""
    if passport.window not in LIMITED:
        return []
    found = rebases_read(indicator=passport.code, subject_ids=[subject_id])
    return rebases_told(found.get(subject_id, ()), named=named)


def rebases_told(rows: Iterable[TrendRebase], *, named: bool) -> list[Rebased]:
    """`named`: the name of who decided stands there too, for who reads from inside; the public reads the function."""
    return [Rebased(period=row.from_period, words=_told(row, named)) for row in rows]


def _told(row: TrendRebase, named: bool) -> str:
    role = str(Role(row.role).label) if row.role in Role.values else row.role
    return _("From %(period)s the limits are computed anew: %(reason)s (%(who)s, %(day)s)") % {
        "period": numbers.period_short(row.from_period),
        "reason": row.reason,
        "who": f"{row.decided_by}, {role}" if named else role,
        "day": numbers.date_text(row.decided_at.date()),
    }
