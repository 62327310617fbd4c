"""What a complainant sees and does with an open mailbox."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.models import Complaint, Identity, Letter, Mediation, Message, Note, Review
from complaints.services.deciding import decision_write
from complaints.services.intake import Intake
from complaints.services.mediating import mediation_offer
from complaints.services.messages import message_send
from complaints.services.pausing import waiting_begin
from complaints.services.referring import referral_receive, referral_refuse, referral_send
from complaints.services.steps import complaint_step
from complaints.workflow.plain import STATES
from complaints.workflow.states import Status
from legitimacy.models import Attachment, User
from tests.attachments.conftest import kept  # noqa: F401  files in a folder of the test
from tests.attachments.files import SVG, image
from tests.complaints.mailbox import KEY, file_with_code, opened, page_of

IntakeOf = Callable[..., Intake]
XSS = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def complaint(intake_of: IntakeOf, ilse: User, hanne: User) -> Complaint:
    found = file_with_code(intake_of(intake_key=KEY))[0]
    Complaint.objects.filter(pk=found.pk).update(handler=ilse)
    found.refresh_from_db()
    return found


@pytest.fixture
def claire(complaint: Complaint, intake_of: IntakeOf) -> Client:
    """A browser in which the mailbox of the file stands open."""
    return opened(file_with_code(intake_of(intake_key=KEY))[1])


def post(client: Client, name: str, **data: Any) -> Any:
    return client.post(reverse(f"complaint_mailbox_{name}"), data, follow=True)


def test_every_state_has_plain_words() -> None:
    assert set(STATES) == set(Status)


def test_the_page_says_where_the_file_is_and_what_comes_next(claire: Client, complaint: Complaint) -> None:
    page = page_of(claire)
    assert "Your complaint has arrived." in page
    assert "At the latest on" in page
    assert "Internal oversight of Demervallei" in page
    assert "told of your complaint: Committee P" in page


def test_what_is_late_is_said(intake_of: IntakeOf, ilse: User, hanne: User) -> None:
    _, code = file_with_code(intake_of(intake_key=KEY))
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        page = page_of(opened(code))
    assert "and is late" in page
    assert "You should have heard from us by" in page


def test_a_referral_is_seen_under_way_refused_and_received(
    claire: Client, complaint: Complaint, ilse: User, hanne: User
) -> None:
    complaint_step(complaint=complaint, step="assess", actor=ilse)
    referral = referral_send(complaint=complaint, to_body="committee_p", actor=ilse, reason="independence")
    page = page_of(claire)
    assert "on its way to another body" in page
    assert "to Committee P, which should confirm by" in page
    referral_refuse(referral=referral, actor=hanne, reason="workload")
    assert "Committee P did not take it" in page_of(claire)
    again = referral_send(complaint=complaint, to_body="committee_p", actor=ilse, reason="independence")
    referral_receive(referral=again, actor=hanne)
    page = page_of(claire)
    assert "Committee P received it on" in page
    assert "<dd>Committee P<br>" in page


def test_the_complainant_sees_no_note_no_handler_and_no_draft(claire: Client, complaint: Complaint, ilse: User) -> None:
    Note.objects.create(complaint=complaint, author=ilse, body="corps", text="SECRET-NOTE")
    complaint_step(complaint=complaint, step="assess", actor=ilse, note="SECRET-STEP")
    decision_write(complaint=complaint, actor=ilse, reasons="SECRET-DRAFT")
    page = page_of(claire)
    assert "SECRET" not in page
    assert "Ilse" not in page


def test_letters_to_the_complainant_are_shown_and_then_read(claire: Client, complaint: Complaint) -> None:
    for to_complainant, subject in ((True, "Receipt"), (False, "To the corps")):
        Letter.objects.create(
            complaint=complaint, template="x", language="nl", subject=subject, text="Dear", body="corps",
            to_complainant=to_complainant, sent_on=timezone.localdate(),
        )  # fmt: skip
    page = page_of(claire)
    assert "Receipt" in page
    assert "To the corps" not in page
    assert Letter.objects.get(subject="Receipt").read_at is not None
    assert Letter.objects.get(subject="To the corps").read_at is None


def test_messages_go_both_ways(claire: Client, complaint: Complaint, ilse: User) -> None:
    message_send(complaint=complaint, actor=ilse, text="When was it?")
    page = page_of(claire)
    assert "You have 1 new message or letter." in page
    assert "When was it?" in page
    assert "new message" not in page_of(claire)
    answer = post(claire, "message", text="In the evening.")
    assert "Your message was sent." in answer.content.decode()
    assert "Not read yet" in answer.content.decode()


def test_a_message_that_is_too_long_is_not_lost(claire: Client, complaint: Complaint) -> None:
    answer = post(claire, "message", text="x" * 200_000)
    assert answer.status_code == 422
    assert "x" * 200_000 in answer.content.decode()
    assert 'href="#text"' in answer.content.decode()
    assert not Message.objects.exists()


def test_script_in_every_text_stays_text(claire: Client, complaint: Complaint, ilse: User) -> None:
    message_send(complaint=complaint, actor=ilse, text=XSS)
    post(claire, "message", text=XSS)
    Letter.objects.create(
        complaint=complaint,
        template="x",
        language="nl",
        subject=XSS,
        text=XSS,
        body="corps",
        sent_on=timezone.localdate(),
    )
    mediation_offer(complaint=complaint, actor=ilse, mediator=XSS)
    page = page_of(claire)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert page.count("&lt;script&gt;") >= 5


def test_somebody_who_is_asked_something_sees_it_and_the_clock_stands(
    claire: Client, complaint: Complaint, ilse: User
) -> None:
    complaint_step(complaint=complaint, step="assess", actor=ilse)
    waiting_begin(complaint=complaint, actor=ilse)
    page = page_of(claire)
    assert "You were asked something." in page
    assert "stands still" in page


def test_a_file_is_added_and_a_script_is_refused(claire: Client, complaint: Complaint) -> None:
    answer = post(claire, "file", file=SimpleUploadedFile("photo.jpg", image()))
    assert "Your file was added." in answer.content.decode()
    assert "photo.jpg" in answer.content.decode()
    refused = post(claire, "file", file=SimpleUploadedFile("drawing.svg", SVG))
    assert refused.status_code == 422
    assert 'href="#file"' in refused.content.decode()
    assert post(claire, "file").status_code == 422
    assert Attachment.objects.count() == 1


def test_withdrawing_asks_first_and_happens_once(claire: Client, complaint: Complaint) -> None:
    assert "Withdraw your complaint?" in page_of(claire, "complaint_mailbox_withdraw")
    complaint.refresh_from_db()
    assert complaint.status == "received"
    assert "You withdrew your complaint." in post(claire, "withdraw").content.decode()
    assert "not possible any more" in post(claire, "withdraw").content.decode()
    complaint.refresh_from_db()
    assert (complaint.status, complaint.disposition) == ("closed", "withdrawn")
    assert complaint.events.filter(kind="withdraw").count() == 1


def test_a_withdrawn_file_can_be_read_and_not_reviewed(claire: Client, complaint: Complaint) -> None:
    post(claire, "withdraw")
    assert "Your file is closed." in page_of(claire)
    assert "not possible any more" in post(claire, "review", text="After all").content.decode()
    assert not Review.objects.exists()


def test_the_name_is_given_to_the_corps_only_when_the_complainant_says_so(
    intake_of: IntakeOf, ilse: User, hanne: User
) -> None:
    complaint, code = file_with_code(intake_of(intake_key=KEY, about_chief=True, identity_for_body_only=True))
    claire = opened(code)
    assert "Let the police know my name" in page_of(claire)
    assert "You cannot take this back" in page_of(claire, "complaint_mailbox_name")
    assert not Identity.objects.get().shared_with_corps
    assert "may know your name from now on" in post(claire, "name").content.decode()
    assert Identity.objects.get().shared_with_corps
    assert "not possible any more" in post(claire, "name").content.decode()
    assert complaint.events.filter(kind="identity_given").count() == 1


def test_mediation_is_accepted_or_declined(claire: Client, complaint: Complaint, ilse: User) -> None:
    assert "not possible any more" in post(claire, "mediation", answer="accept").content.decode()
    mediation_offer(complaint=complaint, actor=ilse, mediator="local ombuds service")
    assert "local ombuds service" in page_of(claire)
    post(claire, "mediation", answer="nonsense")
    assert Mediation.objects.get().complainant_accepted_on is None
    assert "You agreed to a talk" in post(claire, "mediation", answer="accept").content.decode()
    assert "I step back from it" in page_of(claire)
    assert "There will be no talk" in post(claire, "mediation", answer="decline").content.decode()
    assert Mediation.objects.get().outcome == "declined"


def test_a_code_opens_its_own_file_and_no_other(intake_of: IntakeOf, ilse: User, hanne: User) -> None:
    first, code = file_with_code(intake_of(intake_key=KEY))
    other, _ = file_with_code(intake_of(intake_key="z" * 43))
    page = page_of(opened(code))
    assert first.number in page
    assert other.number not in page


def test_no_address_of_the_mailbox_holds_a_number_or_a_code(claire: Client, complaint: Complaint) -> None:
    post(claire, "message", text="Hello")
    page = page_of(claire)
    links = [part.split('"')[0] for part in page.split('href="')[1:]] + [
        part.split('"')[0] for part in page.split('action="')[1:]
    ]
    assert links
    assert not [link for link in links if complaint.number in link or f"/{complaint.pk}/" in link]
