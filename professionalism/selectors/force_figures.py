"""Force of one corps in figures: counts over twelve whole months, protected alike for every reader.

Officers and citizens of a corps know each other, so that small counts are hidden from its own chief too: a count under
the minimum of the disclosure policy is not shown, and all others are rounded down to its multiples. Counts of one
incident stand in several tables, and an exact one beside a hidden one would betray it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from legitimacy.access import Person
from legitimacy.disclosure.policy import minimum_of_class
from legitimacy.indicators.definitions import Disclosure
from legitimacy.indicators.periods import months_before
from legitimacy.models import Corps, Role
from legitimacy.models.disclosure import Audience
from professionalism.models import ForceIncident
from professionalism.models.force import PriorWarning
from professionalism.querysets.force import ForceQuerySet, corps_of
from professionalism.workflow.force import Finding
from professionalism.workflow.force_codes import LISTS

MONTHS = 12
Row = tuple[object, int | None]


@dataclass(frozen=True, slots=True)
class Figures:
    """`tables` hold a title and rows of a label and a count, None where it is hidden. Both days are included."""

    corps: Corps
    first: date
    last: date
    total: int | None
    minimum: int
    tables: tuple[tuple[str, object, tuple[Row, ...]], ...]


def figures_corps(user: Person) -> list[Corps]:
    """Corps of which somebody reads these figures."""
    keys = {*corps_of(user, Role.CHIEF_OF_CORPS), *corps_of(user, Role.PROFESSIONAL_STANDARDS)}
    return list(Corps.objects.filter(pk__in=keys).order_by("code"))


def figures_minimum() -> int:
    """The smallest count that is shown to anybody: that of sensitive figures outside the corps."""
    return minimum_of_class(Disclosure.SENSITIVE, Audience.RESEARCHER).count


def protect(count: int, minimum: int) -> int | None:
    """A count as it may be shown; zero stays zero."""
    if count == 0:
        return 0
    return None if count < minimum else count // minimum * minimum


def figures_of(corps: Corps, today: date) -> Figures:
    """A fixed number of queries."""
    last = today.replace(day=1) - timedelta(days=1)
    first = months_before(last, MONTHS)
    rows = ForceIncident.objects.filter(corps=corps, happened_on__range=(first, last)).counted()
    minimum = figures_minimum()
    counted: Iterable[tuple[str, object, Mapping[str, object], dict[str, int]]] = (
        ("level", _("Highest level of force"), _labels("level"), _by(rows, "highest_level")),
        ("finding", _("What the reviews found"), dict(Finding.choices), _by(rows, "finding")),
        ("alternative", _("What was tried before"), _labels("alternative"), _alternatives(rows)),
        ("warning", _("Warning"), dict(PriorWarning.choices), _by(rows, "warning")),
    )
    total = rows.count()
    tables = tuple(
        (key, title, tuple((label, _cell(found.get(code, 0), found, total, minimum)) for code, label in labels.items()))
        for key, title, labels, found in counted
    )
    return Figures(corps, first, last, protect(total, minimum), minimum, tables)


def _cell(count: int, found: Mapping[str, int], total: int, minimum: int) -> int | None:
    """A count of a table. Where the whole table is about a few incidents, its zeros would say what all of them were."""
    few = 0 < min(total, sum(found.values())) < minimum
    return None if few else protect(count, minimum)


def _labels(list_name: str) -> dict[str, object]:
    prefix = list_name == "level"
    return {code: f"{code}: {one.label}" if prefix else one.label for code, one in LISTS.lists[list_name].items()}


def _by(rows: ForceQuerySet[ForceIncident], column: str) -> dict[str, int]:
    found = rows.order_by().values_list(column).annotate(n=Count("pk"))
    return {str(code): count for code, count in found if code not in (None, "")}


def _alternatives(rows: ForceQuerySet[ForceIncident]) -> dict[str, int]:
    """Incidents by what was tried; an incident counts under each."""
    found: dict[str, int] = {}
    for codes in rows.order_by().values_list("alternatives", flat=True).iterator():
        for code in set(codes):
            found[code] = found.get(code, 0) + 1
    return found
