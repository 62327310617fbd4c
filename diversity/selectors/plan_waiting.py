"""What waits for people on the home page of diversity: plans to adopt, actions that are late."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diversity.selectors.plans import drafts_of
from legitimacy.access import Person, standing_of
from legitimacy.models import ImprovementAction, Role
from legitimacy.work_pages import Waiting


def plans_waiting(user: Person) -> list[Waiting]:
    """For a chief drafts to adopt; for HR actions of plans that are late. Two queries at most."""
    current = standing_of(user).current
    led = [m.corps_id for m in current if m.role == Role.CHIEF_OF_CORPS and m.corps_id]
    kept = [m.corps_id for m in current if m.role == Role.HR_OFFICER and m.corps_id]
    url, waiting = reverse("diversity_plan"), []
    if led and drafts_of(led).exists():
        waiting.append(Waiting(what=_("A diversity plan waits to be adopted."), url=url))
    if kept:
        late = ImprovementAction.objects.filter(
            source=ImprovementAction.Source.DIVERSITY, corps__in=kept, done_on=None, due_on__lt=timezone.localdate()
        ).count()
        if late:
            told = ngettext("%(number)d action is late.", "%(number)d actions are late.", late) % {"number": late}
            waiting.append(Waiting(what=told, url=url))
    return waiting
