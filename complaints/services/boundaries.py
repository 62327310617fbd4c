"""People who came for something that is no complaint: counted by day, so that nobody sees who they were."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from complaints.models import BoundaryContact
from complaints.selectors.places import register_here
from complaints.workflow.codes import code_require


def boundary_count(kind: str) -> None:
    """One more today. Several at the same moment are all counted. CodeListError for an unknown kind."""
    code_require("boundary", kind)
    register, origin = register_here()
    day = {"register": register, "corps": None, "kind": kind, "on": timezone.localdate()}
    rows = BoundaryContact.objects.filter(**day)
    if rows.update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            BoundaryContact.objects.create(**day, origin=origin, count=1)
    except IntegrityError:
        rows.update(count=F("count") + 1)
