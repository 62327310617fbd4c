"""Storing one record with its version, and the event on the trail."""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from legitimacy.models import Subject, SubjectKind, User
from legitimacy.trail.services import event_append
from professionalism.services.training.faults import FaultError


def version_require(record: Any, version: int) -> None:
    """Lock a stored record, and refuse who changes another state of it than they saw."""
    if record.pk is None:
        return
    stored = type(record).objects.select_for_update().filter(pk=record.pk).first()
    if stored is None:
        raise FaultError("", _("Somebody removed this in the meantime."))
    if stored.version != version:
        raise FaultError(
            "", _("Somebody else changed this in the meantime. Open it again and look at what stands now.")
        )


def record_store(record: Any, values: dict[str, Any], *, subject: Subject, actor: User | None) -> None:
    """Write the values into a record, in the caller's transaction. FaultError where it stands there already."""
    is_new = record.pk is None
    for name, value in values.items():
        setattr(record, name, value)
    if not is_new:
        record.version += 1
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError:
        reason = _("This is there already. Open the one that stands in the list and change it.")
        raise FaultError("", reason) from None
    told(record, "added" if is_new else "changed", subject=subject, actor=actor)


def told(record: models.Model, what: str, *, subject: Subject, actor: User | None) -> None:
    name = record._meta.model_name or ""
    code = subject.code if subject.kind == SubjectKind.CORPS else ""
    event_append(verb=f"{name}.{what}", actor=actor, object_type=name, object_id=record.pk, corps=code)
