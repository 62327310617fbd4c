"""A whole life of a file by its pages: received, decided, closed, reviewed, closed again."""

import pytest
from django.utils import timezone

from complaints.models import Complaint, Review
from complaints.services.steps import complaint_step
from complaints.workflow.states import Actor, Status
from legitimacy.models import User
from tests.complaints.conftest import Make
from tests.complaints.filepage import done, look, send, signed_in, text_of

pytestmark = pytest.mark.django_db


def decide(person: User, file: Complaint, *steps: str) -> None:
    for step in steps:
        assert done(send(signed_in(person), file, "complaint_step", step=step)), step


def test_from_receipt_to_the_end_of_a_review(complaint_of: Make, ilse: User, ivo: User) -> None:
    file = complaint_of()
    today = timezone.localdate().isoformat()
    client = signed_in(ilse)
    assert "Assign a handler" in text_of(look(client, file))
    assert done(send(client, file, "complaint_assign", handler=ilse.pk))
    decide(ilse, file, "acknowledge", "assess", "inquire")
    given = {"allegation": file.allegations.get().pk, "authority": "corps", "finding": "founded", "found_on": today}
    assert done(send(client, file, "complaint_finding", **given))
    decide(ilse, file, "draft")
    assert done(send(client, file, "complaint_heard", heard_on=today))
    assert done(send(client, file, "complaint_decision", reasons="You were right. We are sorry."))
    decide(ilse, file, "hear", "decide", "communicate")
    assert done(send(client, file, "complaint_measure", code="apology"))
    assert "Follow the measures up" in text_of(look(client, file))
    decide(ilse, file, "follow_up")
    assert "Some measures are not done yet." in text_of(look(client, file))
    assert send(client, file, "complaint_step", step="close").status_code == 422
    assert done(send(client, file, "complaint_measure_done", measure=file.measures.get().pk, done_on=today))
    decide(ilse, file, "close")
    assert "This file is closed" in text_of(look(client, file))
    file.refresh_from_db()
    assert (file.status, file.outcome) == (Status.CLOSED, "founded")

    complaint_step(complaint=file, step="request_review", actor=None, actor_kind=Actor.COMPLAINANT, note="not enough")
    assert "Assign a second handler" in text_of(look(client, file))
    assert send(client, file, "complaint_review_assign", handler=ilse.pk).status_code == 422
    assert send(client, file, "complaint_step", step="uphold").status_code == 422
    assert done(send(client, file, "complaint_review_assign", handler=ivo.pk))
    assert send(client, file, "complaint_step", step="uphold").status_code == 422
    decide(ivo, file, "uphold", "communicate", "close")
    file.refresh_from_db()
    assert file.status == Status.CLOSED
    assert Review.objects.get(complaint=file).outcome == "upheld"


def test_review_that_sets_aside_goes_on_with_the_second_handler(complaint_of: Make, ilse: User, ivo: User) -> None:
    file = complaint_of()
    client = signed_in(ilse)
    send(client, file, "complaint_assign", handler=ilse.pk)
    decide(ilse, file, "acknowledge", "assess")
    assert done(send(client, file, "complaint_decision", reasons="Too old to examine."))
    sent = send(client, file, "complaint_step", step="declare_inadmissible", reason="too_old")
    assert done(sent)
    decide(ilse, file, "communicate", "close")
    complaint_step(complaint=file, step="request_review", actor=None, actor_kind=Actor.COMPLAINANT, note="no")
    assert done(send(client, file, "complaint_review_assign", handler=ivo.pk))
    assert done(send(signed_in(ivo), file, "complaint_step", step="overturn", note="look again"))
    file.refresh_from_db()
    assert (file.status, file.handler, file.disposition) == (Status.INQUIRY, ivo, "")


def test_closed_file_is_reopened_with_a_reason(complaint_of: Make, ilse: User) -> None:
    file = complaint_of()
    client = signed_in(ilse)
    send(client, file, "complaint_assign", handler=ilse.pk)
    decide(ilse, file, "acknowledge")
    assert done(send(client, file, "complaint_step", step="settle_early", note="We talked; content."))
    decide(ilse, file, "communicate", "close")
    assert send(client, file, "complaint_step", step="reopen", reason="new_facts").status_code == 422
    assert done(send(client, file, "complaint_step", step="reopen", reason="new_facts", note="a witness"))
    file.refresh_from_db()
    assert file.status == Status.INQUIRY
