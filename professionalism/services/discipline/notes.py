"""What is written in a case without moving it: knowledge, criminal case, defence, hearing, advice, measures."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.models import User
from professionalism.models import DisciplinaryCase, DisciplinaryPaper, OrderMeasure
from professionalism.services.discipline.following import force_followed_up
from professionalism.services.discipline.history import (
    CaseTextError,
    case_append,
    case_lock,
    case_save,
    criminal_is_open,
    history_of,
)
from professionalism.services.discipline.ties import ties_refuse
from professionalism.workflow.discipline import UNDECIDED, Actor, Status
from professionalism.workflow.discipline_codes import CODES
from professionalism.workflow.signals import FollowUpKind

CRIMINAL = ("criminal_opened", "criminal_ended", "judicial_notice")
Kind = DisciplinaryPaper.Kind


def _open(case: DisciplinaryCase, version: int | None) -> DisciplinaryCase:
    case = case_lock(case, version=version)
    if case.status not in UNDECIDED:
        raise CaseTextError(_("This case is over. Nothing in it changes any more."))
    return case


def _not_future(on: date) -> None:
    if on > timezone.localdate():
        raise CaseTextError(_("This day has not come yet. Give today or an earlier day."), "on")


@transaction.atomic
def known_note(
    *, case: DisciplinaryCase, on: date, by: str, actor: User, note: str = "", version: int | None = None
) -> DisciplinaryCase:
    """That an authority knew of the facts on a day, perhaps earlier than was thought: the earliest counts."""
    case = _open(case, version)
    _not_future(on)
    if case.happened_on is not None and on < case.happened_on:
        raise CaseTextError(_("Nobody can know of the facts before they happened. Check both days."), "on")
    case_append(case, kind="known", actor=actor, actor_kind=Actor.STANDARDS, on=on, code=by, note=note)
    case_save(case)
    return case


@transaction.atomic
def criminal_note(
    *,
    case: DisciplinaryCase,
    kind: str,
    on: date,
    actor: User,
    actor_kind: Actor = Actor.STANDARDS,
    note: str = "",
    version: int | None = None,
) -> DisciplinaryCase:
    """That a criminal case on the same facts began, ended without a decision, or ended with one that was notified."""
    case = _open(case, version)
    _not_future(on)
    history = history_of(case)
    runs = criminal_is_open(history)
    if kind == "criminal_opened" and runs:
        raise CaseTextError(_("A criminal case runs already. Write down its end first."), "kind")
    if kind != "criminal_opened" and not runs:
        raise CaseTextError(_("No criminal case runs here. Write down its beginning first."), "kind")
    last = max((day for one, day in history if one in CRIMINAL), default=None)
    if last is not None and on < last:
        raise CaseTextError(_("This is before the last thing that was written about the criminal case."), "on")
    case_append(case, kind=kind, actor=actor, actor_kind=actor_kind, on=on, note=note)
    case_save(case)
    return case


@transaction.atomic
def defence_send(
    *,
    case: DisciplinaryCase,
    text: str,
    on: date,
    actor: User,
    actor_kind: Actor,
    asks_hearing: bool = False,
    has_defender: bool = False,
    version: int | None = None,
) -> DisciplinaryCase:
    """The written defence of the officer, by the officer or entered from paper."""
    case = case_lock(case, version=version)
    if case.status != Status.INTRODUCED:
        raise CaseTextError(_("A written defence can be handed in between the introductory report and the decision."))
    _within(case, on)
    _paper(case, Kind.DEFENCE, on, text, asks_hearing=asks_hearing, has_defender=has_defender)
    case_append(case, kind="defence", actor=actor, actor_kind=actor_kind, on=on)
    case_save(case)
    return case


@transaction.atomic
def hearing_note(
    *, case: DisciplinaryCase, on: date, text: str, has_defender: bool, actor: User, version: int | None = None
) -> DisciplinaryCase:
    """That the officer was heard, and what was said."""
    case = _open(case, version)
    if case.introduced_on is None:
        raise CaseTextError(_("A hearing comes after the introductory report."))
    _within(case, on)
    _paper(case, Kind.HEARING, on, text, has_defender=has_defender)
    case_append(case, kind="hearing", actor=actor, actor_kind=Actor.STANDARDS, on=on)
    case_save(case)
    return case


@transaction.atomic
def prosecutor_ask(*, case: DisciplinaryCase, actor: User, note: str, version: int | None = None) -> DisciplinaryCase:
    """Ask the prosecutor for advice: from now on they read the case."""
    case = _open(case, version)
    case.prosecutor_asked_on = timezone.localdate()
    case_append(case, kind="prosecutor_asked", actor=actor, actor_kind=Actor.STANDARDS, note=note)
    case_save(case, "prosecutor_asked_on")
    return case


@transaction.atomic
def prosecutor_advise(
    *, case: DisciplinaryCase, text: str, actor: User, version: int | None = None
) -> DisciplinaryCase:
    """The advice of the prosecutor. It binds nobody."""
    case = _open(case, version)
    if case.prosecutor_asked_on is None:
        raise CaseTextError(_("Nobody asked the prosecutor for advice in this case."))
    _paper(case, Kind.PROSECUTOR, timezone.localdate(), text)
    case_append(case, kind="prosecutor_advice", actor=actor, actor_kind=Actor.PROSECUTOR)
    case_save(case)
    return case


@transaction.atomic
def measure_order(
    *,
    case: DisciplinaryCase,
    code: str,
    from_on: date,
    until_on: date,
    reasons: str,
    actor: User,
    version: int | None = None,
) -> DisciplinaryCase:
    """An order measure by the authority: it keeps order and is no sanction. TieError as for a decision."""
    case = _open(case, version)
    ties_refuse(case, actor, Actor.AUTHORITY)
    if code not in dict(CODES.offered("measure", from_on)):
        raise CaseTextError(_("Choose one of the measures on the list."), "code")
    if until_on < from_on:
        raise CaseTextError(_("The last day is before the first."), "until_on")
    if case.measures.filter(code=code, ended_on=None, until_on__gte=from_on, from_on__lte=until_on).exists():
        raise CaseTextError(_("The same measure runs on these days already."), "from_on")
    OrderMeasure.objects.create(case=case, code=code, from_on=from_on, until_on=until_on, reasons=reasons)
    force_followed_up(case, FollowUpKind.ORDER)
    case_append(case, kind="measure", actor=actor, actor_kind=Actor.AUTHORITY, code=code)
    case_save(case)
    return case


@transaction.atomic
def measure_end(
    *, case: DisciplinaryCase, measure: OrderMeasure, actor: User, version: int | None = None
) -> DisciplinaryCase:
    """End a measure before its last day."""
    case = case_lock(case, version=version)
    ties_refuse(case, actor, Actor.AUTHORITY)
    if measure.case_id != case.pk or measure.ended_on is not None:
        raise CaseTextError(_("This measure has ended already."))
    measure.ended_on = timezone.localdate()
    measure.save(update_fields=["ended_on"])
    case_append(case, kind="measure_ended", actor=actor, actor_kind=Actor.AUTHORITY, code=measure.code)
    case_save(case)
    return case


def _within(case: DisciplinaryCase, on: date) -> None:
    _not_future(on)
    if case.introduced_on is not None and on < case.introduced_on:
        raise CaseTextError(_("This is before the introductory report. Check the day."), "on")


def _paper(case: DisciplinaryCase, kind: Kind, on: date, text: str, **given: object) -> None:
    DisciplinaryPaper.objects.create(case=case, kind=kind, on=on, text=text, **given)
