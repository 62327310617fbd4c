"""What the routing rules send outside never stays with a corps in silence, whenever it is noted."""

from collections.abc import Callable

import pytest

from complaints.models import Allegation, Complaint, InvolvedMember
from complaints.selectors.outside import body_awaited
from complaints.services.deciding import allegation_add, finding_record, involved_identify, officer_heard_note
from complaints.services.needs import NeedMissingError
from complaints.services.notifying import offence_pass
from complaints.services.referring import (
    referral_recall,
    referral_receive,
    referral_refuse,
    referral_return,
    referral_send,
)
from complaints.services.steps import complaint_step, steps_possible
from complaints.workflow.states import BEFORE_DECISION, BY_NAME, LAST, STEPS, Actor, Need, Status
from legitimacy.models import Corps, Member, Role, User
from legitimacy.models.members import user_lookup
from tests.complaints.conftest import At
from tests.complaints.filepage import address, look, send, signed_in, text_of
from tests.people import person_make

Noted = Callable[[Complaint, User], object]


def chief_identify(complaint: Complaint, actor: User) -> None:
    assert complaint.corps is not None
    chief = person_make("Karel", (Role.CHIEF_OF_CORPS, complaint.corps))
    member = Member.objects.create(corps=complaint.corps, user_lookup=user_lookup(chief.pk))
    involved = InvolvedMember.objects.create(complaint=complaint, kind=InvolvedMember.Kind.DESCRIBED)
    involved_identify(involved=involved, member=member, actor=actor)


NOTED: dict[str, Noted] = {
    "force with injury": lambda file, who: allegation_add(complaint=file, category="T4", actor=who, injured=True),
    "discrimination": lambda file, who: allegation_add(complaint=file, category="H5", actor=who),
    "integrity": lambda file, who: allegation_add(complaint=file, category="T7", actor=who),
    "integrity with an offence": lambda file, who: allegation_add(complaint=file, category="I1", actor=who),
    "possible offence": lambda file, who: offence_pass(complaint=file, actor=who),
    "chief of corps, said": lambda file, who: allegation_add(
        complaint=file, category="H3", actor=who, about_chief=True
    ),
    "chief of corps, identified": chief_identify,
    "a category corrected": lambda file, _: Allegation.objects.filter(complaint=file).update(category="H5"),
}


def blocked(complaint: Complaint, step: str, actor: User) -> bool:
    complaint.refresh_from_db()
    try:
        complaint_step(complaint=complaint, step=step, actor=actor, reason=(*BY_NAME[step].reasons, "")[0], note="n")
    except NeedMissingError as error:
        return error.need is Need.OUTSIDE
    return False


@pytest.mark.parametrize("what", NOTED)
def test_a_corps_neither_inquires_nor_decides_on_what_belongs_outside(at: At, ilse: User, what: str) -> None:
    file = at(Status.ADMISSIBILITY)
    assert body_awaited(file) == ""
    NOTED[what](file, ilse)
    file.refresh_from_db()
    assert body_awaited(file) == "committee_p"
    Complaint.objects.filter(pk=file.pk).update(decision="because")
    decides = [step.name for step in steps_possible(file) if step.target in (Status.DECIDED, Status.INQUIRY)]
    assert {"inquire", "settle_early", "declare_inadmissible", "declare_unfounded"} <= set(decides)
    for step in decides:
        assert blocked(file, step, ilse), step
    file.refresh_from_db()
    assert file.status == Status.ADMISSIBILITY


@pytest.mark.parametrize("what", ["a lesser failing", "force without injury"])
def test_what_stays_with_the_corps_goes_on(at: At, ilse: User, what: str) -> None:
    file = at(Status.ADMISSIBILITY)
    allegation_add(complaint=file, category="T4" if what.startswith("force") else "O1", actor=ilse)
    assert body_awaited(file) == ""
    assert not blocked(file, "inquire", ilse)


def test_after_the_hearing_the_file_still_goes_out_before_the_decision(at: At, ilse: User) -> None:
    file = at(Status.INQUIRY)
    finding_record(allegation=file.allegations.get(), finding="founded", actor=ilse)
    officer_heard_note(complaint=file, actor=ilse, heard_on=file.received_on)
    for step in ("draft", "hear"):
        complaint_step(complaint=file, step=step, actor=ilse)
    finding_record(
        allegation=allegation_add(complaint=file, category="H5", actor=ilse), finding="unfounded", actor=ilse
    )
    Complaint.objects.filter(pk=file.pk).update(decision="because")
    assert blocked(file, "decide", ilse)
    referral_send(complaint=file, to_body="committee_p", actor=ilse, reason="independence")


