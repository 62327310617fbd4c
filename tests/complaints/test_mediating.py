"""Mediation: offered where it may be, accepted by both, held, ended; what is said is stored nowhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.models import Complaint, Mediation
from complaints.services.clock import terms_of
from complaints.services.mediating import (
    MediationError,
    Side,
    mediation_accept,
    mediation_decline,
    mediation_end,
    mediation_hold,
    mediation_offer,
)
from complaints.services.needs import NeedMissingError
from complaints.services.steps import complaint_step
from complaints.workflow.states import StepError
from legitimacy.models import StaleMark, User

Make = Callable[..., Complaint]
AGREED, FAILED = Mediation.Outcome.AGREED, Mediation.Outcome.FAILED


def offered(complaint: Complaint, handler: User) -> Complaint:
    Complaint.objects.filter(pk=complaint.pk).update(handler=handler)
    complaint_step(complaint=complaint, step="assess", actor=handler)
    mediation_offer(complaint=complaint, actor=handler, mediator="local ombuds service")
    complaint.refresh_from_db()
    return complaint


def begun(complaint: Complaint, handler: User) -> Complaint:
    complaint = offered(complaint, handler)
    mediation_accept(complaint=complaint, side=Side.COMPLAINANT)
    mediation_accept(complaint=complaint, side=Side.OFFICER, actor=handler)
    return complaint_step(complaint=complaint, step="mediate", actor=handler)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"categories": ("T4",)}, "force"),
        ({"categories": ("H3", "I1")}, "offence"),
        ({"possible_offence": True}, "offence"),
        ({"categories": ("H5",)}, "discrimination"),
    ],
)
def test_excluded_kinds_are_not_offered_mediation(
    complaint_of: Make, ilse: User, given: dict[str, object], reason: str
) -> None:
    with pytest.raises(MediationError) as refused:
        mediation_offer(complaint=complaint_of(**given), actor=ilse, mediator="ombuds service")
    assert refused.value.reason == reason
    assert not Mediation.objects.exists()


def test_discrimination_may_be_mediated_when_the_complainant_asked_for_it(complaint_of: Make, hanne: User) -> None:
    complaint = complaint_of(categories=("H5",), wants_mediation=True)
    assert mediation_offer(complaint=complaint, actor=hanne, mediator="ombuds service").outcome == ""


def test_a_minor_without_support_is_not_offered_mediation(complaint_of: Make, ilse: User) -> None:
    with pytest.raises(MediationError, match="minor"):
        mediation_offer(complaint=complaint_of(), actor=ilse, mediator="x", minor_without_support=True)


def test_an_offer_names_a_mediator_and_is_made_once(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of()
    with pytest.raises(MediationError, match="mediator"):
        mediation_offer(complaint=complaint, actor=ilse, mediator="  ")
    mediation_offer(complaint=complaint, actor=ilse, mediator="ombuds service")
    with pytest.raises(MediationError, match="offered"):
        mediation_offer(complaint=complaint, actor=ilse, mediator="ombuds service")


def test_an_offer_is_the_first_contact_and_marks_the_figures(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of()
    StaleMark.objects.all().delete()
    mediation_offer(complaint=complaint, actor=ilse, mediator="ombuds service")
    assert next(term for term in terms_of(complaint) if term.rule.code == "first_contact").ended_on is not None
    assert StaleMark.objects.filter(indicator="PRV-04").exists()


def test_it_begins_only_when_both_sides_accepted(complaint_of: Make, ilse: User) -> None:
    complaint = offered(complaint_of(), ilse)
    mediation_accept(complaint=complaint, side=Side.COMPLAINANT)
    with pytest.raises(NeedMissingError):
        complaint_step(complaint=complaint, step="mediate", actor=ilse)
    with pytest.raises(MediationError, match="accepted"):
        mediation_accept(complaint=complaint, side=Side.COMPLAINANT)
    mediation_accept(complaint=complaint, side=Side.OFFICER, actor=ilse)
    complaint_step(complaint=complaint, step="mediate", actor=ilse)
    assert Mediation.objects.get().started_on == timezone.localdate()


def test_an_agreement_needs_a_talk_and_both_confirmations(complaint_of: Make, ilse: User) -> None:
    complaint = begun(complaint_of(), ilse)
    with pytest.raises(MediationError, match="not_held"):
        mediation_end(complaint=complaint, actor=ilse, outcome=AGREED, confirmed_by_both=True)
    mediation_hold(complaint=complaint, actor=ilse, held_on=timezone.localdate())
    with pytest.raises(MediationError, match="not_confirmed"):
        mediation_end(complaint=complaint, actor=ilse, outcome=AGREED)
    complaint = mediation_end(complaint=complaint, actor=ilse, outcome=AGREED, confirmed_by_both=True)
    assert (complaint.status, complaint.disposition) == ("decided", "mediated")


def test_a_failure_goes_back_to_the_inquiry_and_the_term_ran_on(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of()
    due_before = next(term.due_on for term in terms_of(complaint) if term.rule.code == "decide")
    complaint = mediation_end(complaint=begun(complaint, ilse), actor=ilse, outcome=FAILED)
    assert complaint.status == "inquiry"
    assert next(term.due_on for term in terms_of(complaint) if term.rule.code == "decide") == due_before
    assert Mediation.objects.get().outcome == FAILED


def test_the_complainant_may_step_back_at_any_time(complaint_of: Make, ilse: User) -> None:
    complaint = begun(complaint_of(), ilse)
    assert mediation_decline(complaint=complaint, side=Side.COMPLAINANT).outcome == FAILED
    with pytest.raises(MediationError, match="ended"):
        mediation_end(complaint=complaint, actor=ilse, outcome=AGREED, confirmed_by_both=True)
    assert mediation_end(complaint=complaint, actor=ilse, outcome=FAILED).status == "inquiry"


def test_a_refused_offer_may_be_made_again(complaint_of: Make, ilse: User) -> None:
    complaint = offered(complaint_of(), ilse)
    mediation_decline(complaint=complaint, side=Side.COMPLAINANT)
    with pytest.raises(MediationError, match="ended"):
        mediation_accept(complaint=complaint, side=Side.COMPLAINANT)
    mediation_offer(complaint=complaint, actor=ilse, mediator="another service")
    assert mediation_accept(complaint=complaint, side=Side.COMPLAINANT).complainant_accepted_on is not None
    assert complaint.events.filter(kind="mediation_declined").count() == 1


def test_a_failed_step_without_words_ends_the_mediation_too(complaint_of: Make, ilse: User) -> None:
    complaint_step(complaint=begun(complaint_of(), ilse), step="mediation_failed", actor=ilse)
    assert Mediation.objects.get().outcome == FAILED


def test_nothing_is_offered_after_the_decision_or_held_in_the_future(complaint_of: Make, ilse: User) -> None:
    complaint = begun(complaint_of(), ilse)
    with pytest.raises(MediationError, match="future"):
        mediation_hold(complaint=complaint, actor=ilse, held_on=timezone.localdate() + timedelta(days=1))
    Complaint.objects.filter(pk=complaint.pk).update(status="closed")
    with pytest.raises(StepError):
        mediation_offer(complaint=complaint, actor=ilse, mediator="x")
    with pytest.raises(MediationError, match="state"):
        mediation_accept(complaint=complaint, side=Side.OFFICER, actor=ilse)


def test_no_column_could_hold_what_was_said() -> None:
    texts = {field.name for field in Mediation._meta.get_fields() if field.__class__.__name__ == "TextField"}
    assert texts == set()
