"""A disciplinary step after excessive force is the follow-up that LEG-08 counts."""

from django.utils import timezone

from professionalism.models import DisciplinaryCase, ForceIncident, SourceKind
from professionalism.services.signals.cases import follow_up_note
from professionalism.workflow.signals import FollowUpKind


def force_followed_up(case: DisciplinaryCase, kind: FollowUpKind) -> None:
    """Note it with the force report that the case came from; nothing where it came from something else."""
    if case.source_kind != SourceKind.FORCE or not case.source_reference:
        return
    for incident in ForceIncident.objects.filter(corps=case.corps_id, number=case.source_reference):
        follow_up_note(incident=incident, kind=kind, on=timezone.localdate())
