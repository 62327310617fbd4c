"""Committee P looks into a file that a corps holds: with a reason that the corps reads, and nothing shown before."""

import pytest

from complaints.models import Complaint, Notification
from complaints.services.conflicts import conflict_declare
from complaints.services.referring import referral_receive, referral_send
from legitimacy.models import Register, Role, TrailEvent, User
from tests.complaints.conftest import Make
from tests.complaints.filepage import done, look, send, signed_in, text_of
from tests.people import person_make

pytestmark = pytest.mark.django_db
COPY = "complaint_take_copy"
WHY = {"reason": "safety", "note": "A child is in danger."}
STORY = "They took my daughter along and told nobody."


@pytest.fixture
def file(complaint_of: Make) -> Complaint:
    return complaint_of(story=STORY)


def test_the_list_of_notices_leads_to_the_question_why(file: Complaint, hanne: User) -> None:
    client = signed_in(hanne)
    assert f"/en/complaints/{file.number}/copy/" in client.get("/en/complaints/notifications/").content.decode()
    asked = text_of(look(client, file, COPY))
    assert "Why you need to know" in asked
    assert STORY not in asked
    assert look(client, file).status_code == 404


def test_with_a_reason_the_file_opens_as_a_copy(file: Complaint, hanne: User) -> None:
    client = signed_in(hanne)
    assert done(send(client, file, COPY, **WHY))
    page = text_of(look(client, file))
    assert STORY in page
    assert "Claire" not in page
    assert 'id="notes"' not in page
    assert Complaint.objects.get(pk=file.pk).holder == "corps"
    assert look(client, file, COPY).headers["Location"].endswith(f"/complaints/{file.number}/")


def test_the_corps_reads_who_looked_and_why(file: Complaint, hanne: User, ilse: User) -> None:
    send(signed_in(hanne), file, COPY, **WHY)
    page = text_of(look(signed_in(ilse), file))
    assert "Committee P took cognisance of the file" in page
    assert "A child is in danger." in page
    assert "· Committee P</p>" in page
    assert "· Hanne</p>" in text_of(look(signed_in(hanne), file))
    assert TrailEvent.objects.filter(verb="complaint.glass_broken", actor=hanne, object_id=str(file.pk)).count() == 1


@pytest.mark.parametrize("given", [{"reason": "safety", "note": " "}, {"reason": "curiosity", "note": "x"}, {}])
def test_without_a_reason_nothing_opens(given: dict[str, str], file: Complaint, hanne: User) -> None:
    client = signed_in(hanne)
    assert send(client, file, COPY, **given).status_code == 422
    assert look(client, file).status_code == 404
    assert not file.referrals.exists()


def test_sent_twice_it_is_one_copy(file: Complaint, hanne: User) -> None:
    for _ in range(2):
        assert done(send(signed_in(hanne), file, COPY, **WHY))
    assert file.referrals.count() == 1


def test_nobody_but_committee_p_breaks_the_glass(file: Complaint, ilse: User, heidi: User) -> None:
    inspector = person_make("Ines", (Role.INDEPENDENT_HANDLER, Register.EXAMPLE), body="general_inspectorate")
    elsewhere = person_make("Elsa", (Role.INDEPENDENT_HANDLER, Register.BELGIUM), body="committee_p")
    for person, status in ((ilse, 403), (heidi, 404), (inspector, 404), (elsewhere, 404)):
        assert look(signed_in(person), file, COPY).status_code == status
        assert send(signed_in(person), file, COPY, **WHY).status_code == status
    assert not file.referrals.exists()


def test_who_is_in_conflict_finds_nothing(file: Complaint, hanne: User, ilse: User) -> None:
    conflict_declare(complaint=file, person=hanne, actor=ilse, reason="conflict", note="They are friends.")
    assert look(signed_in(hanne), file, COPY).status_code == 404
    assert send(signed_in(hanne), file, COPY, **WHY).status_code == 404


def test_a_file_that_a_third_body_holds_is_not_offered(file: Complaint, hanne: User, ilse: User) -> None:
    inspector = person_make("Ines", (Role.INDEPENDENT_HANDLER, Register.EXAMPLE), body="general_inspectorate")
    sent = referral_send(complaint=file, to_body="general_inspectorate", actor=ilse, reason="independence")
    referral_receive(referral=sent, actor=inspector)
    assert "/copy/" not in signed_in(hanne).get("/en/complaints/notifications/").content.decode()
    assert send(signed_in(hanne), file, COPY, **WHY).status_code == 404


def test_a_notice_by_letter_is_marked_as_sent_on_the_page(file: Complaint, ilse: User) -> None:
    notice = Notification.objects.get(complaint=file)
    Notification.objects.filter(pk=notice.pk).update(notified_on=None, off_platform=True)
    client = signed_in(ilse)
    assert f"notices/sent/?notice={notice.pk}" in text_of(look(client, file))
    assert done(send(client, file, "complaint_notice_sent", notice=notice.pk))
    notice.refresh_from_db()
    assert notice.notified_on is not None
    assert "notices/sent/" not in text_of(look(client, file))


def test_a_notice_of_another_file_is_not_marked(file: Complaint, complaint_of: Make, ilse: User) -> None:
    other = Notification.objects.get(complaint=complaint_of(intake_key="o" * 43))
    Notification.objects.update(notified_on=None)
    assert send(signed_in(ilse), file, "complaint_notice_sent", notice=other.pk).status_code == 422
    other.refresh_from_db()
    assert other.notified_on is None
