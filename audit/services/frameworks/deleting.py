"""A draft that nobody signed may be thrown away by who made it."""

from django.db import transaction
from django.db.models import ProtectedError

from audit.models import FrameworkChange, FrameworkDraft, FrameworkSignature
from audit.services.frameworks.drafting import draft_lock
from audit.services.frameworks.errors import DeletionError
from legitimacy.models import Framework, User
from legitimacy.trail.services import event_append


@transaction.atomic
def draft_delete(*, framework: Framework, version: int, actor: User) -> None:
    """Delete a draft with all its changes. What was changed when and why stays on the trail.

    Raises DraftError when it was signed meanwhile, DraftMovedError when it is not at `version` any more, DeletionError
    for who did not make it, once somebody signed any version, and where something else rests on it.
    """
    draft = draft_lock(framework, version)
    if reason := deletion_fault(draft, actor):
        raise DeletionError(reason)
    event_append(
        verb="framework.deleted",
        actor=actor,
        object_type="framework",
        object_id=framework.code,
        reason=f"version:{version}",
    )
    try:
        with transaction.atomic():
            FrameworkChange.objects.filter(framework=framework).delete()
            framework.delete()
    except ProtectedError:
        raise DeletionError("used") from None


def deletion_fault(draft: FrameworkDraft, actor: User) -> str:
    """Why this person cannot delete this draft, as the reason of a DeletionError; empty when they can."""
    if draft.created_by_id != actor.pk:
        return "not_maker"
    if FrameworkSignature.objects.filter(framework_id=draft.framework_id).exists():
        return "signed"
    return ""
