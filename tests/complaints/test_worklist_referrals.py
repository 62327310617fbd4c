"""Referrals on the work pages: seen by sender and receiver only, answered through one service, never by others."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from complaints.models import Complaint, Referral
from complaints.selectors.referrals import waiting
from complaints.services.conflicts import conflict_declare
from complaints.services.referring import referral_receive, referral_send, referrals_without_receipt
from legitimacy.models import Register, Role, User
from tests.complaints.conftest import Make
from tests.people import person_make

SignedIn = Callable[[User], Client]
PAGE = "/en/complaints/referrals/"


@pytest.fixture
def sent(complaint_of: Make, ilse: User) -> Referral:
    """A file that Demervallei sent to Committee P."""
    return referral_send(complaint=complaint_of(), to_body="committee_p", actor=ilse, reason="independence")


@pytest.fixture
def by_letter(complaint_of: Make, ilse: User) -> Referral:
    """A file that Demervallei sent to Unia, where nobody is on the platform."""
    return referral_send(complaint=complaint_of(), to_body="unia", actor=ilse, reason="other_body")


def post(client: Client, referral: Referral, action: str, **given: str) -> int:
    return client.post(f"{PAGE}{referral.pk}/{action}/", given).status_code


def test_both_sides_see_what_waits(sent: Referral, signed_in: SignedIn, ilse: User, hanne: User, heidi: User) -> None:
    pages = {person: signed_in(person).get(PAGE) for person in (ilse, hanne, heidi)}
    assert [entry["line"].referral for entry in pages[ilse].context["from_us"]] == [sent]
    assert [entry["line"].referral for entry in pages[hanne].context["to_us"]] == [sent]
    assert sent.complaint.number not in pages[heidi].content.decode()


def test_the_list_is_that_of_referrals_without_receipt(
    sent: Referral, by_letter: Referral, complaint_of: Make, ilse: User, hanne: User, heidi: User
) -> None:
    complaint_of(about_chief=True)
    for person in (ilse, hanne, heidi):
        assert set(referrals_without_receipt(person)) <= set(waiting(person))
    assert set(waiting(ilse)) == {sent, by_letter}


def test_a_referral_that_should_have_been_received_is_marked(sent: Referral, signed_in: SignedIn, ilse: User) -> None:
    Referral.objects.update(receipt_due_on=timezone.localdate() - timedelta(days=3))
    page = signed_in(ilse).get(PAGE).content.decode()
    assert "3 days overdue" in page
    assert "1 referral should have been received by now." in page


def test_receiving_moves_the_file_and_the_sender_sees_it_no_more(
    sent: Referral, signed_in: SignedIn, ilse: User, hanne: User
) -> None:
    assert post(signed_in(hanne), sent, "receive", their_reference="P 12") == 303
    sent.complaint.refresh_from_db()
    assert sent.complaint.holder == "committee_p"
    assert sent.complaint.number not in signed_in(ilse).get(PAGE).content.decode()
    assert sent.complaint.number in signed_in(hanne).get(PAGE).content.decode()


def test_refusing_takes_a_reason_and_leaves_the_file_with_the_sender(
    sent: Referral, signed_in: SignedIn, hanne: User
) -> None:
    answer = signed_in(hanne).post(f"{PAGE}{sent.pk}/refuse/", {"note": "Not ours."})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert f'href="#refuse-{sent.pk}-reason"' in page
    assert "Not ours." in page
    assert post(signed_in(hanne), sent, "refuse", reason="workload") == 303
    sent.complaint.refresh_from_db()
    assert (sent.complaint.holder, sent.complaint.status) == ("corps", "admissibility")


def test_the_sender_calls_back_what_nobody_received(sent: Referral, signed_in: SignedIn, ilse: User) -> None:
    assert post(signed_in(ilse), sent, "recall", reason="new_facts") == 303
    sent.refresh_from_db()
    assert sent.state == "recalled"


def test_the_receiver_returns_it_with_an_outcome(sent: Referral, signed_in: SignedIn, hanne: User) -> None:
    referral_receive(referral=sent, actor=hanne)
    client = signed_in(hanne)
    assert post(client, sent, "return") == 400
    assert post(client, sent, "return", outcome="revenge") == 400
    assert post(client, sent, "return", outcome="unfounded", note="Nothing was found.") == 303
    sent.complaint.refresh_from_db()
    assert (sent.complaint.holder, sent.complaint.handler) == ("corps", None)


def test_a_letter_is_followed_by_hand_by_its_sender(by_letter: Referral, signed_in: SignedIn, ilse: User) -> None:
    client = signed_in(ilse)
    assert post(client, by_letter, "receive", their_reference="U-99") == 303
    by_letter.refresh_from_db()
    assert (by_letter.state, by_letter.complaint.holder) == ("received", "corps")
    assert post(client, by_letter, "return", note="They wrote back.") == 303
    by_letter.complaint.refresh_from_db()
    assert (by_letter.complaint.holder, by_letter.complaint.status) == ("corps", "admissibility")


def test_a_refusal_by_letter_is_entered_by_its_sender(by_letter: Referral, signed_in: SignedIn, ilse: User) -> None:
    assert post(signed_in(ilse), by_letter, "refuse", reason="no_connection") == 303
    by_letter.complaint.refresh_from_db()
    assert (by_letter.complaint.holder, by_letter.complaint.status) == ("corps", "admissibility")


@pytest.mark.parametrize("action", ["receive", "refuse", "return"])
def test_the_sender_does_not_answer_for_a_body_that_is_here(
    sent: Referral, signed_in: SignedIn, ilse: User, action: str
) -> None:
    post(signed_in(ilse), sent, action, reason="workload", outcome="unfounded")
    sent.refresh_from_db()
    assert sent.state == "sent"


@pytest.mark.parametrize("action", ["receive", "refuse", "recall", "return"])
def test_nobody_else_answers(
    sent: Referral, by_letter: Referral, signed_in: SignedIn, heidi: User, bart: User, action: str
) -> None:
    inspector = person_make("Igor", (Role.INDEPENDENT_HANDLER, Register.EXAMPLE), body="general_inspectorate")
    for referral in (sent, by_letter):
        for person, status in ((heidi, 404), (inspector, 404), (bart, 403)):
            assert post(signed_in(person), referral, action, reason="other", outcome="unfounded") == status
    assert set(Referral.objects.values_list("state", flat=True)) == {"sent"}


def test_whoever_is_in_conflict_neither_sees_nor_answers(
    sent: Referral, signed_in: SignedIn, ilse: User, hanne: User
) -> None:
    conflict_declare(complaint=sent.complaint, person=hanne, actor=ilse, note="They are friends.")
    assert sent.complaint.number not in signed_in(hanne).get(PAGE).content.decode()
    assert post(signed_in(hanne), sent, "receive") == 404


def test_what_the_form_routed_can_be_received_and_refused_by_nobody(
    complaint_of: Make, signed_in: SignedIn, hanne: User
) -> None:
    referral = complaint_of(about_chief=True).referrals.get()
    client = signed_in(hanne)
    assert [form["action"] for form in client.get(PAGE).context["to_us"][0]["forms"]] == ["receive"]
    assert post(client, referral, "refuse", reason="workload") == 403
    assert post(client, referral, "receive") == 303
    assert Complaint.objects.get().holder == "committee_p"


def test_a_second_answer_changes_nothing_and_is_told(sent: Referral, signed_in: SignedIn, hanne: User) -> None:
    client = signed_in(hanne)
    post(client, sent, "receive")
    answer = client.post(f"{PAGE}{sent.pk}/receive/", follow=True)
    assert "answered before" in answer.content.decode()
    assert sent.complaint.events.filter(kind="receive_referral").count() == 1


def test_a_copy_for_the_prosecutor_is_followed_by_hand(complaint_of: Make, signed_in: SignedIn, hanne: User) -> None:
    copy = complaint_of(possible_offence=True).referrals.get(is_copy=True)
    client = signed_in(hanne)
    forms = next(e["forms"] for e in client.get(PAGE).context["from_us"] if e["line"].referral == copy)
    assert [form["action"] for form in forms] == ["receive"]
    assert post(client, copy, "receive") == 303
    assert post(client, copy, "return", note="No prosecution.") == 303
    assert Complaint.objects.get().holder == "committee_p"


def test_no_referral_says_that_all_is_well(signed_in: SignedIn, ilse: User) -> None:
    page = signed_in(ilse).get(PAGE).content.decode()
    assert "Everything you sent was received." in page
