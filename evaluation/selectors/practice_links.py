"""Practices as records of other apps name them: by their code."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evaluation.models import Practice
from legitimacy.access import Person, can
from legitimacy.record_links import RecordKind


def url_for(person: Person, code: str) -> str:
    practice = Practice.objects.filter(code=code).first()
    may_read = practice is not None and can(person, "practice.read", practice)
    return reverse("practice_page", kwargs={"code": code}) if may_read else ""


PRACTICES = RecordKind(key="practice", label=_("Practice"), url_for=url_for)
