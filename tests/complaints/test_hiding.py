"""What a handler could do to make a grave or a late complaint vanish, and why it does not work."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from complaints.models import Complaint, FileLink
from complaints.selectors.figures.counts import Register, now
from complaints.selectors.lists import overdue
from complaints.services.assigning import complaint_assign
from complaints.services.clock import terms_of
from complaints.services.deciding import decision_write
from complaints.services.messages import message_send, message_write
from complaints.services.needs import NeedMissingError
from complaints.services.pausing import TermError, term_extend, waiting_begin, waits_end_past
from complaints.services.reviewing import had_a_part
from complaints.services.steps import complaint_step
from complaints.services.working import file_link
from complaints.workflow.states import Need, Status
from legitimacy.deadlines.clock import TermState
from legitimacy.models import Corps, User
from tests.complaints.conftest import At, Make

pytestmark = pytest.mark.django_db
OLD = 120


def lacks(complaint: Complaint, step: str, actor: User, **given: Any) -> Need | None:
    """What stops a step; None when it was taken."""
    try:
        complaint_step(complaint=complaint, step=step, actor=actor, note="so it is", **given)
    except NeedMissingError as error:
        return error.need
    return None


@pytest.fixture
def late(complaint_of: Make, ilse: User) -> Complaint:
    """A file under inquiry of which the term for the decision was over long ago."""
    file = complaint_of(received_at=timezone.now() - timedelta(days=OLD), intake_key="k" * 43)
    complaint_assign(complaint=file, handler=ilse, actor=ilse)
    for step in ("acknowledge", "assess", "inquire"):
        complaint_step(complaint=file, step=step, actor=ilse)
    file.refresh_from_db()
    return file


def test_waiting_for_the_complainant_does_not_hide_a_late_file(late: Complaint, ilse: User, demervallei: Corps) -> None:
    before = now(Register(demervallei, timezone.localdate())).rows[0][1]
    waiting_begin(complaint=late, actor=ilse)
    assert overdue(ilse).filter(pk=late.pk).exists()
    assert before[1] == 1
    assert now(Register(demervallei, timezone.localdate())).rows[0][1] == before


def test_a_criminal_inquiry_does_not_hide_that_a_file_was_late_before(late: Complaint, ilse: User) -> None:
    complaint_step(complaint=late, step="hold_for_justice", actor=ilse, reason="possible_offence")
    assert overdue(ilse).filter(pk=late.pk).exists()


def test_a_term_that_is_over_is_not_extended_afterwards(late: Complaint, ilse: User) -> None:
    with pytest.raises(TermError) as refused:
        term_extend(complaint=late, actor=ilse, reason="other", note="Forgotten.")
    assert refused.value.reason == "late"


def test_an_unanswered_wait_ends_by_itself_when_its_days_are_used_up(at: At, ilse: User) -> None:
    file = at(Status.INQUIRY)
    waiting_begin(complaint=file, actor=ilse)
    assert waits_end_past() == 0
    with time_machine.travel(timezone.now() + timedelta(days=100)):
        assert waits_end_past() == 1
        assert waits_end_past() == 0
        file.refresh_from_db()
        assert file.paused_on is None
        assert file.paused_days == 30
        decide = next(term for term in terms_of(file) if term.rule.code == "decide")
        assert decide.state is TermState.OVERDUE
        assert file.next_due_on is not None
        assert file.next_due_on < timezone.localdate()


def test_a_duplicate_of_nothing_does_not_leave_the_counts(at: At, ilse: User) -> None:
    file = at(Status.ADMISSIBILITY, categories=("T4",))
    assert lacks(file, "declare_duplicate", ilse) is Need.DUPLICATE


def test_of_two_duplicates_of_each_other_one_stays_counted(at: At, complaint_of: Make, ilse: User) -> None:
    first = at(Status.ADMISSIBILITY)
    second = at(Status.ADMISSIBILITY, intake_key="m" * 43)
    file_link(complaint=first, kind=FileLink.Kind.DUPLICATE, actor=ilse, number=second.number)
    file_link(complaint=second, kind=FileLink.Kind.DUPLICATE, actor=ilse, number=first.number)
    assert lacks(first, "declare_duplicate", ilse) is None
    assert lacks(second, "declare_duplicate", ilse) is Need.DUPLICATE


def test_a_complaint_is_no_duplicate_of_a_report_that_nothing_counts(at: At, complaint_of: Make, ilse: User) -> None:
    first = at(Status.ADMISSIBILITY)
    report = complaint_of(kind="report_of_dysfunction")
    file_link(complaint=first, kind=FileLink.Kind.DUPLICATE, actor=ilse, number=report.number)
    assert lacks(first, "declare_duplicate", ilse) is Need.DUPLICATE


@pytest.mark.parametrize("category", ["T4", "H5"])
def test_alleged_force_or_discrimination_is_not_settled_early(
    at: At, ilse: User, category: str, allegation: Callable[..., Any]
) -> None:
    file = at(Status.INQUIRY)
    allegation(file, category)
    expected = Need.OUTSIDE if category == "H5" else Need.SETTLEABLE  # discrimination goes outside first
    assert lacks(file, "settle_early", ilse) is expected


@pytest.fixture
def allegation() -> Callable[..., Any]:
    def make(file: Complaint, category: str) -> Any:
        return file.allegations.create(category=category)

    return make


def test_a_file_ends_without_answer_only_after_a_question_and_a_wait(at: At, ilse: User) -> None:
    file = at(Status.INQUIRY)
    assert lacks(file, "end_without_answer", ilse, reason="insufficient") is Need.UNANSWERED
    message_send(complaint=file, actor=ilse, text="On which day was it?")
    assert lacks(file, "end_without_answer", ilse, reason="insufficient") is Need.UNANSWERED
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert lacks(file, "end_without_answer", ilse, reason="insufficient") is None


def test_a_file_does_not_end_without_answer_when_the_complainant_answered(at: At, ilse: User) -> None:
    file = at(Status.INQUIRY)
    message_send(complaint=file, actor=ilse, text="On which day was it?")
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        message_write(complaint=file, text="On Monday.")
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        assert lacks(file, "end_without_answer", ilse, reason="insufficient") is Need.UNANSWERED


@pytest.mark.parametrize("changed", ["note = 'nothing happened'", "status_to = 'closed'", "kind = 'message'"])
def test_history_is_not_rewritten_while_its_author_is_removed(at: At, changed: str) -> None:
    at(Status.INQUIRY)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE complaints_event SET actor_id = NULL, {changed} WHERE actor_id IS NOT NULL")  # noqa: S608


def test_an_account_that_goes_leaves_its_events(at: At, ilse: User) -> None:
    file = at(Status.INQUIRY)
    before = file.events.count()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE complaints_event SET actor_id = NULL WHERE actor_id IS NOT NULL")
    assert file.events.filter(actor=None).count() == before


def test_who_wrote_the_decision_had_a_part_in_it(at: At, ilse: User, ivo: User) -> None:
    file = at(Status.INQUIRY)
    assert not had_a_part(file, ivo)
    decision_write(complaint=file, actor=ivo, reasons="Nothing happened.")
    assert had_a_part(file, ivo)
