"""The table of states: an end can be reached from everywhere, and nothing outside the table happens."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaints.models import Complaint, Event
from complaints.services.intake import Intake, complaint_register
from complaints.services.needs import NeedMissingError
from complaints.services.steps import BY_REFERRAL, complaint_step
from complaints.workflow.states import BY_NAME, FIRST, LAST, STEPS, Actor, Status, Step, StepError, step_for, steps_from
from complaints.workflow.step_wording import STEP_WORDS
from complaints.workflow.wording import EVENT_WORDS, STATUS_WORDS
from legitimacy.models import Corps, User
from tests.complaints.conftest import Make


def reachable(start: Status, steps: tuple[Step, ...] = STEPS) -> set[Status]:
    found, frontier = {start}, {start}
    while frontier:
        frontier = {step.target for step in steps if frontier & set(step.sources)} - found
        found |= frontier
    return found


def test_every_state_is_reachable_and_an_end_from_each() -> None:
    assert reachable(FIRST) == set(Status)
    for status in reachable(FIRST):
        assert LAST in reachable(status)


def test_an_end_is_reachable_without_the_complainant_and_without_the_courts() -> None:
    """Nobody but the holder's handler, and the body that answers a referral, is needed to end a file."""
    mine = tuple(step for step in STEPS if step.actor is not Actor.COMPLAINANT)
    for status in Status:
        assert LAST in reachable(status, mine)


@given(walk=st.lists(st.integers(min_value=0, max_value=30), max_size=40))
def test_any_walk_through_the_table_can_still_end(walk: list[int]) -> None:
    status = FIRST
    for turn in walk:
        steps = [step for step in STEPS if status in step.sources]
        assert steps
        status = steps[turn % len(steps)].target
    assert LAST in reachable(status)


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
    walk=st.lists(
        st.tuples(
            st.sampled_from(sorted(BY_NAME)), st.sampled_from(list(Actor)), st.sampled_from(["", "new_facts", "other"])
        ),
        max_size=10,
    )
)
def test_no_transition_outside_the_table_is_possible(
    demervallei: Corps, ilse: User, hanne: User, walk: list[tuple[str, Actor, str]]
) -> None:
    intake = Intake(
        register=demervallei.register, origin="simulated", corps=demervallei, story="x", categories=("H3",),
        is_anonymous=True,
    )  # fmt: skip
    complaint = complaint_register(intake).complaint
    Complaint.objects.filter(pk=complaint.pk).update(handler=ilse, decision="because")
    for name, actor_kind, reason in walk:
        complaint = Complaint.objects.get(pk=complaint.pk)
        before = complaint.status
        allowed = before in BY_NAME[name].sources and BY_NAME[name].actor is actor_kind and name not in BY_REFERRAL
        try:
            complaint_step(complaint=complaint, step=name, actor=ilse, actor_kind=actor_kind, reason=reason, note="n")
        except StepError:
            assert not allowed
            assert Complaint.objects.get(pk=complaint.pk).status == before
        except NeedMissingError:
            assert allowed
            assert Complaint.objects.get(pk=complaint.pk).status == before
        else:
            assert allowed
            assert Complaint.objects.get(pk=complaint.pk).status == BY_NAME[name].target


@pytest.mark.django_db
def test_steps_between_bodies_are_never_taken_alone(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of()
    for name in sorted(BY_REFERRAL):
        for actor_kind in Actor:
            with pytest.raises(StepError):
                complaint_step(complaint=complaint, step=name, actor=ilse, actor_kind=actor_kind, reason="other")


def test_every_state_step_and_event_has_words() -> None:
    assert set(STATUS_WORDS) == set(Status)
    assert set(STEP_WORDS) == set(BY_NAME)
    assert set(EVENT_WORDS) == set(Event.OTHER_KINDS)
