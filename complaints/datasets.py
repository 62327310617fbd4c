"""Complaints as open data: how many, about what, by which way, with which finding, and how long they took."""

from collections import Counter
from collections.abc import Collection, Mapping

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from complaints.models import Allegation, Complaint, Finding
from complaints.selectors.register import DUPLICATE, KIND
from complaints.workflow.codes import categories, codes
from legitimacy.disclosure.banded import TOTAL, Counts, banded_dataset

DURATIONS = (("days_0_45", 45), ("days_46_90", 90), ("days_91_180", 180), ("days_over_180", None))
UNDECIDED = "undecided"


def tables() -> Mapping[str, Collection[str]]:
    return {
        "complaints": (TOTAL,),
        "allegation": tuple(sorted(categories())),
        "route": tuple(codes()["channel"]),
        "finding": tuple(codes()["finding"]),
        "duration": (*(code for code, _days in DURATIONS), UNDECIDED),
    }


def count(register: str, year: int) -> Counts:
    """Complaints received in a year, whoever holds them; duplicates are left out. 5 queries."""
    files = Complaint.objects.filter(register=register, kind=KIND, received_on__year=year).exclude(
        disposition=DUPLICATE
    )
    found: Counter[tuple[str, str]] = Counter()
    found["complaints", TOTAL] = files.count()
    if not found["complaints", TOTAL]:
        return {}
    for channel, n in files.order_by().values_list("channel").annotate(n=Count("pk")):
        found["route", channel] += n
    allegations = Allegation.objects.filter(complaint__in=files).order_by().values_list("category")
    for category, n in allegations.annotate(n=Count("complaint", distinct=True)):
        found["allegation", category] += n
    findings = Finding.objects.filter(allegation__complaint__in=files).order_by().values_list("finding")
    for finding, n in findings.annotate(n=Count("pk")):
        found["finding", finding] += n
    for received, decided in files.values_list("received_on", "decided_on").iterator(chunk_size=2000):
        found["duration", _duration((decided - received).days) if decided else UNDECIDED] += 1
    return found


def _duration(days: int) -> str:
    return next(code for code, most in DURATIONS if most is None or days <= most)


DATASETS = (
    banded_dataset(
        key="complaints",
        title=_("Complaints by allegation, finding, route and duration"),
        about=_("Complaints against the police by the year in which they were received, with what became of them."),
        tables=tables,
        count=count,
        limits=(
            _("A complaint with several allegations counts under each of them."),
            _("Findings count allegations; files that are not decided yet have none."),
        ),
    ),
)
