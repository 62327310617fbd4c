"""Complaint files as records of other apps name them: by number, for who may read the file by its own rules."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from legitimacy.access import Person
from legitimacy.record_links import RecordKind


def url_for(person: Person, number: str) -> str:
    """Where this person reads the file: as its handler, or inside an opened audit."""
    if Complaint.objects.visible_to(person).filter(number=number).exists():
        return reverse("complaint_detail", args=[number])
    if Complaint.objects.audited_by(person).filter(number=number).exists():
        return reverse("complaint_audited", args=[number])
    return ""


COMPLAINT_FILES = RecordKind(key="complaint", label=_("Complaint file"), url_for=url_for)
