"""Staff counts step by step: drafted, corrected, submitted by HR, decided by the chief, in versions that stay."""

from datetime import date
from typing import Any, NoReturn

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from diversity.models import StaffCell, StaffEvent, StaffReturn
from diversity.rules.staffing import may_change, may_decide
from diversity.selectors.staff_checks import day_fault, findings_of
from diversity.selectors.staff_reading import return_digest
from diversity.services.marking import return_mark
from diversity.workflow.cells import Cells
from diversity.workflow.staffing import BY_HAND, OPEN, PREPARING, Source, State, Step
from legitimacy.accounts.selectors import is_same_person
from legitimacy.models import Corps, Delivery, Register, User
from legitimacy.trail.services import event_append

VERBS = {step: f"staffreturn.{step}" for step in Step.values}


class ReturnRefusedError(ValueError):
    """Something that is not done. The text is a sentence for the page; `open_pk` is a draft that stands in the way."""

    def __init__(self, reason: str, open_pk: int | None = None) -> None:
        self.reason, self.open_pk = reason, open_pk
        super().__init__(reason)


@transaction.atomic
def return_draft(
    *, corps: Corps, kind: str, reference_date: date, cells: Cells, source: str, actor: User
) -> StaffReturn:
    """Begin a draft. Refused on a day that cannot be, and where one of that kind and day is under way."""
    Corps.objects.select_for_update(of=("self",)).get(pk=corps.pk)
    if kind not in BY_HAND:
        _refuse(_("Figures about origin come from official statistics, with their legal basis; they are not entered."))
    fault = day_fault(corps, kind, reference_date)
    if fault:
        _refuse(fault)
    under_way = open_of(corps, kind, reference_date)
    if under_way is not None:
        raise ReturnRefusedError(
            _("Counts of this day are under way already. Open them and go on there."), open_pk=under_way.pk
        )
    made = StaffReturn.objects.create(
        corps=corps, kind=kind, reference_date=reference_date, version=_next_version(corps, kind, reference_date),
        source=source, origin=Register(corps.register).origin, entered_by=actor,
    )  # fmt: skip
    cells_write(made, cells)
    step_note(made, Step.STARTED, actor)
    return made


@transaction.atomic
def return_change(*, staff_return: StaffReturn, cells: Cells, source: str, actor: User, seen: str) -> StaffReturn:
    """Put other counts in a draft. Refused where somebody changed it since `seen`."""
    locked = _lock(staff_return, seen)
    if not may_change(actor, locked):
        _refuse(_("This can no longer be changed."))
    cells_write(locked, cells)
    locked.source, locked.entered_by = source, actor
    locked.save(update_fields=["source", "entered_by"])
    step_note(locked, Step.CHANGED, actor)
    return locked


@transaction.atomic
def return_correct(*, staff_return: StaffReturn, actor: User) -> StaffReturn:
    """A draft of the next version with the same counts, or the one that is under way already."""
    locked = _lock(staff_return, None)
    under_way = open_of(locked.corps, locked.kind, locked.reference_date)
    if under_way is not None:
        return under_way
    if locked.state != State.VALIDATED:
        _refuse(_("Only what is validated is corrected by a new version."))
    made = StaffReturn.objects.create(
        corps=locked.corps, kind=locked.kind, reference_date=locked.reference_date, source=Source.FORM,
        version=_next_version(locked.corps, locked.kind, locked.reference_date), origin=locked.origin, entered_by=actor,
    )  # fmt: skip
    _copy(locked, made)
    step_note(made, Step.STARTED, actor)
    return made


@transaction.atomic
def return_discard(*, staff_return: StaffReturn, actor: User, seen: str) -> None:
    """Throw a draft away. What was submitted once and sent back may be thrown away too; the trail keeps that it was."""
    locked = _lock(staff_return, seen)
    if not may_change(actor, locked):
        _refuse(_("This can no longer be changed."))
    event_append(
        verb="staffreturn.discarded", actor=actor, object_type="staffreturn", object_id=locked.pk,
        corps=locked.corps.code,
    )  # fmt: skip
    locked.delete()


