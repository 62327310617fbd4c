"""Writing on the pages of the dashboard."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from legitimacy.models import Corps, Reply, Role, User
from legitimacy.trail.services import event_append

DOUBLE_WITHIN = timedelta(minutes=10)


class ReplyTextError(ValueError):
    """A reply that is empty or too long; `length` is what it has, `limit` what it may have."""

    def __init__(self, length: int, limit: int) -> None:
        self.length, self.limit = length, limit
        super().__init__(f"A reply has 1 to {limit} characters, not {length}.")


class ReplyValueError(ValueError):
    """A figure of another corps, or none at all."""

    def __init__(self, value_id: int, corps: str) -> None:
        self.value_id, self.corps = value_id, corps
        super().__init__(f"Figure {value_id} is not one of corps {corps}.")


@transaction.atomic
def reply_write(*, value_id: int, author: User, corps: Corps, text: str) -> Reply:
    """Attach a reply of the chief of `corps` to one exact figure, and put it on the trail (without its words).

    The same words sent twice within ten minutes are one reply. ReplyTextError for no text or too much;
    ReplyValueError for a figure that is not of this corps.
    """
    limit = Reply._meta.get_field("text").max_length or 0
    text = text.strip()
    if not 1 <= len(text) <= limit:
        raise ReplyTextError(len(text), limit)
    if not Corps.objects.filter(pk=corps.pk, values=value_id).exists():
        raise ReplyValueError(value_id, corps.code)
    # Locking the author makes two submits of one form wait for each other.
    User.objects.select_for_update().get(pk=author.pk)
    twin = Reply.objects.filter(
        value=value_id, author=author, text=text, written_at__gte=timezone.now() - DOUBLE_WITHIN
    ).first()
    if twin is not None:
        return twin
    reply = Reply.objects.create(value_id=value_id, author=author, role=Role.CHIEF_OF_CORPS, text=text)
    event_append(
        verb="reply.written",
        actor=author,
        role=Role.CHIEF_OF_CORPS,
        object_type="indicatorvalue",
        object_id=value_id,
        corps=corps.code,
    )
    return reply
