"""Files between bodies: always in somebody's hands, and seen only by who holds them."""

from collections.abc import Callable

import pytest

from complaints.models import Complaint, Referral
from complaints.services.deciding import decision_write
from complaints.services.needs import NeedMissingError
from complaints.services.notifying import copy_take
from complaints.services.referring import (
    ReferralError,
    referral_recall,
    referral_receive,
    referral_refuse,
    referral_return,
    referral_send,
    referrals_without_receipt,
)
from complaints.services.steps import complaint_step
from complaints.workflow.states import Actor, StepError
from legitimacy.access import can
from legitimacy.models import Corps, TrailEvent, User
from tests.complaints.filepage import done, send, signed_in, text_of

Make = Callable[..., Complaint]


@pytest.fixture
def referral(complaint_of: Make, ilse: User) -> Referral:
    complaint = complaint_of()
    return referral_send(complaint=complaint, to_body="committee_p", actor=ilse, reason="independence")


def fresh(complaint: Complaint) -> Complaint:
    return Complaint.objects.get(pk=complaint.pk)


def sees(person: User, complaint: Complaint) -> bool:
    return Complaint.objects.visible_to(person).filter(pk=complaint.pk).exists()


def test_the_sender_keeps_a_file_until_it_is_received(referral: Referral, ilse: User, hanne: User) -> None:
    complaint = fresh(referral.complaint)
    assert (complaint.status, complaint.holder) == ("referred", "corps")
    assert sees(ilse, complaint)
    assert sees(hanne, complaint)
    assert referrals_without_receipt(ilse) == [referral]
    assert referrals_without_receipt(hanne) == [referral]


def test_from_receipt_on_the_corps_sees_nothing_of_it(referral: Referral, ilse: User, hanne: User) -> None:
    complaint = referral_receive(referral=referral, actor=hanne)
    assert (complaint.status, complaint.holder, complaint.handler) == ("admissibility", "committee_p", None)
    assert not sees(ilse, complaint)
    assert sees(hanne, complaint)
    assert referrals_without_receipt(ilse) == []


def test_a_refused_file_is_back_with_the_sender(referral: Referral, ilse: User, hanne: User) -> None:
    complaint = referral_refuse(referral=referral, actor=hanne, reason="workload")
    assert (complaint.status, complaint.holder) == ("admissibility", "corps")
    assert sees(ilse, complaint)
    assert not sees(hanne, complaint)


def test_a_refusal_needs_a_reason(referral: Referral, hanne: User) -> None:
    with pytest.raises(NeedMissingError):
        referral_refuse(referral=referral, actor=hanne, reason="")
    assert Referral.objects.get(pk=referral.pk).state == "sent"


def test_a_recalled_file_is_offered_to_nobody(referral: Referral, ilse: User, hanne: User) -> None:
    complaint = referral_recall(referral=referral, actor=ilse)
    assert complaint.status == "admissibility"
    assert not sees(hanne, complaint)


def test_a_referral_is_answered_once(referral: Referral, hanne: User) -> None:
    referral_receive(referral=referral, actor=hanne)
    for answer in (referral_receive, referral_recall):
        with pytest.raises(ReferralError):
            answer(referral=referral, actor=hanne)
    with pytest.raises(ReferralError):
        referral_refuse(referral=referral, actor=hanne, reason="workload")


def test_a_returned_file_comes_back_with_its_outcome(referral: Referral, ilse: User, hanne: User) -> None:
    referral_receive(referral=referral, actor=hanne)
    referral.refresh_from_db()
    complaint = referral_return(referral=referral, actor=hanne, outcome="no_fault", note="For the corps.")
    assert (complaint.status, complaint.holder) == ("admissibility", "corps")
    assert sees(ilse, complaint)
    assert not sees(hanne, complaint)
    assert Referral.objects.get(pk=referral.pk).outcome == "no_fault"


def test_the_draft_of_a_decision_stays_with_the_body_that_wrote_it(referral: Referral, hanne: User) -> None:
    complaint = referral_receive(referral=referral, actor=hanne)
    decision_write(complaint=complaint, actor=hanne, reasons="We think that it is founded.")
    referral.refresh_from_db()
    complaint = referral_return(referral=referral, actor=hanne, note="For the corps.")
    assert complaint.decision == ""
    note = complaint.notes.get()
    assert (note.body, note.text) == ("committee_p", "We think that it is founded.")