@transaction.atomic
def return_submit(*, staff_return: StaffReturn, explanation: str, actor: User, seen: str) -> StaffReturn:
    """Hand over to the chief. Errors refuse; what is unlikely takes an explanation."""
    locked = _lock(staff_return, seen)
    if not may_change(actor, locked):
        _refuse(_("This was submitted already."))
    findings = findings_of(locked)
    if any(finding.is_error for finding in findings):
        _refuse(_("Something is wrong in these counts: correct it first."))
    if findings and not explanation.strip():
        _refuse(_("Explain what looks unlikely, or correct it."))
    locked.state, locked.explanation = State.SUBMITTED, explanation.strip()
    locked.submitted_at, locked.decision_note = timezone.now(), ""
    locked.save(update_fields=["state", "explanation", "submitted_at", "decision_note"])
    step_note(locked, Step.SUBMITTED, actor)
    return locked


@transaction.atomic
def return_validate(*, staff_return: StaffReturn, actor: User, seen: str) -> StaffReturn:
    """Put a version in force, by another person than those who prepared it. An older one is replaced and stays."""
    locked = _lock(staff_return, seen)
    _decision_require(locked, actor)
    if any(finding.is_error for finding in findings_of(locked)):
        _refuse(_("Something is wrong in these counts: send them back."))
    locked.decided_by = actor
    put_in_force(locked, actor)
    return locked


@transaction.atomic
def return_send_back(*, staff_return: StaffReturn, note: str, actor: User, seen: str) -> StaffReturn:
    """Back to HR, with a note that says why."""
    locked = _lock(staff_return, seen)
    _decision_require(locked, actor)
    if not note.strip():
        _refuse(_("Say what must be corrected."))
    locked.state, locked.decision_note = State.RETURNED, note.strip()
    locked.decided_by, locked.decided_at = actor, timezone.now()
    locked.save(update_fields=["state", "decision_note", "decided_by", "decided_at"])
    step_note(locked, Step.RETURNED, actor)
    return locked


def put_in_force(locked: StaffReturn, actor: User | None) -> None:
    """The steps of validating, in the caller's transaction."""
    alike = StaffReturn.objects.filter(corps=locked.corps, kind=locked.kind, reference_date=locked.reference_date)
    for older in alike.in_force().select_for_update(of=("self",)):
        older.state = State.REPLACED
        older.save(update_fields=["state"])
        step_note(older, Step.REPLACED, actor)
    locked.state, locked.decided_at = State.VALIDATED, timezone.now()
    locked.save(update_fields=["state", "decided_by", "decided_at"])
    step_note(locked, Step.VALIDATED, actor)
    return_mark(locked)


def open_of(corps: Corps, kind: str, day: date) -> StaffReturn | None:
    """The version that is under way."""
    return StaffReturn.objects.filter(corps=corps, kind=kind, reference_date=day, state__in=OPEN).first()


