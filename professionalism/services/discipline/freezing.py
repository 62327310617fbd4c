"""Freezing finished years: a table that follows every correction would show the corrected case as its difference."""

from collections import Counter
from datetime import date

from django.db import transaction
from django.utils import timezone

from legitimacy.models import Register
from professionalism.models import DisciplinaryYear
from professionalism.selectors.discipline.counts import YEARS, Key, ended_counts, minimum


@transaction.atomic
def years_freeze(today: date | None = None) -> int:
    """Freeze each finished year that is shown and is not frozen yet; how many states were written.

    A frozen year is counted anew only where at least the minimum of cases changed together, came in or went out: no
    difference between two states of a table is then about fewer.
    """
    last = (today or timezone.localdate()).year - 1
    written = 0
    for register in Register.values:
        now: dict[int, Counter[Key]] = {year: Counter() for year in range(last - YEARS + 1, last + 1)}
        for key, n in ended_counts(register, last - YEARS + 1, last).items():
            now[key[1]][key] += n
        rows = DisciplinaryYear.objects.select_for_update().filter(register=register, year__in=now)
        frozen = {row.year: row for row in rows}
        for year, counted in now.items():
            row = frozen.get(year)
            if row is None and not counted:
                continue
            if row is not None and changed_cases(_read(row), counted) < minimum():
                continue
            counts = [[corps, *rest, n] for (corps, _year, *rest), n in sorted(counted.items())]
            DisciplinaryYear.objects.update_or_create(
                register=register, year=year, defaults={"counts": counts, "counted_on": today or timezone.localdate()}
            )
            written += 1
    return written


def changed_cases(before: Counter[Key], now: Counter[Key]) -> int:
    """How many cases changed at least: those that came into a count, or those that left one, whichever is more."""
    return max((now - before).total(), (before - now).total())


def _read(row: DisciplinaryYear) -> Counter[Key]:
    return Counter({(corps, row.year, kind, level, outcome): n for corps, kind, level, outcome, n in row.counts})
