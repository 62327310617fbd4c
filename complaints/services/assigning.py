"""Giving a file to a handler, after a recorded independence check."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from complaints.models import Assignment, Complaint, Identity
from complaints.services.conflicts import line_of
from complaints.services.counting import stale_for
from complaints.services.history import complaint_lock, complaint_save, history_append
from complaints.workflow.states import Status
from legitimacy.models import Member, User
from legitimacy.models.members import user_lookup


class NotIndependentError(ValueError):
    """The check found a tie. `check` says which; the file was not assigned."""

    def __init__(self, check: "Check") -> None:
        self.check = check
        super().__init__("The handler has a tie to the file.")


class CannotHandleError(ValueError):
    """The person does not handle files of the body that holds this one, or is shut out of it."""


@dataclass(frozen=True, slots=True)
class Check:
    """What is known of ties between a handler and a file. Answers of the person who assigns add to it."""

    same_unit: bool
    in_line: bool
    earlier_involved: bool
    open_file_with_complainant: bool

    @property
    def is_independent(self) -> bool:
        return not any((self.same_unit, self.in_line, self.earlier_involved, self.open_file_with_complainant))


def independence_check(complaint: Complaint, handler: User) -> Check:
    """The ties that the records show: unit, line of command, an earlier part in the file, another open file."""
    mine = Member.objects.filter(user_lookup=user_lookup(handler.pk)).exclude(user_lookup="").first()
    involved = [row.member for row in complaint.involved.select_related("member__superior") if row.member]
    units = {member.unit for member in involved if member.unit}
    line = {superior.pk for member in involved for superior in line_of(member)}
    named = {member.pk for member in involved}
    return Check(
        same_unit=mine is not None and bool(mine.unit) and mine.unit in units,
        in_line=mine is not None and mine.pk in line,
        earlier_involved=(mine is not None and mine.pk in named) or complaint.entered_by_id == handler.pk,
        open_file_with_complainant=_other_open_file(complaint, handler),
    )


def _other_open_file(complaint: Complaint, handler: User) -> bool:
    identity = Identity.objects.filter(complaint=complaint).exclude(lookup="").first()
    if identity is None:
        return False
    others = Identity.objects.filter(lookup=identity.lookup).exclude(complaint=complaint)
    return others.exclude(complaint__status=Status.CLOSED).filter(complaint__handler=handler).exists()


@transaction.atomic
def complaint_assign(
    *,
    complaint: Complaint,
    handler: User,
    actor: User,
    check: Check | None = None,
    note: str = "",
    accept_ties: bool = False,
    version: int | None = None,
) -> Assignment:
    """Give the file to a handler of the body that holds it.

    `check` are the answers of who assigns; ties that the records show are added. A tie stops it (NotIndependentError)
    unless `accept_ties` with a note: a small corps may have nobody else, and the indicator then does not count it.
    """
    complaint = complaint_lock(complaint, version=version)
    if not Complaint.objects.held_for(handler).filter(pk=complaint.pk).exists():
        raise CannotHandleError
    found = _joined(independence_check(complaint, handler), check)
    if not found.is_independent and not (accept_ties and note.strip()):
        raise NotIndependentError(found)
    assignments_end(complaint)
    assignment = Assignment.objects.create(
        complaint=complaint,
        handler=handler,
        assigned_by=actor,
        assigned_on=timezone.localdate(),
        body=complaint.holder,
        same_unit=found.same_unit,
        in_line=found.in_line,
        earlier_involved=found.earlier_involved,
        open_file_with_complainant=found.open_file_with_complainant,
        is_independent=found.is_independent,
        note=note[:400],
    )
    complaint.handler = handler
    complaint_save(complaint, "handler")
    history_append(complaint, kind="assigned", actor=actor, note=note)
    stale_for(complaint)
    return assignment


def assignments_end(complaint: Complaint) -> None:
    complaint.assignments.filter(ended_on=None).update(ended_on=timezone.localdate())


def _joined(known: Check, said: Check | None) -> Check:
    if said is None:
        return known
    return Check(
        same_unit=known.same_unit or said.same_unit,
        in_line=known.in_line or said.in_line,
        earlier_involved=known.earlier_involved or said.earlier_involved,
        open_file_with_complainant=known.open_file_with_complainant or said.open_file_with_complainant,
    )
