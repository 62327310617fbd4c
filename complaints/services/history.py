"""Appending to a file's history and to the trail, together, in the caller's transaction."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.utils import timezone

from complaints.models import Complaint, Event
from complaints.services.notices import NEWS, notice_mark
from complaints.workflow.routing import CORPS
from complaints.workflow.states import Actor
from legitimacy.models import User
from legitimacy.trail.services import event_append

SYSTEM = "system"


class ChangedMeanwhileError(RuntimeError):
    """Somebody else changed the file since it was read; nothing was written. `complaint` is what it is now."""

    def __init__(self, complaint: Complaint) -> None:
        self.complaint = complaint
        super().__init__(f"Complaint {complaint.pk} is at version {complaint.version} already.")


def complaint_lock(complaint: Complaint, *, version: int | None = None) -> Complaint:
    """The file as it is now, locked until the transaction ends. ChangedMeanwhileError for an older `version`."""
    locked = Complaint.objects.select_for_update().get(pk=complaint.pk)
    if version is not None and locked.version != version:
        raise ChangedMeanwhileError(locked)
    return locked


def complaint_save(complaint: Complaint, *fields: str) -> None:
    """Save columns of a locked file, as the next version."""
    complaint.version += 1
    complaint.save(update_fields=[*fields, "version"])


def complaint_touch(complaint: Complaint) -> None:
    """The next version of a file of which only other tables changed."""
    Complaint.objects.filter(pk=complaint.pk).update(version=F("version") + 1)
    complaint.version += 1


def history_append(
    complaint: Complaint,
    *,
    kind: str,
    actor: User | AnonymousUser | None = None,
    actor_kind: str = "",
    on: date | None = None,
    status_from: str = "",
    body: str = "",
    reason: str = "",
    note: str = "",
    trail: bool = True,
) -> Event:
    """One event of the history, and the same on the trail without its note. `actor` None: complainant or system."""
    person: Any = actor if isinstance(actor, User) else None
    event = Event.objects.create(
        complaint=complaint,
        at=timezone.now(),
        on=on or timezone.localdate(),
        kind=kind,
        actor_kind=actor_kind or (Actor.HANDLER if person else SYSTEM),
        actor=person,
        status_from=status_from,
        status_to=complaint.status if status_from else "",
        holder=complaint.holder,
        body=body,
        reason=reason,
        note=note,
    )
    if kind in NEWS and event.actor_kind != Actor.COMPLAINANT:
        notice_mark(complaint)
    if trail:
        trail_append(complaint, f"complaint.{kind}", actor=person, role=event.actor_kind, reason=reason)
    return event


def trail_append(
    complaint: Complaint, verb: str, *, actor: User | None = None, role: str = "", reason: str = ""
) -> None:
    """One event on the trail about a file. One that another body holds leaves no mark under the name of its corps."""
    event_append(
        verb=verb,
        actor=actor,
        role=role,
        object_type="complaint",
        object_id=complaint.pk,
        corps=complaint.corps.code if complaint.corps and complaint.holder == CORPS else "",
        reason=reason,
    )
