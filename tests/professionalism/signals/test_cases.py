"""What a person does with a case: hearing first, who may decide, versions, corrections and their effect."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from legitimacy.access import AccessDeniedError
from legitimacy.members import member_register
from legitimacy.models import Corps, Member, MemberEvent, Role, StaleMark, TrailEvent, User
from professionalism.models import (
    CorrectiveAction,
    ForceFollowUp,
    ForceReview,
    OfficerExposure,
    SignalCase,
    SignalEvent,
    SignalWord,
)
from professionalism.selectors.signals.effect import effect_read
from professionalism.services.signals.cases import (
    case_advise,
    case_close,
    case_decide,
    case_inform,
    case_reply,
    case_step_aside,
)
from professionalism.services.signals.corrections import correction_done, correction_judge, correction_postpone
from professionalism.services.signals.entering import colleague_report_make
from professionalism.services.signals.finding import signals_find
from professionalism.services.signals.history import SignalChangedError, SignalTextError
from professionalism.services.signals.keeping import cases_empty, signals_expire
from professionalism.workflow.signals import HANDED_OVER, Effect, Outcome, SignalStepError, Stage
from tests.people import person_make
from tests.professionalism.signals.conftest import CaseAt, day, decided, incident_make, judged


def test_nothing_is_decided_before_the_officer_was_told_and_heard(pina: User, case_at: CaseAt) -> None:
    case = case_at(Stage.OPENED)
    with pytest.raises(SignalStepError):
        decided(case, pina)
    case = case_inform(case=case, actor=pina, on=timezone.localdate())
    with pytest.raises(SignalTextError, match="may still reply"):
        decided(case, pina)
    assert SignalCase.objects.get().outcome == ""


def test_without_a_reply_the_decision_waits_until_the_term_is_over(pina: User, case_at: CaseAt) -> None:
    case = case_at(Stage.INFORMED, replied=False)
    SignalCase.objects.update(reply_until=day(1))
    assert decided(case, pina).stage == Stage.FOLLOWED


def test_the_officer_replies_as_often_as_they_like_until_the_decision(amber: User, pina: User, case_at: CaseAt) -> None:
    case = case_at(Stage.INFORMED)
    case = case_reply(case=case, actor=amber, text="One thing more.")
    assert SignalWord.objects.filter(kind="reply").count() == 2
    decided(case, pina)
    with pytest.raises(SignalStepError):
        case_reply(case=case, actor=amber, text="Too late.")


def test_the_history_and_the_trail_tie_no_account_to_the_pseudonym(amber: User, case_at: CaseAt) -> None:
    case_at(Stage.FOLLOWED)
    assert not SignalEvent.objects.filter(actor=amber).exists()
    assert not TrailEvent.objects.filter(object_type="signal_case", actor_id=amber.pk).exists()
    kinds = list(SignalEvent.objects.values_list("kind", "party"))
    assert ("reply", "member") in kinds
    assert ("decide", "standards") in kinds


@pytest.mark.parametrize(
    ("outcome", "stage"),
    [
        *((Outcome.NONE, Stage.CLOSED), (Outcome.TALK, Stage.FOLLOWED), (Outcome.COACHING, Stage.FOLLOWED)),
        *((Outcome.TRAINING, Stage.FOLLOWED), (Outcome.RESTRICTION, Stage.FOLLOWED)),
        *((Outcome.DISCIPLINE, Stage.CLOSED), (Outcome.PROSECUTOR, Stage.CLOSED)),
    ],
)
def test_each_decision_goes_its_way(pina: User, case_at: CaseAt, outcome: Outcome, stage: Stage) -> None:
    case = decided(case_at(Stage.INFORMED), pina, outcome)
    assert (case.stage, case.decided_by, case.decided_on) == (stage, pina, timezone.localdate())
    assert case.corrections.count() == (stage is Stage.FOLLOWED)
    assert bool(case.reference) == (outcome in HANDED_OVER)


@pytest.mark.parametrize(
    ("outcome", "given", "sentence"),
    [
        (Outcome.COACHING, {"reasons": " "}, "reasons"),
        (Outcome.COACHING, {"owner": ""}, "which function"),
        (Outcome.TALK, {"due_on": None}, "which function"),
        (Outcome.DISCIPLINE, {"reference": ""}, "number of the file"),
    ],
)
def test_a_decision_without_what_belongs_to_it_is_refused(
    pina: User, case_at: CaseAt, outcome: Outcome, given: dict[str, object], sentence: str
) -> None:
    case = case_at(Stage.INFORMED)
    with pytest.raises(SignalTextError, match=sentence):
        decided(case, pina, outcome, **given)
    case.refresh_from_db()
    assert (case.stage, case.outcome, CorrectiveAction.objects.count()) == (Stage.INFORMED, "", 0)


def test_the_wellbeing_adviser_advises_and_does_not_decide(wout: User, pina: User, case_at: CaseAt) -> None:
    case = case_at(Stage.INFORMED)
    case = case_advise(case=case, actor=wout, text="Coaching helps more than a measure.")
    with pytest.raises(AccessDeniedError):
        decided(case, wout)
    with pytest.raises(AccessDeniedError):
        case_advise(case=case, actor=pina, text="Not mine to give.")


def test_nobody_sees_or_decides_a_case_about_themselves(demervallei: Corps, pina: User, piet: User) -> None:
    own = member_register(corps=demervallei, number="P1", account=pina)
    judged(own)
    signals_find(corps=demervallei)
    case = SignalCase.objects.get()
    assert not SignalCase.objects.visible_to(pina).exists()
    assert SignalCase.objects.visible_to(piet).exists()
    with pytest.raises(AccessDeniedError):
        case_inform(case=case, actor=pina, on=timezone.localdate())


def test_who_reported_does_not_decide(demervallei: Corps, concerned: Member, pina: User, piet: User,
                                      case_at: CaseAt) -> None:  # fmt: skip
    case = case_at(Stage.INFORMED)
    colleague_report_make(
        corps=demervallei, actor=pina, wanted=concerned.pseudonym, about="attitude", seen_on=day(1), text="Shouting."
    )
    case.refresh_from_db()
    with pytest.raises(SignalTextError, match="reported one of these"):
        decided(case, pina)
    assert decided(case, piet).decided_by == piet


def test_who_reviewed_the_force_does_not_decide_under_another_account_either(
    demervallei: Corps, concerned: Member, piet: User, pina: User, case_at: CaseAt
) -> None:
    incident = incident_make(demervallei, concerned, finding="not", reviewed_on=day(2))
    reviewer = person_make("Gita", (Role.FORCE_REVIEWER, demervallei))
    reviewer.email = piet.email.upper()
    reviewer.save()
    ForceReview.objects.create(incident=incident, reviewer=reviewer, decided_on=day(2), finding="not")
    case = case_at(Stage.INFORMED)
    with pytest.raises(SignalTextError, match="reviewed the use of force"):
        decided(case, piet)
    assert decided(case, pina).decided_by == pina


def test_who_has_a_personal_tie_steps_aside_and_sees_the_case_no_more(pina: User, piet: User, case_at: CaseAt) -> None:
    case = case_at(Stage.INFORMED)
    case_step_aside(case=case, actor=piet)
    assert not SignalCase.objects.visible_to(piet).exists()
    assert SignalCase.objects.visible_to(pina).exists()
    with pytest.raises(AccessDeniedError):
        decided(case, piet)


def test_an_older_version_changes_nothing(pina: User, piet: User, case_at: CaseAt) -> None:
    case = case_at(Stage.INFORMED)
    version = case.version
    decided(case, pina, version=version)
    with pytest.raises(SignalChangedError):
        decided(case, piet, Outcome.NONE, version=version)
    assert SignalCase.objects.get().outcome == Outcome.COACHING


def test_the_same_decision_sent_twice_makes_one_correction(pina: User, case_at: CaseAt) -> None:
    case = case_at(Stage.FOLLOWED)
    with pytest.raises(SignalStepError):
        decided(case, pina)
    assert CorrectiveAction.objects.count() == 1


def test_the_history_cannot_be_changed(case_at: CaseAt) -> None:
    case_at(Stage.INFORMED)
    with pytest.raises(DatabaseError), transaction.atomic():
        SignalEvent.objects.update(kind="close")
    with pytest.raises(DatabaseError), transaction.atomic():
        SignalEvent.objects.all().delete()


def test_a_decision_about_force_is_the_follow_up_of_its_finding(
    demervallei: Corps, concerned: Member, pina: User, case_at: CaseAt
) -> None:
    incident = incident_make(demervallei, concerned, finding="partly", reviewed_on=day(2))
    decided(case_at(Stage.INFORMED), pina, Outcome.RESTRICTION)
    follow_up = ForceFollowUp.objects.get()
    assert (follow_up.incident, follow_up.kind, follow_up.on) == (incident, "order", timezone.localdate())
    assert set(StaleMark.objects.values_list("indicator", flat=True)) == {"LEG-08", "LEG-12"}


def test_a_correction_is_done_and_its_effect_read_with_exposure(
    demervallei: Corps, concerned: Member, pina: User, case_at: CaseAt
) -> None:
    case_at(Stage.FOLLOWED)
    action = CorrectiveAction.objects.get()
    SignalCase.objects.update(decided_on=day(400))
    with pytest.raises(SignalTextError, match="that day"):
        correction_done(action=action, actor=pina, on=day(401))
    action = correction_done(action=action, actor=pina, on=day(300))
    action.refresh_from_db()
    action.case.refresh_from_db()
    judged(concerned, days=40, reference="J3")
    judged(concerned, days=39, reference="A3", kind=MemberEvent.Kind.ATTITUDE_COMPLAINT)
    signals_find(corps=demervallei)
    assert effect_read(action).exposure is None
    assert effect_read(action).rate is None
    year = timezone.localdate().year
    OfficerExposure.objects.create(
        member=concerned, quarter=f"{year}-Q3", group="x", measure="shifts", count=50, origin="simulated"
    )
    reading = effect_read(action)
    # The judgment of five days ago belongs to the case and came after the correction too; attitude is another family.
    assert (reading.returned, reading.exposure, reading.rate) == (2, 50, 4.0)
    assert (round(reading.lower or 0, 2), round(reading.upper or 0, 2)) == (0.48, 14.45)
    action = correction_judge(action=action, actor=pina, effect=Effect.PARTLY, note="Better than before.")
    assert (action.returned, action.exposure, action.effect_by) == (2, 50, pina)


def test_a_case_closes_once_its_corrections_were_judged(pina: User, case_at: CaseAt) -> None:
    case = case_at(Stage.FOLLOWED)
    action = CorrectiveAction.objects.get()
    with pytest.raises(SignalTextError, match="Judge first"):
        case_close(case=case, actor=pina)
    with pytest.raises(SignalTextError, match="was done"):
        correction_judge(action=action, actor=pina, effect=Effect.WORKED, note="Well.")
    correction_postpone(action=action, actor=pina, due_on=timezone.localdate() + timedelta(days=60))
    correction_done(action=action, actor=pina, on=timezone.localdate())
    correction_judge(action=action, actor=pina, effect=Effect.WORKED, note="Well.")
    assert case_close(case=case, actor=pina).stage == Stage.CLOSED
    action.refresh_from_db()
    assert action.original_due_on == timezone.localdate() + timedelta(days=30)


def test_a_case_is_emptied_two_years_after_the_decision_and_still_counts(pina: User, case_at: CaseAt) -> None:
    case = decided(case_at(Stage.INFORMED), pina, Outcome.NONE)
    assert cases_empty() == 0
    SignalCase.objects.update(decided_on=day(731))
    assert cases_empty() == 1
    assert cases_empty() == 0
    case.refresh_from_db()
    assert (case.member, case.reasons, case.outcome) == (None, "", Outcome.NONE)
    assert (case.signals.count(), case.words.count()) == (0, 0)
    assert not SignalCase.objects.visible_to(pina).exists()
    with pytest.raises(AccessDeniedError):
        case_decide(case=case, actor=pina, outcome=Outcome.NONE, reasons="Again.")


def test_expired_signals_go_unless_their_case_still_waits(pina: User, case_at: CaseAt) -> None:
    case = case_at(Stage.INFORMED)
    case.signals.update(expires_on=day(1))
    assert signals_expire() == 0
    decided(case, pina, Outcome.NONE)
    assert signals_expire() == 1
