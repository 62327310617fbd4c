"""Writing many files at once: a few statements for a thousand of them."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.utils import timezone

from complaints.imports.cases import COLUMNS, Case, Part
from complaints.models import Allegation, Complaint, Event, Finding, InvolvedMember, MemberAllegation, SearchText
from complaints.services.clock import due_days_of_new
from complaints.services.history import SYSTEM
from complaints.services.searching import words_of
from complaints.workflow.routing import CORPS
from complaints.workflow.states import Status
from legitimacy.models import Corps, Register
from legitimacy.models.inserting import objects_insert, objects_insert_keyed

NOON = time(12)
RULE = "import"


def cases_add(corps: Corps, cases: Sequence[Case], today: date) -> list[Complaint]:
    """Store new files of a corps. They hold no identity: registers elsewhere keep those."""
    complaints = [_complaint(corps, case, today) for case in cases]
    objects_insert_keyed(complaints)
    allegations = _parts_write(complaints, [case.parts for case in cases])
    _words_write(complaints, allegations)
    _history_write(complaints, today, is_new=True)
    return complaints


def cases_replace(changed: Sequence[tuple[Complaint, Case]], today: date) -> list[Complaint]:
    """Let known files say what the register says now. Their history keeps that they were imported again."""
    complaints = [complaint for complaint, _case in changed]
    if not complaints:
        return []
    for complaint, case in changed:
        for name in COLUMNS:
            setattr(complaint, name, case.columns[name])
        complaint.version += 1
        _days_set(complaint, today)
    Complaint.objects.bulk_update(complaints, [*COLUMNS, "version", "due_on", "next_due_on"])
    ids = [complaint.pk for complaint in complaints]
    Allegation.objects.filter(complaint__in=ids).delete()
    InvolvedMember.objects.filter(complaint__in=ids).delete()
    SearchText.objects.filter(complaint__in=ids).delete()
    allegations = _parts_write(complaints, [case.parts for _complaint_, case in changed])
    _words_write(complaints, allegations)
    _history_write(complaints, today, is_new=False)
    return complaints


def _complaint(corps: Corps, case: Case, today: date) -> Complaint:
    received_on: date = case.columns["received_on"]
    complaint = Complaint(
        register=corps.register,
        origin=Register(corps.register).origin,
        corps=corps,
        channel="import",
        holder=CORPS,
        routing_rule=RULE,
        received_at=timezone.make_aware(datetime.combine(received_on, NOON)),
        **case.columns,
    )
    _days_set(complaint, today)
    return complaint


def _days_set(complaint: Complaint, today: date) -> None:
    """Terms run for files under way here; the rules of this country say nothing about a register elsewhere."""
    is_running = complaint.status != Status.CLOSED and complaint.register != Register.FOREIGN_TEST
    complaint.due_on, complaint.next_due_on = (
        due_days_of_new(complaint.received_on, today) if is_running else (None, None)
    )


def _parts_write(complaints: Sequence[Complaint], parts: Sequence[Sequence[Part]]) -> list[list[Allegation]]:
    """Allegations, each about one member of whom only the unit is known, and what was found of it."""
    pairs = [(complaint, part) for complaint, each in zip(complaints, parts, strict=True) for part in each]
    allegations = [
        Allegation(complaint=complaint, category=category, reference=reference, text=text)
        for complaint, (category, _finding, reference, text, _unit) in pairs
    ]
    involved = [
        InvolvedMember(complaint=complaint, kind=InvolvedMember.Kind.UNKNOWN, unit=unit)
        for complaint, (_category, _finding, _reference, _text, unit) in pairs
    ]
    objects_insert_keyed(allegations)
    objects_insert_keyed(involved)
    objects_insert(
        [
            MemberAllegation(allegation=allegation, involved=person)
            for allegation, person in zip(allegations, involved, strict=True)
        ]
    )
    objects_insert(
        [
            Finding(
                allegation=allegation,
                authority=complaint.holder,
                finding=part[1],
                found_on=complaint.decided_on or complaint.closed_on or complaint.received_on,
            )
            for allegation, (complaint, part) in zip(allegations, pairs, strict=True)
            if part[1]
        ]
    )
    rows = iter(allegations)
    return [[next(rows) for _part in each] for each in parts]


def _words_write(complaints: Sequence[Complaint], allegations: Sequence[Sequence[Allegation]]) -> None:
    objects_insert(
        [
            SearchText(complaint=complaint, language=complaint.language, folded=words_of(complaint, each))
            for complaint, each in zip(complaints, allegations, strict=True)
        ]
    )


def _history_write(complaints: Sequence[Complaint], today: date, *, is_new: bool) -> None:
    """That a file was imported; for one under way also when it was received, from which its terms run."""
    now = timezone.now()
    events = []
    for complaint in complaints:
        usual = {"complaint": complaint, "at": now, "actor_kind": SYSTEM, "holder": complaint.holder}
        if is_new and complaint.status != Status.CLOSED:
            events.append(Event(**usual, kind="received", on=complaint.received_on))
        events.append(Event(**usual, kind="imported", on=today, status_to=complaint.status))
    objects_insert(events)
