"""Force reports as other apps meet them: by number, and by the number of a complaint that they name."""

from collections.abc import Collection, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from legitimacy.access import Person
from legitimacy.record_links import LinkedRecord, RecordKind
from legitimacy.sampling import Listed, SamplingRegister
from professionalism.models import ForceIncident
from professionalism.rules.force import may_open
from professionalism.workflow.force import Status

MOST = 20


def url_for(person: Person, number: str) -> str:
    if may_open(person) and ForceIncident.objects.visible_to(person).filter(number=number).exists():
        return reverse("force_report", args=[number])
    return ""


def naming(person: Person, kind: str, number: str) -> Sequence[LinkedRecord]:
    """Reports handed in that name this complaint, as far as this person may read them."""
    if kind != "complaint" or not number or not may_open(person):
        return ()
    rows = ForceIncident.objects.visible_to(person).filter(complaint_number=number).exclude(status=Status.DRAFT)
    found = rows.order_by("number").values_list("number", flat=True)[:MOST]
    return [LinkedRecord(one, reverse("force_report", args=[one])) for one in found]


FORCE_RECORDS = RecordKind(key="force", label=_("Report of the use of force"), url_for=url_for, naming=naming)


def closed_reviews(corps_ids: Collection[int], first: date, last: date) -> dict[int, Listed]:
    """Every report reviewed in these days, practice left out, in one query."""
    rows = ForceIncident.objects.filter(
        corps_id__in=corps_ids, status=Status.REVIEWED, is_training=False, reviewed_on__range=(first, last)
    )
    found: dict[int, Listed] = {}
    for corps, number, day in rows.order_by("reviewed_on", "number").values_list("corps_id", "number", "reviewed_on"):
        if day is not None:
            found.setdefault(corps, []).append((number, day))
    return found


CLOSED_REVIEWS = SamplingRegister(kind="force", list_items=closed_reviews)
