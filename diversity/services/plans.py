"""Writing a diversity plan and its actions, adopting it and ending it."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from diversity.models import DiversityPlan
from diversity.services.criteria import criteria_mark
from diversity.workflow.plans import PlanState, step_named
from legitimacy.access import require_person
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, ImprovementAction, Register, User
from legitimacy.scorecards.services import improvements_stale
from legitimacy.trail.services import event_append


class PlanFaultError(ValueError):
    """What cannot be stored. `field` names the field of the form, empty for all; the text is a translated sentence."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(reason)


@transaction.atomic
def plan_create(*, corps: Corps, valid_from: date, valid_to: date, goals: str, actor: User) -> DiversityPlan:
    """A draft. AccessDeniedError for who is not HR of the corps."""
    require_person(actor, "diversity_plan.edit", corps)
    _checked(valid_from, valid_to, goals)
    origin = Origin.SIMULATED if corps.register == Register.EXAMPLE else Register(corps.register).origin
    plan = DiversityPlan.objects.create(
        corps=corps, valid_from=valid_from, valid_to=valid_to, goals=goals.strip(), origin=origin, created_by=actor
    )
    _told(plan, "created", actor)
    return plan


@transaction.atomic
def plan_change(
    *, plan: DiversityPlan, valid_from: date, valid_to: date, goals: str, version: int, actor: User
) -> DiversityPlan:
    """Change a draft; what was adopted stays as it was adopted."""
    stored = _locked(plan, version)
    require_person(actor, "diversity_plan.edit", stored)
    if stored.state != PlanState.DRAFT:
        raise PlanFaultError("", _("This plan was adopted, so its goals stay as they are."))
    _checked(valid_from, valid_to, goals)
    stored.valid_from, stored.valid_to, stored.goals = valid_from, valid_to, goals.strip()
    return _saved(stored, "changed", actor)


@transaction.atomic
def plan_step(*, plan: DiversityPlan, step: str, version: int, actor: User) -> DiversityPlan:
    """Adopt a draft, or end what was adopted. Only the chief of corps may."""
    stored, taken = _locked(plan, version), step_named(step)
    require_person(actor, taken.action, stored)
    if stored.state != taken.before:
        raise PlanFaultError("", _("This step is not possible now: somebody took it already."))
    today = timezone.localdate()
    if taken.after == PlanState.ADOPTED:
        if not ImprovementAction.objects.filter(**_of(stored)).exists():
            raise PlanFaultError("", _("A plan needs at least one action before it can be adopted."))
        stored.adopted_by, stored.adopted_on = actor, today
    else:
        stored.ended_on = today
    stored.state = taken.after
    try:
        with transaction.atomic():
            _saved(stored, step, actor)
    except IntegrityError:
        raise PlanFaultError("", _("Another plan is in force. End that one first.")) from None
    criteria_mark(corps_ids=[stored.corps_id], day=today)
    return stored


@transaction.atomic
def action_add(
    *, plan: DiversityPlan, what: str, owner: str, due_on: date, version: int, actor: User
) -> ImprovementAction:
    """One more action of a plan that has not ended."""
    stored = _locked(plan, version)
    require_person(actor, "diversity_plan.edit", stored)
    _open_require(stored)
    if due_on < stored.valid_from:
        raise PlanFaultError("due_on", _("This day is before the plan begins."))
    action = ImprovementAction.objects.create(
        what=what.strip(), owner=owner.strip(), due_on=due_on, original_due_on=due_on, corps=stored.corps,
        origin=stored.origin, created_by=actor, **_of(stored),
    )  # fmt: skip
    improvements_stale([action])
    _saved(stored, "action_added", actor)
    criteria_mark(corps_ids=[stored.corps_id], day=timezone.localdate())
    return action


@transaction.atomic
def action_change(
    *,
    plan: DiversityPlan,
    action: ImprovementAction,
    due_on: date,
    done_on: date | None,
    effect: str,
    version: int,
    actor: User,
) -> ImprovementAction:
    """Postpone an action, say that it was done, or what it brought. The date first agreed stays."""
    stored = _locked(plan, version)
    require_person(actor, "diversity_plan.edit", stored)
    _open_require(stored)
    row = ImprovementAction.objects.select_for_update().filter(pk=action.pk, **_of(stored)).first()
    if row is None:
        raise PlanFaultError("", _("This action is not of this plan."))
    today = timezone.localdate()
    if done_on is not None and done_on > today:
        raise PlanFaultError("done_on", _("This day has not come yet. Give today or an earlier day."))
    if effect != ImprovementAction.Effect.UNKNOWN and done_on is None:
        raise PlanFaultError("effect", _("An effect is checked once the action was carried out."))
    checked = effect != ImprovementAction.Effect.UNKNOWN
    row.effect_checked_on = (row.effect_checked_on or today) if checked else None
    row.due_on, row.done_on, row.effect = due_on, done_on, effect
    row.save(update_fields=["due_on", "done_on", "effect", "effect_checked_on"])
    improvements_stale([row])
    _saved(stored, "action_changed", actor)
    criteria_mark(corps_ids=[stored.corps_id], day=today)
    return row


def _of(plan: DiversityPlan) -> dict[str, str]:
    return {"source": ImprovementAction.Source.DIVERSITY, "reference": str(plan.pk)}


def _checked(valid_from: date, valid_to: date, goals: str) -> None:
    if valid_to < valid_from:
        raise PlanFaultError("valid_to", _("The plan ends before it begins."))
    if not goals.strip():
        raise PlanFaultError("goals", _("Fill this in."))


def _open_require(plan: DiversityPlan) -> None:
    if plan.state == PlanState.ENDED:
        raise PlanFaultError("", _("This plan has ended."))


def _locked(plan: DiversityPlan, version: int) -> DiversityPlan:
    """The stored plan, locked; PlanFaultError where it is another one than the person saw."""
    stored = DiversityPlan.objects.select_for_update(of=("self",)).select_related("corps").get(pk=plan.pk)
    if stored.version != version:
        sentence = _("Somebody else changed this in the meantime. Open it again and look at what stands now.")
        raise PlanFaultError("", sentence)
    return stored


def _saved(plan: DiversityPlan, what: str, actor: User) -> DiversityPlan:
    plan.version += 1
    plan.save()
    _told(plan, what, actor)
    return plan


def _told(plan: DiversityPlan, what: str, actor: User) -> None:
    verbs = {"adopt": "adopted", "end": "ended"}
    event_append(
        verb=f"diversity_plan.{verbs.get(what, what)}", actor=actor, object_type="diversity_plan", object_id=plan.pk,
        corps=plan.corps.code,
    )  # fmt: skip
