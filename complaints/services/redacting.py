"""Hiding passages of a story before it is shared, and finding what should be hidden.

`story_shared` is the only text of a story that the member of the police and bodies without a need of their own get.
Empty means: nothing may be shared yet.
"""

from collections.abc import Sequence

from django.db import transaction

from complaints.models import Complaint, Identity
from complaints.rules import may_open_identity
from complaints.services.history import complaint_lock, complaint_save, history_append
from complaints.workflow.passages import Suggestion, hide, stands_in, suggestions_in
from complaints.workflow.routing import CORPS
from legitimacy.models import User
from legitimacy.trail.services import event_append

MOST_PASSAGES = 300


class PassageError(ValueError):
    """A passage that does not stand in the story. `passages` are those as they were typed."""

    def __init__(self, passages: Sequence[str]) -> None:
        self.passages = list(passages)
        super().__init__("Some passages do not stand in the story.")


@transaction.atomic
def redaction_suggest(*, complaint: Complaint, actor: User) -> list[Suggestion]:
    """What could be hidden. The sealed name helps only for who may open the identity, and that is on the trail."""
    identity = Identity.objects.filter(complaint=complaint).first()
    names: list[str] = []
    if identity is not None and may_open_identity(actor, identity):
        names = [text for text in (identity.name, identity.support_person) if text]
        event_append(
            verb="identity.compared",
            actor=actor,
            object_type="complaint",
            object_id=complaint.pk,
            corps=complaint.corps.code if complaint.corps and complaint.holder == CORPS else "",
        )
    return suggestions_in(complaint.story, names)


@transaction.atomic
def story_redact(
    *, complaint: Complaint, passages: Sequence[str], actor: User, version: int | None = None
) -> Complaint:
    """Write what may be shared: the story with these passages hidden, the whole story when there are none.

    PassageError when one does not stand in the story, as a typing mistake would leave it in sight.
    """
    complaint = complaint_lock(complaint, version=version)
    wanted = [passage for passage in passages if passage.strip()][:MOST_PASSAGES]
    missing = [passage for passage in wanted if not stands_in(complaint.story, passage)]
    if missing:
        raise PassageError(missing)
    complaint.story_shared = hide(complaint.story, wanted)
    complaint_save(complaint, "story_shared")
    history_append(complaint, kind="changed", actor=actor, reason="redacted")
    return complaint


def story_to_share(complaint: Complaint) -> str:
    """What others than the handling body may read of the story; empty while nobody looked at it."""
    return complaint.story_shared
