"""Corrections: more of them, postponing, saying that one was done, and judging whether it helped."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.access import require_person
from legitimacy.models import User
from professionalism.models import CorrectiveAction, SignalCase
from professionalism.selectors.signals.effect import effect_read
from professionalism.services.signals.history import SignalTextError, case_append, case_lock, case_save
from professionalism.services.signals.terms import term_end
from professionalism.workflow.signals import Party, SignalStepError, Stage


@transaction.atomic
def correction_add(
    *, case: SignalCase, actor: User, kind: str, owner: str, due_on: date, version: int | None = None
) -> CorrectiveAction:
    """One more correction in a case that is followed."""
    case = _locked(case, actor, version)
    action = CorrectiveAction.objects.create(
        case=case, kind=kind, owner=owner.strip(), due_on=due_on, original_due_on=due_on
    )
    _written(case, "correction", actor)
    return action


@transaction.atomic
def correction_postpone(
    *, action: CorrectiveAction, actor: User, due_on: date, version: int | None = None
) -> CorrectiveAction:
    """A later day; the one first agreed stays."""
    case = _locked(action.case, actor, version)
    action = _fresh(action, case)
    if action.done_on is not None:
        raise SignalTextError(_("This correction was done already."))
    action.due_on = due_on
    action.save(update_fields=["due_on"])
    _written(case, "postponed", actor)
    return action


@transaction.atomic
def correction_done(*, action: CorrectiveAction, actor: User, on: date, version: int | None = None) -> CorrectiveAction:
    """The correction took place. From that day on somebody waits to see whether it helped."""
    case = _locked(action.case, actor, version)
    action = _fresh(action, case)
    if action.effect:
        raise SignalTextError(_("The effect of this correction was judged already."))
    if case.decided_on is not None and on < case.decided_on:
        raise SignalTextError(_("It was decided later than that day."))
    action.done_on, action.effect_due_on = on, term_end("effect", on)
    action.save(update_fields=["done_on", "effect_due_on"])
    _written(case, "done", actor)
    return action


@transaction.atomic
def correction_judge(
    *, action: CorrectiveAction, actor: User, effect: str, note: str, version: int | None = None
) -> CorrectiveAction:
    """A person concludes whether it helped; what was read then is kept beside it."""
    case = _locked(action.case, actor, version)
    action = _fresh(action, case)
    if action.done_on is None or action.effect:
        raise SignalTextError(_("Say first that the correction was done; its effect is judged once."))
    reading = effect_read(action)
    action.effect, action.effect_on, action.effect_note = effect, timezone.localdate(), note.strip()
    action.effect_by, action.returned, action.exposure = actor, reading.returned, reading.exposure
    action.save(update_fields=["effect", "effect_on", "effect_note", "effect_by", "returned", "exposure"])
    _written(case, "judged", actor)
    return action


def _locked(case: SignalCase, actor: User, version: int | None) -> SignalCase:
    require_person(actor, "signal.decide", case)
    case = case_lock(case, version=version)
    if case.stage != Stage.FOLLOWED:
        raise SignalStepError("correction", case.stage)
    return case


def _fresh(action: CorrectiveAction, case: SignalCase) -> CorrectiveAction:
    fresh = CorrectiveAction.objects.get(pk=action.pk, case=case)
    fresh.case = case
    return fresh


def _written(case: SignalCase, kind: str, actor: User) -> None:
    case_save(case)
    case_append(case, kind=kind, party=Party.STANDARDS, actor=actor)
