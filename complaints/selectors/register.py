"""Which files count for a corps, and a few expressions."""

from datetime import date

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Value

from complaints.models import Allegation, Complaint
from complaints.workflow.codes import categories
from complaints.workflow.routing import CORPS
from legitimacy.models.expressions import Days, quarter_of

KIND = "complaint"
DUPLICATE = "duplicate"


def own_register() -> QuerySet[Complaint]:
    """Complaints that corps hold themselves.

    Files that another body holds are not among them, nor reports of a dysfunction, nor duplicates of a counted file.
    """
    held = Complaint.objects.filter(holder=CORPS, corps__isnull=False, kind=KIND)
    return held.exclude(disposition=DUPLICATE)


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
