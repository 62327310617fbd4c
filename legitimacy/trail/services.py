"""Appending to the trail, in the caller's transaction: an event stands exactly when what it records stands."""

import re
from typing import Any, cast

import structlog
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from legitimacy.models import TrailEvent, User

VERB = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\.[a-z][a-z0-9]*(_[a-z0-9]+)*")
CODE = re.compile(r"[A-Za-z0-9_.:-]*")


class TrailEventError(ValueError):
    """A field of an event that holds more than a name or a code. `field` names it."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"The field {field} of a trail event takes a short code only, never a text.")


def event_append(
    *,
    verb: str,
    actor: User | AnonymousUser | None = None,
    role: str = "",
    object_type: str = "",
    object_id: Any = "",
    corps: str = "",
    reason: str = "",
) -> TrailEvent:
    """Append one event and return it. `verb` is entity.past_tense; `corps` a corps code; `reason` a reason code.

    No field takes a text, so that no content can enter the trail: TrailEventError names the field that tries.
    """
    event = TrailEvent(
        at=timezone.now(),
        actor_id=actor.pk if actor is not None else None,
        role=role,
        verb=verb,
        object_type=object_type,
        object_id=str(object_id),
        corps=corps,
        reason=reason,
        request_id=str(structlog.contextvars.get_contextvars().get("request_id", "")),
    )
    _refuse_texts(event)
    event.save(force_insert=True)
    return event


def _refuse_texts(event: TrailEvent) -> None:
    if not VERB.fullmatch(event.verb):
        raise TrailEventError("verb")
    for field in ("role", "object_type", "object_id", "corps", "reason", "request_id"):
        column = cast("models.CharField[str, str]", TrailEvent._meta.get_field(field))
        if not CODE.fullmatch(getattr(event, field)) or len(getattr(event, field)) > (column.max_length or 0):
            raise TrailEventError(field)