@transaction.atomic
def return_import(
    *,
    corps: Corps,
    kind: str,
    reference_date: date,
    cells: Cells,
    delivery: Delivery | None = None,
    supplier: str = "",
    legal_basis: str = "",
    is_official: bool = False,
) -> StaffReturn | None:
    """Store counts of a file as the next version: submitted, or in force where an office outside made them.

    None where the newest version says the same already. Refused while HR works on counts of that day.
    """  # fmt: skip
    Corps.objects.select_for_update(of=("self",)).get(pk=corps.pk)
    fault = day_fault(corps, kind, reference_date)
    if fault:
        _refuse(fault)
    newest = StaffReturn.objects.filter(corps=corps, kind=kind, reference_date=reference_date).first()
    if newest is not None and newest.state in (State.DRAFT, State.RETURNED):
        _refuse(_("somebody works on counts of this day; submit or discard them first."))
    if newest is not None and _is_same(newest, cells, supplier, legal_basis):
        return None
    if newest is not None and newest.state == State.SUBMITTED:
        newest.state = State.REPLACED
        newest.save(update_fields=["state"])
        step_note(newest, Step.REPLACED, None)
    if delivery is not None and delivery.pk is None:
        delivery.save()
    made = StaffReturn.objects.create(
        corps=corps, kind=kind, reference_date=reference_date, version=(newest.version if newest else 0) + 1,
        source=Source.OFFICIAL if is_official else Source.IMPORT, supplier=supplier, legal_basis=legal_basis,
        origin=Register(corps.register).origin, delivery=delivery, state=State.SUBMITTED, submitted_at=timezone.now(),
    )  # fmt: skip
    cells_write(made, cells)
    step_note(made, Step.IMPORTED, None)
    errors = [finding for finding in findings_of(made) if finding.is_error]
    if errors:
        _refuse(errors[0].reason)
    if is_official:
        put_in_force(made, None)
    return made


def cells_write(staff_return: StaffReturn, cells: Cells) -> None:
    staff_return.cells.all().delete()
    StaffCell.objects.bulk_create(
        StaffCell(staff_return=staff_return, **place._asdict(), heads=count.heads, fte=count.fte)
        for place, count in cells.items()
    )


def step_note(staff_return: StaffReturn, step: str, actor: User | None) -> None:
    """One event of the history, and the same on the trail."""
    StaffEvent.objects.create(staff_return=staff_return, kind=step, actor=actor)
    event_append(
        verb=VERBS[step], actor=actor, object_type="staffreturn", object_id=staff_return.pk,
        corps=staff_return.corps.code,
    )  # fmt: skip


def _is_same(newest: StaffReturn, cells: Cells, supplier: str, legal_basis: str) -> bool:
    rows = newest.cells.values_list("part", "framework", "key", "group", "heads", "fte")
    stored = {row[:4]: row[4:] for row in rows}
    given = {tuple(place): (count.heads, count.fte) for place, count in cells.items()}
    return stored == given and (newest.supplier, newest.legal_basis) == (supplier, legal_basis)


def _copy(old: StaffReturn, new: StaffReturn) -> None:
    StaffCell.objects.bulk_create(
        StaffCell(
            staff_return=new, part=c.part, framework=c.framework, key=c.key, group=c.group, heads=c.heads, fte=c.fte
        )
        for c in old.cells.all()
    )


def _next_version(corps: Corps, kind: str, day: date) -> int:
    alike = StaffReturn.objects.filter(corps=corps, kind=kind, reference_date=day)
    return int(alike.aggregate(most=Max("version"))["most"] or 0) + 1


def _lock(staff_return: StaffReturn, seen: str | None) -> StaffReturn:
    locked = StaffReturn.objects.select_for_update(of=("self",)).select_related("corps").filter(pk=staff_return.pk)
    found: Any = locked.first()
    if found is None:
        _refuse(_("Somebody discarded this in the meantime."))
    if seen is not None and return_digest(found) != seen:
        _refuse(_("Somebody else changed this in the meantime. Open it again and look at what stands now."))
    return found  # type: ignore[no-any-return]


def _decision_require(staff_return: StaffReturn, actor: User) -> None:
    if not may_decide(actor, staff_return):
        _refuse(_("This does not wait for a decision any more."))
    prepared = StaffEvent.objects.filter(staff_return=staff_return, kind__in=PREPARING).exclude(actor=None)
    people = {event.actor_id: event.actor for event in prepared.select_related("actor")}
    if any(is_same_person(person, actor) for person in people.values() if person is not None):
        _refuse(_("Whoever prepared these counts does not decide about them: another person must."))


def _refuse(reason: str) -> NoReturn:
    raise ReturnRefusedError(reason)
