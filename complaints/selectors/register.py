"""Which files count for a corps, and the few expressions that SQLite and PostgreSQL write differently."""

from datetime import date
from typing import Any

from django.db.models import DateField, Exists, Expression, F, Func, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import ExtractQuarter, ExtractYear

from complaints.models import Allegation, Complaint
from complaints.workflow.codes import categories
from complaints.workflow.routing import CORPS

KIND = "complaint"
DUPLICATE = "duplicate"


class Days(Func):
    """Whole days from the second date to the first."""

    arity = 2
    output_field = IntegerField()

    template = "(%(expressions)s)"
    arg_joiner = " - "

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        later, earlier = self.get_source_expressions()
        (one, first), (two, second) = compiler.compile(later), compiler.compile(earlier)
        return f"CAST(julianday({one}) - julianday({two}) AS INTEGER)", (*first, *second)


def own_register() -> QuerySet[Complaint]:
    """Complaints that corps hold themselves.

    Files that another body holds are not among them, nor reports of a dysfunction, nor duplicates of a counted file.
    """
    held = Complaint.objects.filter(holder=CORPS, corps__isnull=False, kind=KIND)
    return held.exclude(disposition=DUPLICATE)


def quarter_of(field: str) -> Expression:
    """Number of the quarter that holds a date: four for each year, so that quarters can be counted on."""
    return ExtractYear(field) * 4 + ExtractQuarter(field) - 1


def alleging(*flags: str) -> Exists:
    """A file with at least one alleged failing that has one of the flags."""
    codes = [code for code, category in categories().items() if category.flags.intersection(flags)]
    return Exists(Allegation.objects.filter(complaint=OuterRef("pk"), category__in=codes))


def undecided_on(day: date) -> Q:
    """Received by `day`, neither decided nor ended by then."""
    decided = Q(decided_on__isnull=True) | Q(decided_on__gt=day)
    ended = Q(closed_on__isnull=True) | Q(closed_on__gt=day) | Q(decided_on__isnull=False)
    return Q(received_on__lte=day) & decided & ended


def day_value(day: date) -> Value:
    return Value(day, output_field=DateField())


__all__ = ["Days", "F", "alleging", "day_value", "own_register", "quarter_of", "undecided_on"]
