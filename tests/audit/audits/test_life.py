"""The life of an audit: team without ties, draft and reply, frozen report, recommendations until they are settled."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from audit.models import Audit, AuditReply
from audit.services.audits.counting import COVERAGE, IMPLEMENTED
from audit.services.audits.findings import finding_remove
from audit.services.audits.history import AuditChangedError, AuditTextError
from audit.services.audits.needs import AuditNeedError
from audit.services.audits.planning import audit_change, audit_plan
from audit.services.audits.recommendations import (
    recommendation_answer,
    recommendation_done,
    recommendation_postpone,
    recommendation_verify,
    rejection_confirm,
)
from audit.services.audits.replies import reply_send
from audit.services.audits.reports import digest_of
from audit.services.audits.steps import audit_step
from audit.services.audits.team import team_add, team_leave
from audit.services.audits.terms import cycle_begins, term_end
from audit.workflow.audits import Answer, Need, Status, StepError, Verdict
from legitimacy.access import AccessDeniedError
from legitimacy.conflicts import ConflictError, tie_with
from legitimacy.models import Corps, CorpsLink, ImprovementAction, Register, Role, StaleMark, TrailEvent, User
from tests.audit.audits.conftest import Make, evidence_add, finding_make, recommendation_make, scope
from tests.people import corps_make, person_joins, person_make

pytestmark = pytest.mark.django_db


def test_former_member_never_audits_and_the_reason_is_a_sentence(
    demervallei: Corps, audit_at: Make, amina: User, katrien: User
) -> None:
    former = person_make("Floor", (Role.AUDITOR, Register.EXAMPLE))
    person_joins(former, Role.STAFF, demervallei, valid_from=date(2010, 1, 1), valid_to=date(2011, 1, 1))
    with pytest.raises(ConflictError, match="works or worked for this corps"):
        team_add(audit=audit_at(), person=former, actor=amina)
    with pytest.raises(ConflictError):
        audit_plan(corps=demervallei, scope=scope(), lead=former, actor=amina)
    with pytest.raises(ConflictError):
        audit_plan(corps=demervallei, scope=scope(), lead=amina, actor=former)


def test_a_tie_goes_over_into_the_corps_that_a_merger_made(demervallei: Corps, heidekant: Corps, amina: User) -> None:
    former = person_make("Floor", (Role.AUDITOR, Register.EXAMPLE))
    person_joins(former, Role.STAFF, demervallei, valid_to=date(2011, 1, 1))
    merged = corps_make("V099", "Samenvloeiing")
    CorpsLink.objects.create(predecessor=demervallei, successor=merged, on=date(2024, 1, 1))
    check = tie_with(former, merged)
    assert check is not None
    assert check.code == "member"
    assert tie_with(former, heidekant) is None


def test_only_auditors_of_the_register_join_and_only_once(audit_at: Make, amina: User, aline: User, tom: User) -> None:
    audit = audit_at()
    with pytest.raises(AuditTextError, match="Only auditors"):
        team_add(audit=audit, person=tom, actor=amina)
    with pytest.raises(AuditTextError, match="already"):
        team_add(audit=audit, person=aline, actor=amina)
    with pytest.raises(AccessDeniedError):
        team_add(audit=audit, person=aline, actor=tom)


def test_the_lead_passes_on_and_the_last_one_cannot_leave(audit_at: Make, amina: User, aline: User) -> None:
    audit = audit_at()
    team_add(audit=audit, person=aline, actor=amina, is_lead=True)
    assert audit.team.get(is_lead=True).user == aline
    team_leave(audit=audit, person=aline, actor=amina)
    assert audit.team.get(left_on=None).is_lead
    with pytest.raises(AuditTextError, match="Add a colleague first"):
        team_leave(audit=audit, person=amina, actor=amina)


def test_same_form_sent_twice_plans_one_audit(demervallei: Corps, amina: User) -> None:
    one, two = (audit_plan(corps=demervallei, scope=scope(), lead=amina, actor=amina, form_key="k") for _ in range(2))
    assert one == two
    assert Audit.objects.count() == 1


def test_a_corps_that_ended_before_the_period_is_not_planned(demervallei: Corps, amina: User) -> None:
    demervallei.valid_to = date(2023, 6, 30)
    demervallei.save()
    with pytest.raises(AuditTextError, match="that it went into"):
        audit_plan(corps=demervallei, scope=scope(), lead=amina, actor=amina)


def test_second_of_two_people_is_told(audit_at: Make, amina: User, aline: User) -> None:
    audit = audit_at()
    read = audit.version
    audit_change(audit=audit, scope=scope(title="Another name"), actor=aline, version=read)
    with pytest.raises(AuditChangedError) as caught:
        audit_change(audit=audit, scope=scope(title="Mine"), actor=amina, version=read)
    assert caught.value.audit.title == "Another name"


def test_a_draft_needs_findings_that_rest_on_something(audit_at: Make, amina: User) -> None:
    audit = audit_at()
    with pytest.raises(AuditNeedError) as caught:
        audit_step(audit=audit, step="send_draft", actor=amina)
    assert caught.value.need is Need.FINDINGS
    finding = finding_make(audit, amina)
    with pytest.raises(AuditNeedError) as caught:
        audit_step(audit=audit, step="send_draft", actor=amina)
    assert caught.value.need is Need.EVIDENCE
    evidence_add(finding, amina)
    sent = audit_step(audit=audit, step="send_draft", actor=amina)
    assert sent.reply_due_on == term_end("reply", timezone.localdate())


def test_the_reply_term_is_thirty_days_and_ends_on_a_working_day() -> None:
    assert term_end("reply", date(2026, 3, 2)) == date(2026, 4, 1)
    assert term_end("reply", date(2026, 3, 12)) == date(2026, 4, 13)  # Saturday 11 April
    assert term_end("records", date(2026, 1, 1)) == date(2026, 4, 1)
    assert cycle_begins(date(2025, 12, 31)) == date(2020, 1, 1)


def test_findings_are_written_in_an_opened_audit_only(audit_at: Make, amina: User) -> None:
    audit = audit_at(Status.DRAFT_SENT)
    with pytest.raises(AuditTextError, match="while the audit is opened"):
        finding_make(audit, amina)
    with pytest.raises(AuditTextError):
        finding_remove(audit=audit, finding=audit.findings.get(), actor=amina)


def test_the_chief_alone_replies_once(audit_at: Make, katrien: User, tom: User, bram: User, amina: User) -> None:
    audit = audit_at(Status.DRAFT_SENT)
    for person in (tom, bram, amina):
        with pytest.raises(AccessDeniedError):
            reply_send(audit=audit, overall="no", by_finding={}, actor=person)
    with pytest.raises(AuditNeedError):
        reply_send(audit=audit, overall="  ", by_finding={}, actor=katrien)
    reply_send(audit=audit, overall="We agree.", by_finding={}, actor=katrien)
    with pytest.raises((AccessDeniedError, StepError)):
        reply_send(audit=audit, overall="And more.", by_finding={}, actor=katrien)
    assert AuditReply.objects.count() == 1


def test_without_a_reply_the_auditor_waits_until_the_term_is_over(audit_at: Make, amina: User) -> None:
    audit = audit_at(Status.DRAFT_SENT)
    with pytest.raises(AuditNeedError) as caught:
        audit_step(audit=audit, step="end_reply_term", actor=amina)
    assert caught.value.need is Need.TERM_OVER
    assert audit.reply_due_on is not None
    with time_machine.travel(audit.reply_due_on + timedelta(days=1), tick=False):
        audit = audit_step(audit=audit, step="end_reply_term", actor=amina)
        audit = audit_step(audit=audit, step="finalise", actor=amina)
    assert audit.report.content["replied_on"] == ""


def test_the_report_holds_findings_replies_and_recommendations_under_a_checksum(audit_at: Make) -> None:
    report = audit_at(Status.FINAL).report
    assert report.content["findings"][0]["title"] == "Files wait"
    assert report.content["findings"][0]["replies"][0]["text"] == "This changed in May."
    assert report.content["replies"][0]["text"] == "We thank the auditors."
    assert report.content["recommendations"][0]["owner"] == "Head of internal oversight"
    assert report.digest == digest_of(report.content)
    assert "Amina" not in str(report.content)


def test_accepted_recommendation_is_an_improvement_action_that_keeps_its_first_date(
    audit_at: Make, katrien: User, amina: User
) -> None:
    audit = audit_at(Status.FOLLOW_UP)
    row = audit.recommendations.get()
    first = row.due_on
    row = recommendation_answer(recommendation=row, answer=Answer.ACCEPTED, note="", owner="Head of HR", actor=katrien)
    action = ImprovementAction.objects.get(source=ImprovementAction.Source.AUDIT)
    assert (action.owner, action.due_on, action.origin) == ("Head of HR", first, "simulated")
    later = first + timedelta(days=30)
    row = recommendation_postpone(recommendation=row, until=later, note="No staff.", actor=katrien)
    action.refresh_from_db()
    assert (row.due_on, row.original_due_on) == (later, first)
    assert (action.due_on, action.original_due_on) == (later, first)
    with time_machine.travel(later, tick=False):
        row = recommendation_done(recommendation=row, on=later, note="It is in place.", actor=katrien)
        with pytest.raises(AuditTextError, match="postponement does not help"):
            recommendation_verify(recommendation=row, verdict=Verdict.ON_TIME, note="Seen.", actor=amina)
        row = recommendation_verify(recommendation=row, verdict=Verdict.LATE, note="Seen.", actor=amina)
        assert audit_step(audit=audit, step="close", actor=amina).status == Status.CLOSED
    action.refresh_from_db()
    assert action.effect == ImprovementAction.Effect.WORKED


def test_a_rejection_needs_a_reason_and_an_auditor_who_agrees(audit_at: Make, katrien: User, amina: User) -> None:
    audit = audit_at(Status.FOLLOW_UP)
    row = audit.recommendations.get()
    with pytest.raises(AuditTextError, match="Say why"):
        recommendation_answer(recommendation=row, answer=Answer.REJECTED, note=" ", actor=katrien)
    with pytest.raises(AuditTextError, match="did not reject"):
        rejection_confirm(recommendation=row, note="", actor=amina)
    row = recommendation_answer(recommendation=row, answer=Answer.REJECTED, note="The law forbids it.", actor=katrien)
    with pytest.raises(AuditNeedError) as caught:
        audit_step(audit=audit, step="close", actor=amina)
    assert caught.value.need is Need.SETTLED
    with pytest.raises(AccessDeniedError):
        rejection_confirm(recommendation=row, note="", actor=katrien)
    rejection_confirm(recommendation=row, note="Right.", actor=amina)
    assert audit_step(audit=audit, step="close", actor=amina).status == Status.CLOSED
    assert not ImprovementAction.objects.exists()


def test_nothing_is_verified_that_the_corps_did_not_say_was_done(audit_at: Make, amina: User) -> None:
    row = audit_at(Status.FOLLOW_UP).recommendations.get()
    for verdict in (Verdict.ON_TIME, Verdict.LATE):
        with pytest.raises(AuditTextError, match="has not said yet"):
            recommendation_verify(recommendation=row, verdict=verdict, note="Seen.", actor=amina)
    with pytest.raises(AuditTextError, match="still has time"):
        recommendation_verify(recommendation=row, verdict=Verdict.NOT_DONE, note="Nothing.", actor=amina)


def test_marks_stand_in_the_transaction_of_the_change(audit_at: Make, katrien: User, demervallei: Corps) -> None:
    audit = audit_at(Status.REPLIED)
    StaleMark.objects.all().delete()
    audit = audit_step(audit=audit, step="finalise", actor=audit.team.first().user)  # type: ignore[union-attr]
    assert set(StaleMark.objects.values_list("source", "indicator")) <= {("audits", COVERAGE), ("audits", IMPLEMENTED)}
    assert StaleMark.objects.filter(indicator=IMPLEMENTED, subject=demervallei).exists()
    StaleMark.objects.all().delete()
    row = audit.recommendations.get()
    recommendation_answer(recommendation=row, answer=Answer.ACCEPTED, note="", actor=katrien)
    marked = sorted(StaleMark.objects.values_list("indicator", "subject"))
    assert marked == [("EFF-03", demervallei.pk), (IMPLEMENTED, demervallei.pk)]


def test_every_step_is_on_the_trail(audit_at: Make) -> None:
    audit = audit_at(Status.FOLLOW_UP)
    events = TrailEvent.objects.filter(object_type="audit", object_id=str(audit.pk))
    expected = (
        "planned",
        "joined",
        "open",
        "finding",
        "recommendation",
        "send_draft",
        "reply",
        "finalise",
        "follow_up",
    )
    assert {f"audit.{kind}" for kind in expected} <= set(events.values_list("verb", flat=True))


def test_recommendation_for_a_day_that_is_over_is_refused(audit_at: Make, amina: User) -> None:
    with pytest.raises(AuditTextError, match="a day after today"):
        recommendation_make(audit_at(), amina, due_on=timezone.localdate())
