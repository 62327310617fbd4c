"""Taking a complaint: one path, one set of rules."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.models import Complaint, Event, Identity, PreservationRequest
from complaints.services.intake import (
    IdentityIntake,
    Intake,
    IntakeError,
    InvolvedIntake,
    code_hash,
    complaint_register,
)
from complaints.services.notifying import notification_mark, offence_pass
from legitimacy.models import Corps, Register, Role, TrailEvent, User
from tests.people import person_make

IntakeOf = Callable[..., Intake]


def test_a_file_number_is_random_and_a_code_is_long(intake_of: IntakeOf, ilse: User) -> None:
    first = complaint_register(intake_of(intake_key="a" * 43))
    second = complaint_register(intake_of(intake_key="b" * 43))
    assert first.complaint.number != second.complaint.number
    assert first.code != second.code
    assert len(first.code.replace("-", "")) == 28
    assert first.complaint.code_hash == code_hash(first.code.lower().replace("-", " "))
    assert first.code not in str(vars(first.complaint))


def test_the_same_form_twice_is_one_complaint_with_one_code(intake_of: IntakeOf, ilse: User) -> None:
    first = complaint_register(intake_of(intake_key="a" * 43))
    again = complaint_register(intake_of(intake_key="a" * 43))
    assert (again.complaint, again.code, again.is_new) == (first.complaint, first.code, False)
    assert Complaint.objects.count() == 1


def test_who_complained_is_sealed_and_apart(intake_of: IntakeOf, ilse: User) -> None:
    complaint = complaint_register(intake_of()).complaint
    assert "Claire" not in str(vars(complaint))
    stored = Identity.objects.filter(complaint=complaint).extra(select={"raw": "name"}).values_list("raw", flat=True)
    assert "Claire" not in str(list(stored))
    assert Identity.objects.get(complaint=complaint).name == "Claire Citoyen"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"story": "  "}, "story"),
        ({"story": "x" * 200_000}, "story"),
        ({"happened_on": timezone.localdate() + timedelta(days=2)}, "happened_on"),
        ({"categories": ()}, "categories"),
        ({"categories": ("ZZ",)}, "categories"),
        ({"wishes": ("revenge",)}, "wishes"),
        ({"identity": None}, "identity"),
        ({"is_anonymous": True}, "identity"),
        ({"identity": IdentityIntake(name="Claire", notify_by_email=True)}, "email"),
        ({"language": "es"}, "language"),
        ({"place": "x" * 201}, "place"),
        ({"happened_text": "x" * 201}, "happened_text"),
        ({"involved": (InvolvedIntake(vehicle="x" * 61),)}, "involved"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    intake_of: IntakeOf, ilse: User, given: dict[str, object], field: str
) -> None:
    with pytest.raises(IntakeError) as refused:
        complaint_register(intake_of(**given))
    assert refused.value.field == field
    assert not Complaint.objects.exists()
    assert not Event.objects.exists()


def test_a_simulated_complaint_never_reaches_a_real_corps(intake_of: IntakeOf, belgian_corps: Corps) -> None:
    with pytest.raises(IntakeError):
        complaint_register(intake_of(corps=belgian_corps, register=Register.BELGIUM, origin="simulated"))


@pytest.mark.parametrize(
    ("given", "holder"),
    [
        ({"categories": ("H3",)}, "corps"),
        ({"categories": ("H5",)}, "committee_p"),
        ({"categories": ("T4",)}, "corps"),
        ({"categories": ("T4",), "injured": True}, "committee_p"),
        ({"categories": ("I1",)}, "committee_p"),
        ({"about_chief": True}, "committee_p"),
        ({"possible_offence": True}, "committee_p"),
        ({"corps": None}, "committee_p"),
    ],
)
def test_the_first_rule_that_fits_chooses_the_body(
    intake_of: IntakeOf, ilse: User, hanne: User, given: dict[str, object], holder: str
) -> None:
    assert complaint_register(intake_of(**given)).complaint.holder == holder


def test_committee_p_is_told_of_every_complaint_of_a_corps(intake_of: IntakeOf, ilse: User, hanne: User) -> None:
    complaint = complaint_register(intake_of()).complaint
    assert [row.body for row in complaint.notifications.all()] == ["committee_p"]
    complaint.refresh_from_db()
    assert complaint.committee_p_notified_on == complaint.received_on


def test_a_corps_without_anybody_here_leaves_no_file_with_nobody(intake_of: IntakeOf, hanne: User) -> None:
    complaint = complaint_register(intake_of()).complaint
    referral = complaint.referrals.get()
    assert (complaint.holder, referral.to_body, referral.off_platform) == ("committee_p", "corps", True)


def test_a_body_that_is_not_here_counts_as_told_when_somebody_says_so(intake_of: IntakeOf, ilse: User) -> None:
    complaint = complaint_register(intake_of()).complaint
    complaint.refresh_from_db()
    assert complaint.committee_p_notified_on is None
    notification_mark(notification=complaint.notifications.get(), actor=ilse)
    complaint.refresh_from_db()
    assert complaint.committee_p_notified_on == complaint.received_on


def test_a_prosecutor_here_gets_a_copy_of_a_possible_offence_at_once(
    intake_of: IntakeOf, demervallei: Corps, ilse: User, hanne: User
) -> None:
    person_make("Prosper", (Role.AUTHORITY, demervallei), body="prosecutor")
    complaint = complaint_register(intake_of(possible_offence=True)).complaint
    complaint.refresh_from_db()
    assert complaint.offence_passed_on == complaint.received_on
    assert complaint.referrals.get(to_body="prosecutor").is_copy


def test_a_copy_by_letter_counts_as_passed_on_when_a_handler_sent_it(
    intake_of: IntakeOf, ilse: User, hanne: User
) -> None:
    complaint = complaint_register(intake_of(possible_offence=True)).complaint
    complaint.refresh_from_db()
    assert complaint.offence_passed_on is None
    offence_pass(complaint=complaint, actor=hanne)
    complaint.refresh_from_db()
    assert complaint.offence_passed_on == complaint.received_on
    assert complaint.referrals.filter(to_body="prosecutor").count() == 1


def test_images_are_asked_for_at_once(intake_of: IntakeOf, ilse: User) -> None:
    day = timezone.localdate() - timedelta(days=3)
    complaint_register(intake_of(images="camera in the hall", happened_on=day, place="Station"))
    request = PreservationRequest.objects.get()
    assert request.keep_until == day + timedelta(days=30)


def test_the_trail_of_an_external_file_does_not_name_the_corps(intake_of: IntakeOf, ilse: User, hanne: User) -> None:
    complaint_register(intake_of(about_chief=True))
    assert set(TrailEvent.objects.filter(verb__startswith="complaint.").values_list("corps", flat=True)) == {""}


def test_terms_run_from_the_day_of_receipt(intake_of: IntakeOf, ilse: User) -> None:
    complaint = complaint_register(intake_of()).complaint
    complaint.refresh_from_db()
    assert complaint.next_due_on == complaint.received_on + timedelta(days=7)
    assert complaint.due_on is not None
    assert 45 <= (complaint.due_on - complaint.received_on).days <= 49
