"""Locking a case, and appending to its history and to the trail together, in the caller's transaction."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.models import User
from legitimacy.trail.services import event_append
from professionalism.models import SignalCase, SignalEvent
from professionalism.workflow.signals import Party


class SignalChangedError(RuntimeError):
    """Somebody else changed the case since it was read; nothing was written. `case` is what it is now."""

    def __init__(self, case: SignalCase) -> None:
        self.case = case
        super().__init__(f"Case {case.pk} is at version {case.version} already.")


class SignalTextError(ValueError):
    """Something that was given does not fit; the text is a sentence for the page."""


def case_lock(case: SignalCase, *, version: int | None = None) -> SignalCase:
    """The case as it is now, locked until the transaction ends. SignalChangedError for an older `version`."""
    cases = SignalCase.objects.select_for_update(of=("self",)).select_related("corps", "member")
    locked = cases.get(pk=case.pk)
    if version is not None and locked.version != version:
        raise SignalChangedError(locked)
    if locked.emptied_on is not None:
        raise SignalTextError(_("This case was emptied: its time is over."))
    return locked


def case_save(case: SignalCase, *fields: str) -> None:
    """Save columns of a locked case, as the next version."""
    case.version += 1
    case.save(update_fields=[*fields, "version"])


def case_append(
    case: SignalCase,
    *,
    kind: str,
    party: Party,
    actor: User | None = None,
    stage_from: str = "",
    on: date | None = None,
) -> SignalEvent:
    """One event of the history and the same on the trail, without any text.

    The member concerned stands in neither by account: that would tie a pseudonym to a person.
    """
    person = None if party is Party.MEMBER else actor
    event = SignalEvent.objects.create(
        case=case,
        at=timezone.now(),
        on=on or timezone.localdate(),
        kind=kind,
        party=party,
        actor=person,
        stage_from=stage_from,
        stage_to=case.stage if stage_from else "",
    )
    event_append(
        verb=f"signal_case.{kind}",
        actor=person,
        role=party,
        object_type="signal_case",
        object_id=case.pk,
        corps=case.corps.code,
    )
    return event
