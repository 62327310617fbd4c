"""Counting a corps's own register once a month.

A count that moves from one day to the next tells who reads it that one file came, ended, or went to another body. So
the figures stand still for a month, and what they said of a quarter that is over they do not take back.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from complaints.models import RegisterMonth
from complaints.selectors.figures.counts import TABLES, Register, Table
from complaints.selectors.register import own_register
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps

FLOW = "flow"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def register_month_count(*, corps: Corps, today: date | None = None) -> RegisterMonth:
    """The counts that are shown this month: those of its first day, or of the first day on which anybody looked.

    A corps without a file of its own has none yet: the row is made, and not kept.
    """
    day = today or timezone.localdate()
    month = day.replace(day=1)
    known = RegisterMonth.objects.filter(corps=corps, month=month).first()
    if known is not None:
        return known
    counted = _counted(corps, day)
    if not own_register().filter(corps=corps).exists():
        return RegisterMonth(corps=corps, month=month, counted_on=day, tables=counted)
    return _kept(corps, month, day, counted)


@transaction.atomic
def _kept(corps: Corps, month: date, day: date, counted: dict[str, Any]) -> RegisterMonth:
    before = RegisterMonth.objects.filter(corps=corps, month__lt=month).order_by("-month").first()
    if before is not None:
        counted[FLOW]["rows"] = _past_kept(counted[FLOW]["rows"], before)
    row, _is_new = RegisterMonth.objects.get_or_create(
        corps=corps, month=month, defaults={"counted_on": day, "tables": counted}
    )
    RegisterMonth.objects.filter(corps=corps, month__lt=before.month if before else month).delete()
    return row


def register_months_count(*, today: date | None = None) -> int:
    """Count every corps that has files of its own and was not counted this month; number of corps."""
    day = today or timezone.localdate()
    corps = Corps.objects.filter(pk__in=own_register().order_by().values("corps"))
    waiting = corps.exclude(pk__in=RegisterMonth.objects.filter(month=day.replace(day=1)).values("corps"))
    return len([register_month_count(corps=each, today=day) for each in waiting.order_by("pk")])


def _counted(corps: Corps, day: date) -> dict[str, Any]:
    register = Register(corps, day)
    return {key: _written(table(register)) for key, table in TABLES.items()}


def _written(table: Table) -> dict[str, Any]:
    return {
        "columns": [_words(column) for column in table.columns],
        "rows": [[_words(label), list(counts)] for label, counts in table.rows],
    }


def _words(label: object) -> dict[str, str]:
    words = {}
    for language in LANGUAGES:
        with override(language):
            words[language] = str(label)
    return words


def _past_kept(rows: list[Any], before: RegisterMonth) -> list[Any]:
    """Quarters that were over at the last count stay as they were: a file that left since was received then.

    Where more were received than before, somebody brought in older files: then the new counts are the true ones.
    """
    known = {label["nl"]: counts for label, counts in before.tables[FLOW]["rows"]}
    kept = []
    for label, counts in rows:
        old = known.get(label["nl"])
        is_past = Period.parse(label["nl"]).end < before.counted_on
        kept.append([label, old if old is not None and is_past and counts[0] <= old[0] else counts])
    return kept
