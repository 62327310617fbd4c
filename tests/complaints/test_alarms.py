"""A disciplinary term warns on its day, whether or not anything happens to the file."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from complaints.models import Complaint
from complaints.services.clock import alarms_sweep
from complaints.services.reviewing import discipline_known_note
from complaints.tasks import alarms_sweep_task
from complaints.workflow.states import Status
from legitimacy.models import User
from tests.complaints.conftest import At


def decided(file: Complaint, ilse: User) -> Complaint:
    """A file of which nothing but the disciplinary term still runs."""
    discipline_known_note(complaint=file, actor=ilse, known_on=timezone.localdate())
    Complaint.objects.filter(pk=file.pk).update(status=Status.FOLLOW_UP)
    file.events.create(at=timezone.now(), on=timezone.localdate(), kind="decide", actor_kind="handler", holder="corps")
    file.events.create(
        at=timezone.now(), on=timezone.localdate(), kind="communicate", actor_kind="handler", holder="corps"
    )
    Complaint.objects.filter(pk=file.pk).update(next_due_on=None)
    return file


def test_the_last_day_of_the_term_stands_in_the_lists_from_the_day_of_the_first_alarm(at: At, ilse: User) -> None:
    file, now = decided(at(), ilse), timezone.now()
    for days, changed, is_due in ((89, 0, False), (90, 1, True), (91, 0, True), (151, 0, True)):
        with time_machine.travel(now + timedelta(days=days)):
            assert alarms_sweep() == changed, days
            file.refresh_from_db()
            assert (file.next_due_on is not None) == is_due, days
    known_on = timezone.localdate(now)
    assert file.next_due_on is not None
    assert 180 <= (file.next_due_on - known_on).days <= 187


def test_closed_files_and_files_without_the_term_stay_as_they_are(at: At, ilse: User) -> None:
    file, now = decided(at(), ilse), timezone.now()
    Complaint.objects.filter(pk=file.pk).update(status=Status.CLOSED)
    with time_machine.travel(now + timedelta(days=120)):
        alarms_sweep_task()
    file.refresh_from_db()
    assert file.next_due_on is None
