"""What was entered of the monthly counts of a corps, and what is missing."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from legitimacy.access import Person
from legitimacy.imports.operations.checking import QUARTER, Count, Key, following, known_from
from legitimacy.imports.operations.storing import counts_standing
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, OperationalCount, Role
from legitimacy.work_pages import Waiting
from professionalism.querysets.force import corps_of
from professionalism.workflow.sheets import SHEETS, Sheet

MONTHS_SHOWN = 24
MONTHS_ASKED = 3
"""How far back the first page asks for what is missing."""


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of a sheet. `cells` are the sums per kind, None where nothing was entered; `by_quarter` where they
    came by file for the whole quarter. `missing` names kinds that could be known; `later` is the day from which the
    rest can be.
    """

    month: date
    cells: tuple[int | None, ...]
    missing: tuple[object, ...]
    later: date | None
    by_quarter: bool


def corps_entered_by(user: Person) -> list[Corps]:
    """The corps of which somebody may enter counts, by name."""
    keys = {*corps_of(user, Role.FORCE_REVIEWER), *corps_of(user, Role.PROFESSIONAL_STANDARDS)}
    return list(Corps.objects.filter(pk__in=keys).order_by("name"))


def month_lines(corps: Corps, sheet: Sheet, today: date) -> list[MonthLine]:
    """The months that are over, newest first, in one query."""
    months = [following(today.replace(day=1), -back) for back in range(1, MONTHS_SHOWN + 1)]
    months = [month for month in months if _existed(corps, month)]
    if not months:
        return []
    rows = OperationalCount.objects.filter(
        corps=corps, kind__in=list(sheet.kinds), month__range=(Period.containing(months[-1]).start, months[0])
    ).values_list("kind", "category", "month", "months", "count")
    counts = [Count(*row) for row in rows]
    return [_line(sheet, month, counts, today) for month in months]


def counts_of(corps: Corps, month: date) -> dict[Key, Count]:
    """Every count that stands in the quarter of a month."""
    return counts_standing(corps.pk, [month])


def counts_digest(counts: Mapping[Key, Count]) -> str:
    """A word that changes with the counts, so that nobody overwrites what they did not see."""
    text = repr(sorted((*map(str, key), str(count.count)) for key, count in counts.items()))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def conflicts_waiting(user: Person) -> Sequence[Waiting]:
    return _waiting(user, "conflicts")


def checks_waiting(user: Person) -> Sequence[Waiting]:
    return _waiting(user, "checks")


def _waiting(user: Person, key: str) -> list[Waiting]:
    """The newest months of which counts are missing, of corps that enter them."""
    found = []
    for corps in corps_entered_by(user):
        lines = month_lines(corps, SHEETS[key], timezone.localdate())
        if any(cell is not None for line in lines for cell in line.cells):
            missing = [line for line in lines[:MONTHS_ASKED] if line.missing]
            found += [_entry(key, corps, line) for line in reversed(missing)]
    return found


def _entry(key: str, corps: Corps, line: MonthLine) -> Waiting:
    month = date_format(line.month, "F Y")
    url = reverse(f"counts_{key}_month", kwargs={"month": f"{line.month:%Y-%m}"})
    return Waiting(what=_("Counts of %(month)s are missing.") % {"month": month}, url=f"{url}?corps={corps.code}")


def _existed(corps: Corps, month: date) -> bool:
    end = following(month) - timedelta(days=1)
    return not (corps.valid_from and end < corps.valid_from) and not (corps.valid_to and month > corps.valid_to)


def _line(sheet: Sheet, month: date, counts: Sequence[Count], today: date) -> MonthLine:
    quarter = Period.containing(month).start
    whole = [count for count in counts if count.months == QUARTER and count.month == quarter]
    own = [count for count in counts if count.months == 1 and count.month == month]
    end = following(month) - timedelta(days=1)
    by_kind = {kind: [count.count for count in own if count.kind == kind] for kind in sheet.kinds}
    rows = len({count.category for count in own})
    open_kinds = [kind for kind in sheet.kinds if known_from(kind, end) <= today]
    later = [known_from(kind, end) for kind in sheet.kinds if kind not in open_kinds]
    missing = () if whole else tuple(sheet.kinds[kind] for kind in open_kinds if len(by_kind[kind]) < max(1, rows))
    cells = tuple(sum(found) if found else None for found in by_kind.values())
    return MonthLine(month, cells, missing, max(later, default=None), bool(whole))
