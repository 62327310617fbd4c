"""The decision in the mailbox, and the review that may be asked of it once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.models import Complaint, Review
from complaints.services.deciding import decision_write
from complaints.services.intake import Intake
from legitimacy.models import User
from tests.complaints.mailbox import KEY, REASONS, decide, file_with_code, opened, page_of

IntakeOf = Callable[..., Intake]


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


def test_the_decision_comes_with_reasons_and_last_day(claire: Client, complaint: Complaint, ilse: User) -> None:
    complaint = decide(complaint, ilse)
    page = page_of(claire)
    assert REASONS in page
    assert "<strong>Founded</strong>" in page
    assert "Legal basis: Code of ethics, point 14" in page
    assert "You can ask once for a review, until" in page
    assert "Committee P or to the General Inspectorate" in page


def test_a_decision_is_not_shown_before_it_is_communicated(claire: Client, complaint: Complaint, ilse: User) -> None:
    decide(complaint, ilse)
    Complaint.objects.filter(pk=complaint.pk).update(status="decided", communicated_on=None)
    page = page_of(claire)
    assert "A decision has been taken." in page
    assert REASONS not in page


def test_a_review_is_asked_once_with_reasons(claire: Client, complaint: Complaint, ilse: User) -> None:
    decide(complaint, ilse)
    assert post(claire, "review", text="  ").status_code == 422
    assert post(claire, "review", text="x" * 200_000).status_code == 422
    assert "You asked for a review." in post(claire, "review", text="You did not hear my neighbour.").content.decode()
    assert "not possible any more" in post(claire, "review", text="You did not hear my neighbour.").content.decode()
    assert Review.objects.count() == 1
    assert complaint.events.get(kind="request_review").note == "You did not hear my neighbour."


def test_after_the_last_day_no_review_is_offered_or_taken(claire: Client, complaint: Complaint, ilse: User) -> None:
    decide(complaint, ilse)
    Complaint.objects.filter(pk=complaint.pk).update(review_until=timezone.localdate() - timedelta(days=1))
    assert "Ask for a review" not in page_of(claire)
    assert "not possible any more" in post(claire, "review", text="Too late").content.decode()
    assert not Review.objects.exists()


def test_during_a_review_the_old_decision_is_read_and_a_new_draft_is_not(
    claire: Client, complaint: Complaint, ilse: User, ivo: User
) -> None:
    decide(complaint, ilse)
    post(claire, "review", text="No.")
    assert REASONS in page_of(claire)
    decision_write(complaint=complaint, actor=ivo, reasons="SECRET-DRAFT")
    page = page_of(claire)
    assert "SECRET-DRAFT" not in page
    assert REASONS not in page
