"""Locking a disciplinary case, appending to its history and the trail, and bringing its columns up to date."""

from datetime import date, timedelta

from django.utils import timezone

from legitimacy.models import User
from legitimacy.trail.services import event_append
from professionalism.models import DisciplinaryCase, DisciplinaryEvent
from professionalism.services.discipline.counting import stale_for_settling
from professionalism.workflow.discipline import BEFORE_REPORT, Actor, Status
from professionalism.workflow.discipline_clock import History, Limit, limit_of, terms_of

COLUMNS = ("known_on", "limit_on", "alarm", "due_on", "settled_on", "in_time", "criminal_open")
"""Columns that repeat what the history says; the clocks fill them."""


class CaseChangedError(RuntimeError):
    """Somebody else changed the case since it was read; nothing was written. `case` is what it is now."""

    def __init__(self, case: DisciplinaryCase) -> None:
        self.case = case
        super().__init__(f"Case {case.pk} is at version {case.version} already.")


class CaseTextError(ValueError):
    """Something that was given does not fit; the text is a sentence for the page, `field` names where it was given."""

    def __init__(self, sentence: object, field: str = "") -> None:
        self.field = field
        super().__init__(str(sentence))


def case_lock(case: DisciplinaryCase, *, version: int | None = None) -> DisciplinaryCase:
    """The case as it is now, locked until the transaction ends. CaseChangedError for an older `version`."""
    rows = DisciplinaryCase.objects.select_for_update(of=("self",)).select_related("corps", "member")
    locked = rows.get(pk=case.pk)
    if version is not None and locked.version != version:
        raise CaseChangedError(locked)
    return locked


def case_append(
    case: DisciplinaryCase,
    *,
    kind: str,
    actor: User,
    actor_kind: Actor,
    on: date | None = None,
    status_from: str = "",
    code: str = "",
    note: str = "",
) -> DisciplinaryEvent:
    """One event of the history, and the same on the trail without its note.

    The officer concerned stands in neither by account: that would tie a pseudonym to a person, and outlive the erasure.
    """
    person = None if actor_kind is Actor.OFFICER else actor
    event = DisciplinaryEvent.objects.create(
        case=case,
        at=timezone.now(),
        on=on or timezone.localdate(),
        kind=kind,
        actor_kind=actor_kind,
        actor=person,
        status_from=status_from,
        status_to=case.status if status_from else "",
        code=code,
        note=note,
    )
    event_append(
        verb=f"discipline.{kind}",
        actor=person,
        role=actor_kind,
        object_type="disciplinarycase",
        object_id=case.pk,
        corps=case.corps.code,
    )
    return event


def history_of(case: DisciplinaryCase) -> list[tuple[str, date]]:
    """Kind and day of every event, in their order."""
    return list(case.events.values_list("kind", "on"))


def case_save(case: DisciplinaryCase, *fields: str, today: date | None = None) -> None:
    """Save columns of a locked case as the next version, with what the clocks say after its newest event."""
    case.version += 1
    clocks_set(case, history_of(case), today or timezone.localdate())
    case.save(update_fields=[*fields, *COLUMNS, "version"])


def clocks_set(case: DisciplinaryCase, history: History, today: date) -> bool:
    """Fill the columns that the clocks know, and leave a stale mark where the figure changes; whether any changed."""
    before = {name: getattr(case, name) for name in COLUMNS}
    clocks_fill(case, history, today)
    if (case.settled_on, case.in_time) != (before["settled_on"], before["in_time"]):
        stale_for_settling(case.corps_id, before["settled_on"], case.settled_on)
    return any(getattr(case, name) != value for name, value in before.items())


def clocks_fill(case: DisciplinaryCase, history: History, today: date) -> None:
    """Fill the columns that the clocks know, and write nothing."""
    limit = limit_of(history, today)
    case.known_on = min((on for kind, on in history if kind == "known"), default=case.known_on)
    case.criminal_open = criminal_is_open(history)
    if limit is not None:
        case.limit_on = limit.last_day
        case.alarm = limit.alarm or 0 if case.status in BEFORE_REPORT else 0
        case.settled_on, case.in_time = _settled(history, limit, today)
    case.due_on = _due(case, history, today)


def criminal_is_open(history: History) -> bool:
    """Whether a criminal case on the same facts runs, by the order of the history."""
    last = [kind for kind, _on in history if kind in ("criminal_opened", "criminal_ended", "judicial_notice")]
    return bool(last) and last[-1] == "criminal_opened"


def _settled(history: History, limit: Limit, today: date) -> tuple[date | None, bool | None]:
    """When it was clear whether the limit was kept, and whether it was. A case closed before that never counts."""
    introduced_on = next((on for kind, on in history if kind == "introduce"), None)
    closed_on = next((on for kind, on in history if kind == "close"), None)
    reached = introduced_on or closed_on or today
    if limit.last_day is not None and reached > limit.last_day:
        return limit.last_day + timedelta(days=1), False
    return (introduced_on, True) if introduced_on else (None, None)


def _due(case: DisciplinaryCase, history: History, today: date) -> date | None:
    if case.status in BEFORE_REPORT:
        return case.limit_on
    if case.status in (Status.CLOSED, Status.APPEALED):
        return None
    open_terms = [term.due_on for term in terms_of(history, today) if term.is_open and term.due_on]
    return min(open_terms, default=None)
