"""Files with a code, and browsers that have opened one."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.models import Complaint
from complaints.services.deciding import decision_write, finding_record
from complaints.services.intake import Intake, complaint_register
from complaints.services.steps import complaint_step
from complaints.workflow.states import Actor
from legitimacy.models import Region, SubjectKind, User

KEY = "k" * 43
REASONS = "We heard both sides. The tone was not as it should be."


def file_with_code(intake: Intake) -> tuple[Complaint, str]:
    registered = complaint_register(intake)
    return registered.complaint, registered.code


def opened(code: str) -> Client:
    """A browser in which the mailbox stands open."""
    client = Client()
    answer = client.post(reverse("complaint_status"), {"code": code})
    assert answer.status_code == 302, answer.content
    return client


def page_of(client: Client, url_name: str = "complaint_mailbox", **kwargs: Any) -> str:
    answer = client.get(reverse(url_name, kwargs=kwargs or None))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def decide(complaint: Complaint, handler: User, finding: str = "founded") -> Complaint:
    """Take a file to a decision that was communicated."""
    Complaint.objects.filter(pk=complaint.pk).update(handler=handler)
    complaint.refresh_from_db()
    for step in ("assess", "inquire"):
        complaint_step(complaint=complaint, step=step, actor=handler)
    for allegation in complaint.allegations.all():
        finding_record(allegation=allegation, finding=finding, actor=handler)
    decision_write(complaint=complaint, actor=handler, reasons=REASONS, legal_basis="Code of ethics, point 14")
    for step in ("draft", "hear", "decide", "communicate"):
        complaint_step(complaint=complaint, step=step, actor=handler)
    complaint.refresh_from_db()
    return complaint


def close(complaint: Complaint, closed_on: date | None = None, disposition: str = "") -> Complaint:
    """A file closed on a day; its history is not told again."""
    complaint_step(complaint=complaint, step="withdraw", actor=None, actor_kind=Actor.COMPLAINANT)
    changes = {"closed_on": closed_on or timezone.localdate()} | ({"disposition": disposition} if disposition else {})
    Complaint.objects.filter(pk=complaint.pk).update(**changes)
    complaint.refresh_from_db()
    return complaint


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def nation_make() -> Region:
    return Region.objects.create(code="VBX", name="Example", register="example", kind=SubjectKind.NATION)
