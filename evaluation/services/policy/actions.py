"""Improvement actions that came from evaluations: postponed, done, and judged by their effect."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.services.faults import FaultError, told
from legitimacy.access import require_person
from legitimacy.models import ImprovementAction, User
from legitimacy.scorecards.services import improvements_stale


@transaction.atomic
def action_change(
    *, action: ImprovementAction, due_on: date, done_on: date | None, effect: str, actor: User
) -> ImprovementAction:
    """Postpone, say that it was done, or what it brought. The day first agreed stays. FaultError names the field."""
    row = ImprovementAction.objects.select_for_update(of=("self",)).select_related("corps").get(pk=action.pk)
    require_person(actor, "policy_action.change", row)
    checked = effect != ImprovementAction.Effect.UNKNOWN
    if checked and done_on is None:
        raise FaultError("effect", _("An effect is checked once the action was carried out."))
    if due_on < row.original_due_on:
        raise FaultError("due_on", _("The day first agreed is earlier than this one can be: only postpone it."))
    row.effect_checked_on = (row.effect_checked_on or timezone.localdate()) if checked else None
    row.due_on, row.done_on, row.effect = due_on, done_on, effect
    row.save(update_fields=["due_on", "done_on", "effect", "effect_checked_on"])
    improvements_stale([row])
    told(row, "changed", actor=actor, corps=row.corps.code)
    return row
