"""Events stand with what they record, and hold codes only."""

import pytest
import structlog
from django.db import transaction

from legitimacy.models import TrailEvent, User
from legitimacy.trail.services import TrailEventError, event_append


def test_event_names_who_did_what_in_which_request(katrien: User) -> None:
    with structlog.contextvars.bound_contextvars(request_id="5f2c"):
        event_append(verb="reply.written", actor=katrien, object_type="reply", object_id=7, corps="V017")
    event = TrailEvent.objects.get()
    assert (event.verb, event.actor_id, event.object_id, event.request_id) == ("reply.written", katrien.pk, "7", "5f2c")


@pytest.mark.django_db
def test_event_falls_with_the_transaction_it_records() -> None:
    with transaction.atomic():
        event_append(verb="reply.written")
        transaction.set_rollback(True)
    assert not TrailEvent.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["role", "object_type", "object_id", "corps", "reason"])
def test_texts_do_not_enter_the_trail(field: str) -> None:
    with pytest.raises(TrailEventError, match=field):
        event_append(verb="reply.written", **{field: "he was rude to me"})  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["written", "Reply.written", "reply.", "reply written"])
def test_verb_is_entity_and_past_tense(verb: str) -> None:
    with pytest.raises(TrailEventError, match="verb"):
        event_append(verb=verb)
