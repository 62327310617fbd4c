"""A file that another body had and gave back: what that body did with it stays there."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from complaints.models import Complaint, Referral
from complaints.services.clock import terms_of
from complaints.services.conflicts import NobodyLeftError, handler_recuse
from complaints.services.deciding import involved_identify
from complaints.services.evidence import evidence_add
from complaints.services.members import involved_add
from complaints.services.notifying import offence_pass
from complaints.services.referring import referral_receive, referral_return, referral_send
from complaints.services.working import task_add
from legitimacy.members import member_register
from legitimacy.models import Attachment, Corps, User
from tests.complaints.conftest import At, Make
from tests.complaints.filepage import address, look, send, signed_in, text_of

pytestmark = pytest.mark.django_db


def photo(name: str) -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


@pytest.fixture
def back(complaint_of: Make, ilse: User, hanne: User) -> Complaint:
    """Committee P gathered evidence, told the prosecutor, noted a task, and gave the file back."""
    file = complaint_of()
    evidence_add(complaint=file, upload=photo("desk.png"), actor=ilse)
    evidence_add(complaint=file, upload=photo("bruise.png"), by_complainant=True)
    referral = referral_send(complaint=file, to_body="committee_p", actor=ilse, reason="independence")
    file = referral_receive(referral=referral, actor=hanne)
    evidence_add(complaint=file, upload=photo("witness.png"), actor=hanne)
    task_add(complaint=file, what="Question the colleague at the desk", actor=hanne)
    offence_pass(complaint=file, actor=hanne)
    referral.refresh_from_db()
    return referral_return(referral=referral, actor=hanne, outcome="unfounded", note="yours")


@pytest.mark.usefixtures("back")
def test_the_corps_does_not_see_that_the_prosecutor_got_a_copy(back: Complaint, ilse: User) -> None:
    page = text_of(look(signed_in(ilse), back))
    listed = signed_in(ilse).get("/en/complaints/referrals/").content.decode()
    assert back.number in listed
    for text in (page, listed):
        assert "prosecutor</" not in text.casefold()
    copy = Referral.objects.get(to_body="prosecutor")
    assert signed_in(ilse).post(f"/en/complaints/referrals/{copy.pk}/return/", {"note": "x"}).status_code == 404


def test_the_corps_sees_neither_tasks_nor_evidence_of_the_other_body(back: Complaint, ilse: User, hanne: User) -> None:
    client = signed_in(ilse)
    page, files = text_of(look(client, back)), client.get(address(back, "complaint_evidence_list")).content.decode()
    assert "Question the colleague" not in page
    assert "Question the colleague" not in text_of(look(client, back, "complaint_task_done"))
    assert "witness.png" not in page + files
    assert "desk.png" in files
    assert "bruise.png" in files


def test_the_corps_opens_no_evidence_of_the_other_body_by_its_address(back: Complaint, ilse: User) -> None:

    hidden, own = Attachment.objects.get(name="witness.png"), Attachment.objects.get(name="desk.png")
    client = signed_in(ilse)
    for name in ("complaint_evidence", "complaint_evidence_original"):
        assert client.get(_at(name, back, hidden.pk)).status_code == 404
        assert client.get(_at(name, back, own.pk)).status_code in (200, 302)


def _at(name: str, file: Complaint, pk: object) -> str:

    return reverse(name, args=[file.number, pk])


def test_the_last_handler_cannot_leave_a_file_with_nobody(at: At, ilse: User) -> None:
    file = at()
    with pytest.raises(NobodyLeftError):
        handler_recuse(complaint=file, actor=ilse)
    answer = send(signed_in(ilse), file, "complaint_recuse", reason="conflict")
    assert answer.status_code == 422
    assert address(file, "complaint_refer") in text_of(answer)


def test_a_file_whose_only_handler_is_named_goes_to_committee_p(
    at: At, ilse: User, hanne: User, demervallei: Corps
) -> None:
    file = at()
    member = member_register(corps=demervallei, account=ilse)
    involved_identify(involved=involved_add(complaint=file, actor=ilse), member=member, actor=ilse)
    assert not Complaint.objects.visible_to(ilse).filter(pk=file.pk).exists()
    referral = Referral.objects.get(complaint=file, to_body="committee_p", is_copy=False)
    referral_receive(referral=referral, actor=hanne)
    assert Complaint.objects.held_for(hanne).filter(pk=file.pk).exists()


def test_the_corps_does_not_learn_from_a_returned_file_that_there_may_be_an_offence(
    back: Complaint, ilse: User, hanne: User
) -> None:
    """Not from the sign, nor a filter, nor from why there is no mediation; what it says itself it reads."""
    client = signed_in(ilse)
    Complaint.objects.filter(pk=back.pk).update(handler=ilse)
    narrowed = {"flag": "possible_offence"}
    page = text_of(look(client, back))
    assert "possible offence</span>" not in page
    assert "may be an offence" not in page
    assert "There is no mediation in this file." in page
    assert "Flag a possible offence" in page
    refused = send(client, back, "complaint_mediation_offer", mediator="Service")
    assert "There is no mediation in this file." in text_of(refused)
    assert back.number not in client.get("/en/complaints/files/", narrowed).content.decode()
    assert send(client, back, "complaint_offence").status_code == 302
    page = text_of(look(client, back))
    assert "possible offence</span>" in page
    assert "No mediation where there may be an offence." in page
    assert back.number in client.get("/en/complaints/files/", narrowed).content.decode()
    assert Referral.objects.filter(complaint=back, to_body="prosecutor").count() == 1
    assert not [term for term in terms_of(back) if term.rule.code == "pass_offence" and term.is_open]
