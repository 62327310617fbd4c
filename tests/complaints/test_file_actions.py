"""Actions on the substance of a file: steps, terms, findings, mediation, messages; what each does and refuses."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from complaints.models import Complaint, FileLink, Mediation, Referral
from complaints.services.mediating import Side, mediation_accept
from complaints.workflow.states import Status
from legitimacy.indicators.periods import Period
from legitimacy.models import ImprovementAction, StaleMark, User
from tests.complaints.conftest import At, Make
from tests.complaints.filepage import done, look, send, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_step_is_taken_with_its_reason_and_note(at: At, ilse: User) -> None:
    file = at()
    answer = send(signed_in(ilse), file, "complaint_step", step="hold_for_justice", reason="possible_offence")
    assert done(answer)
    file.refresh_from_db()
    assert file.status == Status.JUDICIAL_HOLD
    assert file.paused_on == timezone.localdate()
    resumed = send(signed_in(ilse), file, "complaint_step", step="resume", reason="judicial_end")
    assert done(resumed)


def test_step_that_lacks_something_says_what_and_where(at: At, ilse: User) -> None:
    file = at()
    answer = send(signed_in(ilse), file, "complaint_step", step="draft")
    assert answer.status_code == 422
    assert "Give a finding for every alleged failing first." in text_of(answer)
    assert f"/complaints/{file.number}/findings/" in text_of(answer)
    assert "Give a finding" in text_of(look(signed_in(ilse), file))


@pytest.mark.parametrize("step", ["close", "receive_referral", "withdraw", "request_review", "send_back"])
def test_step_that_leads_nowhere_from_here_changes_nothing(at: At, ilse: User, step: str) -> None:
    file = at()
    answer = send(signed_in(ilse), file, "complaint_step", step=step, note="x", reason="other")
    assert answer.status_code == 422
    assert Complaint.objects.filter(pk=file.pk, status=Status.INQUIRY, version=file.version).exists()


def test_unknown_step_is_no_page(at: At, ilse: User) -> None:
    file = at()
    assert send(signed_in(ilse), file, "complaint_step", step="delete").status_code == 404
    assert look(signed_in(ilse), file, "complaint_step").status_code == 404


def test_wrong_reason_is_refused(at: At, ilse: User) -> None:
    file = at()
    answer = send(signed_in(ilse), file, "complaint_step", step="hold_for_justice", reason="workload")
    assert answer.status_code == 422


def test_file_is_referred_and_called_back(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    assert "nobody of your corps sees anything" in text_of(look(client, file, "complaint_refer"))
    assert done(send(client, file, "complaint_refer", to_body="committee_p", reason="independence", note="the unit"))
    assert Referral.objects.get(complaint=file, to_body="committee_p").note == "the unit"
    assert "Call the file back" in text_of(look(client, file))
    assert done(send(client, file, "complaint_recall", reason="new_facts"))
    file.refresh_from_db()
    assert file.status == Status.ADMISSIBILITY
    assert send(client, file, "complaint_recall", reason="new_facts").status_code == 422


def test_waiting_stops_the_terms_and_they_run_again(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    assert done(send(client, file, "complaint_wait"))
    assert "waits for the complainant" in text_of(look(client, file))
    again = send(client, file, "complaint_wait")
    assert "The terms are paused already." in text_of(again)
    assert done(send(client, file, "complaint_wait_end"))
    assert "nobody is waited for" in text_of(send(client, file, "complaint_wait_end"))


def test_term_is_extended_once_with_a_reason(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    before = file.due_on
    assert send(client, file, "complaint_extend", reason="complexity", note=" ").status_code == 422
    assert done(send(client, file, "complaint_extend", reason="complexity", note="many witnesses"))
    file.refresh_from_db()
    assert before is not None
    assert file.due_on is not None
    assert (file.due_on - before).days >= 43
    assert "extended once" in text_of(send(client, file, "complaint_extend", reason="complexity", note="more"))


def test_finding_counts_for_its_authority(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    allegation = file.allegations.get()
    today = timezone.localdate().isoformat()
    for authority, finding in (("corps", "unfounded"), ("discipline", "founded"), ("corps", "partly_founded")):
        given = {"allegation": allegation.pk, "authority": authority, "finding": finding, "found_on": today}
        assert done(send(client, file, "complaint_finding", **given))
    found = dict(allegation.findings.values_list("authority", "finding"))
    assert found == {"corps": "partly_founded", "discipline": "founded"}


@pytest.mark.parametrize("day", ["2031-01-01", "yesterday", "0001-01-01", ""])
def test_finding_takes_no_impossible_day(at: At, ilse: User, day: str) -> None:
    file = at()
    given = {"allegation": file.allegations.get().pk, "authority": "corps", "finding": "founded", "found_on": day}
    assert send(signed_in(ilse), file, "complaint_finding", **given).status_code == 422


def test_allegation_of_another_file_gets_no_finding_here(at: At, complaint_of: Make, ilse: User) -> None:
    file, other = at(), complaint_of()
    given = {"allegation": other.allegations.get().pk, "authority": "corps", "finding": "founded"}
    today = timezone.localdate().isoformat()
    assert send(signed_in(ilse), file, "complaint_finding", **given, found_on=today).status_code == 422


def test_measures_and_lessons(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    assert done(send(client, file, "complaint_measure", code="coaching", note="a talk"))
    measure = file.measures.get()
    today = timezone.localdate()
    assert done(send(client, file, "complaint_measure_done", measure=measure.pk, done_on=today.isoformat()))
    later = (today + timedelta(days=40)).isoformat()
    assert done(send(client, file, "complaint_lesson", what="Say why", owner="head of operations", due_on=later))
    lesson = ImprovementAction.objects.get()
    assert lesson.reference == file.number
    assert done(send(client, file, "complaint_lesson_done", lesson=lesson.pk, done_on=today.isoformat()))
    lesson.refresh_from_db()
    assert lesson.done_on == today
    marks = StaleMark.objects.filter(source="improvement_actions").values_list("subject__code", "period")
    assert set(marks) == {(lesson.corps.code, str(Period.containing(lesson.original_due_on)))}
    again = send(client, file, "complaint_lesson_done", lesson=lesson.pk, done_on=today.isoformat())
    assert again.status_code == 422, "it is done already"
    earlier = (today - timedelta(days=1)).isoformat()
    wrong = send(client, file, "complaint_lesson", what="Say why", owner="head", due_on=earlier)
    assert wrong.status_code == 422


def test_mediation_from_offer_to_agreement(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    assert send(client, file, "complaint_mediation_officer", answer="accept").status_code == 422
    assert done(send(client, file, "complaint_mediation_offer", mediator="Municipal ombuds service"))
    assert done(send(client, file, "complaint_mediation_officer", answer="accept"))
    mediation_accept(complaint=file, side=Side.COMPLAINANT)
    assert "Begin the mediation" in text_of(look(client, file))
    assert done(send(client, file, "complaint_step", step="mediate"))
    assert send(client, file, "complaint_mediation_end", outcome="agreed").status_code == 422
    assert done(send(client, file, "complaint_mediation_held", held_on=timezone.localdate().isoformat()))
    assert done(send(client, file, "complaint_mediation_end", outcome="agreed", confirmed_by_both="on"))
    file.refresh_from_db()
    assert (file.status, file.disposition) == (Status.DECIDED, "mediated")


def test_mediation_is_not_offered_for_force(at: At, ilse: User) -> None:
    file = at(categories=("T4",))
    client = signed_in(ilse)
    assert "No mediation where force is alleged." in text_of(look(client, file))
    assert send(client, file, "complaint_mediation_offer", mediator="ombuds").status_code == 422
    assert not Mediation.objects.exists()


def test_message_note_task_and_links(at: At, complaint_of: Make, ilse: User) -> None:
    file, other, external = at(), complaint_of(), complaint_of(about_chief=True)
    client = signed_in(ilse)
    assert done(send(client, file, "complaint_message", text="We look into it."))
    assert done(send(client, file, "complaint_note", text="Ask the railway company."))
    assert done(send(client, file, "complaint_task", what="Ask for images", assignee=ilse.pk))
    assert done(send(client, file, "complaint_task_done", task=file.tasks.get().pk))
    assert done(send(client, file, "complaint_link", kind="related", number=other.number.lower()))
    for number in (file.number, "K-AAAA-AAAA", external.number, other.number):
        assert send(client, file, "complaint_link", kind="related", number=number).status_code == 422
    assert FileLink.objects.count() == 1


def test_answer_to_a_number_that_is_hidden_is_the_answer_to_one_that_is_not(
    at: At, complaint_of: Make, ilse: User
) -> None:
    file, external = at(), complaint_of(about_chief=True)
    client = signed_in(ilse)
    answers = [
        text_of(send(client, file, "complaint_link", kind="related", number=number, key="same")).replace(number, "")
        for number in (external.number, "K-AAAA-AAAA")
    ]
    said = [page[page.index("This could not be saved") : page.index("</form>")] for page in answers]
    assert said[0].split("csrf")[0] == said[1].split("csrf")[0]


def test_counter_complaint_is_linked_by_an_external_body_only(complaint_of: Make, ilse: User, hanne: User) -> None:
    internal, external = complaint_of(), complaint_of(about_chief=True)
    assert send(signed_in(ilse), internal, "complaint_counter", reference="PV-1").status_code == 403
    assert done(send(signed_in(hanne), external, "complaint_counter", reference="PV-1"))
    assert not external.events.filter(kind="linked").exists()


def test_possible_offence_is_flagged_and_passed_once(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    for _ in range(2):
        assert done(send(client, file, "complaint_offence"))
    assert Referral.objects.filter(complaint=file, to_body="prosecutor", is_copy=True).count() == 1
    file.refresh_from_db()
    assert file.possible_offence


def test_day_of_knowledge_starts_the_disciplinary_term(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    known = timezone.localdate() - timedelta(days=100)
    assert done(send(client, file, "complaint_discipline", known_on=known.isoformat()))
    page = text_of(look(client, file))
    assert "Disciplinary action (art. 56)" in page
    assert "day 100" in page


def test_file_without_a_code_takes_no_message(complaint_of: Make, ilse: User) -> None:
    file = complaint_of()
    Complaint.objects.filter(pk=file.pk).update(code_hash=None, version=F("version") + 1)
    answer = send(signed_in(ilse), file, "complaint_message", text="Hello")
    assert "send a letter instead" in text_of(answer)


def test_file_is_held_and_the_hold_is_lifted(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    assert send(client, file, "complaint_hold", reason=" ").status_code == 422
    assert done(send(client, file, "complaint_hold", reason="claim in court"))
    assert "claim in court" in text_of(look(client, file))
    hold = file.holds.get()
    assert done(send(client, file, "complaint_hold_lift", hold=hold.pk))
    assert send(client, file, "complaint_hold_lift", hold=hold.pk).status_code == 422
