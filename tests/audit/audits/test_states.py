"""The table of states: an end can be reached from everywhere, and nothing outside the table happens."""

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Audit, AuditEvent, AuditReport
from audit.services.audits.needs import SENTENCES, AuditNeedError
from audit.services.audits.planning import audit_plan
from audit.services.audits.steps import audit_step
from audit.workflow.audit_wording import (
    EVENT_WORDS,
    GRADE_SIGNS,
    GRADE_WORDS,
    PRIORITY_WORDS,
    STATUS_SIGNS,
    STATUS_WORDS,
    STEP_WORDS,
)
from audit.workflow.audits import (
    BY_NAME,
    ENDS,
    FIRST,
    STEPS,
    Actor,
    Grade,
    Need,
    Priority,
    Status,
    Step,
    StepError,
    step_for,
    steps_from,
)
from legitimacy.models import Corps, User
from tests.audit.audits.conftest import Make, finding_make, recommendation_make, scope


def reachable(start: Status, steps: tuple[Step, ...] = STEPS) -> set[Status]:
    found, frontier = {start}, {start}
    while frontier:
        frontier = {step.target for step in steps if frontier & set(step.sources)} - found
        found |= frontier
    return found


def test_every_state_is_reachable_and_an_end_from_each() -> None:
    assert reachable(FIRST) == set(Status)
    for status in Status:
        assert set(ENDS) & reachable(status)


def test_an_end_is_reachable_without_the_corps() -> None:
    mine = tuple(step for step in STEPS if step.actor is Actor.TEAM)
    for status in Status:
        assert set(ENDS) & reachable(status, mine)


def test_nothing_leads_out_of_an_end() -> None:
    assert [step for step in STEPS if set(step.sources) & set(ENDS)] == []


@given(name=st.text(max_size=30) | st.sampled_from(sorted(BY_NAME)), status=st.sampled_from(list(Status)))
def test_a_step_is_found_exactly_where_the_table_has_it(name: str, status: Status) -> None:
    if name in BY_NAME and status in BY_NAME[name].sources:
        assert step_for(name, status) in STEPS
        assert any(step.name == name for actor in Actor for step in steps_from(status, actor))
    else:
        with pytest.raises(StepError):
            step_for(name, status)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    walk=st.lists(st.tuples(st.sampled_from(sorted(BY_NAME)), st.sampled_from(list(Actor))), max_size=10),
    prepared=st.booleans(),
)
def test_no_transition_outside_the_table_is_possible(
    demervallei: Corps, amina: User, walk: list[tuple[str, Actor]], *, prepared: bool
) -> None:
    audit = audit_plan(corps=demervallei, scope=scope(), lead=amina, actor=amina)
    if prepared:
        audit_step(audit=audit, step="open", actor=amina)
        recommendation_make(audit, amina, finding_make(audit, amina))
    for name, actor_kind in walk:
        before = Audit.objects.get(pk=audit.pk).status
        allowed = before in BY_NAME[name].sources and BY_NAME[name].actor is actor_kind
        try:
            audit_step(audit=audit, step=name, actor=amina, actor_kind=actor_kind, note="why")
        except StepError:
            assert not allowed
            assert Audit.objects.get(pk=audit.pk).status == before
        except AuditNeedError:
            assert allowed
            assert Audit.objects.get(pk=audit.pk).status == before
        else:
            assert allowed
            assert Audit.objects.get(pk=audit.pk).status == BY_NAME[name].target


@pytest.mark.django_db
def test_history_and_report_cannot_be_changed(audit_at: Make) -> None:
    audit = audit_at(Status.FINAL)
    for rows in (AuditEvent.objects.filter(audit=audit), AuditReport.objects.filter(audit=audit)):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.filter(audit=audit).update(note="never said")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditReport.objects.filter(audit=audit).update(content={})


def test_every_state_step_event_and_need_has_words() -> None:
    assert set(STATUS_WORDS) == set(STATUS_SIGNS) == set(Status)
    assert set(STEP_WORDS) == set(BY_NAME)
    assert set(EVENT_WORDS) == {*AuditEvent.OTHER_KINDS, *BY_NAME}
    assert set(GRADE_WORDS) == set(GRADE_SIGNS) == set(Grade)
    assert set(PRIORITY_WORDS) == set(Priority)
    assert set(SENTENCES) == set(Need)