def test_a_refusal_and_an_answer_free_the_corps_and_a_recall_does_not(at: At, ilse: User, hanne: User) -> None:
    file = at(Status.ADMISSIBILITY)
    allegation_add(complaint=file, category="H5", actor=ilse)
    sent = referral_send(complaint=file, to_body="committee_p", actor=ilse, reason="independence")
    referral_recall(referral=sent, actor=ilse)
    assert blocked(file, "inquire", ilse)
    elsewhere = referral_send(complaint=file, to_body="unia", actor=ilse, reason="independence")
    referral_refuse(referral=elsewhere, actor=ilse, reason="other")
    assert blocked(file, "inquire", ilse), "another body than the one that the rules name was asked"
    sent = referral_send(complaint=file, to_body="committee_p", actor=ilse, reason="independence")
    referral_refuse(referral=sent, actor=hanne, reason="workload")
    assert not blocked(file, "inquire", ilse)


def test_an_answer_covers_what_was_alleged_then_and_not_what_is_noted_later(at: At, ilse: User, hanne: User) -> None:
    file = at(Status.ADMISSIBILITY)
    allegation_add(complaint=file, category="H5", actor=ilse)
    sent = referral_send(complaint=file, to_body="committee_p", actor=ilse, reason="independence")
    referral_receive(referral=sent, actor=hanne)
    allegation_add(complaint=file, category="T7", actor=hanne)
    sent.refresh_from_db()
    referral_return(referral=sent, actor=hanne, note="for you")
    file.refresh_from_db()
    assert body_awaited(file) == "", "Committee P knew of both when it sent the file back"
    allegation_add(complaint=file, category="T4", actor=ilse, injured=True)
    file.refresh_from_db()
    assert body_awaited(file) == "committee_p"


def test_what_committee_p_sends_to_a_corps_itself_is_the_corps_s(
    at: At, complaint_of: At, ilse: User, hanne: User
) -> None:
    file = complaint_of(categories=("H5",))
    assert file.holder == "committee_p"
    referral_receive(referral=file.referrals.get(), actor=hanne)
    sent = referral_send(complaint=file, to_body="corps", actor=hanne, reason="other_body")
    referral_receive(referral=sent, actor=ilse)
    file.refresh_from_db()
    assert (file.holder, body_awaited(file)) == ("corps", "")
    offence_pass(complaint=file, actor=ilse)
    file.refresh_from_db()
    assert body_awaited(file) == "committee_p"


def test_who_holds_it_outside_is_not_asked(complaint_of: At) -> None:
    assert body_awaited(complaint_of(categories=("H5",))) == ""


def test_from_every_state_before_the_decision_a_way_out_stays_open() -> None:
    """Without any step that waits for another body, a corps still gets to where it can refer, or the file ends."""
    open_steps = [step for step in STEPS if step.actor is Actor.HANDLER and Need.OUTSIDE not in step.needs]
    ends = {*BY_NAME["refer"].sources, LAST}
    for status in (*BEFORE_DECISION, Status.REFERRED, Status.JUDICIAL_HOLD, Status.DECIDED, Status.REVIEW):
        reached, frontier = {status}, {status}
        while frontier:
            frontier = {step.target for step in open_steps if frontier & set(step.sources)} - reached
            reached |= frontier
        assert ends & reached, status


def test_every_way_to_a_decision_or_an_inquiry_waits_except_those_that_lead_back_to_one() -> None:
    free = {
        step.name
        for step in STEPS
        if step.target in (Status.INQUIRY, Status.DECIDED) and Need.OUTSIDE not in step.needs
    }
    assert free == {"resume", "mediation_failed", "inquire_further", "reopen", "overturn", "uphold"}


def test_the_page_says_it_and_leads_to_the_form_of_referral(at: At, ilse: User) -> None:
    file, client = at(Status.INQUIRY), signed_in(ilse)
    send(client, file, "complaint_allegation", category="H5")
    page = text_of(look(client, file))
    assert "The rules send what is alleged here to Committee P." in page
    link = f"{address(file, 'complaint_refer')}?to_body=committee_p&amp;reason=independence"
    assert link in page
    form = client.get(link.replace("&amp;", "&")).context["form"]
    assert form["to_body"].value() == "committee_p"
    refused = send(client, file, "complaint_step", step="draft")
    assert refused.status_code == 422
    assert "The rules send what is alleged here to Committee P." in text_of(refused)
    assert link in text_of(refused)


def test_in_mediation_the_page_leads_back_first(at: At, ilse: User) -> None:
    file, client = at(Status.INQUIRY), signed_in(ilse)
    Complaint.objects.filter(pk=file.pk).update(status=Status.MEDIATION, possible_offence=True)
    page = text_of(look(client, file))
    assert "The rules send what is alleged here to Committee P." in page
    assert f"{address(file, 'complaint_step')}?step=mediation_failed" in page


def test_a_federal_corps_waits_for_the_inspectorate(at: At, ilse: User) -> None:
    file = at(Status.ADMISSIBILITY)
    Corps.objects.update(type=Corps.Type.FEDERAL)
    file = Complaint.objects.get(pk=file.pk)
    assert body_awaited(file) == "general_inspectorate"
