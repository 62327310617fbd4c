"""What services of plans, practices and research share: faults at their field, versions, events on the trail."""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from evaluation.models import (
    PolicyEvaluation,
    PolicyObjective,
    PolicyPlan,
    Practice,
    PracticeUse,
    ResearchProject,
)
from legitimacy.models import User
from legitimacy.trail.services import event_append

Record = Practice | PracticeUse | ResearchProject | PolicyPlan | PolicyObjective | PolicyEvaluation


class FaultError(ValueError):
    """What cannot be stored. `field` names the field, empty for all of it; the text is a translated sentence."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(reason)


def version_require(record: Record, version: int) -> None:
    """Lock a stored record, and refuse who changes another state of it than they saw."""
    if record._state.adding:
        return
    stored = type(record)._default_manager.select_for_update().filter(pk__in=[record.pk]).first()
    if stored is None or stored.version != version:
        raise FaultError(
            "", _("Somebody else changed this in the meantime. Open it again and look at what stands now.")
        )


def record_store(record: Record, values: dict[str, Any], *, actor: User | None, corps: str) -> None:
    """Write the values, count the version and tell it, in the caller's transaction."""
    is_new = record._state.adding
    for name, value in values.items():
        setattr(record, name, value)
    if not is_new:
        record.version += 1
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError:  # somebody stored the same at this very moment
        reason = _("This is there already. Open the one that stands in the list and change it.")
        raise FaultError("", reason) from None
    told(record, "added" if is_new else "changed", actor=actor, corps=corps)


def told(record: models.Model, what: str, *, actor: User | None, corps: str) -> None:
    name = record._meta.model_name or ""
    event_append(verb=f"{name}.{what}", actor=actor, object_type=name, object_id=record.pk, corps=corps)
