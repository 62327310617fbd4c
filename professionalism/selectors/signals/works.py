"""What works: corrections by kind and effect, as counts. Outside the people of the cases small counts are hidden."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from legitimacy.access import Person
from legitimacy.disclosure.policy import measures_read, minimum_for
from legitimacy.models import Corps
from legitimacy.models.disclosure import Audience
from professionalism.models import CorrectiveAction, SignalCase
from professionalism.querysets.signals import READERS, corps_as
from professionalism.workflow.signals import CORRECTIONS, Effect, Stage

MEASURE = "LEG-12"
Cell = int | None
"""A count; None where it is too small to show."""
COLUMNS = (Effect.WORKED, Effect.PARTLY, Effect.FAILED, "")


@dataclass(frozen=True, slots=True)
class WorksRow:
    """Counts of one kind of correction: worked, in part, not, not judged yet, all."""

    label: object
    cells: tuple[Cell, ...]


def minimum_outside() -> int:
    """Smallest count that the chief reads: the disclosure policy's for somebody who may see single corps."""
    return minimum_for(measures_read({})[MEASURE], Audience.RESEARCHER).count


def what_works(user: Person, corps: Corps) -> list[WorksRow]:
    """One row for each kind. Whoever sees the cases reads them in full; the chief protected."""
    minimum = 0 if corps.pk in corps_as(user, *READERS) else minimum_outside()
    rows = CorrectiveAction.objects.filter(case__corps=corps).order_by().values_list("kind", "effect")
    counts = {(kind, effect): n for kind, effect, n in rows.annotate(n=Count("pk"))}
    found = []
    for kind in CORRECTIONS:
        cells = [counts.get((kind.value, str(effect)), 0) for effect in COLUMNS]
        found.append(WorksRow(kind.label, tuple(protect([*cells, sum(cells)], minimum))))
    return found


def protect(cells: Iterable[int], minimum: int) -> list[Cell]:
    """Counts under the minimum are hidden and all others rounded down to its multiples, totals too: an exact total
    beside a hidden cell would betray it. A zero is hidden as well: it would say that nobody was helped this way.
    """
    if not minimum:
        return list(cells)
    return [None if cell < minimum else cell // minimum * minimum for cell in cells]


def corrections_due(user: Person, corps: Corps) -> "QuerySet[CorrectiveAction]":
    """Corrections that wait to be done or judged, in cases that this reader sees, the most pressing first."""
    cases = SignalCase.objects.visible_to(user).filter(corps=corps, stage=Stage.FOLLOWED)
    rows = CorrectiveAction.objects.filter(case__in=cases.order_by().values("pk"), effect="")
    return rows.select_related("case__member").order_by("due_on", "pk")