def test_a_body_without_people_here_gets_a_letter_and_the_sender_keeps_the_file(complaint_of: Make, ilse: User) -> None:
    sent = referral_send(complaint=complaint_of(), to_body="unia", actor=ilse, reason="other_body")
    assert sent.off_platform
    complaint = referral_receive(referral=sent, actor=ilse, their_reference="U-12")
    assert (complaint.status, complaint.holder) == ("referred", "corps")
    sent.refresh_from_db()
    complaint = referral_return(referral=sent, actor=ilse, outcome="no_fault", note="Their letter of today.")
    assert (complaint.status, complaint.holder) == ("admissibility", "corps")


def test_a_file_goes_to_one_body_at_a_time(referral: Referral, ilse: User) -> None:
    with pytest.raises(StepError):
        referral_send(complaint=referral.complaint, to_body="unia", actor=ilse, reason="other_body")


@pytest.mark.parametrize("body", ["corps", "nowhere", ""])
def test_a_file_goes_to_another_body_that_exists(complaint_of: Make, ilse: User, body: str) -> None:
    with pytest.raises(NeedMissingError):
        referral_send(complaint=complaint_of(), to_body=body, actor=ilse, reason="other_body")


def test_steps_between_bodies_are_taken_with_a_referral_only(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of()
    with pytest.raises(StepError):
        complaint_step(complaint=complaint, step="refer", actor=ilse, reason="other_body")
    assert fresh(complaint).status == "received"


def test_while_a_file_is_under_way_its_handler_decides_nothing(referral: Referral, ilse: User) -> None:
    for step in ("inquire", "decide", "settle_early"):
        with pytest.raises(StepError):
            complaint_step(complaint=referral.complaint, step=step, actor=ilse, note="x")


def test_committee_p_may_look_into_a_file_of_a_corps_and_everybody_reads_why(
    complaint_of: Make, ilse: User, hanne: User
) -> None:
    complaint = complaint_of()
    assert not sees(hanne, complaint)
    assert can(hanne, "complaint.take_copy", complaint)
    assert not can(ilse, "complaint.take_copy", complaint)
    copy_take(complaint=complaint, body="committee_p", actor=hanne, reason="safety", note="A child is in danger.")
    assert sees(hanne, complaint)
    assert not can(hanne, "complaint.handle", fresh(complaint))
    assert sees(ilse, complaint)
    assert complaint.events.filter(kind="copy_taken", reason="safety").exists()
    assert TrailEvent.objects.filter(verb="complaint.glass_broken", actor=hanne, object_id=complaint.pk).exists()


@pytest.mark.parametrize(("reason", "note"), [("", "why"), ("curious", "why"), ("safety", " ")])
def test_no_glass_is_broken_without_a_reason_and_a_note(
    complaint_of: Make, hanne: User, reason: str, note: str
) -> None:
    complaint = complaint_of()
    with pytest.raises(NeedMissingError):
        copy_take(complaint=complaint, body="committee_p", actor=hanne, reason=reason, note=note)
    assert not sees(hanne, complaint)


def test_a_withdrawn_file_leaves_no_referral_under_way(referral: Referral, hanne: User) -> None:
    complaint_step(complaint=referral.complaint, step="withdraw", actor=None, actor_kind=Actor.COMPLAINANT)
    assert Referral.objects.get(pk=referral.pk).state == "recalled"
    assert not sees(hanne, referral.complaint)


def test_a_file_that_the_rules_brought_is_sent_on_and_counts_as_received(complaint_of: Make, hanne: User) -> None:
    complaint = complaint_of(about_chief=True)
    brought = complaint.referrals.get()
    assert (brought.to_body, brought.state) == ("committee_p", "sent")
    assert done(
        send(signed_in(hanne), complaint, "complaint_refer", to_body="general_inspectorate", reason="other_body")
    )
    brought.refresh_from_db()
    assert brought.state == "received"
    on = complaint.referrals.get(state="sent")
    referral_refuse(referral=on, actor=hanne, reason="no_connection")
    assert (fresh(complaint).status, fresh(complaint).holder) == ("admissibility", "committee_p")


def test_while_one_body_is_asked_by_letter_no_other_is(complaint_of: Make, demervallei: Corps, hanne: User) -> None:
    demervallei.type = Corps.Type.FEDERAL
    demervallei.save()
    complaint = complaint_of()
    by_letter = complaint.referrals.get(is_copy=False)
    assert (complaint.holder, by_letter.to_body, by_letter.off_platform) == (
        "committee_p",
        "general_inspectorate",
        True,
    )
    answer = send(signed_in(hanne), complaint, "complaint_refer", to_body="prosecutor", reason="other_body")
    assert answer.status_code == 422
    assert "Another body was asked to take this file." in text_of(answer)
    assert complaint.referrals.filter(is_copy=False).count() == 1
