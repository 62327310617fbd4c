"""Use of force and discipline as open data: counts of the whole register, never of one corps."""

from collections import Counter
from collections.abc import Collection, Mapping

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from legitimacy.disclosure.banded import TOTAL, Counts, banded_dataset
from professionalism.models import ForceIncident
from professionalism.selectors.discipline.counts import ended_counts, outcomes_all
from professionalism.workflow.force import Finding
from professionalism.workflow.force_codes import LISTS

NOT_REVIEWED = "none"
LEVELS = ("light", "heavy")


def force_tables() -> Mapping[str, Collection[str]]:
    return {
        "incidents": (TOTAL,),
        "level": tuple(LISTS.lists["level"]),
        "review": (*(str(one) for one in Finding.values), NOT_REVIEWED),
    }


def force_count(register: str, year: int) -> Counts:
    """Incidents of a year, one report for each; no training. 3 queries."""
    rows = ForceIncident.objects.filter(register=register, happened_on__year=year).counted()
    found: Counter[tuple[str, str]] = Counter()
    found["incidents", TOTAL] = rows.count()
    if not found["incidents", TOTAL]:
        return {}
    for level, n in rows.order_by().values_list("highest_level").annotate(n=Count("pk")):
        found["level", str(level)] += n
    for finding, n in rows.order_by().values_list("finding").annotate(n=Count("pk")):
        found["review", finding or NOT_REVIEWED] += n
    return found


def discipline_tables() -> Mapping[str, Collection[str]]:
    return {"cases": (TOTAL,), "level": LEVELS, "outcome": outcomes_all()}


def discipline_count(register: str, year: int) -> Counts:
    """Cases that ended in a year, erased ones included. 2 queries."""
    found: Counter[tuple[str, str]] = Counter()
    for (_corps, _year, _kind, level, outcome), n in ended_counts(register, year, year).items():
        found["cases", TOTAL] += n
        found["level", level] += n
        found["outcome", outcome] += n
    return found


DATASETS = (
    banded_dataset(
        key="force",
        title=_("Use of force by level and review"),
        about=_("Incidents with force by calendar year: the highest level that was used, and what reviews found."),
        tables=force_tables,
        count=force_count,
        limits=(_("Only corps that register force are counted: fewer incidents may mean fewer registers."),),
    ),
    banded_dataset(
        key="discipline",
        title=_("Discipline by outcome"),
        about=_("Disciplinary cases by the year in which they ended: light or heavy, and with which sanction."),
        tables=discipline_tables,
        count=discipline_count,
    ),
)
